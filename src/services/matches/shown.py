"""People and openings as a list of matches shows them, kept while they do not change."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

from sqlalchemy.orm import Session

from models.feed import Changed
from models.opening import Opening
from models.repositories import openings, shortlists
from models.shown import PersonShown
from models.vocabulary import FeedKind
from services.matches.live import LiveIndex, Sight

Row = TypeVar("Row")
T = TypeVar("T")


class Shown:
    """What one session shows, in one language; rows that are gone are absent."""

    def __init__(self, session: Session, live: LiveIndex, seen: Sight, language: str) -> None:
        self._session = session
        self._live = live
        self._place = seen.place
        self._language = language

    def people(self, rows: Iterable[int], show: Callable[[PersonShown, str], T]) -> Mapping[int, T]:
        """By row."""

        def load(missing: Collection[int]) -> Mapping[int, PersonShown]:
            return shortlists.people_shown(self._session, missing)

        return self._shown(FeedKind.SEEKER, rows, load, show)

    def openings(self, rows: Iterable[int], show: Callable[[Opening, str], T]) -> Mapping[int, T]:
        """By row."""

        def load(missing: Collection[int]) -> Mapping[int, Opening]:
            return {row.id: row for row in openings.by_ids(self._session, missing)}

        return self._shown(FeedKind.OPENING, rows, load, show)

    def _shown(
        self,
        kind: FeedKind,
        rows: Iterable[int],
        load: Callable[[Collection[int]], Mapping[int, Row]],
        show: Callable[[Row, str], T],
    ) -> Mapping[int, T]:
        kept, questions = self._live.shown, {row: (kind, row, self._language) for row in rows}
        known = {row: kept.get(self._place, asked) for row, asked in questions.items()}
        found = {row: shown for row, shown in known.items() if shown is not None}
        missing = known.keys() - found.keys()
        for row, loaded in load(missing).items() if missing else ():
            found[row] = show(loaded, self._language)
            kept.put(self._place, questions[row], (Changed(kind, row),), found[row])
        return found
