"""What was worked out, kept for as long as it holds."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable
from typing import Generic, TypeVar

from models.feed import Changed, Position

V = TypeVar("V")
About = tuple[Changed, ...]


class Kept(Generic[V]):
    """Values by question, each about an opening, a person or both, until a change touches them.

    `is_ranking`: the values are made of everybody of the other kind too, openings of a person or
    people of an opening, so that any change among those ends them. A question has all else that
    its value depends on: who asks, the day, the language.
    """

    def __init__(self, most: int, *, is_ranking: bool) -> None:
        self._most = most
        self._is_ranking = is_ranking
        self._lock = threading.Lock()
        self._place: Position | None = None
        self._kept: OrderedDict[Hashable, tuple[About, V]] = OrderedDict()
        self._of: dict[Changed, set[Hashable]] = {}

    def get(self, place: Position | None, question: Hashable) -> V | None:
        """None, too, for a session that does not stand where the feed was last read to."""
        with self._lock:
            kept = self._kept.get(question) if self._holds_at(place) else None
            if kept is None:
                return None
            self._kept.move_to_end(question)
            return kept[1]

    def put(self, place: Position | None, question: Hashable, about: About, value: V) -> None:
        """What a session saw that stands elsewhere is not kept: it may be over already."""
        with self._lock:
            _, held = self._kept.get(question, ((), None))
            if held is value or not self._holds_at(place):
                return
            self._drop(question)
            self._kept[question] = about, value
            for row in about:
                self._of.setdefault(row, set()).add(question)
            if len(self._kept) > self._most:
                self._drop(next(iter(self._kept)))

    def forget(self, changes: Collection[Changed], place: Position) -> None:
        """The feed was read to this place, and told of these changes."""
        with self._lock:
            self._place = place
            for row in self._touched(changes):
                for question in tuple(self._of.get(row, ())):
                    self._drop(question)

    def _touched(self, changes: Collection[Changed]) -> Iterable[Changed]:
        if not self._is_ranking:
            return changes
        kinds = {change.kind for change in changes}
        others = [row for row in self._of if kinds - {row.kind}]
        return (*changes, *others)

    def _drop(self, question: Hashable) -> None:
        about, _ = self._kept.pop(question, ((), None))
        for row in about:
            self._of[row].discard(question)
            if not self._of[row]:
                del self._of[row]

    def _holds_at(self, place: Position | None) -> bool:
        return place is not None and place == self._place
