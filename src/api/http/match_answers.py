"""Answers about matches, given again while neither openings nor people change."""

from pydantic import TypeAdapter

from api.http.dependencies import Call
from api.http.matches import SeekerMatches, seeker_matches, seeker_shown
from models.feed import Changed
from models.vocabulary import FeedKind
from services.matches.find import seekers_for, sight
from services.matches.shown import people_shown

_PEOPLE = TypeAdapter(SeekerMatches)


def people_answer(call: Call, name: str, limit: int) -> bytes:
    """The people for the opening of this name, as JSON."""
    question = (name, limit, call.language, call.today, sight(call.actor))
    live, session = call.runtime.live, call.session
    seen = live.look(session, on=call.today)
    kept = live.answers.get(seen.place, question)
    if kept is not None:
        return kept
    found = seekers_for(session, seen.engine, call.actor, name, k=limit, on=call.today)
    rows = [match.seeker_key for match in found.matches]
    people = people_shown(session, live.people, seen.place, rows, call.language, seeker_shown)
    answer = _PEOPLE.dump_json(seeker_matches(found, people, call.actor, call.language))
    live.answers.put(seen.place, question, Changed(FeedKind.OPENING, found.opening.id), answer)
    return answer
