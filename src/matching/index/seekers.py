"""People looking for work, as columns."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.eligibility.gates import fifteenth_birthday
from matching.index.records import (
    MONTH_BITS,
    SCHEDULE_BITS,
    SEEKER_WIDTH,
    Records,
    Records32,
)
from matching.index.storage import NOTHING, UNSTATED, Growing, Shared
from matching.index.table import Table
from matching.index.vocabularies import Vocabularies
from matching.profiles import Answer, Schedule, SeekerProfile
from matching.scoring.pair import MOST_MONTHS, MOST_WAGE

Column = NDArray[Any]

SCHEDULES = tuple(Schedule)
FIRST_DAY, LAST_DAY = 0, date.max.toordinal()
FARTHEST_KM = 100_000  # more than twice round the earth: as good as no limit


@dataclass(frozen=True, slots=True)
class SeekerColumns:
    """One moment of the table. `records` (see `records`), `key` and `died` may be longer than
    `size`: the tail is not part of it.

    A row's skills and work are runs in `skill` and `work`, never empty: padded with 0.
    Relocation, permit and tongue number values many people share; the shared values follow.
    """

    version: int
    generation: int
    size: int
    profiles: list[SeekerProfile]
    key: Column
    died: Column
    records: Records32
    skill: Column
    work: Column  # occupation and months in one, see `records`
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


_SPARE = (0,) * (SEEKER_WIDTH - 13)
_FLAT = ("skill", "work")
_GRANT = ("grant_permit", "grant_states", "grant_since", "grant_until")
_SPOKEN = ("spoken_tongue", "spoken_language", "spoken_level")
_SHARED = ("relocation_states", "permit_adult", "permit_fifteen", *_GRANT, *_SPOKEN)
_BITS = ("relocation_states", "grant_states")

Ground = tuple[int, int, int]  # states, since, until
Permit = tuple[tuple[Ground, ...], int, int]  # grounds, 18th birthday, 15th birthday
Tongue = tuple[tuple[int, int], ...]  # language, level


class SeekerTable(Table[SeekerProfile, SeekerColumns]):
    def __init__(self, vocabularies: Vocabularies) -> None:
        super().__init__(vocabularies)
        self._columns_by_name = {
            name: Growing("uint64" if name in _BITS else "int32") for name in _SHARED
        }
        self._start_over()
        self._relocations: Shared[int] = Shared()
        self._permits: Shared[Permit] = Shared()
        self._tongues: Shared[Tongue] = Shared()

    def _start_over(self) -> None:
        self._records = Records(SEEKER_WIDTH)
        self._columns_by_name |= {name: Growing("int32") for name in _FLAT}

    def _append(self, profile: SeekerProfile) -> None:
        skills, work = self._skills(profile), self._work(profile)
        self._records.append(
            (
                self.words.places.row(profile.municipality),
                commute_metres(profile),
                self._relocation(profile),
                self._permit(profile),
                self._tongue(profile),
                stated_wage(profile.expected_monthly_wage),
                seeker_flags(profile),
                profile.available_from.toordinal() if profile.available_from else 0,
                len(self.profiles),
                *skills,
                *work,
                *_SPARE,
            )
        )

    def _columns(self) -> SeekerColumns:
        columns = {name: self._columns_by_name[name].array for name in _FLAT}
        columns |= {name: self._columns_by_name[name].filled for name in _SHARED}
        return SeekerColumns(
            version=self.version,
            generation=self.generation,
            size=len(self.profiles),
            profiles=self.profiles,
            key=self._key.array,
            died=self._died.array,
            records=self._records.array,
            tongues=len(self._tongues),
            **columns,
        )

    def _skills(self, profile: SeekerProfile) -> tuple[int, int]:
        flat = self._columns_by_name["skill"]
        rows = sorted(map(self.words.skills.row, profile.skills)) or [NOTHING]
        at = len(flat)
        flat.extend(rows)
        return at, len(rows)

    def _work(self, profile: SeekerProfile) -> tuple[int, int]:
        flat = self._columns_by_name["work"]
        at = len(flat)
        for item in profile.experience:
            months = min(max(item.months, 0), MOST_MONTHS)
            flat.append(self.words.occupations.row(item.occupation) << MONTH_BITS | months)
        if not profile.experience:
            flat.append(NOTHING)
        return at, max(1, len(profile.experience))

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


def commute_metres(profile: SeekerProfile) -> int:
    return min(max(profile.max_commute_km, 0), FARTHEST_KM) * 1000


def seeker_flags(profile: SeekerProfile) -> int:
    taken = sum(1 << SCHEDULES.index(item) for item in profile.schedules)
    schooling = UNSTATED if profile.schooling is None else int(profile.schooling)
    return taken | (schooling + 1) << SCHEDULE_BITS


def stated_wage(value: int | None) -> int:
    return UNSTATED if value is None else min(value, MOST_WAGE)


def taken_schedules(flags: Column) -> Column:
    found: Column = flags & np.int32(2**SCHEDULE_BITS - 1)
    return found


def schooling_of(flags: Column) -> Column:
    found: Column = (flags >> SCHEDULE_BITS) - 1
    return found
