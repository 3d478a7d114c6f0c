"""What was written of rows, kept for as long as it holds."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping

from models.feed import Changed, Position
from models.vocabulary import FeedKind

Page = tuple[FeedKind, str]
"""A kind of row, in a language."""


class KeptTexts:
    """Texts of rows by kind, language and row, until a row changes; so many of each page, those
    asked for last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._place: Position | None = None
        self._pages: defaultdict[Page, OrderedDict[int, str]] = defaultdict(OrderedDict)

    def get(self, place: Position | None, page: Page, rows: Iterable[int]) -> dict[int, str]:
        """Those that are kept; none for a session that does not stand where the feed was last read
        to."""
        found: dict[int, str] = {}
        with self._lock:
            if not self._holds_at(place):
                return found
            kept = self._pages[page]
            for row in rows:
                text = kept.get(row)
                if text is not None:
                    found[row] = text
                    kept.move_to_end(row)
        return found

    def put(self, place: Position | None, page: Page, texts: Mapping[int, str]) -> None:
        """What a session saw that stands elsewhere is not kept: it may be over already."""
        with self._lock:
            if not self._holds_at(place):
                return
            kept = self._pages[page]
            kept.update(texts)
            while len(kept) > self._most:
                kept.popitem(last=False)

    def forget(self, changes: Collection[Changed], place: Position) -> None:
        """The feed was read to this place, and told of these changes."""
        with self._lock:
            self._place = place
            for (kind, _), kept in self._pages.items():
                for row in changes:
                    if row.kind is kind:
                        kept.pop(row.row_id, None)

    def _holds_at(self, place: Position | None) -> bool:
        return place is not None and place == self._place
