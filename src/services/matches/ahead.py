"""What lists show of people and openings, written before anybody asks: to read and write the
twenty of a list takes as long as to rank and explain them."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Event

from models.database import Database
from models.repositories.openings_shown import openings_shown
from models.repositories.shortlists import people_shown
from models.shown import OpeningShown, PersonShown
from models.types import utc_now
from models.vocabulary import FeedKind
from services.calendar import legal_day
from services.matches.live import MOST_SHOWN, LiveIndex
from services.matches.shown import Load, Row, Write

# So many rows at a time, then a rest of so many times what they took: others ask meanwhile.
BLOCK, REST = 100, 2


@dataclass(frozen=True, slots=True)
class Ahead:
    """Of everybody and everything that is ranked, the newest first, as far as there is room; ends
    early once `over`."""

    database: Database
    live: LiveIndex
    languages: Sequence[str]
    over: Event

    def people(self, write: Write[PersonShown]) -> None:
        with self.database.read() as session:
            keys = self.live.refresh(session, on=_today()).seeker_keys()
        self._write(FeedKind.SEEKER, keys, people_shown, write)

    def openings(self, write: Write[OpeningShown]) -> None:
        with self.database.read() as session:
            keys = self.live.refresh(session, on=_today()).opening_keys()
        self._write(FeedKind.OPENING, keys, openings_shown, write)

    def _write(
        self, kind: FeedKind, keys: Sequence[int], load: Load[Row], write: Write[Row]
    ) -> None:
        newest = sorted(keys, reverse=True)[:MOST_SHOWN]
        for start in range(0, len(newest), BLOCK):
            began = time.perf_counter()
            self._write_block(kind, newest[start : start + BLOCK], load, write)
            if self.over.wait(REST * (time.perf_counter() - began)):
                return

    def _write_block(
        self, kind: FeedKind, rows: Sequence[int], load: Load[Row], write: Write[Row]
    ) -> None:
        with self.database.read() as session:
            place = self.live.place(session, on=_today())
            found = load(session, rows).items()
            for language in self.languages:
                texts = {row: write(it, language) for row, it in found}
                self.live.shown.put(place, (kind, language), texts)


def _today() -> date:
    return legal_day(utc_now())
