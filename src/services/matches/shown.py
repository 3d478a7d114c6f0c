"""People and openings as lists show them, written once and kept while they do not change."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import Session

from models.feed import Changed, Position
from models.repositories.openings_shown import openings_shown
from models.repositories.shortlists import people_shown
from models.shown import OpeningShown, PersonShown
from models.vocabulary import FeedKind
from services.matches.kept import Kept

Row = TypeVar("Row")
Load = Callable[[Session, Collection[int]], Mapping[int, Row]]
Write = Callable[[Row, str], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one session shows, in one language; rows that are gone are absent. `place`: where the
    session stands in the feed."""

    session: Session
    kept: Kept[str]
    place: Position | None
    language: str

    def people(self, rows: Iterable[int], write: Write[PersonShown]) -> Mapping[int, str]:
        """By row."""
        return self._shown(FeedKind.SEEKER, rows, people_shown, write)

    def openings(self, rows: Iterable[int], write: Write[OpeningShown]) -> Mapping[int, str]:
        """By row."""
        return self._shown(FeedKind.OPENING, rows, openings_shown, write)

    def _shown(
        self, kind: FeedKind, rows: Iterable[int], load: Load[Row], write: Write[Row]
    ) -> Mapping[int, str]:
        language, found, missing = self.language, dict[int, str](), list[int]()
        for row in rows:
            known = self.kept.get(self.place, (kind, row, language))
            if known is None:
                missing.append(row)
            else:
                found[row] = known
        if missing:
            loaded = load(self.session, missing)
            written = {row: write(it, language) for row, it in loaded.items()}
            found |= written
            self.kept.put(
                self.place,
                [
                    ((kind, row, language), (Changed(kind, row),), text)
                    for row, text in written.items()
                ],
            )
        return found
