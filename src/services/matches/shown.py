"""People and openings as lists show them, written once and kept while they do not change."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import Session

from models.feed import Position
from models.repositories.openings_shown import openings_shown
from models.repositories.shortlists import people_shown
from models.shown import OpeningShown, PersonShown
from models.vocabulary import FeedKind
from services.matches.kept import KeptTexts

Row = TypeVar("Row")
Load = Callable[[Session, Collection[int]], Mapping[int, Row]]
Write = Callable[[Row, str], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one session shows, in one language; rows that are gone are absent. `place`: where the
    session stands in the feed."""

    session: Session
    kept: KeptTexts
    place: Position | None
    language: str

    def people(self, rows: Sequence[int], write: Write[PersonShown]) -> Mapping[int, str]:
        """By row."""
        return self._shown(FeedKind.SEEKER, rows, people_shown, write)

    def openings(self, rows: Sequence[int], write: Write[OpeningShown]) -> Mapping[int, str]:
        """By row."""
        return self._shown(FeedKind.OPENING, rows, openings_shown, write)

    def _shown(
        self, kind: FeedKind, rows: Sequence[int], load: Load[Row], write: Write[Row]
    ) -> Mapping[int, str]:
        page = kind, self.language
        found = self.kept.get(self.place, page, rows)
        missing = [row for row in rows if row not in found]
        if missing:
            loaded = load(self.session, missing)
            written = {row: write(it, self.language) for row, it in loaded.items()}
            self.kept.put(self.place, page, written)
            found |= written
        return found
