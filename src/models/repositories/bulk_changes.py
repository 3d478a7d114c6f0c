"""Which fields of stored rows differ from what is about to take their place: names, no values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from models.base import Identified
from models.sealing import SealedField

BATCH = 500
Child = Mapping[str, Any]


class Coming(NamedTuple):
    """What will stand in a row and in the tables below it; sealed attributes plain."""

    row_id: int
    public_id: UUID
    fields: Mapping[str, Any]
    children: Mapping[type[Any], Sequence[Child]]


class Place(NamedTuple):
    """`untold` are attributes that only follow from others; `parent` names a row's own."""

    table: type[Any]
    parent: str
    untold: frozenset[str]


def changed_fields(
    session: Session, place: Place, coming: Sequence[Coming]
) -> list[tuple[str, ...]]:
    """In the order given: attributes, and the names of lists below the row, in alphabetical order.

    All rows name the same attributes. To be asked before anything is written.
    """
    found: list[tuple[str, ...]] = []
    remaining = iter(coming)
    while some := list(islice(remaining, BATCH)):
        own, below = _own(session, place, some), _below(session, place, some)
        found += [tuple(sorted(own[row.row_id] + below[row.row_id])) for row in some]
    return found


def _own(session: Session, place: Place, some: Sequence[Coming]) -> dict[int, list[str]]:
    names = [name for name in some[0].fields if name not in place.untold]
    columns = [_column(place.table, name) for name in names]
    wanted = {row.row_id: row for row in some}
    query = select(place.table.id, *columns).where(place.table.id.in_(wanted))
    found: dict[int, list[str]] = defaultdict(list)
    for row_id, *held in session.execute(query):
        row = wanted[row_id]
        found[row_id] = [
            name
            for name, value in zip(names, held, strict=True)
            if not _is_same(place.table, name, value, row.fields[name], row.public_id)
        ]
    return found


def _below(session: Session, place: Place, some: Sequence[Coming]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for child in dict.fromkeys(child for row in some for child in row.children):
        name = _list_name(place.table, child)
        before = _children(session, place.parent, child, some)
        for row in some:
            sent = row.children.get(child)
            if sent is not None and _told(sent) != before[row.row_id]:
                found[row.row_id].append(name)
    return found


def _children(
    session: Session, parent: str, child: type[Any], some: Sequence[Coming]
) -> dict[int, list[str]]:
    """As `_told` has them, by the row they belong to."""
    names = sorted({name for row in some for one in row.children.get(child, ()) for name in one})
    fields = [name for name in names if name not in SCORES]
    columns = [_column(child, name) for name in fields]
    owner = getattr(child, parent)
    identity = child.public_id if issubclass(child, Identified) else child.id
    query = select(owner, identity, *columns).where(owner.in_([row.row_id for row in some]))
    found: dict[int, list[str]] = defaultdict(list)
    for row_id, public_id, *held in session.execute(query):
        plain = [_opened(child, name, it, public_id) for name, it in zip(fields, held, strict=True)]
        found[row_id].append(repr(plain))
    return defaultdict(list, {row_id: sorted(rows) for row_id, rows in found.items()})


# How sure a link is follows from what was linked.
SCORES = frozenset({"score"})


def _told(sent: Sequence[Child]) -> list[str]:
    names = sorted({name for one in sent for name in one} - SCORES)
    return sorted(repr([_plain(one[name]) for name in names]) for one in sent)


def _is_same(table: type[Any], name: str, held: Any, sent: Any, public_id: UUID) -> bool:
    attribute = vars(table).get(name)
    if not isinstance(attribute, SealedField) or held is None or sent is None:
        return bool(held == sent)
    return bool(attribute.opened(held, public_id) == sent)


def _opened(table: type[Any], name: str, held: Any, public_id: UUID) -> Any:
    attribute = vars(table).get(name)
    if isinstance(attribute, SealedField) and held is not None:
        return _plain(attribute.opened(held, public_id))
    return _plain(held)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.normalize() if isinstance(value, Decimal) else value


def _column(table: type[Any], name: str) -> Any:
    attribute = vars(table).get(name)
    return attribute.cipher if isinstance(attribute, SealedField) else getattr(table, name)


def _list_name(table: type[Any], child: type[Any]) -> str:
    relationships = inspect(table).relationships
    return next(str(it.key) for it in relationships if it.mapper.class_ is child)
