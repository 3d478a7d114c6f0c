from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.hiring_lifecycles import ACTIVE_REFERRAL, ReferralStatus
from models.lifecycles import SeekerStatus
from models.opening import Opening
from models.placement import Placement
from models.referral import Referral
from models.repositories.paging import Cursor, Page, page
from models.seeker import Seeker
from models.vocabulary import DisclosureStage

Query = TypeVar("Query", bound=Select[Any])

WITH_DETAILS = (
    joinedload(Referral.seeker),
    joinedload(Referral.opening),
    joinedload(Referral.employer),
    joinedload(Referral.consent),
)


@dataclass(frozen=True, slots=True)
class ReferralScope:
    """Whose referrals: an employer's, a centre's, one person's. None: not limited by it.

    An employer's are those that were sent to it: what ended before stays between the person and
    the center.
    """

    employer_id: int | None = None
    center_id: int | None = None
    seeker_id: int | None = None


def by_public_id(
    session: Session, public_id: UUID, scope: ReferralScope = ReferralScope()
) -> Referral | None:
    """With its details and events, when it lies within the scope."""
    query = select(Referral).where(Referral.public_id == public_id)
    detailed = query.options(*WITH_DETAILS, selectinload(Referral.events))
    return session.scalar(_within(detailed, scope))


def locked(
    session: Session, public_id: UUID, scope: ReferralScope = ReferralScope()
) -> Referral | None:
    """The row with its details, held against other writers until the transaction ends."""
    query = (
        select(Referral)
        .where(Referral.public_id == public_id)
        .options(*WITH_DETAILS)
        .with_for_update(of=Referral, key_share=True)
        .execution_options(populate_existing=True)
    )
    return session.scalar(_within(query, scope))


def locked_by_id(session: Session, referral_id: int | None) -> Referral | None:
    return session.scalar(
        select(Referral)
        .where(Referral.id == referral_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def active(session: Session, seeker_id: int, opening_id: int) -> Referral | None:
    """The one that is under way between this person and this opening."""
    return session.scalar(
        select(Referral).where(
            Referral.seeker_id == seeker_id,
            Referral.opening_id == opening_id,
            Referral.status.in_(ACTIVE_REFERRAL),
        )
    )


def of_person(session: Session, seeker_id: int) -> Sequence[Referral]:
    """With their details and events, newest first."""
    query = select(Referral).where(Referral.seeker_id == seeker_id).order_by(Referral.id.desc())
    return session.scalars(query.options(*WITH_DETAILS, selectinload(Referral.events))).all()


def statuses_of_person(session: Session, seeker_id: int) -> Mapping[UUID, ReferralStatus]:
    """By opening; the last one's, where there were several to it."""
    rows = session.execute(
        select(Opening.public_id, Referral.status)
        .join(Referral.opening)
        .where(Referral.seeker_id == seeker_id)
        .order_by(Referral.id)
    )
    return dict(rows.all())


def active_of_seeker(session: Session, seeker_id: int) -> Sequence[Referral]:
    """Held against other writers, in a fixed order."""
    return _all_active(session, select(Referral).where(Referral.seeker_id == seeker_id))


def active_of_opening(session: Session, opening_id: int) -> Sequence[Referral]:
    """Held against other writers, in a fixed order."""
    return _all_active(session, select(Referral).where(Referral.opening_id == opening_id))


def expired(session: Session, on: date) -> Sequence[Referral]:
    """Held against other writers: still active although their last day is over."""
    return _all_active(session, select(Referral).where(Referral.expires_on < on))


def of_the_withdrawn(session: Session) -> Sequence[Referral]:
    """Held against other writers: still active although their person left."""
    left = select(Seeker.id).where(Seeker.status == SeekerStatus.ARCHIVED)
    return _all_active(session, select(Referral).where(Referral.seeker_id.in_(left)))


def listed(
    session: Session,
    scope: ReferralScope,
    status: ReferralStatus | None = None,
    *,
    after: Cursor | None = None,
    limit: int = 50,
) -> Page[Referral]:
    query = _within(select(Referral).options(*WITH_DETAILS), scope)
    if status is not None:
        query = query.where(Referral.status == status)
    return page(session, Referral, query, after, limit)


def waiting(
    session: Session, scope: ReferralScope, statuses: Collection[ReferralStatus], *, limit: int
) -> Sequence[Referral]:
    """Those that stand there without a hire yet, the oldest change first."""
    standing = _within(select(Referral).options(*WITH_DETAILS), scope)
    found = _without_hire(standing.where(Referral.status.in_(statuses)))
    return session.scalars(found.order_by(Referral.updated_at, Referral.id).limit(limit)).all()


def counted(
    session: Session, scope: ReferralScope, statuses: Collection[ReferralStatus]
) -> Mapping[ReferralStatus, int]:
    """How many of those there are; without those of which there are none."""
    standing = _within(select(Referral.status), scope).where(Referral.status.in_(statuses))
    return Counter(session.scalars(_without_hire(standing)))


def wait_for_person(session: Session, seeker_id: int, statuses: Collection[ReferralStatus]) -> bool:
    """Whether any stands there without a hire."""
    mine = _within(select(Referral.id), ReferralScope(seeker_id=seeker_id))
    found = _without_hire(mine.where(Referral.status.in_(statuses)))
    return session.scalar(found.limit(1)) is not None


def with_hire(session: Session, seeker_id: int) -> frozenset[int]:
    """The person's from which a hire was made: what follows happens there."""
    made = select(Placement.referral_id).where(Placement.seeker_id == seeker_id)
    return frozenset(row for row in session.scalars(made) if row is not None)


def _without_hire(query: Query) -> Query:
    return query.where(~exists().where(Placement.referral_id == Referral.id))


def _all_active(session: Session, query: Select[Referral]) -> Sequence[Referral]:
    return session.scalars(
        query.where(Referral.status.in_(ACTIVE_REFERRAL))
        .order_by(Referral.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def _within(query: Query, scope: ReferralScope) -> Query:
    if scope.employer_id is not None:
        query = query.where(
            Referral.employer_id == scope.employer_id,
            Referral.disclosure != DisclosureStage.PSEUDONYM,
        )
    if scope.center_id is not None:
        query = query.where(Referral.center_id == scope.center_id)
    if scope.seeker_id is not None:
        query = query.where(Referral.seeker_id == scope.seeker_id)
    return query
