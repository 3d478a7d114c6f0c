"""Many people in one call: every row checked, then all or the good ones stored, by center."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy.orm import Session

from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.errors import N_, BulkRefused, FieldError, Malformed
from services.seekers.ages import check_age
from services.seekers.prepare import PreparedSeeker, prepare
from services.seekers.register import at_center, center_for
from services.seekers.schemas import SeekerIn
from services.seekers.store import StoredSeeker, store
from services.validation import from_validation

DUPLICATE = N_("This external_id stands in an earlier row of the same request: row %(first)s.")


@dataclass(frozen=True, slots=True)
class RowResult:
    index: int
    external_id: str | None
    status: str
    public_id: UUID | None = None
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedPeople:
    places: Sequence[int]
    prepared: Sequence[PreparedSeeker]
    refused: Sequence[RowResult]


def check_people(records: Iterable[Any], *, today: date) -> CheckedPeople:
    """No database: validated, of working age, linked, each external id once a center."""
    good: dict[int, SeekerIn] = {}
    refused: list[RowResult] = []
    seen: dict[tuple[str | None, str], int] = {}
    for index, record in enumerate(records):
        try:
            person = SeekerIn.model_validate(record)
            check_age(person.born_on, today)
            _check_first(seen, person, index)
        except ValidationError as error:
            refused.append(_refusal(index, record, from_validation(error, f"/{index}")))
        except Malformed as error:
            refused.append(_refusal(index, record, error.errors))
        else:
            good[index] = person
    return CheckedPeople(list(good), prepare(list(good.values()), today=today), refused)


def _check_first(seen: dict[tuple[str | None, str], int], person: SeekerIn, index: int) -> None:
    if person.external_id is None:
        return
    first = seen.setdefault((person.center, person.external_id), index)
    if first != index:
        found = FieldError(f"/{index}/external_id", "duplicate_row", DUPLICATE, {"first": first})
        raise Malformed(errors=[found])


def _refusal(index: int, record: Any, errors: Sequence[FieldError]) -> RowResult:
    named = record.get("external_id") if isinstance(record, Mapping) else None
    return RowResult(
        index, named if isinstance(named, str) else None, "refused", errors=tuple(errors)
    )


def refuse_all(people: CheckedPeople) -> None:
    """All or nothing: raises BulkRefused naming every row to mend when there is one."""
    if people.refused:
        raise BulkRefused(errors=[error for row in people.refused for error in row.errors][:1000])


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
        results += [_stored(place, done) for (place, _), done in zip(pairs, stored, strict=True)]
    return sorted(results, key=lambda result: result.index)


def _stored(index: int, done: StoredSeeker) -> RowResult:
    return RowResult(index, done.external_id, str(done.outcome), done.public_id)
