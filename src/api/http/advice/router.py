"""What would help a person, and where they stand for one opening."""

from uuid import UUID

from fastapi import APIRouter

from api.http.advice.schemas import AdviceOut, StandingOut, advice_out, standing_out
from api.http.dependencies import ReadCall
from api.http.known_names import KnownNames
from api.http.schemas import problems
from services.matches.advice import advice_for, standing_of

router = APIRouter(prefix="/seekers", tags=["seekers"], route_class=KnownNames)


@router.get(
    "/{seeker_id}/matches/advice",
    summary="What would open more or better openings to a person",
    responses=problems(401, 403, 404, 409),
)
def read_advice(seeker_id: UUID, call: ReadCall) -> AdviceOut:
    seeker, found = advice_for(
        call.session, call.runtime.live, call.actor, seeker_id, on=call.today
    )
    return advice_out(seeker, found, call.language)


@router.get(
    "/{seeker_id}/matches/{opening_id}",
    summary="Why a person stands where they stand for one opening",
    responses=problems(401, 403, 404, 409),
)
def read_standing(seeker_id: UUID, opening_id: UUID, call: ReadCall) -> StandingOut:
    found = standing_of(
        call.session, call.runtime.live, call.actor, seeker_id, opening_id, on=call.today
    )
    return standing_out(found, call.language)
