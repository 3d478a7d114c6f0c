"""Answers about matches, given again until a change touches them."""

from collections.abc import Callable, Hashable
from functools import partial
from uuid import UUID

from fastapi import Response

from api.http.dependencies import Call
from api.http.matches import opening_matches, seeker_matches, seeker_shown
from api.http.opening_shape import opening_out
from api.http.schemas import Out
from models.feed import Changed
from models.vocabulary import FeedKind
from services.matches.find import best_openings, care, seekers_for, sight
from services.matches.kept import About
from services.matches.live import Sight
from services.matches.shown import Shown


def people_answer(call: Call, name: str, limit: int) -> Response:
    """The people for the opening of this name."""

    def work(seen: Sight) -> tuple[About, Out]:
        found = seekers_for(call.session, seen, call.actor, name, k=limit)
        rows = [match.seeker_key for match in found.matches]
        people = _shown(call, seen).people(rows, seeker_shown)
        answer = seeker_matches(found, people, call.actor, call.language)
        return (Changed(FeedKind.OPENING, found.opening.id),), answer

    return _answered(call, ("people", name, limit, sight(call.actor)), work)


def openings_answer(call: Call, seeker_id: UUID, limit: int) -> Response:
    """The openings for this person."""

    def work(seen: Sight) -> tuple[About, Out]:
        found = best_openings(call.session, seen, call.actor, seeker_id, k=limit)
        rows = [match.opening_key for match in found.matches]
        openings = _shown(call, seen).openings(rows, partial(opening_out, with_contact=False))
        answer = opening_matches(found, openings, call.language)
        return (Changed(FeedKind.SEEKER, found.seeker.id),), answer

    return _answered(call, ("openings", seeker_id, limit, care(call.actor)), work)


def _shown(call: Call, seen: Sight) -> Shown:
    return Shown(call.session, call.runtime.live, seen, call.language)


def _answered(call: Call, asked: Hashable, work: Callable[[Sight], tuple[About, Out]]) -> Response:
    """`work` gives the answer and what it is about."""
    live, question = call.runtime.live, (asked, call.language, call.today)
    seen = live.look(call.session, on=call.today)
    text = live.answers.get(seen.place, question)
    if text is None:
        about, answer = work(seen)
        text = answer.model_dump_json().encode()
        live.answers.put(seen.place, question, about, text)
    return Response(text, media_type="application/json")
