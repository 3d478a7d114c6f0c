"""The reference and the error codes as pages: complete, without a script, true to the matrix."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from api.http.description import operations
from api.http.docs.audiences import callers_of
from api.http.shapes import Shapes
from services import errors
from services.field_codes import SENTENCES, code_of
from tests.api.http.rules import Rule, as_routed
from tests.api.http.stories import done
from tests.api.http.test_access_matrix import CALLERS, RULES
from tests.api.http.world import House

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGES = ("/docs", "/docs/errors")
FORBIDDEN = re.compile(r"<script|<style|\sstyle=|\son\w+=|https?://(?!puente\.example)")
ANCHOR = re.compile(r'\sid="([^"]+)"')
OWN_LINK = re.compile(r'href="#([^"]+)"')
KEYS = {
    "employer": "employer",
    "own_partner": "partner",
    "staff": "staff",
    "supervisor": "staff",
}


def page(house: House, address: str) -> str:
    answer = house.nobody.get(address)
    assert answer.status_code == 200
    return answer.text


def described(house: House) -> dict[str, Any]:
    body: dict[str, Any] = done(house.nobody.get("/v1/openapi.json"))
    return body


def codes(kind: type[errors.PuenteError] = errors.PuenteError) -> Iterator[str]:
    yield kind.code
    for child in kind.__subclasses__():
        yield from codes(child)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_english_html_that_may_be_kept(house: House, address: str) -> None:
    answer = house.nobody.get(address)

    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert '<html lang="en">' in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_needs_nothing_that_its_policy_forbids(house: House, address: str) -> None:
    answer = house.nobody.get(address)

    assert "script-src" not in answer.headers["content-security-policy"]
    assert not re.search(
        r"<script|<style|\sstyle=|\son\w+=|https?://(?!puente\.example)", answer.text
    )


@pytest.mark.parametrize("address", PAGES)
def test_its_stylesheets_are_there(house: House, address: str) -> None:
    sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', page(house, address))

    assert len(sheets) == 2
    assert {house.nobody.get(sheet).status_code for sheet in sheets} == {200}


@pytest.mark.parametrize("address", PAGES)
def test_anchors_are_unique_and_every_link_within_the_page_leads_to_one(
    house: House, address: str
) -> None:
    shown = page(house, address)
    anchors = Counter(ANCHOR.findall(shown))

    assert max(anchors.values()) == 1
    assert set(OWN_LINK.findall(shown)) <= set(anchors)


def test_every_operation_is_in_the_reference(house: House) -> None:
    shown = page(house, "/docs")

    for method, path, operation in operations(described(house)):
        assert f'id="{operation["operationId"]}"' in shown
        assert f'<b class="method">{method}</b> {path}</code>' in shown


def test_code_in_a_description_is_shown_as_code_and_escaped(house: House) -> None:
    shown = page(house, "/docs")

    assert "as <code>Authorization: Bearer pnt_live_…</code>. Errors" in shown
    assert "<code>{&#34;data&#34;: […], &#34;next&#34;: cursor}</code> with" in shown
    assert "`" not in shown


def test_every_code_of_a_refusal_has_its_row(house: House) -> None:
    anchors = set(ANCHOR.findall(page(house, "/docs/errors")))

    assert (
        set(codes()) | {"http_400", "http_404", "http_405", "http_413", "http_415", "internal"}
        <= anchors
    )
    assert {f"field-{code_of(name)}" for name in SENTENCES} <= anchors


def test_a_code_is_explained_in_both_languages(house: House) -> None:
    shown = page(house, "/docs/errors")

    assert "There is no such opening, or it is not yours." in shown
    assert "‹seconds›" in shown
    assert re.search(r'lang="es">\s*No existe', shown)
    assert "%(" not in shown


@pytest.mark.parametrize("asked", ["/v1/openings", "/v1/nothing", "/v1/catalogs/nothing"])
def test_the_type_of_a_problem_is_an_address_that_explains_it(house: House, asked: str) -> None:
    address, _, anchor = house.nobody.get(asked).json()["type"].partition("#")

    assert f'id="{anchor}"' in page(house, address)


def test_the_callers_named_are_those_that_the_matrix_lets_in(house: House) -> None:
    named, let_in = {}, {}
    for method, path, operation in operations(described(house)):
        route = f"{method} {path}"
        named[route] = set(callers_of(operation["operationId"], operation["tags"][0]))
        let_in[route] = callers_let_in(RULES[as_routed(route)])

    assert named == let_in


def callers_let_in(rule: Rule) -> set[str]:
    answers = dict(zip(CALLERS, rule.statuses, strict=True))
    if answers["nobody"] != 401:
        return {"anyone"}
    return {kind for caller, kind in KEYS.items() if answers[caller] not in {401, 403}}


def test_the_example_of_a_body_keeps_its_own_schema(house: House) -> None:
    document = described(house)
    shapes = Shapes(document["components"]["schemas"])
    sent = [
        next(iter(operation["requestBody"]["content"].values()))["schema"]
        for _method, _path, operation in operations(document)
        if "requestBody" in operation
    ]

    assert len(sent) > 15
    for schema in sent:
        whole = {**schema, "components": document["components"]}
        Draft202012Validator(whole).validate(shapes.example(schema))


def test_the_example_of_an_opening_is_taken(house: House) -> None:
    document = described(house)
    example = Shapes(document["components"]["schemas"]).example(
        {"$ref": "#/components/schemas/OpeningIn"}
    )

    assert house.employer.post_once("/v1/openings", example).status_code == 201
