"""Prepared openings into the database: one way for one opening and for ten thousand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models.employer import Employer
from models.lifecycles import OPENING, EmployerStatus, OpeningStatus
from models.opening import OpeningLanguage, OpeningSkill
from models.repositories import bulk, openings
from models.repositories.bulk import Known, Outcome, Row
from models.repositories.openings import NOUN as OPENINGS
from models.repositories.openings import Standing
from models.vocabulary import Level, LinkOrigin, Schooling
from services.access.actor import Actor
from services.access.stored import tell_stored
from services.errors import N_, Conflict
from services.linking import Link
from services.openings.let_through import let_through
from services.openings.prepare import OF_A_REJECTION, PreparedOpening


@dataclass(frozen=True, slots=True)
class StoredOpening:
    """`review_codes`: why it is `in_review`; empty where only its employer is not verified.
    `changed`: the fields that an update put otherwise."""

    external_id: str
    id: int
    public_id: UUID
    status: OpeningStatus
    outcome: Outcome
    review_codes: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def store(
    session: Session,
    actor: Actor,
    employer: Employer,
    prepared: Sequence[PreparedOpening],
    *,
    now: datetime,
) -> list[StoredOpening]:
    """In the order given. External ids are unique within one call."""
    stored: list[StoredOpening] = []
    for start in range(0, len(prepared), BLOCK):
        stored += _store_block(session, employer, prepared[start : start + BLOCK], now)
    tell_stored(session, actor, "opening", employer, stored)
    return stored


# Ten thousand rows at once would cost 100 MB.
BLOCK = 2000


def _store_block(
    session: Session, employer: Employer, prepared: Sequence[PreparedOpening], now: datetime
) -> list[StoredOpening]:
    names = [opening.external_id for opening in prepared]
    known = bulk.known(session, OPENINGS, employer.id, names)
    _check_names(session, employer, [name for name in names if name not in known])
    kept = openings.standings(session, [row.id for row in known.values()])
    seen = let_through(session, prepared, known)
    rows = [
        _row(employer, opening, _before(opening, known, kept, seen), now) for opening in prepared
    ]
    stored = bulk.store(session, OPENINGS, employer.id, rows)
    return [
        _stored(opening, row, done)
        for opening, row, done in zip(prepared, rows, stored, strict=True)
    ]


def _stored(opening: PreparedOpening, row: Row, done: bulk.Stored) -> StoredOpening:
    status = _status_after(row, done.outcome)
    waits = status is OpeningStatus.IN_REVIEW
    return StoredOpening(
        external_id=opening.external_id,
        id=done.id,
        public_id=done.public_id,
        status=status,
        outcome=done.outcome,
        review_codes=tuple(row.fields["review_codes"]) if waits else (),
        changed=done.changed,
    )


class NameOfAnother(Conflict):
    code = "name_of_another"
    message = N_(
        "%(external_id)s is the service's id of another opening of yours, which you call %(own)s. "
        "Send that name, or choose another."
    )


def _check_names(session: Session, employer: Employer, new: Iterable[str]) -> None:
    """At an address a name that is another opening's id would stand in its way."""
    ids = [found for name in new if (found := _id_in(name)) is not None]
    for public_id, own in openings.own_names(session, employer.id, ids).items():
        raise NameOfAnother(external_id=str(public_id), own=own)


def _id_in(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


class PositionsTaken(Conflict):
    code = "positions_taken"
    message = N_("%(external_id)s has %(filled)s people hired: positions cannot be fewer.")


UNTOUCHED = Standing()


@dataclass(frozen=True, slots=True)
class Before:
    """How an opening stood when its employer sent it (again)."""

    known: Known | None = None
    kept: Standing = UNTOUCHED
    let_through: frozenset[str] = frozenset()

    @property
    def status(self) -> OpeningStatus | None:
        return OpeningStatus(self.known.status) if self.known else None


def _before(
    opening: PreparedOpening,
    known: Mapping[str, Known],
    kept: Mapping[int, Standing],
    seen: Mapping[str, frozenset[str]],
) -> Before:
    """Raises PositionsTaken when fewer positions were sent than people are hired."""
    row = known.get(opening.external_id)
    if row is None:
        return Before()
    decided = seen.get(opening.external_id, frozenset())
    before = Before(row, kept.get(row.id, UNTOUCHED), decided)
    if before.kept.positions_filled > opening.fields.positions:
        taken = before.kept.positions_filled
        raise PositionsTaken(external_id=opening.external_id, filled=taken)
    return before


def _status_after(row: Row, outcome: Outcome) -> OpeningStatus:
    if outcome is Outcome.UNCHANGED and row.known is not None:
        return OpeningStatus(row.known.status)
    status: OpeningStatus = row.fields["status"]
    return status


def _row(employer: Employer, opening: PreparedOpening, before: Before, now: datetime) -> Row:
    fields = opening.fields
    review = _review(opening, before)
    status = next_status(
        before.status,
        may_publish=employer.status is EmployerStatus.VERIFIED and not review,
        is_full=before.kept.positions_filled == fields.positions,
    )
    is_new = status is OpeningStatus.PUBLISHED and before.kept.published_at is None
    return Row(
        fields={
            **_plain_fields(opening),
            "employer_id": employer.id,
            "external_id": opening.external_id,
            "status": status,
            "review_codes": review,
            "contact": fields.contact.model_dump() if fields.contact else None,
            "content_hash": opening.content_hash,
            "published_at": now if is_new else before.kept.published_at,
            "closed_at": None,
            "is_demo": employer.is_demo,
        },
        known=before.known,
        children={
            OpeningSkill: [
                _skill(position, line.link, is_required=line.is_required)
                for position, line in enumerate(opening.skills)
            ],
            OpeningLanguage: [
                {"language": code, "level": Level[level.name]}
                for code, level in {it.language: it.level for it in fields.languages}.items()
            ],
        },
    )


def _review(opening: PreparedOpening, before: Before) -> list[str]:
    """What staff have to look at. What they once rejected stays so until they publish it; words
    with which they published it are not looked at again."""
    again = [code for code in before.kept.review_codes if code in OF_A_REJECTION]
    new = [code for code in opening.review_codes if code not in before.let_through]
    return [*new, *again]


def next_status(
    current: OpeningStatus | None, *, may_publish: bool, is_full: bool
) -> OpeningStatus:
    """Where an opening stands after its employer sent it (again)."""
    if current is OpeningStatus.FILLED and is_full:
        return current
    ready = OpeningStatus.PUBLISHED if may_publish else OpeningStatus.IN_REVIEW
    if current is None:
        return ready
    if current is OpeningStatus.PAUSED and may_publish:
        return current
    if current is ready:
        return current
    if any(move.target is OpeningStatus.IN_REVIEW for move in OPENING.starting_from(current)):
        return ready
    return OPENING.after(current, "publish") if may_publish else current


def _plain_fields(opening: PreparedOpening) -> dict[str, Any]:
    fields = opening.fields
    return {
        "title": fields.title,
        "description": fields.description,
        "positions": fields.positions,
        "municipality": fields.municipality,
        "latitude": fields.latitude,
        "longitude": fields.longitude,
        "occupation": opening.occupation.id,
        "occupation_origin": opening.occupation.origin if opening.occupation.id else None,
        "occupation_score": opening.occupation.score if opening.occupation.id else None,
        "schooling": Schooling[fields.schooling.name] if fields.schooling is not None else None,
        "experience_months": fields.experience_months,
        "monthly_wage_mxn": fields.monthly_wage_mxn,
        "wage_is": fields.wage_is,
        "schedule": fields.schedule.value if fields.schedule else None,
        "weekly_hours": fields.weekly_hours,
        "contract": fields.contract,
        "offers": sorted(fields.offers),
        "accepts_minors": fields.accepts_minors,
        "starts_on": fields.starts_on,
        "closes_on": fields.closes_on,
    }


def _skill(position: int, link: Link, *, is_required: bool) -> dict[str, Any]:
    return {
        "position": position,
        "is_required": is_required,
        "text": link.text,
        "skill": link.id,
        "origin": link.origin if link.id else LinkOrigin.LINKED,
        "score": link.score,
    }
