"""One person's visit: the draft behind the cookie."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from fastapi import Request
from sqlalchemy.orm import Session

from api.web.cookies import VISIT, read_token
from api.web.seeker.answers import Answers, answers_of, kept
from services.errors import NotFound
from services.seekers import drafts

NOTHING_YET = Answers()


@dataclass(frozen=True, slots=True)
class Visit:
    """`token` None: nothing saved yet. `code` is known only to the visit that registered."""

    token: str | None = None
    answers: Answers = NOTHING_YET
    seeker: UUID | None = None
    code: str | None = None


def open_visit(request: Request, session: Session, *, now: datetime) -> Visit:
    """An empty visit where there is no cookie, or its draft has ended."""
    token = read_token(request, VISIT)
    if token is None:
        return Visit()
    try:
        draft = drafts.open_draft(session, token, now=now)
    except NotFound:
        return Visit()
    return Visit(token, answers_of(draft.answers), draft.seeker, draft.code)


def save_visit(
    session: Session, visit: Visit, answers: Answers, *, lang: str, now: datetime
) -> Visit:
    """The visit with `answers` stored; the first time it gets its token."""
    token = visit.token or drafts.start_draft(session, language=lang, now=now)
    drafts.save_draft(session, token, kept(answers), language=lang, now=now)
    return replace(visit, token=token, answers=answers)
