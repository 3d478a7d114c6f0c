"""What lists show of people and openings, written before anybody asks: to read and write the
twenty of a list takes as long as to rank and explain them."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Event

from sqlalchemy.orm import Session

from matching.ranking import Engine
from models.database import Database
from models.repositories.openings_shown import openings_shown
from models.repositories.shortlists import people_shown
from models.shown import OpeningShown, PersonShown
from models.types import utc_now
from models.vocabulary import FeedKind
from services.calendar import legal_day
from services.matches.live import MOST_SHOWN, LiveIndex
from services.matches.shown import Row, Write

# So many rows at a time, then a rest of so many times what they took: others ask meanwhile.
BLOCK, REST = 100, 2


@dataclass(frozen=True, slots=True)
class Ahead:
    """In one language, of everybody and everything that is ranked, the newest first, as far as
    there is room; ends early once `over`."""

    database: Database
    live: LiveIndex
    language: str
    over: Event

    def people(self, write: Write[PersonShown]) -> None:
        for session, rows in self._blocks(Engine.seeker_keys):
            self._write(session, FeedKind.SEEKER, people_shown(session, rows), write)

    def openings(self, write: Write[OpeningShown]) -> None:
        """And what their questions have in common."""
        for session, rows in self._blocks(Engine.opening_keys):
            self._write(session, FeedKind.OPENING, openings_shown(session, rows), write)
            self.live.refresh(session, on=_today()).ask_ahead(rows, on=_today())

    def _blocks(
        self, keys: Callable[[Engine], Sequence[int]]
    ) -> Iterator[tuple[Session, Sequence[int]]]:
        with self.database.read() as session:
            newest = sorted(keys(self.live.refresh(session, on=_today())), reverse=True)
        for start in range(0, min(len(newest), MOST_SHOWN), BLOCK):
            began = time.perf_counter()
            with self.database.read() as session:
                yield session, newest[start : start + BLOCK]
            if self.over.wait(REST * (time.perf_counter() - began)):
                return

    def _write(
        self, session: Session, kind: FeedKind, found: Mapping[int, Row], write: Write[Row]
    ) -> None:
        place = self.live.place(session, on=_today())
        texts = {row: write(it, self.language) for row, it in found.items()}
        self.live.shown.put(place, (kind, self.language), texts)


def _today() -> date:
    return legal_day(utc_now())
