"""The unfinished form of one visit. The token is the visitor's; only its hash is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models.form_draft import FormDraft
from models.repositories import form_drafts, seekers
from services.access.tokens import digest, new_token

KEPT_FOR = timedelta(days=30)
# A visit with registered answers is short: the telephone may be shared.
OPEN_FOR = timedelta(hours=2)
# Beside the answers: the code, and the answers that the record gave.
CODE, SHOWN = "return_code", "shown"
BESIDE = frozenset({CODE, SHOWN})


@dataclass(frozen=True, slots=True)
class Draft:
    """`answers` by page, as JSON values. `seeker` and their row once registered; `code` only in
    that visit. `shown`: the answers as the record gave them, or as they were last stored."""

    answers: Mapping[str, Any]
    seeker: UUID | None
    code: str | None
    seeker_id: int = 0
    shown: Mapping[str, Any] | None = None


def open_draft(session: Session, token: str, *, now: datetime) -> Draft | None:
    """None when it is unknown, ended or too old."""
    row = form_drafts.by_token(session, digest(token), now)
    if row is None:
        return None
    beside = _beside(row)
    code, shown = beside.get(CODE), beside.get(SHOWN)
    seeker = _public_id(session, row.seeker_id)
    return Draft(told(row), seeker, code, row.seeker_id or 0, shown)


def told(row: FormDraft) -> dict[str, Any]:
    return {name: it for name, it in (row.answers or {}).items() if name not in BESIDE}


def _beside(row: FormDraft) -> dict[str, Any]:
    return {name: it for name, it in (row.answers or {}).items() if name in BESIDE}


def is_stored(row: FormDraft) -> None:
    """What is told stands in the record now."""
    row.answers = {**(row.answers or {}), SHOWN: told(row)}


def start_draft(
    session: Session,
    answers: Mapping[str, Any],
    *,
    language: str,
    now: datetime,
    seeker_id: int | None = None,
) -> str:
    """The token of a new draft."""
    token = new_token()
    row = FormDraft(
        token_hash=digest(token),
        language=language,
        seeker_id=seeker_id,
        expires_at=now + (KEPT_FOR if seeker_id is None else OPEN_FOR),
    )
    session.add(row)
    row.answers = dict(answers)
    session.flush()
    return token


def save_draft(
    session: Session, token: str, answers: Mapping[str, Any], *, language: str, now: datetime
) -> bool:
    """False when the draft has ended meanwhile."""
    row = form_drafts.by_token(session, digest(token), now, is_held=True)
    if row is None:
        return False
    is_first_look = row.seeker_id is not None and not row.answers
    row.answers = {**answers, **_beside(row)}
    if is_first_look:
        is_stored(row)
    row.language = language
    row.expires_at = now + (KEPT_FOR if row.seeker_id is None else OPEN_FOR)
    session.flush()
    return True


def end_draft(session: Session, token: str, *, now: datetime) -> None:
    """Nothing happens when there is none."""
    row = form_drafts.by_token(session, digest(token), now)
    if row is not None:
        session.delete(row)
        session.flush()


def _public_id(session: Session, seeker_id: int | None) -> UUID | None:
    seeker = seekers.by_id(session, seeker_id) if seeker_id is not None else None
    return seeker.public_id if seeker else None
