"""Job titles of Latin American Spanish (CUOC 2025, Colombia) and their related occupations."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from matching.catalogs.packaged import Columns, several, table


@dataclass(frozen=True, slots=True)
class LatinTitle:
    """`title` may hold both genders (`Mesero / Mesera`); `cuoc` names the occupation of CUOC.

    `isco` is the likeliest unit group of `iscos`, or empty where CUOC gives none; `occupation`
    the ESCO occupation that it means, where that is clear enough (see SOURCES.md).
    """

    title: str
    isco: str
    cuoc: str
    iscos: tuple[str, ...]
    occupation: str | None


@dataclass(frozen=True, slots=True)
class CuocOccupation:
    """`skill_level` 1 (elementary) to 4."""

    code: str
    name: str
    iscos: tuple[str, ...]
    skill_level: int


class LatinTitles(Sequence[LatinTitle]):
    @overload
    def __getitem__(self, at: int) -> LatinTitle: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[LatinTitle]: ...
    def __getitem__(self, at: int | slice) -> LatinTitle | Sequence[LatinTitle]:
        if isinstance(at, slice):
            return [self._at(row) for row in range(*at.indices(len(self)))]
        return self._at(at)

    def __len__(self) -> int:
        return len(self._columns["title"])

    def __iter__(self) -> Iterator[LatinTitle]:
        return map(self._at, range(len(self)))

    def occupation(self, cuoc: str) -> CuocOccupation | None:
        return self._occupations.get(cuoc)

    def related_occupations(self, cuoc: str) -> tuple[CuocOccupation, ...]:
        """The occupations that CUOC calls akin; none for an unknown code."""
        return tuple(self._occupations[code] for code in self._related.get(cuoc, ()))

    def akin(self) -> Iterator[tuple[CuocOccupation, CuocOccupation]]:
        """Each occupation with each that CUOC calls akin to it."""
        for cuoc in self._related:
            if own := self._occupations.get(cuoc):
                yield from ((own, other) for other in self.related_occupations(cuoc))

    def _at(self, row: int) -> LatinTitle:
        columns = self._columns
        iscos = several(columns["isco"][row])
        return LatinTitle(
            columns["title"][row],
            iscos[0] if iscos else "",
            columns["cuoc"][row],
            iscos,
            columns["occupation"][row] or None,
        )

    @cached_property
    def _columns(self) -> Columns:
        return table("titles")

    @cached_property
    def _occupations(self) -> dict[str, CuocOccupation]:
        rows = zip(*table("cuoc").values(), strict=True)
        return {
            code: CuocOccupation(code, name, several(isco), int(level))
            for code, name, isco, level in rows
        }

    @cached_property
    def _related(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, related in zip(*table("cuoc_related").values(), strict=True):
            if related in self._occupations:
                found[code].append(related)
        return dict(found)
