"""The openings for one person, compiled; answers as `OpeningSearch` does."""

from datetime import date
from threading import local

import numpy as np

from matching.index.best import Found, found_in
from matching.index.kernel_offers import Credits, Offers, answer_person
from matching.index.openings import OpeningColumns
from matching.index.question import Questions
from matching.index.vocabularies import Vocabularies
from matching.profiles import SeekerProfile


class CompiledOpenings:
    """Holds what is reused between questions; safe to share between threads."""

    def __init__(self, words: Vocabularies, questions: Questions) -> None:
        self._words = words
        self._questions = questions
        self._thread = local()

    def top(self, columns: OpeningColumns, seeker: SeekerProfile, on: date, k: int) -> Found:
        """The best k."""
        top = np.empty((max(0, min(k, max(1, columns.size))), 3), np.int64)
        size = np.zeros(1, np.int64)
        if len(top):
            shares, person = self._questions.ask_person(columns, seeker, on)
            offers = Offers(
                columns.records,
                columns.items,
                columns.key,
                columns.died,
                columns.shelf.places,
                columns.shelf.place_at,
            )
            graph, points = self._words.graph, self._credits()
            answer_person(offers, columns.size, shares, graph, person, points, top, size)
        [found] = found_in(top[np.newaxis], size)
        return found

    def _credits(self) -> Credits:
        """The calling thread's own, empty."""
        skills = len(self._words.skills)
        kept: Credits | None = self._thread.__dict__.get("credits")
        if kept is None or len(kept.points) < skills:
            room = skills + skills // 4
            kept = Credits(np.zeros(room, np.int16), np.zeros(room + 1, np.int32))
            self._thread.credits = kept
        return kept
