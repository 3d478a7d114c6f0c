"""The form of a person that staff fill in for them at a desk: its draft, registering, correcting.

Only who began a draft opens it. Consents are marked as given at the desk, with who recorded them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models.form_draft import AT_DESK, FormDraft
from models.repositories import form_drafts, seekers
from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.access.tokens import digest, new_token
from services.errors import NotFound, SeekerNotFound
from services.seekers.intake import intake_of
from services.seekers.read import attended, held
from services.seekers.register import prepare_one, register_seeker, revise_seeker
from services.seekers.schemas import SeekerIn
from services.seekers.self_service import center_near, consents_now, said_otherwise
from services.seekers.untold import NUMBERS

# A day at the counter.
KEPT_FOR = timedelta(hours=12)
# Beside the answers, sealed as they are: who writes, the answers that the record gave, the address
# for its writer's list, and the page that was sent after the writer's session had ended.
WRITER, SHOWN, TOKEN, TYPED = "writer", "shown", "token", "typed"
BESIDE = frozenset({WRITER, SHOWN, TOKEN})


@dataclass(frozen=True, slots=True)
class Typed:
    """One page of the form as it was sent, not read yet."""

    page: str
    fields: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """`seeker`: whom it corrects, or registered when it was sent; None: nobody yet. `shown`: the
    answers as they were when the form was opened or last saved. `typed` waits to be sent again."""

    answers: Mapping[str, Any]
    seeker: UUID | None
    shown: Mapping[str, Any]
    typed: Typed | None = None


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A form that holds what is not stored in a record yet."""

    token: str
    answers: Mapping[str, Any]
    changed_at: datetime


def start(
    session: Session,
    actor: Actor,
    answers: Mapping[str, Any],
    *,
    now: datetime,
    seeker: Seeker | None = None,
) -> str:
    """The token of a new draft; `seeker` is who is corrected."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    token = new_token()
    row = FormDraft(
        form=AT_DESK,
        token_hash=digest(token),
        seeker_id=seeker.id if seeker else None,
        expires_at=now + KEPT_FOR,
    )
    session.add(row)
    row.answers = {
        **answers,
        WRITER: str(actor.public_id),
        SHOWN: dict(answers),
        TOKEN: token,
    }
    session.flush()
    return token


def open_draft(session: Session, actor: Actor, token: str, *, now: datetime) -> DeskDraft:
    """Raises NotFound when it is another's, unknown or too old, SeekerNotFound when the person is
    no longer in the actor's care."""
    row = _row(session, actor, token, now)
    kept = row.answers or {}
    typed = Typed(**kept[TYPED]) if TYPED in kept else None
    return DeskDraft(_told(row), _person(session, actor, row), kept.get(SHOWN) or {}, typed)


def under_way(session: Session, actor: Actor, *, now: datetime) -> Sequence[UnderWay]:
    """The actor's own, the last changed first."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    rows = form_drafts.not_sent(session, AT_DESK, now)
    return [
        UnderWay(row.answers[TOKEN], _told(row), row.updated_at)
        for row in rows
        if row.answers and _is_under_way(row.answers, actor)
    ]


def _is_under_way(kept: Mapping[str, Any], actor: Actor) -> bool:
    told = {name: it for name, it in kept.items() if name not in BESIDE}
    is_own = kept.get(WRITER) == str(actor.public_id) and TOKEN in kept
    return is_own and told != kept.get(SHOWN)


def keep_typed(session: Session, token: str, typed: Typed, *, now: datetime) -> None:
    """Sent when the writer's session had ended; who logs in again finds it. The token is known to
    the writer's browser alone. Nothing happens where there is no such form."""
    row = form_drafts.by_token(session, digest(token), now, form=AT_DESK, is_held=True)
    if row is not None:
        fields = {name: list(values) for name, values in typed.fields.items()}
        row.answers = {**(row.answers or {}), TYPED: {"page": typed.page, "fields": fields}}
        session.flush()


def save(
    session: Session,
    actor: Actor,
    token: str,
    answers: Mapping[str, Any],
    *,
    page: str,
    now: datetime,
) -> None:
    """`page` was answered: what waited there to be sent again is settled. Raises as `open_draft`
    does."""
    row = _row(session, actor, token, now, is_held=True)
    before = row.answers or {}
    kept = {name: it for name, it in before.items() if name in BESIDE}
    if TYPED in before and before[TYPED]["page"] != page:
        kept[TYPED] = before[TYPED]
    row.answers = {**answers, **kept}
    row.expires_at = now + KEPT_FOR
    session.flush()


def register(session: Session, actor: Actor, token: str, said: SeekerIn, *, now: datetime) -> UUID:
    """The person's id. Sent twice, it registers once. Raises NotFound, Malformed."""
    row = _row(session, actor, token, now, is_held=True)
    known = _person(session, actor, row)
    if known is not None:
        return known
    placed = said.model_copy(update={"center": _center(session, actor, said.municipality)})
    stored = register_seeker(session, actor, prepare_one(placed, now=now), now=now)
    row.seeker_id, row.submitted_at = stored.id, now
    _is_shown(row)
    session.flush()
    return stored.public_id


@dataclass(frozen=True, slots=True)
class Correction:
    """The answers now, and as they were shown: what says the same in both is left alone."""

    said: SeekerIn
    shown: SeekerIn

    @property
    def changed(self) -> Collection[str]:
        return said_otherwise(self.said, self.shown)


def correct(
    session: Session, actor: Actor, token: str, given: Correction, *, now: datetime
) -> None:
    """What changed meanwhile stays where it is not what is corrected. Raises NotFound,
    SeekerNotFound, Malformed."""
    row = _row(session, actor, token, now, is_held=True)
    person = _person(session, actor, row)
    if person is None or not given.changed:
        return
    revised = prepare_one(_revised(intake_of(held(session, actor, person)), given), now=now)
    revise_seeker(session, actor, person, revised, now=now)
    _is_shown(row)
    session.flush()


def _revised(known: SeekerIn, given: Correction) -> SeekerIn:
    """Official numbers have a page of their own: here nothing is told of them."""
    numbers = set(chain.from_iterable(NUMBERS.values()))
    told = {name: getattr(known, name) for name in SeekerIn.model_fields if name not in numbers}
    new = {name: getattr(given.said, name) for name in given.changed}
    new["consents"] = consents_now(known, given.said, given.shown)
    return SeekerIn.model_construct(**told | new)


def _told(row: FormDraft) -> dict[str, Any]:
    beside = {*BESIDE, TYPED}
    return {name: it for name, it in (row.answers or {}).items() if name not in beside}


def _is_shown(row: FormDraft) -> None:
    """Sent once more it corrects nothing."""
    kept = {name: it for name, it in (row.answers or {}).items() if name != TYPED}
    row.answers = {**kept, SHOWN: _told(row)}


def _row(
    session: Session, actor: Actor, token: str, now: datetime, *, is_held: bool = False
) -> FormDraft:
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    row = form_drafts.by_token(session, digest(token), now, form=AT_DESK, is_held=is_held)
    if row is None or (row.answers or {}).get(WRITER) != str(actor.public_id):
        raise NotFound
    return row


def _person(session: Session, actor: Actor, row: FormDraft) -> UUID | None:
    if row.seeker_id is None:
        return None
    seeker = seekers.by_id(session, row.seeker_id)
    if seeker is None:
        raise SeekerNotFound
    return attended(session, actor, seeker.public_id).public_id


def _center(session: Session, actor: Actor, municipality: str) -> str | None:
    """The writer's own; for whoever has none, where the person would be attended."""
    near = None if actor.center_code else center_near(session, municipality)
    return near.code if near else actor.center_code
