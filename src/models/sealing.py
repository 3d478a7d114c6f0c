"""Personal fields: plain in Python, sealed in the column.

`curp = SealedText(lookup=identifier)` on a table gives the attribute `curp` (plain text), the
column `curp_sealed` (bytes) and the column `curp_index` (blind index). The keyring belongs to the
database's dialect, so two databases in one process keep their keys apart.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Self, TypeVar, overload
from uuid import UUID
from weakref import WeakKeyDictionary

from pydantic_core import from_json
from sqlalchemy import (
    ColumnElement,
    Dialect,
    LargeBinary,
    Select,
    String,
    TypeDecorator,
    cast,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session, mapped_column

from models.crypto import Keyring

V = TypeVar("V")

_keyrings: WeakKeyDictionary[Dialect, Keyring] = WeakKeyDictionary()


def use_keyring(dialect: Dialect, keyring: Keyring) -> None:
    _keyrings[dialect] = keyring


def keyring_of(session: Session) -> Keyring:
    return _keyrings[session.get_bind().dialect]


@dataclass(frozen=True, slots=True)
class Plain:
    """A value on its way into a sealed column of one row."""

    text: str
    place: str

    def __repr__(self) -> str:
        return "Plain(…)"

    def open(self, place: str) -> str:
        if place != self.place:
            raise ValueError("a sealed value was copied between rows")
        return self.text


@dataclass(frozen=True, slots=True)
class Cipher:
    """A value as it came out of a sealed column."""

    blob: bytes
    keyring: Keyring

    def open(self, place: str) -> str:
        return self.keyring.open(self.blob, place).decode()


class SealedBytes(TypeDecorator[Plain | Cipher]):
    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Plain | Cipher | None, dialect: Dialect) -> bytes | None:
        if isinstance(value, Plain):
            return _keyrings[dialect].seal(value.text.encode(), value.place)
        return None if value is None else value.blob

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Cipher | None:
        return None if value is None else Cipher(bytes(value), _keyrings[dialect])


class BlindIndex(TypeDecorator[bytes]):
    """Binds a normalised text as its keyed hash; compare it through `SealedField.matches`."""

    impl = LargeBinary(32)
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: str | bytes | None, dialect: Dialect) -> bytes | None:
        if isinstance(value, str):
            return _keyrings[dialect].lookup(value, self.column)
        return value

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> bytes | None:
        return None if value is None else bytes(value)


class SealedField(Generic[V]):
    """A descriptor over one sealed column. `lookup` normalises a value for its blind index."""

    def __init__(self, *, lookup: Callable[[str], str] | None = None) -> None:
        self.lookup = lookup
        self._column = mapped_column(SealedBytes, nullable=True)

    def add_columns(self, owner: type[Any], name: str) -> None:
        self.name, self.table, self.owner = name, owner.__tablename__, owner
        self.sealed, self.index = f"{name}_sealed", f"{name}_index"
        setattr(owner, self.sealed, self._column)
        if self.lookup:
            index = mapped_column(BlindIndex(self.column), nullable=True, index=True)
            setattr(owner, self.index, index)

    @property
    def column(self) -> str:
        return f"{self.table}:{self.name}"

    @property
    def cipher(self) -> ColumnElement[Plain | Cipher]:
        """The sealed column, for queries that read it without the whole row; see `opened`."""
        column: ColumnElement[Plain | Cipher] = getattr(self.owner, self.sealed)
        return column

    def sealed_rows(self) -> Select[int, str, bytes]:
        """Row numbers, public ids and what is sealed, for `opener`: many rows, read lean."""
        columns = self.owner.__table__.c
        sealed = columns[self.sealed]
        public_id, blob = cast(columns.public_id, String(36)), type_coerce(sealed, LargeBinary)
        return select(columns.id, public_id, blob).where(sealed.is_not(None))

    def opener(self, session: Session) -> Callable[[bytes, str], V]:
        """Gives the value of a row of `sealed_rows` by its blob and public id."""
        unseal, decode, column = keyring_of(session).open, self.decode, self.column

        def opened(blob: bytes, public_id: str) -> V:
            return decode(unseal(blob, f"{column}:{_dashed(public_id)}").decode())

        return opened

    @overload
    def __get__(self, row: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, row: object, owner: type[Any]) -> V | None: ...
    def __get__(self, row: Any, owner: type[Any]) -> Self | V | None:
        if row is None:
            return self
        held = getattr(row, self.sealed)
        return None if held is None else self.opened(held, row.public_id)

    def __set__(self, row: Any, value: V | None) -> None:
        if getattr(row, self.sealed) is not None and self.__get__(row, type(row)) == value:
            return
        for column, held in self.values(row.public_id, value).items():
            setattr(row, column, held)

    def opened(self, held: Plain | Cipher, public_id: UUID) -> V:
        return self.decode(held.open(self._place(public_id)))

    def values(self, public_id: UUID, value: V | None) -> dict[str, Any]:
        """The columns and values for a Core insert or update of the row with this public id."""
        text = None if value is None else self.encode(value)
        held: dict[str, Any] = {
            self.sealed: None if text is None else Plain(text, self._place(public_id))
        }
        if self.lookup:
            held[self.index] = None if text is None else self.lookup(text)
        return held

    def matches(self, session: Session, value: str) -> ColumnElement[bool]:
        """The condition that a row holds this value, whatever key it was sealed with."""
        if self.lookup is None:
            raise TypeError(f"{self.column} has no blind index")
        hashes = keyring_of(session).lookups(self.lookup(value), self.column)
        index: ColumnElement[bytes] = getattr(self.owner, self.index)
        return index.in_(hashes)

    def encode(self, value: V) -> str:
        raise NotImplementedError

    def decode(self, text: str) -> V:
        raise NotImplementedError

    def _place(self, public_id: UUID) -> str:
        return f"{self.column}:{public_id}"


class SealedText(SealedField[str]):
    def encode(self, value: str) -> str:
        return value

    def decode(self, text: str) -> str:
        return text


class SealedDate(SealedField[date]):
    def encode(self, value: date) -> str:
        return value.isoformat()

    def decode(self, text: str) -> date:
        return date.fromisoformat(text)


class SealedJson(SealedField[Any]):
    def encode(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def decode(self, text: str) -> Any:
        return from_json(text)


def _dashed(public_id: str) -> str:
    """As `str(UUID)` writes it; SQLite keeps the digits alone."""
    if len(public_id) == 36:
        return public_id
    it = public_id
    return f"{it[:8]}-{it[8:12]}-{it[12:16]}-{it[16:20]}-{it[20:]}"


def sealed_values(table: type[Any], public_id: UUID, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Column values for a Core insert: `sealed_values(Seeker, id, {"curp": "…"})`."""
    held: dict[str, Any] = {}
    for name, value in fields.items():
        held |= vars(table)[name].values(public_id, value)
    return held


def identifier(text: str) -> str:
    """Letters and digits only, upper case: how CURP, NSS and document numbers are compared."""
    return "".join(filter(str.isalnum, text)).upper()
