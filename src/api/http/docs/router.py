"""The reference of the API and of its error codes, as pages without a script."""

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse

from api.http.docs.codes import field_codes, institute_codes, problem_codes
from api.http.docs.reference import reference
from api.http.shapes import Shapes

if TYPE_CHECKING:
    from jinja2 import Environment

router = APIRouter(include_in_schema=False)

HEADERS = {"Cache-Control": "public, max-age=3600", "Content-Language": "en"}


@router.get("/docs")
def read_reference(request: Request) -> HTMLResponse:
    return HTMLResponse(_reference_page(request.app), headers=HEADERS)


@router.get("/docs/errors")
def read_codes(request: Request) -> HTMLResponse:
    codes = {"problems": problem_codes(), "fields": field_codes(), "institute": institute_codes()}
    page = _rendered(request.app, "errors.html", **codes)
    return HTMLResponse(page, headers=HEADERS)


@lru_cache(maxsize=4)
def _reference_page(app: FastAPI) -> str:
    document = app.openapi()
    shapes = Shapes(document["components"]["schemas"]).every()
    return _rendered(app, "reference.html", tags=reference(document), shapes=shapes)


def _rendered(app: FastAPI, template: str, **facts: object) -> str:
    sheets = app.state.stylesheets
    return _environment().get_template(template).render(app=app, stylesheets=sheets, **facts)


@cache
def _environment() -> "Environment":
    from jinja2 import (  # noqa: PLC0415 - the API is ready without pages
        Environment,
        FileSystemLoader,
        StrictUndefined,
    )

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
