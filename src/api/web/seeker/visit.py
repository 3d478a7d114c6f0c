"""One person's visit: the draft behind the cookie."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from fastapi import Request
from sqlalchemy.orm import Session

from api.web.cookies import VISIT, read_token
from api.web.seeker.answers import Answers, answers_of, kept
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.seekers.drafts import open_draft, save_draft, start_draft

NOTHING_YET = Answers()


@dataclass(frozen=True, slots=True)
class Visit:
    """`token` None: nothing saved yet. `code` is known only to the visit that registered. `shown`:
    the answers as the record gave them."""

    token: str | None = None
    answers: Answers = NOTHING_YET
    seeker: UUID | None = None
    code: str | None = None
    seeker_id: int = 0
    shown: Answers | None = None

    @property
    def actor(self) -> Actor:
        return Actor(kind=ActorKind.SEEKER, id=self.seeker_id, public_id=self.seeker)


def open_visit(request: Request, session: Session, *, now: datetime) -> Visit:
    """An empty visit where there is no cookie, or its draft has ended."""
    token = read_token(request, VISIT)
    draft = open_draft(session, token, now=now) if token else None
    if draft is None:
        return Visit()
    known = answers_of(draft.answers)
    shown = answers_of(draft.shown) if draft.shown else None
    return Visit(token, known, draft.seeker, draft.code, draft.seeker_id, shown)


def save_visit(
    session: Session, visit: Visit, answers: Answers, *, lang: str, now: datetime
) -> Visit:
    """The visit with `answers` stored; the first time it gets its token."""
    stored = kept(answers)
    token = visit.token
    if token is None or not save_draft(session, token, stored, language=lang, now=now):
        token = start_draft(session, stored, language=lang, now=now)
    return replace(visit, token=token, answers=answers)
