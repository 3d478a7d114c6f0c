"""Openings, as columns."""

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from matching.index.records import (
    HELP_SHIFT,
    MINORS_SHIFT,
    OPENING_WIDTH,
    SCHOOLING_SHIFT,
    Records,
    Records32,
)
from matching.index.seekers import SCHEDULES, stated_wage
from matching.index.storage import NOTHING, UNSTATED, Growing, Shared
from matching.index.table import Table
from matching.index.vocabularies import Vocabularies
from matching.profiles import OpeningProfile
from matching.scoring.pair import asked_months

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class OpeningColumns:
    """One moment of the table. `records` (see `records`), `key` and `died` may be longer than
    `size`: the tail is not part of it.

    A row's required and optional skills are runs in `required` and `optional`, never empty: padded
    with 0; the counts in the record are of the real ones.
    """

    version: int
    size: int
    profiles: list[OpeningProfile]
    key: Column
    died: Column
    records: Records32
    required: Column
    optional: Column
    speeches: int  # sets of language requirements
    asked_speech: Column  # which set this language belongs to
    asked_language: Column
    asked_level: Column


_ASKED = ("asked_speech", "asked_language", "asked_level")
_FLAT = ("required", "optional")


class OpeningTable(Table[OpeningProfile, OpeningColumns]):
    def __init__(self, vocabularies: Vocabularies) -> None:
        super().__init__(vocabularies)
        self._columns_by_name = {name: Growing("int32") for name in _ASKED}
        self._start_over()
        self._speeches: Shared[tuple[tuple[int, int], ...]] = Shared()

    def _start_over(self) -> None:
        self._records = Records(OPENING_WIDTH)
        self._columns_by_name |= {name: Growing("int32") for name in _FLAT}

    def _append(self, profile: OpeningProfile) -> None:
        words = self.words
        self._records.append(
            (
                words.places.row(profile.municipality),
                words.states.row(profile.state),
                words.occupations.row(profile.occupation) if profile.occupation else NOTHING,
                asked_months(profile),
                stated_wage(profile.monthly_wage),
                opening_flags(profile),
                profile.starts_on.toordinal() if profile.starts_on else 0,
                self._speech(profile),
                *self._skills("required", profile.required_skills),
                *self._skills("optional", profile.optional_skills),
            )
        )

    def _columns(self) -> OpeningColumns:
        columns = {name: self._columns_by_name[name].array for name in _FLAT}
        columns |= {name: self._columns_by_name[name].filled for name in _ASKED}
        return OpeningColumns(
            version=self.version,
            size=len(self.profiles),
            profiles=self.profiles,
            key=self._key.array,
            died=self._died.array,
            records=self._records.array,
            speeches=len(self._speeches),
            **columns,
        )

    def _skills(self, kind: str, skills: frozenset[str]) -> tuple[int, int]:
        flat = self._columns_by_name[kind]
        at = len(flat)
        flat.extend(sorted(map(self.words.skills.row, skills)) or [NOTHING])
        return at, len(skills)

    def _speech(self, profile: OpeningProfile) -> int:
        rows = [(self.words.languages.row(it.language), int(it.level)) for it in profile.languages]
        number, is_new = self._speeches.number(tuple(sorted(rows)))
        if is_new:
            for language, level in rows:
                for name, value in zip(_ASKED, (number, language, level), strict=True):
                    self._columns_by_name[name].append(value)
        return number


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
