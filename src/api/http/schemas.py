"""Shapes that several answers share. Outputs have no defaults: every field is always there."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Row = TypeVar("Row")


class Out(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class Page(Out, Generic[Row]):
    """`next` is the cursor of the page that follows, null on the last one."""

    data: list[Row]
    next: str | None


def whole(rows: Iterable[Row]) -> Page[Row]:
    """A list too short for pages."""
    return Page(data=list(rows), next=None)


class FieldProblem(Out):
    pointer: str = Field(examples=["/municipality"])
    code: str = Field(examples=["unknown_municipality"])
    message: str = Field(examples=["Use a 5-digit INEGI code."])


class Problem(Out):
    """RFC 9457. `code` is stable; `detail` is for people, in the language asked for."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldProblem]
    request_id: str | None


PROBLEM_TEXTS = {
    400: "The request lacks something it needs.",
    401: "No valid key or session.",
    403: "Known, but not allowed.",
    404: "Not there, or not yours.",
    409: "Not possible in the current state.",
    413: "The body is too large.",
    415: "Neither JSON nor NDJSON.",
    422: "Something has to be mended; `errors` says what and how.",
    429: "Too many requests; see `Retry-After`.",
    503: "Unavailable for the moment; see `Retry-After`.",
}


def for_everyone(*, seconds: int) -> dict[str, str]:
    """The headers of an answer that anybody may keep for others, in the language asked for."""
    return {"Cache-Control": f"public, max-age={seconds}", "Vary": "Accept-Language"}


BINARY = {"type": "string", "format": "binary"}


def downloads(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """The answer of an address that gives a file, in one of these types."""
    kinds = {it: {"schema": {} if "json" in it else BINARY} for it in media_types}
    return {200: {"description": "The file", "content": kinds}}


def problems(*statuses: int) -> dict[int | str, dict[str, object]]:
    """The documented refusals of an endpoint."""
    return {status: answered_with(PROBLEM_TEXTS[status]) for status in (*statuses, 422, 503)}


def answered_with(about: str) -> dict[str, object]:
    """A problem body."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": about, "content": {"application/problem+json": {"schema": schema}}}
