"""The live index: this process's engine, fed from the change table before each answer."""

import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matching.index import Within
from matching.ranking import Engine
from models import feed
from models.vocabulary import FeedKind
from services.matches.answers import Answers, Moved
from services.matches.applying import Ranked
from services.matches.kept import KeptTexts

# Answers have a few dozen kilobytes each; what is shown of a person or an opening has one, and so
# many are kept in each language.
MOST_ANSWERS, MOST_SHOWN = 1000, 50_000

# So many changes are taken in within some milliseconds.
FEW = 10


class Behind(Exception):
    """There is much to take in, or another thread is at it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What one session may know on a day. `place` is the change of the feed that it stands at:
    sessions at the same place see the same openings and people; None while that cannot be told."""

    ranked: Ranked
    place: feed.Position | None
    on: date

    @property
    def engine(self) -> Engine:
        return self.ranked.engine

    def people_of(self, center: int | None) -> Within | None:
        """For `within`; None: everyone."""
        return None if center is None else self.ranked.centers.attending(center)


class LiveIndex:
    """Holds matchable people and published openings, by row number, and what was answered."""

    def __init__(self) -> None:
        self.people_lists = Answers(MOST_ANSWERS, FeedKind.SEEKER)
        self.opening_lists = Answers(MOST_ANSWERS, FeedKind.OPENING)
        self.shown = KeptTexts(MOST_SHOWN)
        self._lock = threading.Lock()
        self._ranked: Ranked | None = None
        self._position = feed.Position()
        self._on: date | None = None

    @property
    def position(self) -> feed.Position:
        return self._position

    def refresh(self, session: Session, *, on: date) -> Engine:
        """The engine, holding at least everything that this session's snapshot shows."""
        return self.look(session, on=on).engine

    def look(self, session: Session, *, on: date, waits: bool = True) -> Sight:
        """As `refresh`, with the place at which the session stands. Raises Behind for a caller that
        does not wait where there is more than a little to take in."""
        ranked, position, news = self._ranked, self._position, sys.maxsize
        if ranked is not None and on == self._on:
            batch = feed.changes_since(session, position)
            if not batch.changes:
                return self._sight(ranked, batch, on)
            news = len(batch.changes)
        if not waits and news > FEW:
            raise Behind
        if not self._lock.acquire(blocking=waits):
            raise Behind
        try:
            return self._caught_up(session, on)
        finally:
            self._lock.release()

    def place(self, session: Session, *, on: date) -> feed.Position | None:
        """Where the session stands; None, too, before anything was ranked, which waits for it."""
        return None if self._ranked is None else self.look(session, on=on).place

    def _caught_up(self, session: Session, on: date) -> Sight:
        if self._ranked is None:
            self._position = feed.head(session)
            self._ranked = Ranked.loaded(session, on)
            self._on = on
        elif on != self._on:
            self._ranked.drop_past(session, on)
            self._on = on
        batch = feed.changes_since(session, self._position)
        self._take(self._ranked.apply(session, batch.changes, on), batch)
        return self._sight(self._ranked, batch, on)

    def _take(self, moves: Iterator[Moved], batch: feed.Batch) -> None:
        taken: list[Moved] = []
        try:
            taken.extend(moves)
        except BaseException:
            # The feed tells of these again; then they stand already as they do now.
            self._forget((), self._position, taken)
            raise
        self._position = batch.position
        self._forget(batch.changes, batch.position, taken)

    def _forget(
        self, changes: Sequence[feed.Changed], place: feed.Position, moves: Sequence[Moved]
    ) -> None:
        self.shown.forget(changes, place)
        for lists in (self.people_lists, self.opening_lists):
            lists.forget(changes, place, moves)

    def _sight(self, ranked: Ranked, batch: feed.Batch, on: date) -> Sight:
        place = batch.position if batch.is_settled else None
        return Sight(ranked, place, on)
