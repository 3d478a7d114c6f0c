"""The OpenAPI description with what the framework cannot know: problem bodies, keys, the header."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from api.http.schemas import Problem, problems

Description = dict[str, Any]

BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "An API key (`pnt_live_…`, `pnt_test_…`) or a staff member's token.",
}


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
    too_large = problems(413, 415)
    for _method, path, operation in operations(description):
        if "requestBody" in operation:
            for status in (413, 415):
                operation["responses"].setdefault(str(status), too_large[status])
        if "401" in operation["responses"] and path != "/v1/sessions":
            operation["security"] = [{"bearer": []}]
        for parameter in operation.get("parameters", []):
            if parameter["name"] == "Idempotency-Key":
                parameter["required"] = "400" in operation["responses"]
    return description
