"""Which invented employer posts which real vacancy: one state, one kind of work, places nearby."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import heapify, heapreplace

from demo.packaged import vacancies
from demo.sectors import REST, sector_of

EMPLOYERS = 385
# A kind of work with fewer vacancies in a state goes to the mixed employers there.
_FEWEST = 8
_APART = frozenset({REST, "public"})

Vacancy = dict[str, str]
Group = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Staffed:
    """One employer's vacancies; `number` from 0 to 384."""

    number: int
    sector: str
    state: str
    vacancies: tuple[Vacancy, ...]


@cache
def staffed() -> tuple[Staffed, ...]:
    """Every vacancy once, the same employers for ever."""
    groups = _groups()
    shares = _shares({group: len(found) for group, found in groups.items()})
    parts = (
        (group, part)
        for group, found in sorted(groups.items())
        for part in _cut(found, shares[group])
    )
    return tuple(
        Staffed(number, sector, state, tuple(part))
        for number, ((state, sector), part) in enumerate(parts)
    )


def _groups() -> dict[Group, list[Vacancy]]:
    groups: dict[Group, list[Vacancy]] = defaultdict(list)
    for vacancy in vacancies():
        groups[vacancy["municipality"][:2], sector_of(vacancy["title"])].append(vacancy)
    small = [
        group for group, found in groups.items() if len(found) < _FEWEST and group[1] not in _APART
    ]
    for state, sector in small:
        groups[state, REST] += groups.pop((state, sector))
    return {
        group: sorted(found, key=lambda vacancy: (vacancy["municipality"], int(vacancy["id"])))
        for group, found in groups.items()
    }


def _shares(sizes: Mapping[Group, int]) -> dict[Group, int]:
    """Employers of each group: at least one, the rest to whoever has most vacancies each."""
    shares = dict.fromkeys(sizes, 1)
    heap = [(-size / 3, group) for group, size in sizes.items()]
    heapify(heap)
    for _ in range(EMPLOYERS - len(sizes)):
        group = heap[0][1]
        shares[group] += 1
        heapreplace(heap, (-sizes[group] / (2 * shares[group] + 1), group))
    return shares


def _cut(found: list[Vacancy], count: int) -> Iterator[list[Vacancy]]:
    """Into `count` neighbouring parts, the first the largest: employers differ in size."""
    weights = [1 / (1 + 0.5 * at) for at in range(count)]
    start, passed = 0, 0.0
    for at, weight in enumerate(weights, 1):
        passed += weight
        end = (
            len(found) if at == count else max(start + 1, round(len(found) * passed / sum(weights)))
        )
        yield found[start:end]
        start = end
