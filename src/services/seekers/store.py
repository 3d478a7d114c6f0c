"""Prepared people into the database: one way for the desk, a file and the web form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models.center import Center
from models.consent import Consent
from models.lifecycles import SEEKER_REGISTRATION, SeekerStatus
from models.repositories import bulk, consents
from models.repositories.bulk import Known, Outcome, Row
from models.repositories.seekers import NOUN as SEEKERS
from models.repositories.seekers import forgotten
from models.seeker import SeekerLanguage, SeekerOccupation, SeekerSkill
from models.seeker_document import SeekerDocument
from models.vocabulary import ConsentChannel, Level, LinkOrigin, Schooling
from services.access.actor import Actor
from services.access.stored import tell_stored
from services.linking import Link
from services.seekers.carried import NOTHING, Carried, Pair, carried
from services.seekers.notices import notice_for
from services.seekers.prepare import PreparedSeeker, with_kept
from services.seekers.schemas import SeekerIn
from services.seekers.untold import by_staff

PERSONAL = (
    "given_names", "first_surname", "second_surname", "born_on", "nationality", "phone", "email",
    "curp", "curp_valid_until", "social_security_number", "rfc",
)  # fmt: skip
PLAIN = ("municipality", "max_commute_km", "expected_monthly_wage_mxn", "available_from")

# Ten thousand people's rows at once cost 35 MB.
BLOCK = 2000


@dataclass(frozen=True, slots=True)
class StoredSeeker:
    """`changed`: the fields that an update put otherwise."""

    external_id: str | None
    id: int
    public_id: UUID
    outcome: Outcome
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """Where, when and how people were taken in."""

    center: Center
    channel: ConsentChannel
    now: datetime
    is_demo: bool = False


def store(
    session: Session,
    actor: Actor,
    intake: Intake,
    prepared: Sequence[PreparedSeeker],
    *,
    is_file: bool = False,
) -> list[StoredSeeker]:
    """In the order given. External ids are unique within one call; without one a row is new.

    A file may go on naming people who asked to be forgotten: they are left alone.
    """
    stored: list[StoredSeeker] = []
    for start in range(0, len(prepared), BLOCK):
        some = prepared[start : start + BLOCK]
        stored += _store(session, actor, intake, _paired(session, intake, some, is_file=is_file))
    return _told(session, actor, intake, stored)


def store_known(
    session: Session, actor: Actor, intake: Intake, pairs: Sequence[Pair]
) -> list[StoredSeeker]:
    """The same, for people whose row the caller has found."""
    return _told(session, actor, intake, _store(session, actor, intake, pairs))


def _paired(
    session: Session, intake: Intake, prepared: Sequence[PreparedSeeker], *, is_file: bool
) -> list[Pair]:
    names = [person.intake.external_id for person in prepared]
    known = bulk.known(session, SEEKERS, intake.center.id, [name for name in names if name])
    if is_file:
        unknown = [name for name in names if name and name not in known]
        known = {**known, **forgotten(session, intake.center.id, unknown)}
    return [(person, known.get(name or "")) for name, person in zip(names, prepared, strict=True)]


def _told(
    session: Session, actor: Actor, intake: Intake, stored: list[StoredSeeker]
) -> list[StoredSeeker]:
    tell_stored(session, actor, "seeker", intake.center, stored)
    return stored


def _store(
    session: Session, actor: Actor, intake: Intake, pairs: Sequence[Pair]
) -> list[StoredSeeker]:
    kept = carried(session, pairs, intake.now)
    rows = [
        _row(actor, intake, pair, kept.get(pair[1].id, NOTHING) if pair[1] else NOTHING)
        for pair in pairs
    ]
    stored = bulk.store(session, SEEKERS, intake.center.id, rows)
    consents.tell_new(session, _consenting(rows, stored), intake.now)
    return [
        StoredSeeker(person.intake.external_id, done.id, done.public_id, done.outcome, done.changed)
        for (person, _), done in zip(pairs, stored, strict=True)
    ]


def _consenting(rows: Sequence[Row], stored: Sequence[bulk.Stored]) -> list[int]:
    pairs = zip(rows, stored, strict=True)
    return [done.id for row, done in pairs if row.additions.get(Consent)]


def _row(actor: Actor, intake: Intake, pair: Pair, kept: Carried) -> Row:
    sent, known = pair
    person = with_kept(sent, kept.unsaid(sent.intake, actor.kind))
    if known is not None and kept.is_emptied:
        known = replace(known, content_hash=person.content_hash)
    status = _status_after(actor, known)
    is_back = status is not SeekerStatus.ARCHIVED
    return Row(
        fields={
            **_fields(person),
            "numbers_by_staff": by_staff(person.intake, kept.known, actor.kind),
            "status": status,
            "is_matchable": person.is_matchable and is_back and not kept.is_at_work,
            "center_id": intake.center.id,
            "external_id": person.intake.external_id,
            "is_demo": intake.is_demo,
        },
        known=known,
        children={
            SeekerDocument: [kept.document(paper) for paper in person.intake.documents],
            SeekerOccupation: _occupations(person),
            SeekerSkill: _skills(person),
            SeekerLanguage: [
                {"language": code, "level": Level[level.name]}
                for code, level in {it.language: it.level for it in person.intake.languages}.items()
            ],
        },
        additions={Consent: _consents(actor, intake, person.intake, kept) if is_back else []},
    )


def _status_after(actor: Actor, known: Known | None) -> SeekerStatus:
    """A person who withdrew comes back by themselves or at a desk, not by being in a file."""
    status = SeekerStatus(known.status) if known else SeekerStatus.REGISTERED
    restore = SEEKER_REGISTRATION.named("restore")
    if restore is not None and status in restore.sources and actor.kind in restore.by:
        return restore.target
    return status


def _fields(person: PreparedSeeker) -> dict[str, Any]:
    said = person.intake
    return {
        **{name: getattr(said, name) for name in (*PERSONAL, *PLAIN)},
        "sex": said.sex.value if said.sex else None,
        "population": said.population.value,
        "curp_kind": said.curp_kind.value if said.curp_kind else None,
        "needs": sorted(said.needs),
        "profile": person.profile,
        "preferred_language": said.preferred_language.value,
        "relocation_willing": said.relocation.willing,
        "relocation_states": sorted(said.relocation.states),
        "household_size": said.relocation.household_size,
        "schooling": Schooling[said.schooling.name] if said.schooling is not None else None,
        "schedules": sorted(said.schedules),
        "content_hash": person.content_hash,
    }


def _occupations(person: PreparedSeeker) -> list[Mapping[str, Any]]:
    worked = zip(person.intake.occupations, person.occupations, strict=True)
    return [
        {
            "position": position,
            "title": past.title,
            "months": past.months,
            "last_year": past.last_year,
            "occupation": link.id,
            "origin": _origin(link),
            "score": link.score,
        }
        for position, (past, link) in enumerate(worked)
    ]


def _skills(person: PreparedSeeker) -> list[Mapping[str, Any]]:
    return [
        {
            "position": position,
            "text": link.text,
            "skill": link.id,
            "origin": _origin(link),
            "score": link.score,
        }
        for position, link in enumerate(person.skills)
    ]


def _origin(link: Link) -> LinkOrigin | None:
    return link.origin if link.id else None


def _consents(
    actor: Actor, intake: Intake, person: SeekerIn, kept: Carried
) -> list[Mapping[str, Any]]:
    language = person.preferred_language.value
    new = sorted(person.consents - kept.purposes)
    notices = {purpose: notice_for(purpose, language) for purpose in new}
    return [
        {
            "purpose": purpose,
            "given_at": intake.now,
            "withdrawn_at": None,
            "notice_version": notice.version,
            "notice_language": notice.language,
            "notice_hash": notice.hash,
            "channel": intake.channel,
            "recorded_by_kind": actor.kind,
            "recorded_by": str(actor.public_id) if actor.public_id else None,
        }
        for purpose, notice in notices.items()
    ]
