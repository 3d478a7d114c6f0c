"""Answers that hold as long as nothing changes: the same question at the same place of the feed."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from sqlalchemy.orm import Session

from models import feed

# Of a few dozen kilobytes each.
MOST = 500


class KeptAnswers:
    """Texts by question, each with the place of the change feed at which it was true."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[feed.Position, str]] = OrderedDict()

    def answer(self, session: Session, question: Hashable, work: Callable[[], str]) -> str:
        """`work` is done unless this session sees what was seen when the question was last
        answered. `question` has all that the answer depends on beside openings and people: who
        asks, the day, the language."""
        place = feed.settled_head(session)
        if place is None:
            return work()
        with self._lock:
            kept = self._kept.get(question)
            if kept is not None and kept[0] == place:
                self._kept.move_to_end(question)
                return kept[1]
        text = work()
        with self._lock:
            self._kept[question] = place, text
            self._kept.move_to_end(question)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return text
