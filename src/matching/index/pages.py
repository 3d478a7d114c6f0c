"""Tables that questions have in common, one line for each thing asked for, made once."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from matching.index import kernel_parts as n
from matching.index import parts
from matching.index.kernel_exclusions import AGE_FAILS, PERMISSION_FAILS
from matching.index.openings import OpeningColumns
from matching.index.people_tables import PeopleTables
from matching.index.person_tables import PersonTables
from matching.index.seekers import SharedValues
from matching.index.storage import Growing
from matching.index.vocabularies import Vocabularies
from matching.profiles import Language, OpeningProfile, SeekerProfile
from matching.scoring import pair
from matching.scoring.knowledge import FAR_AWAY
from matching.scoring.weights import Weights

Table = NDArray[Any]

# When more lines are remembered than this, all are forgotten.
MOST_LINES = 4096
# Room for ids that are met later.
SPARE = 256


class Stack:
    """Lines of one width. A line, once there, does not change: readers need no lock."""

    def __init__(self, width: int, dtype: DTypeLike) -> None:
        self.array: Table = np.empty((4, width), dtype)
        self._lines: dict[Hashable, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, key: Hashable, make: Callable[[], Table]) -> int:
        found = self._lines.get(key)
        return self._add(key, make()) if found is None else found

    def _add(self, key: Hashable, made: Table) -> int:
        with self._lock:
            line = self._lines.get(key, len(self._lines))
            if line == len(self.array):
                self.array = _twice(self.array)
            self.array[line, : len(made)] = made
            self.array[line, len(made) :] = 0
            self._lines[key] = line
            return line


def _twice(array: Table) -> Table:
    """Twice as long. What is not written yet is not touched either."""
    longer = np.empty((2 * len(array), array.shape[1]), array.dtype)
    longer[: len(array)] = array
    return longer


class Order(NamedTuple):
    """An occupation's line in the table of similarities, and who is to be visited first."""

    line: int
    at: int
    many: int
    then_fit: int


class WorldPages:
    """Distances and similarities, for vocabularies that are no longer than these.

    A line of `places` holds metres by place, then weighted location by place.
    """

    def __init__(self, words: Vocabularies, weights: Weights) -> None:
        self._words = words
        self._location = weights.parts[n.LOCATION]
        self._places, self._occupations = len(words.places) + SPARE, len(words.occupations) + SPARE
        self.places = Stack(2 * self._places, np.int32)
        self.fit = Stack(self._occupations, np.int16)
        self.order = Growing(np.int32)
        self._orders: dict[int, Order] = {}
        self._lock = Lock()

    @property
    def is_current(self) -> bool:
        words = self._words
        return (
            len(words.places) <= self._places
            and len(words.occupations) <= self._occupations
            and max(len(self.places), len(self.fit)) < MOST_LINES
        )

    def place(self, municipality: str) -> int:
        # An id met since the line was made has a row of its own: it belongs to the key.
        key = (municipality, self._words.places.find(municipality))
        return self.places.line(key, lambda: self._from(municipality))

    def similar(self, occupation: str) -> int:
        key = (occupation, self._words.occupations.find(occupation))
        return self.fit.line(key, lambda: self._words.similarities(occupation))

    def order_of(self, occupation: str | None) -> Order:
        if occupation is None:
            return Order(self.fit.line(None, lambda: _NONE), 0, 0, pair.UNKNOWN_FIT)
        line = self.similar(occupation)
        return self._orders.get(line) or self._ordered(line)

    def _ordered(self, line: int) -> Order:
        alike = self.fit.array[line]
        is_near = alike >= pair.TRANSFERABLE
        near = np.flatnonzero(is_near).astype(np.int32)
        order = near[np.argsort(-alike[near], kind="stable")]
        then_fit = int(alike.max(where=~is_near, initial=0))
        with self._lock:
            found = Order(line, self.order.extend(order), len(order), then_fit)
            self._orders[line] = found
        return found

    def _from(self, municipality: str) -> Table:
        metres = np.full(self._places, FAR_AWAY, np.int64)
        known = self._words.metres(municipality)
        metres[: len(known)] = known
        return np.concatenate([metres, parts.commute_points(metres) * self._location])


class PeoplePages:
    """What the shared values of people amount to for an opening."""

    def __init__(self, shared: SharedValues, words: Vocabularies, weights: Weights) -> None:
        self.shared = shared
        self._words = words
        self._language = weights.parts[n.LANGUAGE]
        self._about = PeopleTables(shared, words)
        self.moves = Stack(len(shared.relocation_states), np.uint8)
        self.barred = Stack(len(shared.permit_adult), np.uint8)
        self.tongue = Stack(shared.tongues, np.int32)

    @property
    def is_full(self) -> bool:
        return max(map(len, (self.moves, self.barred, self.tongue))) >= MOST_LINES

    def moving(self, state: str) -> int:
        key = (state, self._words.states.find(state))
        return self.moves.line(key, lambda: self._about.moves(state))

    def permit(self, opening: OpeningProfile, start: int) -> int:
        state, minors = opening.state, opening.accepts_minors
        key = (state, self._words.states.find(state), start, minors)
        return self.barred.line(key, lambda: self._barred(state, start, minors=minors))

    def language(self, wanted: tuple[Language, ...]) -> int:
        find = self._words.languages.find
        known = tuple([find(item.language) for item in wanted])
        return self.tongue.line((wanted, known), lambda: self._tongue(wanted))

    def _barred(self, state: str, start: int, *, minors: bool) -> Table:
        """The bits of the gates that a permit does not pass."""
        of_age = self._about.of_age(start, accepts_minors=minors)
        permitted = self._about.permitted(state, start)
        failed: Table = ~permitted * np.uint8(PERMISSION_FAILS) | ~of_age * np.uint8(AGE_FAILS)
        return failed

    def _tongue(self, wanted: tuple[Language, ...]) -> Table:
        weighted = self._about.language_points(wanted) * self._language
        return np.where(self._about.understood(wanted), weighted, -1)


class OfferPages:
    """What sets of language requirements amount to for a person."""

    def __init__(self, columns: OpeningColumns, words: Vocabularies, weights: Weights) -> None:
        self.speeches = columns.speeches
        self._columns, self._words = columns, words
        self._language = weights.parts[n.LANGUAGE]
        self.tongue = Stack(columns.speeches, np.int32)

    @property
    def is_full(self) -> bool:
        return len(self.tongue) >= MOST_LINES

    def language(self, seeker: SeekerProfile) -> int:
        return self.tongue.line(seeker.languages, lambda: self._tongue(seeker))

    def _tongue(self, seeker: SeekerProfile) -> Table:
        about = PersonTables(self._columns, self._words, seeker)
        weighted = about.language_points() * self._language
        return np.where(about.understood(), weighted, -1)


_NONE = np.zeros(0, np.int16)
