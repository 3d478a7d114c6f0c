"""Why a person stands where they stand for an opening, and not higher ("why not me")."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response

from api.web.advice_views import standing_view
from api.web.forms import Form
from api.web.match_views import match_view, opening_view
from api.web.render import page
from api.web.staff.looking import Look
from api.web.staff.views import PairView, person_view
from services.matches.advice import openings_called, standing_of
from services.seekers.read import attended

router = APIRouter(prefix="/staff/people")


@router.get("/{seeker_id}/openings")
def choose_opening(seeker_id: UUID, look: Look, opening: str = "") -> Response:
    text = opening[:200]
    found = openings_called(look.session, look.staff, text, on=look.today) if text.strip() else []
    return page(
        look.request,
        "staff/why_choose.html",
        staff=look.staff,
        form=Form.of(opening=text),
        person=person_view(attended(look.session, look.staff, seeker_id)),
        has_asked=bool(text.strip()),
        openings=[opening_view(each, look.lang) for each in found],
    )


@router.get("/{seeker_id}/openings/{opening_id}")
def explain_pair(seeker_id: UUID, opening_id: UUID, look: Look) -> Response:
    found = standing_of(
        look.session, look.runtime.live, look.staff, seeker_id, opening_id, on=look.today
    )
    return page(
        look.request,
        "staff/why.html",
        staff=look.staff,
        pair=PairView(
            person_view(found.seeker),
            opening_view(found.opening, look.lang),
            match_view(found.standing.match, look.lang),
        ),
        standing=standing_view(found.standing, look.lang),
    )
