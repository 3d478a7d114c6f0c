from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.form_draft import ALONE, FormDraft
from models.sealing import keyring_of


def by_token(
    session: Session,
    token_hash: str,
    now: datetime,
    *,
    form: str = ALONE,
    is_held: bool = False,
) -> FormDraft | None:
    """`is_held`: until the transaction ends, so that a form sent twice is read once."""
    query = select(FormDraft).where(
        FormDraft.token_hash == token_hash, FormDraft.form == form, FormDraft.expires_at > now
    )
    if is_held:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def by_code(session: Session, code: str, now: datetime) -> FormDraft | None:
    """Held until the transaction ends, so that wrong tries are counted one by one."""
    hashes = keyring_of(session).lookups(code, "form_drafts:code")
    return session.scalar(
        select(FormDraft)
        .where(FormDraft.code_index.in_(hashes), FormDraft.expires_at > now)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def not_sent(session: Session, form: str, now: datetime) -> Sequence[FormDraft]:
    """The last changed first."""
    return session.scalars(
        select(FormDraft)
        .where(FormDraft.form == form, FormDraft.submitted_at.is_(None), FormDraft.expires_at > now)
        .order_by(FormDraft.updated_at.desc(), FormDraft.id.desc())
    ).all()


def end_visits_of(session: Session, seeker_id: int) -> None:
    session.execute(delete(FormDraft).where(FormDraft.seeker_id == seeker_id))


def forget_expired(session: Session, now: datetime) -> None:
    session.execute(delete(FormDraft).where(FormDraft.expires_at <= now))
