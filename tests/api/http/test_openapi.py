"""The description of the API is valid, complete and true."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.api.http.rules import as_routed
from tests.api.http.stories import done
from tests.api.http.test_access_matrix import CALLERS, RULES
from tests.api.http.world import House

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
OPEN = {"catalogs", "public", "operations", "GET /v1/reply-codes"}


@pytest.fixture
def described(house: House) -> dict[str, Any]:
    body: dict[str, Any] = done(house.nobody.get("/v1/openapi.json"))
    return body


def operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield as_routed(f"{method.upper()} {path}"), operation


def test_it_is_valid(described: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(described).validate()

    assert described["openapi"].startswith("3.1")


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    found: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            found.update({node["$ref"]} if isinstance(node.get("$ref"), str) else ())
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(described)
    known = {
        f"#/components/{kind}/{name}"
        for kind in ("schemas", "headers")
        for name in described["components"][kind]
    }
    assert found
    assert found <= known


def test_every_operation_has_a_name_a_summary_and_a_tag(described: dict[str, Any]) -> None:
    lacking = [
        name
        for name, operation in operations(described)
        if not (operation.get("operationId") and operation.get("summary") and operation.get("tags"))
    ]
    names = [operation["operationId"] for _, operation in operations(described)]

    assert lacking == []
    assert len(names) == len(set(names))


def test_what_the_matrix_answers_is_documented(described: dict[str, Any]) -> None:
    told = {name: set(operation["responses"]) for name, operation in operations(described)}

    missing = {
        name: sorted(set(map(str, rule.statuses)) - told[name])
        for name, rule in RULES.items()
        if name in told and set(map(str, rule.statuses)) - told[name]
    }

    assert missing == {}
    assert CALLERS


def test_whoever_needs_a_key_is_told_what_happens_without(described: dict[str, Any]) -> None:
    lacking = [
        name
        for name, operation in operations(described)
        if not OPEN & {name, *operation["tags"]} and "401" not in operation["responses"]
    ]

    assert lacking == []


def test_an_address_with_a_name_in_it_may_lead_nowhere(described: dict[str, Any]) -> None:
    lacking = [
        name
        for name, operation in operations(described)
        if "{" in name and name.partition(" ")[0] != "PUT" and "404" not in operation["responses"]
    ]

    assert lacking == []


def test_every_refusal_is_a_problem_body(described: dict[str, Any]) -> None:
    kinds = {
        tuple(answer["content"])
        for _, operation in operations(described)
        for status, answer in operation["responses"].items()
        if status.startswith(("4", "5")) and "content" in answer
    }

    assert kinds == {("application/problem+json",)}


def test_no_two_paths_differ_by_the_names_in_them_alone(described: dict[str, Any]) -> None:
    paths = [re.sub(r"\{\w+\}", "{}", path) for path in described["paths"]]

    assert len(paths) == len(set(paths))
    assert set(described["paths"]["/v1/openings/{opening}"]) == {"get", "put"}


def test_names_in_a_path_are_its_parameters(described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        for operation in methods.values():
            told = {it["name"] for it in operation.get("parameters", ()) if it["in"] == "path"}
            assert told == set(re.findall(r"\{(\w+)\}", path))


def test_whatever_else_is_refused_is_a_problem_body_too(
    described: dict[str, Any], house: House
) -> None:
    assert {
        tuple(operation["responses"]["default"]["content"])
        for _, operation in operations(described)
    } == {("application/problem+json",)}
    problem = Draft202012Validator(
        {**described["components"]["schemas"]["Problem"], "components": described["components"]}
    )
    problem.validate(house.employer.call("DELETE", "/v1/openings").json())


def told_with(described: dict[str, Any], header: str) -> dict[str, set[str]]:
    """The operations with the statuses that carry the header."""
    found: dict[str, set[str]] = {}
    for name, operation in operations(described):
        for status, answer in operation["responses"].items():
            if header in answer.get("headers", {}):
                found.setdefault(name, set()).add(status)
    return found


def test_the_headers_of_answers_are_told(described: dict[str, Any]) -> None:
    every = {name for name, _ in operations(described)}

    assert set(told_with(described, "Retry-After")) == set(told_with(described, "Allow")) == every
    assert told_with(described, "Idempotent-Replayed") == {
        "POST /v1/openings": {"201"},
        "POST /v1/openings/bulk": {"200", "207"},
        "POST /v1/seekers": {"201"},
        "POST /v1/seekers/bulk": {"200", "207"},
        "POST /v1/movement-files": {"201"},
    }
    assert told_with(described, "ETag") == {
        "GET /v1/catalogs/{name}": {"200"},
        "GET /v1/openings.json": {"200"},
    }
    assert "429" in told_with(described, "Retry-After")["POST /v1/sessions"]
    assert told_with(described, "X-Match-Run") == {"GET /v1/reports/{name}": {"200"}}
    assert told_with(described, "X-Content-SHA256") == {
        "GET /v1/movement-files/{file_id}/content": {"200"}
    }
    assert told_with(described, "Link")["GET /v1/openings"] == {"200"}
    assert "GET /v1/reports" not in told_with(described, "Link")


def test_every_body_has_an_example_that_fits(described: dict[str, Any]) -> None:
    bodies = [
        kind
        for _, operation in operations(described)
        for kind in operation.get("requestBody", {}).get("content", {}).values()
    ]

    assert len(bodies) > 25
    for kind in bodies:
        schema = {**kind["schema"], "components": described["components"]}
        Draft202012Validator(schema).validate(kind["example"])


def test_an_example_is_taken_as_it_stands(house: House, described: dict[str, Any]) -> None:
    def example(method: str, path: str) -> Any:
        body = described["paths"][path][method]["requestBody"]
        return body["content"]["application/json"]["example"]

    opening = example("put", "/v1/openings/{opening}")
    assert house.employer.put("/v1/openings/a", opening).status_code == 201
    for path, sender in (("/v1/openings", house.employer), ("/v1/seekers", house.partner)):
        assert sender.post_once(path, example("post", path)).status_code == 201
        assert sender.post_once(f"{path}/bulk", example("post", f"{path}/bulk")).status_code == 200


def test_an_address_that_gives_a_file_says_of_which_kind(
    house: House, described: dict[str, Any]
) -> None:
    told = described["paths"]["/v1/reports/{name}"]["get"]["responses"]["200"]["content"]

    for form in ("json", "csv", "xlsx", "ndjson", "pdf"):
        answer = house.staff.get(f"/v1/reports/matches?k=1&format={form}")
        assert answer.headers["content-type"] in told


def test_every_operation_with_a_key_says_how_to_send_it(described: dict[str, Any]) -> None:
    lacking = [
        name
        for name, operation in operations(described)
        if "401" in operation["responses"]
        and name != "POST /v1/sessions"
        and not operation["security"]
    ]
    open_to_anyone = [
        name for name, operation in operations(described) if not operation["security"]
    ]

    assert described["components"]["securitySchemes"]
    assert lacking == []
    assert "GET /v1/catalogs" in open_to_anyone
    assert "GET /v1/openings" not in open_to_anyone


def test_bulk_takes_both_kinds_of_body(described: dict[str, Any]) -> None:
    for path in ("/v1/openings/bulk", "/v1/seekers/bulk"):
        body = described["paths"][path]["post"]["requestBody"]
        assert set(body["content"]) == {"application/json", "application/x-ndjson"}


def test_a_key_is_required_where_it_is(described: dict[str, Any]) -> None:
    asked = {
        name: parameter["required"]
        for name, operation in operations(described)
        for parameter in operation.get("parameters", [])
        if parameter["name"] == "Idempotency-Key"
    }

    assert asked == {
        "POST /v1/openings": True,
        "POST /v1/openings/bulk": True,
        "POST /v1/seekers": False,
        "POST /v1/seekers/bulk": True,
        "POST /v1/movement-files": False,
    }


def test_the_fields_of_the_contract_are_there(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]

    assert set(schemas["OpeningIn"]["required"]) == {"external_id", "title", "municipality"}
    assert set(schemas["OpeningIn"]["properties"]) == {
        "external_id", "title", "description", "positions", "municipality", "latitude", "longitude",
        "occupation", "required_skills", "optional_skills", "languages", "schooling",
        "experience_months", "monthly_wage_mxn", "wage_is", "schedule", "weekly_hours", "contract",
        "offers", "accepts_minors", "starts_on", "closes_on", "contact",
    }  # fmt: skip
    assert set(schemas["SeekerIn"]["properties"]) == {
        "external_id", "given_names", "first_surname", "second_surname", "born_on", "sex",
        "nationality", "phone", "email", "preferred_language", "center", "population", "documents",
        "curp", "curp_kind", "curp_valid_until", "social_security_number", "rfc", "municipality",
        "max_commute_km", "relocation", "occupations", "skills", "languages", "schooling",
        "schedules", "expected_monthly_wage_mxn", "available_from", "needs", "consents",
    }  # fmt: skip


def test_no_answer_has_a_field_with_a_default(described: dict[str, Any]) -> None:
    """Every field is always there: a client need not guess."""
    lacking = {
        name: sorted(set(schema.get("properties", {})) - set(schema.get("required", [])))
        for name, schema in described["components"]["schemas"].items()
        if name.endswith("Out") and set(schema["properties"]) - set(schema.get("required", []))
    }

    assert lacking == {}
