"""Many people in one call, stored center by center."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models.vocabulary import ActorKind
from services import bulk
from services.access.actor import Actor, Scope
from services.bulk import Checked, RowResult
from services.seekers.ages import check_age
from services.seekers.prepare import PreparedSeeker, prepare
from services.seekers.register import at_center, center_for
from services.seekers.schemas import SeekerIn
from services.seekers.store import store

CheckedPeople = Checked[PreparedSeeker]


def check_people(records: Iterable[Any], *, today: date) -> CheckedPeople:
    """No database: validated, of working age, linked, each external id once a center."""

    def read(record: Any) -> SeekerIn:
        person = SeekerIn.model_validate(record)
        check_age(person.born_on, today)
        return person

    good, refused = bulk.check(records, read, _name)
    return Checked(list(good), prepare(list(good.values()), today=today), refused)


def _name(person: SeekerIn) -> tuple[str | None, str] | None:
    return (person.center, person.external_id) if person.external_id else None


def store_people(
    session: Session, actor: Actor, people: CheckedPeople, *, now: datetime
) -> list[RowResult]:
    """The good rows; results of all, in the order sent. Raises CenterNotFound, Malformed."""
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, scope=Scope.SEEKERS)
    by_center: dict[str | None, list[tuple[int, PreparedSeeker]]] = defaultdict(list)
    for place, person in zip(people.places, people.prepared, strict=True):
        by_center[person.intake.center].append((place, person))
    results = list(people.refused)
    for code, pairs in by_center.items():
        intake = at_center(actor, center_for(session, actor, code), now)
        stored = store(session, actor, intake, [person for _, person in pairs])
        results += [
            RowResult(place, done.external_id, str(done.outcome), done.public_id)
            for (place, _), done in zip(pairs, stored, strict=True)
        ]
    return sorted(results, key=lambda result: result.index)
