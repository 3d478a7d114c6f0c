"""Openings, as columns."""

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from matching.index.seekers import SCHEDULES, UNSTATED
from matching.index.storage import NOTHING, Growing, Shared
from matching.index.table import Table
from matching.index.vocabularies import Vocabularies
from matching.profiles import OpeningProfile

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class OpeningColumns:
    """One moment of the table. Arrays may be longer than `size`; the tail is not part of it.

    A row's required and optional skills are runs in `required` and `optional`, never empty: padded
    with 0; `required_skills` and `optional_skills` count the real ones.
    """

    version: int
    size: int
    profiles: list[OpeningProfile]
    key: Column
    died: Column
    place: Column
    state: Column
    occupation: Column
    asked_months: Column
    wage: Column
    schedule: Column  # place in SCHEDULES
    schooling: Column
    starts: Column  # proleptic day number, 0 for now
    takes_minors: Column
    helps_move: Column
    speech: Column  # which set of language requirements
    required_at: Column
    required_skills: Column
    optional_at: Column
    optional_skills: Column
    required: Column
    optional: Column
    speeches: int
    asked_speech: Column  # which set of requirements this language belongs to
    asked_language: Column
    asked_level: Column


_ROW = {
    "place": "int32",
    "state": "int32",
    "occupation": "int32",
    "asked_months": "int32",
    "wage": "int64",
    "schedule": "int16",
    "schooling": "int16",
    "starts": "int32",
    "takes_minors": "bool",
    "helps_move": "bool",
    "speech": "int32",
    "required_at": "int64",
    "required_skills": "int32",
    "optional_at": "int64",
    "optional_skills": "int32",
}
_ASKED = {"asked_speech": "int32", "asked_language": "int32", "asked_level": "int16"}
_FLAT = {"required": "int32", "optional": "int32"}


class OpeningTable(Table[OpeningProfile, OpeningColumns]):
    def __init__(self, vocabularies: Vocabularies) -> None:
        super().__init__(vocabularies)
        kinds = _ROW | _ASKED | _FLAT
        self._columns_by_name = {name: Growing(kind) for name, kind in kinds.items()}
        self._speeches: Shared[tuple[tuple[int, int], ...]] = Shared()

    def _append(self, profile: OpeningProfile) -> None:
        words = self.words
        values = {
            "place": words.places.row(profile.municipality),
            "state": words.states.row(profile.state),
            "occupation": words.occupations.row(profile.occupation) if profile.occupation else 0,
            "asked_months": max(profile.experience_months, 0),
            "wage": UNSTATED if profile.monthly_wage is None else profile.monthly_wage,
            "schedule": UNSTATED if profile.schedule is None else SCHEDULES.index(profile.schedule),
            "schooling": UNSTATED if profile.schooling is None else int(profile.schooling),
            "starts": profile.starts_on.toordinal() if profile.starts_on else 0,
            "takes_minors": profile.accepts_minors,
            "helps_move": profile.relocation_help,
            "speech": self._speech(profile),
            **self._skills("required", profile.required_skills),
            **self._skills("optional", profile.optional_skills),
        }
        for name, value in values.items():
            self._columns_by_name[name].append(value)

    def _columns(self) -> OpeningColumns:
        columns = {name: self._columns_by_name[name].array for name in self._columns_by_name}
        columns |= {name: self._columns_by_name[name].filled for name in _ASKED}
        return OpeningColumns(
            version=self.version,
            size=len(self.profiles),
            profiles=self.profiles,
            key=self._key.array,
            died=self._died.array,
            speeches=len(self._speeches),
            **columns,
        )

    def _skills(self, kind: str, skills: frozenset[str]) -> dict[str, int]:
        flat = self._columns_by_name[kind]
        at = len(flat)
        flat.extend(sorted(map(self.words.skills.row, skills)) or [NOTHING])
        return {f"{kind}_at": at, f"{kind}_skills": len(skills)}

    def _speech(self, profile: OpeningProfile) -> int:
        rows = [(self.words.languages.row(it.language), int(it.level)) for it in profile.languages]
        number, is_new = self._speeches.number(tuple(sorted(rows)))
        if is_new:
            for language, level in rows:
                for name, value in zip(_ASKED, (number, language, level), strict=True):
                    self._columns_by_name[name].append(value)
        return number
