"""What scoring knows of the world: which occupations and skills are alike, where places are.

One class, filled from the packaged catalogs (`scoring.sources`) or by hand in tests. Rows are
positions in `occupations`, `skills` and `places`; an id that is not listed is equal to itself
and like nothing else. Answers are cached for good: the tables are small and never change.
"""

import math
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]

EARTH_RADIUS_M = 6_371_008.8
FAR_AWAY = np.iinfo(np.int32).max

# Similarity of two occupations that share this many leading digits of their ISCO code.
ISCO_SHARED = (0, 80, 250, 450, 650)
# Two unit groups that an official list calls akin, wherever their codes stand. Its lists are long:
# alone they do not make the months of one count in the other.
AKIN = 250
# An occupation with all its essential skills shared is still not the same occupation.
MOST_ALIKE = 950
SAME = 1000
# Stands for what is no ISCO code; shares no digit with one.
NO_CODE = -(10**4)
_NONE: frozenset[str] = frozenset()


class Knowledge:
    """All look-ups answer in integers and are symmetric."""

    def __init__(  # noqa: PLR0913 - all but one by name, each a list of facts of its own
        self,
        version: str,
        *,
        occupations: Mapping[str, str],
        essentials: Mapping[str, Iterable[str]],
        skills: Mapping[str, Iterable[str]],
        related: Iterable[tuple[str, str]],
        places: Mapping[str, tuple[float, float]],
        akin: Iterable[tuple[str, str]] = (),
        near: Iterable[tuple[str, str, int]] = (),
    ) -> None:
        """`occupations` id -> ISCO code of 4 digits, `essentials` occupation -> skills, `skills`
        id -> groups, `related` pairs of skills, `places` municipality -> (latitude, longitude),
        `akin` pairs of ISCO unit groups between which people are known to change, `near` pairs of
        ISCO groups (3 or 4 digits) and how alike their work is."""
        self.version = version
        self.occupations = dict(occupations)
        self.places = dict(places)
        self._essentials = {
            key: frozenset(value) for key, value in essentials.items() if key in self.occupations
        }
        self._groups = {key: tuple(value) for key, value in skills.items()}
        self._related = _both_ways(related)
        self._akin = _both_ways(akin)
        self._near = [
            pair
            for one, other, alike in near
            for pair in ((one, other, alike), (other, one, alike))
        ]
        named = self._related.keys() | frozenset().union(*self._essentials.values())
        self.skills = (*self._groups, *sorted(named - self._groups.keys()))
        self._grouped: dict[str, frozenset[str]] = {}
        self._alike: dict[str, Rows] = {}
        self._similar: dict[str, NDArray[np.int32]] = {}
        self._distances: dict[str, NDArray[np.int32]] = {}

    def essentials(self, occupation: str | None) -> frozenset[str]:
        """Skills every holder of the occupation needs; empty when it lists none."""
        return self._essentials.get(occupation or "", _NONE)

    def related(self, skill: str) -> frozenset[str]:
        return self._related.get(skill, _NONE)

    def groups(self, skill: str) -> tuple[str, ...]:
        return self._groups.get(skill, ())

    def groups_of(self, skills: Iterable[str]) -> frozenset[str]:
        """Those of all these together."""
        return _NONE.union(*filter(None, map(self._families.get, skills)))

    def grouped(self, skill: str) -> frozenset[str]:
        """Skills in a group of this one, itself left out."""
        found = self._grouped.get(skill)
        if found is None:
            members = (self.group_members[group] for group in self.groups(skill))
            found = frozenset().union(*members) - {skill}
            self._grouped[skill] = found
        return found

    def similarity(self, one: str, other: str) -> int:
        """0..1000: the most of ISCO digits in common, kinship and nearness, lifted by shared
        essential skills."""
        if one == other:
            return SAME
        row = self.occupation_rows.get(one)
        return 0 if row is None else int(self.similarities(other).item(row))

    def similarities(self, occupation: str) -> NDArray[np.int32]:
        """0..1000 to every occupation, by row; all zero for an occupation not listed."""
        found = self._similar.get(occupation)
        if found is None:
            found = self._similarities(occupation)
            self._similar[occupation] = found
        return found

    def metres(self, one: str, other: str) -> int | None:
        """Great-circle metres between two head towns; None where a place is not known."""
        if one == other:
            return 0
        row = self.place_rows.get(one)
        if row is None or other not in self.place_rows:
            return None
        return int(self.distances(other).item(row))

    def distances(self, place: str) -> NDArray[np.int32]:
        """Metres to every place, by row; FAR_AWAY from a place not known."""
        found = self._distances.get(place)
        if found is None:
            found = self._from(place)
            self._distances[place] = found
        return found

    @cached_property
    def occupation_rows(self) -> dict[str, int]:
        return {key: row for row, key in enumerate(self.occupations)}

    @cached_property
    def place_rows(self) -> dict[str, int]:
        return {key: row for row, key in enumerate(self.places)}

    @cached_property
    def occupations_needing(self) -> dict[str, Rows]:
        """Skill -> rows of the occupations for which it is essential."""
        found: dict[str, list[int]] = {}
        for key, skills in self._essentials.items():
            for skill in skills:
                found.setdefault(skill, []).append(self.occupation_rows[key])
        return {key: np.array(rows, np.int32) for key, rows in found.items()}

    @cached_property
    def essential_counts(self) -> Rows:
        return np.array([len(self.essentials(key)) for key in self.occupations], np.int32)

    @cached_property
    def group_members(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for skill, groups in self._groups.items():
            for group in groups:
                found.setdefault(group, set()).add(skill)
        return {group: frozenset(members) for group, members in found.items()}

    @cached_property
    def _families(self) -> dict[str, frozenset[str]]:
        """Skill -> its groups; skills of the same groups share one set."""
        made: dict[tuple[str, ...], frozenset[str]] = {}
        return {
            skill: made.setdefault(groups, frozenset(groups))
            for skill, groups in self._groups.items()
        }

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        return tuple(self.occupations.values())

    @cached_property
    def _points(self) -> NDArray[np.float64]:
        """Places on the unit sphere: a line for each of the three axes."""
        degrees = np.array(list(self.places.values()), np.float64).reshape(-1, 2)
        latitude, longitude = np.radians(degrees).T
        flat = np.cos(latitude)
        return np.stack([flat * np.cos(longitude), flat * np.sin(longitude), np.sin(latitude)])

    def _similarities(self, occupation: str) -> NDArray[np.int32]:
        row = self.occupation_rows.get(occupation)
        if row is None:
            return np.zeros(len(self.occupations), np.int32)
        base = self._between_groups(self._codes[row])[self._group_of]
        both = np.maximum(self.essential_counts + self.essential_counts[row], 1)
        shared = self._shared_skills(occupation)
        found = base + (MOST_ALIKE - base) * (2 * SAME * shared // both) // SAME
        found[row] = SAME
        rounded: NDArray[np.int32] = found.astype(np.int32)
        return rounded

    def _shared_skills(self, occupation: str) -> Rows:
        """How many essential skills each occupation has in common with this one."""
        needing = [self.occupations_needing[skill] for skill in self.essentials(occupation)]
        rows = np.concatenate([*needing, np.empty(0, np.int32)])
        counts: Rows = np.bincount(rows, minlength=len(self.occupations)).astype(np.int32)
        return counts

    @cached_property
    def _group_codes(self) -> tuple[str, ...]:
        return tuple(sorted(set(self._codes)))

    @cached_property
    def _group_of(self) -> Rows:
        """By occupation row: which of `_group_codes`."""
        numbers = {code: number for number, code in enumerate(self._group_codes)}
        return np.array([numbers[code] for code in self._codes], np.int32)

    def _between_groups(self, code: str) -> Rows:
        """How alike the work of this group is to that of each of `_group_codes`."""
        found = self._alike.get(code)
        if found is None:
            found = self._alike[code] = self._to_groups(code)
        return found

    def _to_groups(self, code: str) -> Rows:
        codes, found = self._numbers, np.zeros(len(self._group_codes), np.int32)
        own = int(code) if code.isdigit() else NO_CODE
        for digits in range(1, 5):
            power = 10 ** (4 - digits)
            found[(codes // power == own // power) & (codes >= 0)] = ISCO_SHARED[digits]
        degrees = [(other, AKIN) for other in self._akin.get(code, _NONE)]
        degrees += [(two, degree) for one, two, degree in self._near if code.startswith(one)]
        for other, degree in degrees:
            is_there = codes // 10 ** (4 - len(other)) == int(other)
            found[is_there] = np.maximum(found[is_there], degree)
        return found

    @cached_property
    def _numbers(self) -> Rows:
        """ISCO codes as numbers, by place in `_group_codes`."""
        numbers = [int(code) if code.isdigit() else NO_CODE for code in self._group_codes]
        return np.array(numbers, np.int32)

    def _from(self, place: str) -> NDArray[np.int32]:
        row = self.place_rows.get(place)
        if row is None:
            return np.full(len(self.places), FAR_AWAY, np.int32)
        x, y, z = (axis - axis[row] for axis in self._points)
        chord = np.sqrt(x * x + y * y + z * z) / 2
        metres = 2 * EARTH_RADIUS_M * np.arcsin(np.minimum(chord, 1.0))
        rounded: NDArray[np.int32] = np.floor(metres + 0.5).astype(np.int32)
        return rounded


def great_circle_metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The textbook haversine; `Knowledge.distances` is held to it by a test."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(half))


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {skill: frozenset(others) for skill, others in found.items()}
