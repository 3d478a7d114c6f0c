"""Catalogs: what the fields may hold, found by typing. Open to anyone."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.dependencies import ReadSession
from api.http.known_names import KnownNames
from api.http.languages import LanguageDep
from api.http.schemas import Out, for_everyone, problems
from api.http.unchanged import UNCHANGED
from matching.catalogs import load
from services.catalogs import NAMES, look_up

router = APIRouter(prefix="/catalogs", tags=["catalogs"], route_class=KnownNames)


class EntryOut(Out):
    id: str
    label: str
    detail: str | None


class CatalogOut(Out):
    """`version` changes with the packaged data. `total`: how many entries there are in all; null
    where some are sought with `q`."""

    catalog: str
    version: str
    total: int | None
    data: list[EntryOut]


class CatalogNames(Out):
    data: list[str]
    version: str


@router.get("", summary="The names of the catalogs", responses=problems())
def list_names() -> CatalogNames:
    return CatalogNames(data=list(NAMES), version=load().version)


@dataclass(frozen=True, slots=True)
class Asked:
    q: Annotated[str, Query(max_length=200, description="What the person types")] = ""
    lang: Annotated[Literal["es", "en", "fr", "pt", "ht"] | None, Query()] = None
    limit: Annotated[
        int | None,
        Query(ge=1, le=200, description="Without it: 20, or all of a catalog of at most 500"),
    ] = None


@router.get("/{name}", summary="Search a catalog", responses={**UNCHANGED, **problems(404)})
def search_one(
    name: str,
    session: ReadSession,
    response: Response,
    language: LanguageDep,
    asked: Annotated[Asked, Depends()],
) -> CatalogOut:
    lang = asked.lang or language
    found = look_up(session, name, asked.q, lang=lang, limit=asked.limit)
    response.headers.update(for_everyone(seconds=300))
    return CatalogOut(
        catalog=name,
        version=load().version,
        total=found.total,
        data=[EntryOut(id=it.id, label=it.label, detail=it.detail) for it in found.entries],
    )
