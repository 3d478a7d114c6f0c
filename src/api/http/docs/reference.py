"""The OpenAPI document as a reference page shows it: operations by tag, each with an example."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.http.description import operations
from api.http.docs.audiences import ANYONE, STAFF, callers_of
from api.http.shapes import Piece, Schema, ShapeField, Shapes

HOST = "https://puente.example"
UNSAID = "Successful Response"
CALLERS: Mapping[str, str] = {
    "employer": "employers",
    "partner": "partner organisations",
    "staff": "staff of the employment service",
    ANYONE: "anyone, without a key",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    place: str
    kind: tuple[Piece, ...]
    is_required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Body:
    """`kind` names the shape; `fields` are those of one row where the body is a list."""

    media_types: tuple[str, ...]
    kind: tuple[Piece, ...]
    is_required: bool
    fields: tuple[ShapeField, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    about: str
    kind: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    anchor: str
    tag: str
    method: str
    path: str
    summary: str
    about: str
    callers: str
    parameters: tuple[Parameter, ...]
    body: Body | None
    answers: tuple[Answer, ...]
    curl: str


def reference(document: dict[str, Any]) -> dict[str, list[Operation]]:
    """Tag -> its operations, both in the document's order."""
    shapes = Shapes(document["components"]["schemas"])
    grouped: dict[str, list[Operation]] = {}
    for method, path, described in operations(document):
        operation = _operation(shapes, method, path, described)
        grouped.setdefault(operation.tag, []).append(operation)
    return grouped


def _operation(shapes: Shapes, method: str, path: str, described: Schema) -> Operation:
    body = _body(shapes, described.get("requestBody"))
    anchor, tag = described["operationId"], described["tags"][0]
    callers = callers_of(anchor, tag)
    return Operation(
        anchor=anchor,
        tag=tag,
        method=method,
        path=path,
        summary=described["summary"],
        about=described.get("description", ""),
        callers=", ".join(CALLERS[each] for each in callers),
        parameters=tuple(_parameters(shapes, described)),
        body=body,
        answers=tuple(_answers(shapes, described["responses"])),
        curl=_curl(method, path, list(_headers(described, callers, body)), body),
    )


def _parameters(shapes: Shapes, described: Schema) -> Iterator[Parameter]:
    for each in described.get("parameters", ()):
        # Nobody sends null in an address or a header: left out is what it means.
        kind = tuple(shapes.kind(shapes.resolved(each["schema"])))
        about = each.get("description", "")
        yield Parameter(each["name"], each["in"], kind, each["required"], about)


def _body(shapes: Shapes, described: Schema | None) -> Body | None:
    if described is None:
        return None
    content = described["content"]
    schema = next(iter(content.values()))["schema"]
    row = shapes.resolved(schema)
    return Body(
        media_types=tuple(content),
        kind=() if "properties" in schema else tuple(shapes.kind(schema)),
        is_required=described.get("required", False),
        fields=shapes.fields(row.get("items", row)),
        example=json.dumps(shapes.example(schema), ensure_ascii=False, indent=2),
    )


def _answers(shapes: Shapes, described: Mapping[str, Schema]) -> Iterator[Answer]:
    for status, answer in described.items():
        schemas = [each.get("schema") for each in answer.get("content", {}).values()]
        kind = tuple(shapes.kind(schemas[0])) if schemas and schemas[0] else ()
        told = answer["description"]
        yield Answer(status, "Done." if told == UNSAID else told, kind)


def _curl(method: str, path: str, headers: list[tuple[str, str]], body: Body | None) -> str:
    verb = "" if method == "GET" else f"-X {method} "
    lines = [f"curl {verb}{HOST}{path.replace('{', '$').replace('}', '')}"]
    lines += [f"-H '{name}: {value}'" for name, value in headers]
    if body is not None:
        lines.append(f"-d '{_quoted(body.example)}'")
    return " \\\n  ".join(lines)


def _quoted(text: str) -> str:
    return text.replace("'", "'\\''")


def _headers(
    described: Schema, callers: tuple[str, ...], body: Body | None
) -> Iterator[tuple[str, str]]:
    if described["security"]:
        yield "Authorization", f"Bearer {'pnt_staff_…' if callers == (STAFF,) else 'pnt_test_…'}"
    if any(each["name"] == "Idempotency-Key" for each in described.get("parameters", ())):
        yield "Idempotency-Key", "a-key-of-your-own"
    if body is not None:
        yield "Content-Type", body.media_types[0]
