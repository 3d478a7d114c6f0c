"""The live index: this process's engine, fed from the change table before each answer."""

import threading
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from matching.ranking import Engine
from models import feed
from models.repositories import matchable, openings
from models.vocabulary import FeedKind
from services.collecting import paused
from services.matches.kept import KeptAnswers
from services.openings.profile import opening_profile
from services.seekers.profile import seeker_profile

BLOCK = 1000


class LiveIndex:
    """Holds matchable people and published openings, by row number, and answers given."""

    def __init__(self) -> None:
        self.answers = KeptAnswers()
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._position = feed.Position()
        self._on: date | None = None

    @property
    def position(self) -> feed.Position:
        return self._position

    def refresh(self, session: Session, *, on: date) -> Engine:
        """The engine, holding at least everything that this session's snapshot shows."""
        with self._lock:
            if self._engine is None:
                self._engine, self._position = _loaded(session, on)
                self._on = on
                return self._engine
            if on != self._on:
                _drop_past(session, self._engine, on)
                self._on = on
            batch = feed.changes_since(session, self._position)
            if batch.changes:
                _apply(session, self._engine, batch.changes, on)
            self._position = batch.position
            return self._engine


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
