"""People looking for work, as columns. A person can be read back from them."""

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.eligibility.gates import fifteenth_birthday
from matching.index.records import (
    AT,
    AVAILABLE,
    COMMUTE,
    COUNT_BITS,
    COUNTS,
    FLAGS,
    ITEMS,
    PERMIT,
    PLACE,
    RELOCATION,
    SCHEDULE_BITS,
    SEEKER_WIDTH,
    TONGUE,
    WAGE,
    WORKS,
)
from matching.index.rows import Ints, Records32, Rows
from matching.index.shelf import Shelf, seeker_order, shelve
from matching.index.storage import NOTHING, UNSTATED, Growing, Shared, gather
from matching.index.table import Table
from matching.index.vocabularies import Vocabularies
from matching.profiles import (
    Answer,
    Experience,
    Grant,
    Language,
    Relocation,
    Schedule,
    Schooling,
    SeekerProfile,
)
from matching.scoring.pair import MOST_MONTHS, MOST_WAGE

Column = NDArray[Any]

SCHEDULES = tuple(Schedule)
# Of a record, what a profile is read from.
_TOLD = itemgetter(AT, PERMIT, TONGUE, COUNTS, PLACE, COMMUTE, RELOCATION, WAGE, FLAGS, AVAILABLE)
# What the flags of a person say, ready made.
_TAKEN = tuple(
    frozenset(it for bit, it in enumerate(SCHEDULES) if bits >> bit & 1)
    for bits in range(2 ** len(SCHEDULES))
)
_SCHOOLINGS = (None, *Schooling)
_NONE: frozenset[str] = frozenset()
FIRST_DAY, LAST_DAY = 0, date.max.toordinal()
LONGEST = 12 * 1000  # months of work that are told as they were
FARTHEST_KM = 100_000  # more than twice round the earth: as good as no limit


@dataclass(frozen=True, slots=True)
class SharedValues:
    """What relocation, permit and tongue of a record number; many people share one."""

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


@dataclass(frozen=True, slots=True)
class SeekerColumns:
    """One moment of the table. The arrays may be longer than `size`: the tail is not part of it.

    Records and items are as `records` says. The rows before `shelf.size` stand in its order; `gone`
    of them all are not there any more.
    """

    version: int
    size: int
    gone: int
    key: Column
    died: Column
    records: Records32
    items: Column
    shelf: Shelf
    shared: SharedValues


_GRANT = ("grant_permit", "grant_states", "grant_since", "grant_until")
_SPOKEN = ("spoken_tongue", "spoken_language", "spoken_level")
_SHARED = ("relocation_states", "permit_adult", "permit_fifteen", *_GRANT, *_SPOKEN)
_BITS = ("relocation_states", "grant_states")

Ground = tuple[int, int, int]  # states, since, until


class _Taken(dict[frozenset[Schedule], int]):
    """A bit for each schedule."""

    def __missing__(self, schedules: frozenset[Schedule]) -> int:
        bits = self[schedules] = sum(1 << SCHEDULES.index(item) for item in schedules)
        return bits


class SeekerTable(Table[SeekerProfile, SeekerColumns]):
    def __init__(self, vocabularies: Vocabularies) -> None:
        self._by_name = {name: Growing("uint64" if name in _BITS else "int32") for name in _SHARED}
        self._relocations = Shared(self._note_relocation)
        self._permits = Shared(self._note_permit)
        self._tongues = Shared(self._note_tongue)
        self._taken = _Taken()
        # Looked up for every row that is stored, so kept at hand.
        self._place = vocabularies.places.row
        self._skill, self._occupation = vocabularies.skills.row, vocabularies.occupations.row
        self._shared: SharedValues | None = None
        super().__init__(vocabularies, SEEKER_WIDTH)

    def _append(self, profile: SeekerProfile) -> int:
        rows, available, wage = self._rows, profile.available_from, profile.expected_monthly_wage
        km, (works, items) = profile.max_commute_km, self._items(profile)
        record = (
            rows.filled,
            self._permits[profile.grants, profile.minor_until],
            self._tongues[profile.languages],
            items[0],
            items[ITEMS] if works > 1 else NOTHING,
            items[2 * ITEMS] if works > WORKS - 1 else NOTHING,
            works << COUNT_BITS | len(items) - ITEMS * works,
            self._place(profile.municipality),
            1000 * (km if 0 <= km <= FARTHEST_KM else min(max(km, 0), FARTHEST_KM)),
            self._relocations[profile.relocation],
            UNSTATED if wage is None else wage if wage <= MOST_WAGE else MOST_WAGE,
            self._flags(profile),
            available.toordinal() if available else 0,
        )
        return rows.append(profile.key, record, items)

    def _items(self, profile: SeekerProfile) -> tuple[int, list[int]]:
        """How many works, and the items."""
        occupation, skills = self._occupation, profile.skills
        items: list[int] = []
        for item in profile.experience:
            months = item.months
            items += (
                occupation(item.occupation),
                months if 0 <= months <= LONGEST else min(max(months, 0), LONGEST),
                item.last_year or 0,
            )
        works = len(profile.experience) or 1
        items = items or [NOTHING, 0, 0]
        items += map(self._skill, skills) if skills else (NOTHING,)
        return works, items

    def _note_relocation(self, _: int, wish: Relocation) -> None:
        states = self.words.bits(wish.states) if wish.willing else 0
        self._note(("relocation_states",), (states,))

    def _note_permit(self, number: int, permit: tuple[tuple[Grant, ...], date | None]) -> None:
        grants, adult = permit
        days = (adult.toordinal(), fifteenth_birthday(adult).toordinal()) if adult else (0, 0)
        self._note(("permit_adult", "permit_fifteen"), days)
        for ground in grounds_of(grants, self.words):
            self._note(_GRANT, (number, *ground))

    def _note_tongue(self, number: int, languages: tuple[Language, ...]) -> None:
        self._shared, best = None, dict[int, int]()
        for item in languages:
            row = self.words.languages.row(item.language)
            best[row] = max(best.get(row, 0), int(item.level))
        for row, level in best.items():
            self._note(_SPOKEN, (number, row, level))

    def _note(self, names: tuple[str, ...], values: tuple[int, ...]) -> None:
        self._shared = None
        for name, value in zip(names, values, strict=True):
            self._by_name[name].append(value)

    def _flags(self, profile: SeekerProfile) -> int:
        schooling = profile.schooling
        above = 0 if schooling is None else schooling + 1
        return self._taken[profile.schedules] | above << SCHEDULE_BITS

    def _columns(self) -> SeekerColumns:
        if self._shared is None:
            columns = {name: self._by_name[name].filled for name in _SHARED}
            self._shared = SharedValues(tongues=len(self._tongues), **columns)
        rows = self._rows
        return SeekerColumns(
            version=self.version,
            size=rows.size,
            gone=rows.size - self._count,
            key=rows.key,
            died=rows.died,
            records=rows.records,
            items=rows.items,
            shelf=self._shelf,
            shared=self._shared,
        )

    def _order(self, records: Records32) -> Ints:
        return seeker_order(records, self._by_name["relocation_states"].filled)

    def _shelve(self, rows: Rows) -> Shelf:
        return shelve(rows, self._by_name["relocation_states"].filled, self.words)

    def profile(self, columns: SeekerColumns, row: int) -> SeekerProfile:
        """As it was given; wage and commute within what counts, months within reason."""
        words, record = self.words, _TOLD(columns.records[row].tolist())
        at, permit, tongue, counts, place, metres, relocation, wage, flags, available = record
        grants, minor_until = self._permits.met[permit]
        works = ITEMS * (counts >> COUNT_BITS)
        items = columns.items[at : at + works + counts % 2**COUNT_BITS].tolist()
        return SeekerProfile(
            key=columns.key.item(row),
            municipality=words.places.id_of(place),
            grants=grants,
            skills=frozenset(words.skills.ids_of(items[works:])) if items[works] else _NONE,
            experience=self._experience(items[:works]),
            languages=self._tongues.met[tongue],
            schooling=_SCHOOLINGS[flags >> SCHEDULE_BITS],
            schedules=_TAKEN[flags % 2**SCHEDULE_BITS],
            expected_monthly_wage=None if wage == UNSTATED else wage,
            max_commute_km=metres // 1000,
            relocation=self._relocations.met[relocation],
            available_from=date.fromordinal(available) if available else None,
            minor_until=minor_until,
        )

    def _experience(self, items: list[int]) -> tuple[Experience, ...]:
        works, id_of = iter(items), self.words.occupations.id_of
        return tuple(
            Experience(id_of(occupation), months, year or None)
            for occupation, months, year in zip(works, works, works, strict=True)
            if occupation
        )


def grounds_of(grants: tuple[Grant, ...], words: Vocabularies) -> list[Ground]:
    """Grounds that allow work."""
    return sorted(
        {
            (
                words.bits(grant.states),
                grant.since.toordinal() if grant.since else FIRST_DAY,
                grant.until.toordinal() if grant.until else LAST_DAY,
            )
            for grant in grants
            if grant.answer is not Answer.NO
        }
    )


def counted(months: int) -> int:
    return min(max(months, 0), MOST_MONTHS)


def commute_metres(profile: SeekerProfile) -> int:
    return min(max(profile.max_commute_km, 0), FARTHEST_KM) * 1000


def stated_wage(value: int | None) -> int:
    return UNSTATED if value is None else min(value, MOST_WAGE)


def taken_schedules(flags: Column) -> Column:
    found: Column = flags & np.int32(2**SCHEDULE_BITS - 1)
    return found


def schooling_of(flags: Column) -> Column:
    found: Column = (flags >> SCHEDULE_BITS) - 1
    return found


def held_skills(columns: SeekerColumns, records: Records32) -> tuple[Ints, Ints]:
    """Skill rows of these records one after another, and where each run begins."""
    counts = records[:, COUNTS].astype(np.int64)
    starts = records[:, AT] + ITEMS * (counts >> COUNT_BITS)
    positions, begins = gather(starts, counts & (2**COUNT_BITS - 1))
    return columns.items[positions].astype(np.int64), begins


class Work(NamedTuple):
    """Of some records one after another: occupation rows, months that may count, last years (0 for
    none); and where each record's run begins."""

    occupations: Ints
    months: Ints
    years: Ints
    begins: Ints


def held_work(columns: SeekerColumns, records: Records32) -> Work:
    works = records[:, COUNTS].astype(np.int64) >> COUNT_BITS
    positions, begins = gather(records[:, AT].astype(np.int64), ITEMS * works)
    items = columns.items[positions].astype(np.int64).reshape(-1, ITEMS)
    months = np.minimum(items[:, 1], MOST_MONTHS)
    return Work(items[:, 0], months, items[:, 2], begins // ITEMS)
