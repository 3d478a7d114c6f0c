"""Openings, as columns."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.index.records import (
    AT_PLACE,
    HELP_SHIFT,
    MINORS_SHIFT,
    OPENING_WIDTH,
    SCHOOLING_SHIFT,
)
from matching.index.rows import Ints, Records32, Rows
from matching.index.seekers import SCHEDULES, stated_wage
from matching.index.storage import NOTHING, UNSTATED, Growing, Shared
from matching.index.table import Table
from matching.index.vocabularies import Vocabularies
from matching.profiles import Language, OpeningProfile
from matching.scoring.pair import asked_months

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class OpeningColumns:
    """One moment of the table. The arrays may be longer than `size`: the tail is not part of it."""

    version: int
    size: int
    profiles: list[OpeningProfile]
    key: Column
    died: Column
    records: Records32
    items: Column
    shelf: "OpeningShelf"
    speeches: int  # sets of language requirements
    asked_speech: Column  # which set this language belongs to
    asked_language: Column
    asked_level: Column


@dataclass(frozen=True, slots=True)
class OpeningShelf:
    """The rows before `size` stand by place; those of `places[i]` from `place_at[i]` on."""

    size: int
    places: Column
    place_at: Column


_ASKED = ("asked_speech", "asked_language", "asked_level")


class OpeningTable(Table[OpeningProfile, OpeningColumns]):
    def __init__(self, vocabularies: Vocabularies) -> None:
        self._by_name = {name: Growing("int32") for name in _ASKED}
        self._speeches = Shared(self._note_speech)
        self._profiles: list[OpeningProfile] = []
        super().__init__(vocabularies, OPENING_WIDTH)

    def _append(self, profile: OpeningProfile) -> int:
        words, rows = self.words, self._rows
        required, optional = profile.required_skills, profile.optional_skills
        record = (
            rows.filled,
            words.places.row(profile.municipality),
            words.states.row(profile.state),
            words.occupations.row(profile.occupation) if profile.occupation else NOTHING,
            asked_months(profile),
            stated_wage(profile.monthly_wage),
            opening_flags(profile),
            profile.starts_on.toordinal() if profile.starts_on else 0,
            self._speeches[profile.languages],
            len(required),
            len(optional),
            profile.starts_on.year if profile.starts_on else 0,
        )
        items = [*(map(words.skills.row, required) if required else (NOTHING,))]
        items += map(words.skills.row, optional) if optional else (NOTHING,)
        self._profiles.append(profile)
        return rows.append(profile.key, record, items)

    def _columns(self) -> OpeningColumns:
        rows, columns = self._rows, {name: self._by_name[name].filled for name in _ASKED}
        return OpeningColumns(
            version=self.version,
            size=rows.size,
            profiles=self._profiles,
            key=rows.key,
            died=rows.died,
            records=rows.records,
            items=rows.items,
            shelf=self._shelf,
            speeches=len(self._speeches),
            **columns,
        )

    def profile(self, columns: OpeningColumns, row: int) -> OpeningProfile:
        return columns.profiles[row]

    def _order(self, records: Records32) -> Ints:
        order: Ints = np.argsort(records[:, AT_PLACE], kind="stable")
        return order

    def _shelve(self, rows: Rows) -> OpeningShelf:
        places, first = np.unique(rows.records[: rows.size, AT_PLACE], return_index=True)
        return OpeningShelf(rows.size, places, np.append(first, rows.size).astype(np.int32))

    def _reorder(self, order: Ints, size: int) -> None:
        kept = self._profiles
        self._profiles = [*map(kept.__getitem__, order.tolist()), *kept[size:]]

    def _note_speech(self, number: int, languages: tuple[Language, ...]) -> None:
        for item in languages:
            values = (number, self.words.languages.row(item.language), int(item.level))
            for name, value in zip(_ASKED, values, strict=True):
                self._by_name[name].append(value)


def opening_flags(profile: OpeningProfile) -> int:
    schedule = UNSTATED if profile.schedule is None else SCHEDULES.index(profile.schedule)
    schooling = UNSTATED if profile.schooling is None else int(profile.schooling)
    flags = (schedule + 1) | (schooling + 1) << SCHOOLING_SHIFT
    return flags | profile.accepts_minors << MINORS_SHIFT | profile.relocation_help << HELP_SHIFT


def schedule_of(flags: Column) -> Column:
    found: Column = (flags & 0xFF) - 1
    return found


def wanted_schooling(flags: Column) -> Column:
    found: Column = (flags >> SCHOOLING_SHIFT & 0xFF) - 1
    return found


def takes_minors(flags: Column) -> Column:
    found: Column = flags >> MINORS_SHIFT & 1 == 1
    return found


def helps_move(flags: Column) -> Column:
    found: Column = flags >> HELP_SHIFT & 1 == 1
    return found
