"""People looking for work, as columns."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.eligibility.gates import fifteenth_birthday
from matching.index.storage import NOTHING, Growing, Shared
from matching.index.table import Table
from matching.index.vocabularies import Vocabularies
from matching.profiles import Answer, Schedule, SeekerProfile
from matching.scoring.pair import MOST_MONTHS

Column = NDArray[Any]

UNSTATED = -1
SCHEDULES = tuple(Schedule)
FIRST_DAY, LAST_DAY = 0, date.max.toordinal()
FARTHEST_KM = 100_000  # more than twice round the earth's half: as good as no limit


@dataclass(frozen=True, slots=True)
class SeekerColumns:
    """One moment of the table. Arrays may be longer than `size`; the tail is not part of it.

    A row's skills and work are runs in `skill`, `work` and `months`, never empty: padded with 0.
    `relocation`, `permit`, `tongue` number values many people share; the shared values follow.
    """

    version: int
    size: int
    profiles: list[SeekerProfile]
    key: Column
    died: Column
    place: Column
    commute: Column  # metres
    relocation: Column
    permit: Column
    tongue: Column
    schedules: Column  # a bit for each of SCHEDULES
    schooling: Column
    wage: Column
    available: Column  # proleptic day number, 0 for now
    skill_at: Column
    skill_count: Column
    work_at: Column
    work_count: Column
    skill: Column
    work: Column
    months: Column
    relocation_states: Column  # a bit for each state
    permit_adult: Column  # day of the 18th birthday, 0 for adults
    permit_fifteen: Column
    grant_permit: Column  # which permit this ground belongs to
    grant_states: Column
    grant_since: Column
    grant_until: Column
    tongues: int
    spoken_tongue: Column  # which tongue this language belongs to
    spoken_language: Column
    spoken_level: Column


_ROW = {
    "place": "int32",
    "commute": "int32",
    "relocation": "int32",
    "permit": "int32",
    "tongue": "int32",
    "schedules": "int16",
    "schooling": "int16",
    "wage": "int64",
    "available": "int32",
    "skill_at": "int64",
    "skill_count": "int32",
    "work_at": "int64",
    "work_count": "int32",
}
_SHARED = {
    "skill": "int32",
    "work": "int32",
    "months": "int32",
    "relocation_states": "uint64",
    "permit_adult": "int32",
    "permit_fifteen": "int32",
    "grant_permit": "int32",
    "grant_states": "uint64",
    "grant_since": "int32",
    "grant_until": "int32",
    "spoken_tongue": "int32",
    "spoken_language": "int32",
    "spoken_level": "int16",
}
_GRANT = ("grant_permit", "grant_states", "grant_since", "grant_until")
_SPOKEN = ("spoken_tongue", "spoken_language", "spoken_level")
_FILLED = ("relocation_states", "permit_adult", "permit_fifteen", *_GRANT, *_SPOKEN)

Ground = tuple[int, int, int]  # states, since, until
Permit = tuple[tuple[Ground, ...], int, int]  # grounds, 18th birthday, 15th birthday
Tongue = tuple[tuple[int, int], ...]  # language, level


class SeekerTable(Table[SeekerProfile, SeekerColumns]):
    def __init__(self, vocabularies: Vocabularies) -> None:
        super().__init__(vocabularies)
        self._columns_by_name = {name: Growing(kind) for name, kind in (_ROW | _SHARED).items()}
        self._relocations: Shared[int] = Shared()
        self._permits: Shared[Permit] = Shared()
        self._tongues: Shared[Tongue] = Shared()

    def _append(self, profile: SeekerProfile) -> None:
        values = {
            "place": self.words.places.row(profile.municipality),
            "commute": min(max(profile.max_commute_km, 0), FARTHEST_KM) * 1000,
            "relocation": self._relocation(profile),
            "permit": self._permit(profile),
            "tongue": self._tongue(profile),
            "schedules": sum(1 << SCHEDULES.index(item) for item in profile.schedules),
            "schooling": UNSTATED if profile.schooling is None else int(profile.schooling),
            "wage": _stated(profile.expected_monthly_wage),
            "available": profile.available_from.toordinal() if profile.available_from else 0,
            **self._skills(profile),
            **self._work(profile),
        }
        for name, value in values.items():
            self._columns_by_name[name].append(value)

    def _columns(self) -> SeekerColumns:
        columns = {name: self._columns_by_name[name].array for name in self._columns_by_name}
        columns |= {name: self._columns_by_name[name].filled for name in _FILLED}
        return SeekerColumns(
            version=self.version,
            size=len(self.profiles),
            profiles=self.profiles,
            key=self._key.array,
            died=self._died.array,
            tongues=len(self._tongues),
            **columns,
        )

    def _skills(self, profile: SeekerProfile) -> dict[str, int]:
        flat = self._columns_by_name["skill"]
        rows = sorted(map(self.words.skills.row, profile.skills)) or [NOTHING]
        at = len(flat)
        flat.extend(rows)
        return {"skill_at": at, "skill_count": len(rows)}

    def _work(self, profile: SeekerProfile) -> dict[str, int]:
        work, months = self._columns_by_name["work"], self._columns_by_name["months"]
        at = len(work)
        for item in profile.experience:
            work.append(self.words.occupations.row(item.occupation))
            months.append(min(max(item.months, 0), MOST_MONTHS))
        if not profile.experience:
            work.append(NOTHING)
            months.append(0)
        return {"work_at": at, "work_count": max(1, len(profile.experience))}

    def _relocation(self, profile: SeekerProfile) -> int:
        wish = profile.relocation
        states = self.words.bits(wish.states) if wish.willing else 0
        number, is_new = self._relocations.number(states)
        if is_new:
            self._columns_by_name["relocation_states"].append(states)
        return number

    def _permit(self, profile: SeekerProfile) -> int:
        permit = permit_of(profile, self.words)
        number, is_new = self._permits.number(permit)
        if is_new:
            grounds, adult, fifteen = permit
            self._columns_by_name["permit_adult"].append(adult)
            self._columns_by_name["permit_fifteen"].append(fifteen)
            for ground in grounds:
                self._add(_GRANT, (number, *ground))
        return number

    def _tongue(self, profile: SeekerProfile) -> int:
        best: dict[int, int] = {}
        for item in profile.languages:
            row = self.words.languages.row(item.language)
            best[row] = max(best.get(row, 0), int(item.level))
        number, is_new = self._tongues.number(tuple(sorted(best.items())))
        if is_new:
            for language, level in best.items():
                self._add(_SPOKEN, (number, language, level))
        return number

    def _add(self, names: tuple[str, ...], values: tuple[int, ...]) -> None:
        for name, value in zip(names, values, strict=True):
            self._columns_by_name[name].append(value)


def permit_of(profile: SeekerProfile, words: Vocabularies) -> Permit:
    """Grounds that allow work, and the birthdays of a minor: equal for all who share them."""
    grounds = sorted(
        {
            (
                words.bits(grant.states),
                grant.since.toordinal() if grant.since else FIRST_DAY,
                grant.until.toordinal() if grant.until else LAST_DAY,
            )
            for grant in profile.grants
            if grant.answer is not Answer.NO
        }
    )
    if profile.minor_until is None:
        return tuple(grounds), 0, 0
    adult = profile.minor_until
    return tuple(grounds), adult.toordinal(), fifteenth_birthday(adult).toordinal()


def alive(columns: SeekerColumns) -> NDArray[np.bool_]:
    return columns.died[: columns.size] > columns.version


def _stated(value: int | None) -> int:
    return UNSTATED if value is None else value
