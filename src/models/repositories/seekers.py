from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, null, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.center import Center
from models.lifecycles import SeekerStatus
from models.repositories import bulk
from models.repositories.bulk import Known, Noun
from models.repositories.paging import Cursor, Page, page
from models.sealing import keyring_of
from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from models.vocabulary import FeedKind

UNTOLD = frozenset({"content_hash", "profile", "is_demo"})
NOUN = Noun(Seeker, Center, "center_id", "seeker_id", FeedKind.SEEKER, UNTOLD)

BRIEF_BATCH = 5000
WITH_DETAILS = (
    selectinload(Seeker.documents),
    selectinload(Seeker.consents),
    selectinload(Seeker.occupations),
    selectinload(Seeker.skills),
    selectinload(Seeker.languages),
    joinedload(Seeker.center),
)


@dataclass(frozen=True, slots=True)
class SeekerFilter:
    """None: any."""

    center_id: int | None = None
    status: SeekerStatus | None = None
    municipality: str | None = None
    updated_since: datetime | None = None


def by_public_id(
    session: Session, public_id: UUID, *, center_id: int | None = None
) -> Seeker | None:
    """With the details; with `center_id` only when the person is attended there."""
    query = select(Seeker).where(Seeker.public_id == public_id).options(*WITH_DETAILS)
    return session.scalar(_attended(query, center_id))


def by_external_id(session: Session, center_id: int, external_id: str) -> Seeker | None:
    query = select(Seeker).where(Seeker.external_id == external_id).options(*WITH_DETAILS)
    return session.scalar(_attended(query, center_id))


def erased_with_name(session: Session) -> Sequence[Seeker]:
    """Those who asked to be forgotten and of whom the law had something kept; held."""
    query = select(Seeker).where(
        Seeker.erased_at.is_not(None), Seeker.first_surname.cipher.is_not(None)
    )
    return session.scalars(query.order_by(Seeker.id).with_for_update(key_share=True)).all()


def erased_among(session: Session, ids: Iterable[int]) -> frozenset[int]:
    query = select(Seeker.id).where(Seeker.id.in_(list(ids)), Seeker.erased_at.is_not(None))
    return frozenset(session.scalars(query))


def emptied_under(
    session: Session, center_id: int, external_ids: Iterable[str]
) -> Sequence[Seeker]:
    """Registrations of these names that were merged into others."""
    named = Seeker.external_id.in_(list(external_ids))
    query = select(Seeker).where(
        Seeker.center_id == center_id, Seeker.erased_at.is_not(None), named
    )
    return session.scalars(query.order_by(Seeker.id)).all()


def forgotten_name(session: Session, external_id: str) -> str:
    """What stands in place of an external id that is to be known again but not read."""
    return _FORGOTTEN + keyring_of(session).lookup(external_id, "seekers:external_id").hex()


def forgotten(session: Session, center_id: int, external_ids: Iterable[str]) -> dict[str, Known]:
    """By the name sent: people who were known by it and asked to be forgotten."""
    keyring = keyring_of(session)
    names = {
        _FORGOTTEN + index.hex(): name
        for name in external_ids
        for index in keyring.lookups(name, "seekers:external_id")
    }
    found = bulk.known(session, NOUN, center_id, names)
    return {names[held]: row for held, row in found.items()}


_FORGOTTEN = "forgotten:"


def by_id(session: Session, seeker_id: int) -> Seeker | None:
    return session.scalar(select(Seeker).where(Seeker.id == seeker_id).options(*WITH_DETAILS))


def by_curp(session: Session, curp: str) -> Sequence[Seeker]:
    """More than one when the same person was registered at two centres."""
    return session.scalars(
        select(Seeker).where(Seeker.curp.matches(session, curp)).order_by(Seeker.id)
    ).all()


def by_social_security_number(session: Session, number: str) -> Sequence[Seeker]:
    matching = Seeker.social_security_number.matches(session, number)
    return session.scalars(select(Seeker).where(matching).order_by(Seeker.id)).all()


def by_document_number(session: Session, number: str) -> Sequence[Seeker]:
    holders = select(SeekerDocument.seeker_id).where(SeekerDocument.number.matches(session, number))
    return session.scalars(select(Seeker).where(Seeker.id.in_(holders)).order_by(Seeker.id)).all()


def by_return_code(session: Session, code: str) -> Seeker | None:
    hashes = keyring_of(session).lookups(code, "seekers:return_code")
    return session.scalar(select(Seeker).where(Seeker.return_code_index.in_(hashes)))


def locked(session: Session, public_id: UUID, *, center_id: int | None = None) -> Seeker | None:
    """The row, held against other writers until the transaction ends."""
    query = select(Seeker).where(Seeker.public_id == public_id).with_for_update(key_share=True)
    return session.scalar(_attended(query, center_id).execution_options(populate_existing=True))


def by_ids(session: Session, ids: Iterable[int]) -> Sequence[Seeker]:
    """Without details, in no order; rows that are gone are absent."""
    return session.scalars(select(Seeker).where(Seeker.id.in_(list(ids)))).all()


def knowing(session: Session, ids: Iterable[int], names: Iterable[str]) -> Sequence[Seeker]:
    """Those of whom one of these sealed fields is known, or staff recorded a number."""
    is_known = [getattr(Seeker, name).cipher.is_not(null()) for name in names]
    wanted = or_(Seeker.numbers_by_staff.is_not(null()), *is_known)
    return session.scalars(select(Seeker).where(Seeker.id.in_(list(ids)), wanted)).all()


def documents_of(session: Session, ids: Iterable[int]) -> Mapping[int, Sequence[SeekerDocument]]:
    found: dict[int, list[SeekerDocument]] = {}
    query = select(SeekerDocument).where(SeekerDocument.seeker_id.in_(list(ids)))
    for row in session.scalars(query.order_by(SeekerDocument.id)):
        found.setdefault(row.seeker_id, []).append(row)
    return found


def detailed(session: Session, ids: Iterable[int]) -> Sequence[Seeker]:
    """With what a match shows of a person, in no order; rows that are gone are absent."""
    query = select(Seeker).where(Seeker.id.in_(list(ids))).options(*WITH_DETAILS)
    return session.scalars(query).all()


def listed(
    session: Session, chosen: SeekerFilter, *, after: Cursor | None = None, limit: int = 50
) -> Page[Seeker]:
    query = _attended(select(Seeker).options(*WITH_DETAILS), chosen.center_id)
    if chosen.status is not None:
        query = query.where(Seeker.status == chosen.status)
    if chosen.municipality is not None:
        query = query.where(Seeker.municipality == chosen.municipality)
    if chosen.updated_since is not None:
        query = query.where(Seeker.updated_at >= chosen.updated_since)
    return page(session, Seeker, query, after, limit)


def each_matchable(
    session: Session, *, center_id: int | None = None, batch: int = 1000
) -> Iterator[Seeker]:
    """Everyone the engine may rank, longest registered first, streamed, without details."""
    query = _attended(select(Seeker).where(Seeker.is_matchable), center_id).order_by(Seeker.id)
    with session.scalars(query.execution_options(yield_per=batch)) as rows:
        yield from rows


def ids_of_center(session: Session, center_id: int) -> frozenset[int]:
    return frozenset(session.scalars(select(Seeker.id).where(Seeker.center_id == center_id)))


@dataclass(frozen=True, slots=True)
class SeekerBrief:
    public_id: UUID
    center_code: str
    municipality: str


def brief(session: Session, ids: Sequence[int]) -> dict[int, SeekerBrief]:
    """By row; what a report says of a person: nothing that names them."""
    found: dict[int, SeekerBrief] = {}
    columns = (Seeker.public_id, Center.code, Seeker.municipality)
    for start in range(0, len(ids), BRIEF_BATCH):
        some = ids[start : start + BRIEF_BATCH]
        query = select(Seeker.id, *columns).join(Seeker.center).where(Seeker.id.in_(some))
        found |= {row[0]: SeekerBrief(*row[1:]) for row in session.execute(query)}
    return found


def with_document_expiring(session: Session, first: date, last: date) -> Sequence[Seeker]:
    """People with a document whose last day lies between the two dates, both included."""
    expiring = select(SeekerDocument.seeker_id).where(
        SeekerDocument.valid_until.between(first, last)
    )
    active = or_(*(Seeker.status == status for status in SeekerStatus if status != "archived"))
    return session.scalars(
        select(Seeker).where(Seeker.id.in_(expiring), active).options(*WITH_DETAILS)
    ).all()


def _attended(query: Select[Seeker], center_id: int | None) -> Select[Seeker]:
    return query if center_id is None else query.where(Seeker.center_id == center_id)
