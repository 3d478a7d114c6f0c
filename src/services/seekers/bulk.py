"""Many people in one call, stored center by center."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, partial
from typing import Any

from sqlalchemy.orm import Session

from models.center import Center
from models.vocabulary import ActorKind
from services import bulk
from services.access.actor import Actor, Scope
from services.bulk import Checked, RowResult
from services.collecting import paused
from services.errors import CenterNotFound, Malformed
from services.field_codes import field_error
from services.seekers.merged import store_merged
from services.seekers.plausible import check_plausible
from services.seekers.prepare import PreparedSeeker, prepare
from services.seekers.register import at_center, center_for
from services.seekers.schemas import SeekerIn
from services.seekers.store import store

CheckedPeople = Checked[PreparedSeeker]


@paused()
def check_people(records: Iterable[Any], *, today: date) -> CheckedPeople:
    """No database: validated, of working age, linked, each external id once a center."""

    def read(record: Any) -> SeekerIn:
        person = SeekerIn.model_validate(record)
        check_plausible(person, today)
        return person

    good, refused = bulk.check(records, read, _name)
    return Checked(list(good), prepare(list(good.values()), today=today), refused)


def _name(person: SeekerIn) -> tuple[str | None, str] | None:
    return (person.center, person.external_id) if person.external_id else None


@paused()
def store_people(
    session: Session, actor: Actor, people: CheckedPeople, *, now: datetime
) -> list[RowResult]:
    """The good rows; results of all, in the order sent. A center that does not exist or is not
    the actor's refuses its row."""
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, scope=Scope.SEEKERS)
    by_center, refused = _by_center(session, actor, people)
    results = [*people.refused, *refused]
    for center, placed in by_center.items():
        where = at_center(actor, center, now)
        followed = store_merged(session, actor, where, placed)
        rest = {place: placed[place] for place in placed if place not in followed}
        stored = store(session, actor, where, list(rest.values()), is_file=True)
        results += followed.values()
        results += [
            RowResult(place, done.external_id, str(done.outcome), done.public_id)
            for place, done in zip(rest, stored, strict=True)
        ]
    return sorted(results, key=lambda result: result.index)


ByCenter = dict[Center, dict[int, PreparedSeeker]]


def _by_center(
    session: Session, actor: Actor, people: CheckedPeople
) -> tuple[ByCenter, list[RowResult]]:
    """People by their place in the request. A row that leaves its center out is in the actor's
    own, so only now it is known whether a name comes twice."""
    found, seen = cache(partial(center_for, session, actor)), dict[tuple[int, str], int]()
    grouped: ByCenter = defaultdict(dict)
    refused: list[RowResult] = []
    for place, person in zip(people.places, people.prepared, strict=True):
        name = person.intake.external_id
        try:
            center = found(person.intake.center)
        except (Malformed, CenterNotFound) as error:
            refused.append(bulk.refused_row(place, name, error.errors))
            continue
        first = seen.setdefault((center.id, name), place) if name else place
        if first == place:
            grouped[center][place] = person
        else:
            twice = field_error("/external_id", "duplicate_row", first=first)
            refused.append(bulk.refused_row(place, name, [twice]))
    return grouped, refused
