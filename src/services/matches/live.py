"""The live index: this process's engine, fed from the change table before each answer."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from matching.index import Within
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking import Engine, Match
from models import feed
from models.vocabulary import FeedKind
from services.matches.answers import Answers, Moved
from services.matches.applying import Ranked
from services.matches.kept import Kept

# Answers have a few dozen kilobytes each, what is shown of a person or an opening a few, a match
# that is explained one.
MOST_ANSWERS, MOST_SHOWN, MOST_MATCHES = 500, 5000, 10_000


@dataclass(frozen=True, slots=True)
class Sight:
    """What one session may know on a day. `place` is the change of the feed that it stands at:
    sessions at the same place see the same openings and people; None while that cannot be told."""

    ranked: Ranked
    place: feed.Position | None
    on: date
    matches: Kept[Match]

    @property
    def engine(self) -> Engine:
        return self.ranked.engine

    def people_of(self, center: int | None) -> Within | None:
        """For `within`; None: everyone."""
        return None if center is None else self.ranked.centers.attending(center)

    def seekers_for(self, opening: OpeningProfile, *, k: int, within: Within | None) -> list[Match]:
        """As the engine; a pair is explained once until one of the two changes."""
        known = self._explained()
        found = self.engine.seekers_for(opening, k=k, on=self.on, within=within, known=known)
        self._keep(found)
        return found

    def openings_for(self, seeker: SeekerProfile, *, k: int) -> list[Match]:
        known = self._explained()
        found = self.engine.openings_for(seeker, k=k, on=self.on, known=known)
        self._keep(found)
        return found

    def _explained(self) -> Callable[[int, int], Match | None]:
        return lambda seeker, opening: self.matches.get(self.place, (seeker, opening, self.on))

    def _keep(self, found: Sequence[Match]) -> None:
        self.matches.put(self.place, [self._worked(match) for match in found])

    def _worked(
        self, match: Match
    ) -> tuple[tuple[int, int, date], tuple[feed.Changed, ...], Match]:
        seeker, opening = match.seeker_key, match.opening_key
        about = feed.Changed(FeedKind.SEEKER, seeker), feed.Changed(FeedKind.OPENING, opening)
        return (seeker, opening, self.on), about, match


class LiveIndex:
    """Holds matchable people and published openings, by row number, and what was answered."""

    def __init__(self) -> None:
        self.people_lists = Answers(MOST_ANSWERS, FeedKind.SEEKER)
        self.opening_lists = Answers(MOST_ANSWERS, FeedKind.OPENING)
        self.shown: Kept[Any] = Kept(MOST_SHOWN)
        self.matches: Kept[Match] = Kept(MOST_MATCHES)
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

    def look(self, session: Session, *, on: date) -> Sight:
        """As `refresh`, with the place at which the session stands."""
        ranked, position = self._ranked, self._position
        if ranked is not None and on == self._on:
            batch = feed.changes_since(session, position)
            if not batch.changes:
                return self._sight(ranked, batch, on)
        with self._lock:
            return self._caught_up(session, on)

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
        for kept in (self.shown, self.matches):
            kept.forget(changes, place)
        for lists in (self.people_lists, self.opening_lists):
            lists.forget(changes, place, moves)

    def _sight(self, ranked: Ranked, batch: feed.Batch, on: date) -> Sight:
        place = batch.position if batch.is_settled else None
        return Sight(ranked, place, on, self.matches)
