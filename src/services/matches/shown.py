"""People as a list of matches shows them, kept while they do not change."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy.orm import Session

from models.feed import Changed, Position
from models.repositories import shortlists
from models.shown import PersonShown
from models.vocabulary import FeedKind
from services.matches.kept import Kept

T = TypeVar("T")


def people_shown(
    session: Session,
    kept: Kept[T],
    place: Position | None,
    rows: Iterable[int],
    language: str,
    show: Callable[[PersonShown, str], T],
) -> dict[int, T]:
    """By row, in this language; rows that are gone are absent. `place` is the session's."""
    known = {row: kept.get(place, (row, language)) for row in rows}
    found = {row: shown for row, shown in known.items() if shown is not None}
    missing = known.keys() - found.keys()
    for row, person in shortlists.people_shown(session, missing).items():
        found[row] = show(person, language)
        kept.put(place, (row, language), Changed(FeedKind.SEEKER, row), found[row])
    return found
