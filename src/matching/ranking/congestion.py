"""Do the same few people top every list, and is anyone in nobody's?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

# The busiest are this share of all people.
BUSIEST = 0.01
MOST_WANTED = 5


@dataclass(frozen=True, slots=True)
class Congestion:
    """Shares 0..1. `most_wanted`: the people in most lists, as (key, lists), most first."""

    lists: int
    people: int
    empty_lists: float
    unlisted_people: float
    busiest_share: float  # of all places in lists, those taken by the busiest 1 % of people
    most_wanted: tuple[tuple[int, int], ...]

    @property
    def most_lists(self) -> int:
        """How many lists the one person in most of them is in."""
        return self.most_wanted[0][1] if self.most_wanted else 0

    @property
    def is_congested(self) -> bool:
        """The busiest have ten times their share of all places, or half of all are in no list."""
        busiest = _busiest(self.people) / self.people if self.people else 1.0
        return self.busiest_share > 10 * busiest or self.unlisted_people > 0.5


def congestion(lists: Iterable[Iterable[int]], people: int) -> Congestion:
    """`lists`: the keys of each opening's best k; `people`: how many could have been listed."""
    listed: Counter[int] = Counter()
    total = empty = 0
    for keys in lists:
        some = list(keys)
        listed.update(some)
        total += 1
        empty += not some
    places = listed.total()
    busiest = sorted(listed.items(), key=lambda it: (-it[1], it[0]))
    few = busiest[: _busiest(people)]
    return Congestion(
        lists=total,
        people=people,
        empty_lists=empty / total if total else 0.0,
        unlisted_people=1 - len(listed) / people if people else 0.0,
        busiest_share=sum(count for _, count in few) / places if places else 0.0,
        most_wanted=tuple(busiest[:MOST_WANTED]),
    )


def _busiest(people: int) -> int:
    """How many they are: of few people one is far more than a hundredth."""
    return max(1, round(people * BUSIEST))
