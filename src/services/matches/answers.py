"""Whole answers about matches, given again until a change touches what they say.

Of everybody whom a list ranks, nearly nobody is in it: when one of the others changes, the list
stays as it is unless they now belong in it, or are counted otherwise. That is looked at when the
list is asked for again, for those alone who changed since.
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from itertools import islice
from typing import Protocol

from matching.profiles import OpeningProfile, SeekerProfile
from models.feed import Changed, Position
from models.vocabulary import FeedKind

# More changes than these are not looked at one by one: the answer is worked out anew.
MOST_LOOKED_AT = 50
MOST_REMEMBERED = 2000


@dataclass(frozen=True, slots=True)
class Standing:
    """How ranking knows a row; `center` attends the person, 0 for openings."""

    profile: SeekerProfile | OpeningProfile
    center: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """How a row stood before a change and stands now; None: it is not ranked."""

    row: Changed
    before: Standing | None
    now: Standing | None


class Touch(IntEnum):
    """What a change does to a list: nothing, others are counted beside it, or it may be another."""

    NONE = auto()
    COUNTS = auto()
    LIST = auto()


class Rests(Protocol):
    """What a list of the best rests on."""

    def touched(self, moved: Moved) -> Touch: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """`about`: the opening or the person that was asked about. `counts` gives what stands after
    the list, which is the first `list_ends` bytes, as it is now."""

    text: bytes
    about: Changed
    rests: Rests
    list_ends: int = 0
    counts: Callable[[], bytes] | None = None

    def after(self, moves: Iterable[Moved], text: bytes) -> bytes | None:
        """The text after these changes, `text` before them; None: to be worked out anew."""
        most = Touch.NONE
        for moved in moves:
            most = max(most, self.rests.touched(moved))
            if most is Touch.LIST:
                return None
        if most is Touch.NONE:
            return text
        return text[: self.list_ends] + self.counts() if self.counts else None


@dataclass(slots=True)
class _Held:
    answer: Answer
    text: bytes
    moment: int


class Answers:
    """Lists of the best of one kind, by question. A `moment` is how many changes among those were
    told of by then."""

    def __init__(self, most: int, ranks: FeedKind) -> None:
        self._most = most
        self._ranks = ranks
        self._lock = threading.Lock()
        self._place: Position | None = None
        self._kept: OrderedDict[Hashable, _Held] = OrderedDict()
        self._of: dict[Changed, set[Hashable]] = {}
        self._moves: deque[Moved] = deque(maxlen=MOST_REMEMBERED)
        self.moment = 0

    def get(self, place: Position | None, question: Hashable) -> bytes | None:
        """None, too, for a session that does not stand where the feed was last read to."""
        with self._lock:
            held = self._kept.get(question) if self._holds_at(place) else None
            if held is None:
                return None
            self._kept.move_to_end(question)
            text, moment, moves = held.text, self.moment, self._since(held.moment)
        if not moves:
            return text if moves is not None else None
        found = held.answer.after(moves, text)
        with self._lock:
            if found is not None and moment > held.moment:
                held.text, held.moment = found, moment
        return found

    def put(self, place: Position | None, moment: int, question: Hashable, answer: Answer) -> None:
        """`moment` is not later than when its working out began. What a session saw that stands
        elsewhere is not kept: it may be over already."""
        with self._lock:
            if not self._holds_at(place):
                return
            self._drop(question)
            self._kept[question] = _Held(answer, answer.text, moment)
            self._of.setdefault(answer.about, set()).add(question)
            if len(self._kept) > self._most:
                self._drop(next(iter(self._kept)))

    def forget(self, changes: Collection[Changed], place: Position, moves: Sequence[Moved]) -> None:
        """The feed was read to this place, and told of these changes; `moves` say what became of
        them in the ranking, where it has heard of them already."""
        ranked = [moved for moved in moves if moved.row.kind is self._ranks]
        with self._lock:
            self._place = place
            self._moves.extend(ranked)
            self.moment += len(ranked)
            for row in changes:
                for question in tuple(self._of.get(row, ())):
                    self._drop(question)

    def _since(self, moment: int) -> list[Moved] | None:
        count = self.moment - moment
        if count > min(MOST_LOOKED_AT, len(self._moves)):
            return None
        return [*islice(reversed(self._moves), count)]

    def _drop(self, question: Hashable) -> None:
        held = self._kept.pop(question, None)
        if held is None:
            return
        row = held.answer.about
        self._of[row].discard(question)
        if not self._of[row]:
            del self._of[row]

    def _holds_at(self, place: Position | None) -> bool:
        return place is not None and place == self._place
