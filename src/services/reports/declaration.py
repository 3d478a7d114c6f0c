"""A report is a declaration: a name, where its rows come from, and its columns."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

Cell = str | int | float | Decimal | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`value` gives what JSON carries; `cell` what a sheet shows, where that differs."""

    name: str
    value: Callable[[Row], Any]
    cell: Callable[[Row], Cell] | None = None
    width: int = 14

    @property
    def in_sheet(self) -> Callable[[Row], Cell]:
        return self.cell or self.value


@dataclass(frozen=True, slots=True)
class PrintedColumn(Generic[Row]):
    """`share` is its part of the width; 0 takes what its text needs."""

    title: str
    text: Callable[[Row], str]
    share: int = 0


@dataclass(frozen=True, slots=True)
class Printed(Generic[Row]):
    """A report on paper, its words in one language: rows that follow each other with an equal
    `group` stand under one heading."""

    language: str
    title: str
    notes: Sequence[str]
    group: Callable[[Row], Hashable]
    heading: Callable[[Row], str]
    subheading: Callable[[Row], str]
    columns: Sequence[PrintedColumn[Row]]


@dataclass(frozen=True, slots=True)
class Report(Generic[Row]):
    """`about` travels with the rows: versions, filters, when it was made. `headings`, by column,
    stand over a sheet for people; without them the names stand there."""

    name: str
    title: str
    columns: Sequence[Column[Row]]
    about: Mapping[str, Cell] = field(default_factory=dict)
    printed: Printed[Row] | None = None
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def header(self) -> list[str]:
        return [self.headings.get(column.name, column.name) for column in self.columns]
