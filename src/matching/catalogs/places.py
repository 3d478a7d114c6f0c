"""Mexico's states, municipalities and localities of 1,000 inhabitants or more, with coordinates."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matching.catalogs.packaged import Columns, several, table
from matching.catalogs.tables import Table

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class State:
    """`code` INEGI's 2 digits; `curp` the letters in a CURP; coordinates of where people live."""

    code: str
    name: str
    short_name: str
    abbreviation: str
    iso: str
    curp: str
    population: int
    latitude: float
    longitude: float
    aliases: tuple[str, ...]


class States(Table[State]):
    def __init__(self) -> None:
        self._columns = table("states")
        super().__init__(self._columns["code"])

    def at(self, row: int) -> State:
        columns = self._columns
        return State(
            self.codes[row],
            columns["name"][row],
            columns["short_name"][row],
            columns["abbreviation"][row],
            columns["iso"][row],
            columns["curp"][row],
            int(columns["population"][row]),
            float(columns["latitude"][row]),
            float(columns["longitude"][row]),
            several(columns["aliases"][row]),
        )

    def of_postal_code(self, postal_code: str) -> State | None:
        """By the first two digits; None where no state has them."""
        code = self._by_prefix.get(postal_code.strip()[:2])
        return self[code] if code else None

    @cached_property
    def _by_prefix(self) -> dict[str, str]:
        prefixes = zip(self.codes, self._columns["postal_prefixes"], strict=True)
        return {prefix: code for code, cell in prefixes for prefix in several(cell)}


@dataclass(frozen=True, slots=True)
class Municipality:
    """`code` INEGI's 5 digits; coordinates of the head town, in degrees; `population` of the
    census of 2020, 0 where the municipality is younger; `metro_area` or an empty text."""

    code: str
    name: str
    state: str
    head_town: str
    latitude: float
    longitude: float
    population: int
    metro_area: str
    indigenous_speakers: int
    aliases: tuple[str, ...]


class Municipalities(Table[Municipality]):
    """`latitudes` and `longitudes`: float64 degrees by row, read-only."""

    def __init__(self) -> None:
        self._columns = table("municipalities")
        super().__init__(self._columns["code"])
        self.latitudes = _floats(self._columns["latitude"])
        self.longitudes = _floats(self._columns["longitude"])
        self.populations = np.array(self._columns["population"], dtype=np.int64)
        self.populations.setflags(write=False)

    def at(self, row: int) -> Municipality:
        columns, code = self._columns, self.codes[row]
        return Municipality(
            code,
            columns["name"][row],
            code[:2],
            columns["head_town"][row],
            float(self.latitudes[row]),
            float(self.longitudes[row]),
            int(self.populations[row]),
            columns["metro_area"][row],
            int(columns["indigenous_speakers"][row]),
            several(columns["aliases"][row]),
        )

    def of_state(self, state: str) -> tuple[Municipality, ...]:
        return tuple(self.at(row) for row, code in enumerate(self.codes) if code[:2] == state)


@dataclass(frozen=True, slots=True)
class Locality:
    """`code` INEGI's 9 digits, of which the first five are the municipality's."""

    code: str
    name: str
    municipality: str
    is_urban: bool
    latitude: float
    longitude: float
    population: int


class Localities(Table[Locality]):
    def __init__(self) -> None:
        self._columns: Columns = table("localities")
        super().__init__(self._columns["code"])

    def at(self, row: int) -> Locality:
        columns, code = self._columns, self.codes[row]
        return Locality(
            code,
            columns["name"][row],
            code[:5],
            columns["urban"][row] == "1",
            float(columns["latitude"][row]),
            float(columns["longitude"][row]),
            int(columns["population"][row]),
        )

    def of_municipality(self, municipality: str) -> tuple[Locality, ...]:
        return tuple(self.at(row) for row in self._by_municipality.get(municipality, ()))

    @cached_property
    def _by_municipality(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, code in enumerate(self.codes):
            rows[code[:5]].append(row)
        return dict(rows)


def _floats(column: tuple[str, ...]) -> Floats:
    values = np.array(column, dtype=np.float64)
    values.setflags(write=False)
    return values
