"""What was worked out, kept for as long as it holds."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable
from typing import Generic, TypeVar

from models.feed import Changed, Position

V = TypeVar("V")
About = tuple[Changed, ...]
Worked = tuple[Hashable, About, V]


class Kept(Generic[V]):
    """Values by question, each about an opening, a person or both, until one of these changes. A
    question has all else that its value depends on: who asks, the day, the language.
    """

    def __init__(self, most: int) -> None:
        self._most = most
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

    def put(self, place: Position | None, worked: Iterable[Worked[V]]) -> None:
        """What a session saw that stands elsewhere is not kept: it may be over already."""
        with self._lock:
            if not self._holds_at(place):
                return
            for question, about, value in worked:
                self._drop(question)
                self._kept[question] = about, value
                for row in about:
                    self._of.setdefault(row, set()).add(question)
            while len(self._kept) > self._most:
                self._drop(next(iter(self._kept)))

    def forget(self, changes: Collection[Changed], place: Position) -> None:
        """The feed was read to this place, and told of these changes."""
        with self._lock:
            self._place = place
            for row in changes:
                for question in tuple(self._of.get(row, ())):
                    self._drop(question)

    def _drop(self, question: Hashable) -> None:
        if question not in self._kept:
            return
        about, _ = self._kept.pop(question)
        for row in about:
            self._of[row].discard(question)
            if not self._of[row]:
                del self._of[row]

    def _holds_at(self, place: Position | None) -> bool:
        return place is not None and place == self._place
