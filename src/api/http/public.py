"""What anyone may read: published openings of verified employers, for people and machines."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from api.dependencies import Now, ReadSession
from api.http import paging
from api.http.dependencies import PageDep
from api.http.known_names import KnownNames
from api.http.languages import LanguageDep
from api.http.opening_shape import LanguageOut, LinkOut, opening_out
from api.http.schemas import Out, Page, for_everyone, problems
from api.http.unchanged import UNCHANGED
from models.opening import Opening
from services.calendar import legal_day
from services.openings.public import public_openings
from services.paging import cursor_of

router = APIRouter(tags=["public"], route_class=KnownNames)


class PublicOpening(Out):
    id: UUID
    title: str
    description: str
    employer_name: str
    municipality: str
    occupation: LinkOut
    required_skills: list[LinkOut]
    optional_skills: list[LinkOut]
    languages: list[LanguageOut]
    schooling: str | None
    experience_months: int
    monthly_wage_mxn: str | None
    wage_is: str | None
    schedule: str | None
    weekly_hours: int | None
    contract: str | None
    offers: list[str]
    positions: int
    starts_on: str | None
    closes_on: str | None
    is_demo: bool


def public_opening(opening: Opening, language: str) -> PublicOpening:
    shown: dict[str, Any] = opening_out(opening, language, with_contact=False).model_dump(
        mode="json"
    )
    return PublicOpening(**{name: shown[name] for name in PublicOpening.model_fields})


@router.get(
    "/v1/openings.json",
    summary="Published openings",
    responses={**UNCHANGED, **problems()},
)
@router.get("/openings.json", summary="Published openings", include_in_schema=False)
def published(
    request: Request,
    response: Response,
    session: ReadSession,
    now: Now,
    language: LanguageDep,
    page: PageDep,
) -> Page[PublicOpening]:
    after = cursor_of(page.cursor)
    rows = public_openings(session, legal_day(now), after=after, limit=page.limit)
    response.headers.update(for_everyone(seconds=60))
    return paging.answer(request, response, rows, lambda row: public_opening(row, language))
