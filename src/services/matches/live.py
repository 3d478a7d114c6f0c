"""The live index: this process's engine, fed from the change table before each answer."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking import Engine, Match
from models import feed
from models.repositories import matchable, openings
from models.vocabulary import FeedKind
from services.collecting import paused
from services.matches.kept import Kept
from services.openings.profile import opening_profile
from services.seekers.profile import seeker_profile

BLOCK = 1000
# Answers have a few dozen kilobytes each, what is shown of a person or an opening a few, a match
# that is explained one.
MOST_ANSWERS, MOST_SHOWN, MOST_MATCHES = 500, 5000, 10_000


@dataclass(frozen=True, slots=True)
class Sight:
    """What one session may know on a day. `place` is the change of the feed that it stands at:
    sessions at the same place see the same openings and people; None while that cannot be told."""

    engine: Engine
    place: feed.Position | None
    on: date
    matches: Kept[Match]

    def seekers_for(
        self, opening: OpeningProfile, *, k: int, within: frozenset[int] | None
    ) -> list[Match]:
        """As the engine; a pair is explained once until one of the two changes."""
        found = self.engine.seekers_for(
            opening, k=k, on=self.on, within=within, known=self._explained
        )
        self._keep(found)
        return found

    def openings_for(self, seeker: SeekerProfile, *, k: int) -> list[Match]:
        found = self.engine.openings_for(seeker, k=k, on=self.on, known=self._explained)
        self._keep(found)
        return found

    def _explained(self, seeker: int, opening: int) -> Match | None:
        return self.matches.get(self.place, (seeker, opening, self.on))

    def _keep(self, found: Sequence[Match]) -> None:
        for match in found:
            seeker, opening = match.seeker_key, match.opening_key
            about = (
                feed.Changed(FeedKind.SEEKER, seeker),
                feed.Changed(FeedKind.OPENING, opening),
            )
            self.matches.put(self.place, (seeker, opening, self.on), about, match)


class LiveIndex:
    """Holds matchable people and published openings, by row number, and what was answered."""

    def __init__(self) -> None:
        self.answers: Kept[bytes] = Kept(MOST_ANSWERS, is_ranking=True)
        self.shown: Kept[Any] = Kept(MOST_SHOWN, is_ranking=False)
        self.matches: Kept[Match] = Kept(MOST_MATCHES, is_ranking=False)
        self._lock = threading.Lock()
        self._engine: Engine | None = None
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
        engine, position = self._engine, self._position
        if engine is not None and on == self._on:
            batch = feed.changes_since(session, position)
            if not batch.changes:
                return self._sight(engine, batch, on)
        with self._lock:
            return self._caught_up(session, on)

    def _caught_up(self, session: Session, on: date) -> Sight:
        if self._engine is None:
            self._engine, self._position = _loaded(session, on)
            self._on = on
        elif on != self._on:
            _drop_past(session, self._engine, on)
            self._on = on
        batch = feed.changes_since(session, self._position)
        if batch.changes:
            _apply(session, self._engine, batch.changes, on)
        self._position = batch.position
        for kept in (self.answers, self.shown, self.matches):
            kept.forget(batch.changes, batch.position)
        return self._sight(self._engine, batch, on)

    def _sight(self, engine: Engine, batch: feed.Batch, on: date) -> Sight:
        place = batch.position if batch.is_settled else None
        return Sight(engine, place, on, self.matches)


def _loaded(session: Session, on: date) -> tuple[Engine, feed.Position]:
    position = feed.head(session)
    people = matchable.profiles(session)
    with paused():
        engine = Engine.build(
            seekers=(seeker_profile(row, packed) for row, packed in people if packed),
            openings=map(opening_profile, matchable.live_openings(session, on)),
        )
    return engine, position


def _drop_past(session: Session, engine: Engine, on: date) -> None:
    """Nothing was stored when their last day went by, so the feed does not tell."""
    for opening in openings.past_closing(session, on):
        engine.remove_opening(opening.id)


def _apply(session: Session, engine: Engine, changes: Sequence[feed.Changed], on: date) -> None:
    for rows in _blocks(changes, FeedKind.OPENING):
        _apply_openings(session, engine, rows, on)
    for rows in _blocks(changes, FeedKind.SEEKER):
        _apply_seekers(session, engine, rows)


def _blocks(changes: Sequence[feed.Changed], kind: FeedKind) -> Sequence[list[int]]:
    rows = [change.row_id for change in changes if change.kind is kind]
    return [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]


def _apply_openings(session: Session, engine: Engine, rows: Sequence[int], on: date) -> None:
    live = {row.id: row for row in matchable.live_openings(session, on, rows)}
    for row in rows:
        if row in live:
            engine.upsert_opening(opening_profile(live[row]))
        else:
            engine.remove_opening(row)


def _apply_seekers(session: Session, engine: Engine, rows: Sequence[int]) -> None:
    people = dict(matchable.profiles(session, rows))
    for row in rows:
        if packed := people.get(row):
            engine.upsert_seeker(seeker_profile(row, packed))
        else:
            engine.remove_seeker(row)
