"""Many rows with their children in few statements, on both databases.

`store` creates rows, replaces known ones and leaves alone those whose content is the same; it
also writes the change feed. Ten thousand openings take seconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from models import feed
from models.base import Identified
from models.fast_insert import insert_many
from models.repositories.bulk_changes import Coming, Place, changed_fields
from models.sealing import SealedField
from models.types import utc_now
from models.vocabulary import FeedKind

T = TypeVar("T")

BATCH = 1000


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Known:
    """What is already stored under an external id."""

    id: int
    public_id: UUID
    status: str
    content_hash: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row to store, by attribute names; sealed attributes are given plain.

    `children` replace those of a known row, table by table; `additions` are added to them.
    All rows of one call name the same attributes.
    """

    fields: Mapping[str, Any]
    known: Known | None = None
    children: Mapping[type[Any], Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    additions: Mapping[type[Any], Sequence[Mapping[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stored:
    """`changed` names what an update put otherwise; see `bulk_changes`."""

    id: int
    public_id: UUID
    outcome: Outcome
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    """A table whose rows have an owner's external id, `content_hash`, children and a feed.

    `untold` are attributes that only follow from others: no change of them is told.
    """

    table: type[Any]
    owner_table: type[Any]
    owner: str
    parent: str
    kind: FeedKind
    untold: frozenset[str] = frozenset()


def known(
    session: Session, noun: Noun, owner_id: int, external_ids: Iterable[str]
) -> dict[str, Known]:
    """The rows stored under these external ids.

    Writers of the same owner wait for each other here until the transaction ends, so what is
    unknown now is still unknown when `store` creates it.
    """
    owner = noun.owner_table
    session.execute(select(owner.id).where(owner.id == owner_id).with_for_update(key_share=True))
    table = noun.table
    found: dict[str, Known] = {}
    for some in _batches(external_ids):
        rows = session.execute(
            select(table.external_id, table.id, table.public_id, table.status, table.content_hash)
            .where(getattr(table, noun.owner) == owner_id, table.external_id.in_(some))
            .order_by(table.id)
            .with_for_update()
        )
        found |= {external_id: Known(*rest) for external_id, *rest in rows}
    return found


def store(session: Session, noun: Noun, owner_id: int, rows: Sequence[Row]) -> list[Stored]:
    """In the order given. External ids must have been looked up by `known` just before."""
    new = [row for row in rows if row.known is None]
    changed = [row for row in rows if row.known is not None and not _is_same(row)]
    created = iter(_create(session, noun, owner_id, new))
    updated = iter(_update(session, noun, changed))
    stored = []
    for row in rows:
        if row.known is None:
            stored.append(next(created))
        elif _is_same(row):
            stored.append(Stored(row.known.id, row.known.public_id, Outcome.UNCHANGED))
        else:
            stored.append(next(updated))
    touched = [row.id for row in stored if row.outcome is not Outcome.UNCHANGED]
    feed.announce(session, noun.kind, touched)
    return stored


def columns(table: type[Any], public_id: UUID, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes by name as column values, the sealed ones bound to the row's public id."""
    values: dict[str, Any] = {}
    for name, value in fields.items():
        attribute = vars(table).get(name)
        if isinstance(attribute, SealedField):
            values |= attribute.values(public_id, value)
        else:
            values[name] = value
    return values


def _is_same(row: Row) -> bool:
    digest = row.fields.get("content_hash")
    return row.known is not None and digest is not None and digest == row.known.content_hash


def _create(session: Session, noun: Noun, owner_id: int, rows: Sequence[Row]) -> list[Stored]:
    identities = [uuid4() for _ in rows]
    table = noun.table.__table__
    values = [
        {"public_id": public_id, noun.owner: owner_id, **columns(noun.table, public_id, row.fields)}
        for row, public_id in zip(rows, identities, strict=True)
    ]
    insert_many(session, table, values)
    ids = _ids(session, table, identities)
    for name in ("children", "additions"):
        families = [(ids[i], getattr(row, name)) for i, row in zip(identities, rows, strict=True)]
        _add_children(session, noun, families)
    return [Stored(ids[i], i, Outcome.CREATED) for i in identities]


def _ids(session: Session, table: Table, public_ids: Iterable[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for some in _batches(public_ids):
        query = select(table.c.public_id, table.c.id).where(table.c.public_id.in_(some))
        found.update(session.execute(query).all())
    return found


def _update(session: Session, noun: Noun, rows: Sequence[Row]) -> list[Stored]:
    pairs = [(row, row.known) for row in rows if row.known is not None]
    if not pairs:
        return []
    changes = _changes(session, noun, pairs)
    now = utc_now()
    values = [
        {"row_id": old.id, "updated_at": now, **columns(noun.table, old.public_id, row.fields)}
        for row, old in pairs
    ]
    if any(row.keys() != values[0].keys() for row in values):
        raise ValueError("rows stored together name the same attributes")
    table = noun.table.__table__
    named: dict[str, Any] = {name: bindparam(name) for name in values[0] if name != "row_id"}
    session.execute(update(table).where(table.c.id == bindparam("row_id")).values(named), values)
    _remove_children(session, noun, pairs)
    _add_children(session, noun, [(old.id, row.children) for row, old in pairs])
    _add_children(session, noun, [(old.id, row.additions) for row, old in pairs])
    return [
        Stored(old.id, old.public_id, Outcome.UPDATED, changed)
        for (_, old), changed in zip(pairs, changes, strict=True)
    ]


def _changes(
    session: Session, noun: Noun, pairs: Sequence[tuple[Row, Known]]
) -> list[tuple[str, ...]]:
    coming = [Coming(old.id, old.public_id, row.fields, row.children) for row, old in pairs]
    return changed_fields(session, Place(noun.table, noun.parent, noun.untold), coming)


def _remove_children(session: Session, noun: Noun, pairs: Sequence[tuple[Row, Known]]) -> None:
    for child in dict.fromkeys(child for row, _ in pairs for child in row.children):
        parent = child.__table__.c[noun.parent]
        for some in _batches(old.id for row, old in pairs if child in row.children):
            session.execute(delete(child.__table__).where(parent.in_(some)))


def _add_children(
    session: Session,
    noun: Noun,
    families: Iterable[tuple[int, Mapping[type[Any], Sequence[Mapping[str, Any]]]]],
) -> None:
    by_table: dict[type[Any], list[dict[str, Any]]] = {}
    for parent_id, children in families:
        for table, rows in children.items():
            values = by_table.setdefault(table, [])
            values.extend({noun.parent: parent_id, **_child(table, row)} for row in rows)
    for table, values in by_table.items():
        insert_many(session, table.__table__, values)


def _child(table: type[Any], fields: Mapping[str, Any]) -> Mapping[str, Any]:
    if not issubclass(table, Identified):
        return fields
    public_id = uuid4()
    return {"public_id": public_id, **columns(table, public_id, fields)}


def _batches(items: Iterable[T]) -> Iterable[list[T]]:
    remaining = iter(items)
    while some := list(islice(remaining, BATCH)):
        yield some
