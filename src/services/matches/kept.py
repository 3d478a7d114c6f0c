"""What was worked out, kept for as long as it holds."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Hashable
from typing import Generic, TypeVar

from models.feed import Changed, Position

V = TypeVar("V")


class Kept(Generic[V]):
    """Values by question, each about one opening or one person, until a change touches it.

    `is_ranking`: the values are made of everybody of the other kind too, openings of a person or
    people of an opening, so that any change among those ends them. A question has all else that
    its value depends on: who asks, the day, the language.
    """

    def __init__(self, most: int, *, is_ranking: bool) -> None:
        self._most = most
        self._is_ranking = is_ranking
        self._lock = threading.Lock()
        self._place: Position | None = None
        self._kept: OrderedDict[Hashable, tuple[Changed, V]] = OrderedDict()

    def get(self, place: Position | None, question: Hashable) -> V | None:
        """None, too, for a session that does not stand where the feed was last read to."""
        with self._lock:
            kept = self._kept.get(question) if self._holds_at(place) else None
            if kept is None:
                return None
            self._kept.move_to_end(question)
            return kept[1]

    def put(self, place: Position | None, question: Hashable, about: Changed, value: V) -> None:
        """What a session saw that stands elsewhere is not kept: it may be over already."""
        with self._lock:
            if not self._holds_at(place):
                return
            self._kept[question] = about, value
            self._kept.move_to_end(question)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def forget(self, changes: Collection[Changed], place: Position) -> None:
        """The feed was read to this place, and told of these changes."""
        with self._lock:
            self._place = place
            for question in self._touched(frozenset(changes)) if changes else ():
                del self._kept[question]

    def _holds_at(self, place: Position | None) -> bool:
        return place is not None and place == self._place

    def _touched(self, changes: frozenset[Changed]) -> list[Hashable]:
        kinds = {change.kind for change in changes} if self._is_ranking else frozenset()
        return [
            question
            for question, (about, _) in self._kept.items()
            if about in changes or kinds - {about.kind}
        ]
