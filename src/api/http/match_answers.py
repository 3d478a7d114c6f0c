"""Answers about matches, given again until a change touches them."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from threading import Event
from uuid import UUID

from fastapi import Response

from api.http.dependencies import Call
from api.http.languages import UNSAID
from api.http.match_texts import counts_text, openings_text, people_text
from api.http.matches import seeker_text
from api.http.opening_shape import opening_text
from models.database_errors import DatabaseBusy, DatabaseUnavailable
from models.feed import Changed
from models.vocabulary import FeedKind
from services.matches.ahead import Ahead
from services.matches.answers import Answer, Answers
from services.matches.find import best_openings, care, seekers_for, sight
from services.matches.live import Sight
from services.matches.shown import Shown
from services.runtime import Runtime


def people_answer(call: Call, name: str, limit: int) -> Response:
    """The people for the opening of this name."""
    for_employer = call.actor.is_employer

    def work(seen: Sight) -> Answer:
        found = seekers_for(call.session, seen, call.actor, name, k=limit)
        rows = [match.seeker_key for match in found.matches]
        people = _shown(call, seen).people(rows, seeker_text)
        about, rests = Changed(FeedKind.OPENING, found.opening.id), found.rests
        text = people_text(found, people, call.language, for_employer=for_employer)
        end = counts_text(found.exclusions, for_employer=for_employer)

        def counts() -> bytes:
            return counts_text(rests.exclusions(), for_employer=for_employer)

        return Answer(text + end, about, rests, len(text), counts)

    lists = call.runtime.live.people_lists
    return _answered(call, lists, ("people", name, limit, sight(call.actor)), work)


def openings_answer(call: Call, seeker_id: UUID, limit: int) -> Response:
    """The openings for this person."""

    def work(seen: Sight) -> Answer:
        found = best_openings(call.session, seen, call.actor, seeker_id, k=limit)
        rows = [match.opening_key for match in found.matches]
        openings = _shown(call, seen).openings(rows, opening_text)
        text = openings_text(found, openings, call.language)
        return Answer(text, Changed(FeedKind.SEEKER, found.seeker.id), found.rests)

    lists = call.runtime.live.opening_lists
    return _answered(call, lists, ("openings", seeker_id, limit, care(call.actor)), work)


def write_ahead(runtime: Runtime, over: Event) -> None:
    """What lists show where no language is asked for; ends early once `over`, or when the database
    gives no answer: whatever is missing is written when it is asked for."""
    ahead = Ahead(runtime.database, runtime.live, UNSAID, over)
    with suppress(DatabaseBusy, DatabaseUnavailable):
        ahead.openings(opening_text)
        ahead.people(seeker_text)


def _shown(call: Call, seen: Sight) -> Shown:
    return Shown(call.session, call.runtime.live.shown, seen.place, call.language)


def _answered(
    call: Call, lists: Answers, asked: Hashable, work: Callable[[Sight], Answer]
) -> Response:
    question = asked, call.language, call.today
    seen = call.look()
    text = lists.get(seen.place, question)
    if text is None:
        moment = lists.moment
        answer = work(seen)
        lists.put(seen.place, moment, question, answer)
        text = answer.text
    return Response(text, media_type="application/json")
