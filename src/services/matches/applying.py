"""What the feed tells of, taken into the engine."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking import Engine
from models import feed
from models.repositories import matchable, openings
from models.vocabulary import FeedKind
from services.collecting import paused
from services.matches.answers import Moved, Standing
from services.matches.centers import Centers
from services.openings.profile import opening_profile
from services.seekers.profile import seeker_profile

BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Ranked:
    """Matchable people and published openings, by row number, and who attends the people."""

    engine: Engine
    centers: Centers = field(default_factory=Centers)

    @classmethod
    def loaded(cls, session: Session, on: date) -> "Ranked":
        centers = Centers()
        with paused():
            engine = Engine.build(
                seekers=_profiles(matchable.people(session), centers),
                openings=map(opening_profile, matchable.live_openings(session, on)),
            )
        return cls(engine, centers)

    def drop_past(self, session: Session, on: date) -> None:
        """Nothing was stored when their last day went by, so the feed does not tell."""
        for opening in openings.past_closing(session, on):
            self.engine.remove_opening(opening.id)

    def apply(self, session: Session, changes: Sequence[feed.Changed], on: date) -> Iterator[Moved]:
        for rows in _blocks(changes, FeedKind.OPENING):
            yield from self._apply_openings(session, rows, on)
        for rows in _blocks(changes, FeedKind.SEEKER):
            yield from self._apply_seekers(session, rows)

    def _apply_openings(self, session: Session, rows: Sequence[int], on: date) -> Iterator[Moved]:
        live = {row.id: row for row in matchable.live_openings(session, on, rows)}
        for row in rows:
            before, now = self.engine.opening(row), None
            if row in live:
                now = opening_profile(live[row])
                self.engine.upsert_opening(now)
            else:
                self.engine.remove_opening(row)
            yield Moved(feed.Changed(FeedKind.OPENING, row), _standing(before), _standing(now))

    def _apply_seekers(self, session: Session, rows: Sequence[int]) -> Iterator[Moved]:
        centers = self.centers
        before = {row: _standing(self.engine.seeker(row), centers.of(row)) for row in rows}
        found = _profiles(matchable.people(session, rows), centers)
        people = {profile.key: profile for profile in found}
        for row in rows:
            if row in people:
                self.engine.upsert_seeker(people[row])
            else:
                self.engine.remove_seeker(row)
            now = _standing(people.get(row), centers.of(row))
            yield Moved(feed.Changed(FeedKind.SEEKER, row), before[row], now)


def _standing(profile: SeekerProfile | OpeningProfile | None, center: int = 0) -> Standing | None:
    return None if profile is None else Standing(profile, center)


def _profiles(people: Iterable[tuple[int, Any, int]], centers: Centers) -> Iterator[SeekerProfile]:
    """The center is known before the engine ranks the person."""
    for row, packed, center in people:
        if packed:
            centers.put(row, center)
            yield seeker_profile(row, packed)


def _blocks(changes: Sequence[feed.Changed], kind: FeedKind) -> Sequence[list[int]]:
    rows = [change.row_id for change in changes if change.kind is kind]
    return [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]
