"""The OpenAPI description with what the framework cannot know: problem bodies, keys, headers,
an example of each body."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI

from api.http.schemas import PROBLEM_TEXTS, Problem, answered_with
from api.http.shapes import Shapes

Description = dict[str, Any]

BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "An API key (`pnt_live_…`, `pnt_test_…`) or a staff member's token.",
}
# Two templates that fit the same addresses are one path with two names: a document has it once.
SAME_PATHS = {"/v1/openings/{external_id}": "/v1/openings/{opening}"}
KEY = {"type": "string", "minLength": 1, "maxLength": 255}
HEADERS: Mapping[str, str] = {
    "Link": 'The page that follows, `rel="next"`; absent on the last one.',
    "Retry-After": "Seconds to wait.",
    "Allow": "With 405: the methods that the address takes.",
    "Idempotent-Replayed": "`true` when this is the answer to an earlier request of the same key.",
    "ETag": "Sent again as `If-None-Match` it gives 304 until something changes.",
    "X-Match-Run": "The id of the kept run.",
    "X-Content-SHA256": "The SHA-256 of the file.",
}
OTHERWISE = (
    "Refused otherwise: a method that the address does not take (405), too many requests (429), "
    "a failure of the service (500)."
)


class DescribedApi(FastAPI):
    def openapi(self) -> Description:
        if self.openapi_schema is None:
            self.openapi_schema = completed(super().openapi())
        return self.openapi_schema


def operations(description: Description) -> Iterator[tuple[str, str, Description]]:
    """Method, path and operation, in the order of the description."""
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def completed(description: Description) -> Description:
    parts = description.setdefault("components", {})
    reference = "#/components/schemas/{model}"
    problem = Problem.model_json_schema(ref_template=reference)
    parts.setdefault("schemas", {}).update({**problem.pop("$defs"), "Problem": problem})
    parts["securitySchemes"] = {"bearer": BEARER}
    parts["headers"] = {
        name: {"description": about, "schema": {"type": "string"}}
        for name, about in HEADERS.items()
    }
    description["servers"] = [{"url": "/"}]
    _join_paths(description["paths"])
    shapes = Shapes(parts["schemas"])
    for _method, path, operation in operations(description):
        is_open = "401" not in operation["responses"] or path == "/v1/sessions"
        operation["security"] = [] if is_open else [{"bearer": []}]
        _tell_refusals(operation)
        _tell_headers(operation)
        _tell_examples(operation, shapes)
    return description


def _join_paths(paths: Description) -> None:
    for path, other in SAME_PATHS.items():
        moved, name = paths.pop(path), other.rpartition("{")[2].rstrip("}")
        for operation in moved.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path":
                    parameter["name"] = name
        paths[other] = {**moved, **paths[other]}


def _tell_refusals(operation: Description) -> None:
    answers = operation["responses"]
    if "requestBody" in operation:
        for status in (413, 415):
            answers.setdefault(str(status), answered_with(PROBLEM_TEXTS[status]))
    answers["default"] = answered_with(OTHERWISE)


def _tell_headers(operation: Description) -> None:
    names = {parameter["name"] for parameter in operation.get("parameters", ())}
    for status, answer in operation["responses"].items():
        is_done = status.startswith("2")
        told = {
            "Link": is_done and "cursor" in names,
            "Idempotent-Replayed": is_done and "Idempotency-Key" in names,
            "X-Match-Run": is_done and "run" in names,
            "X-Content-SHA256": "application/octet-stream" in answer.get("content", ()),
            "ETag": is_done and "304" in operation["responses"],
            "Retry-After": status in {"429", "503", "default"},
            "Allow": status == "default",
        }
        if any(told.values()):
            answer["headers"] = {
                name: {"$ref": f"#/components/headers/{name}"} for name in told if told[name]
            }


def _tell_examples(operation: Description, shapes: Shapes) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["name"] == "Idempotency-Key":
            parameter["required"], parameter["schema"] = "400" in operation["responses"], KEY
    for kind in operation.get("requestBody", {}).get("content", {}).values():
        kind.setdefault("example", shapes.example(kind["schema"]))
