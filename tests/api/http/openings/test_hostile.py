"""Whatever is sent, the answer is a success that tells the truth or a problem that helps."""

import json
from typing import Any

import pytest

from tests.api.http.bodies import opening
from tests.api.http.stories import done
from tests.api.http.world import House

# What is refused before any database is asked.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PATH = "/v1/openings/hostile"
JSON = {"Content-Type": "application/json"}
HUGE = 10**40

KEPT_AS_SENT = {
    "emoji": "Cocinera 👩🏽‍🍳 con experiencia",
    "right to left": "عامل مطبخ في تاباتشولا",
    "combining": "Cocinéra Z\u0351\u036b\u0343algo",
    "sql": "'; DROP TABLE openings; --",
    "percent": "100% %s %(name)s %d",
    "markup": '<script>alert("x")</script>',
    "template": "Cocina {{ 7 * 7 }} ${7*7} #{7*7}",
    "formula": '=HYPERLINK("http://evil.example";"clic")',
    "beyond the basic plane": "𝔸𝕪𝕦𝕕𝕒𝕟𝕥𝕖",
    "zero width": "Ayu\u200bdante de co\u200dcina",
}


@pytest.mark.parametrize("name", sorted(KEPT_AS_SENT))
def test_any_writing_is_kept_as_it_was_sent(house: House, name: str) -> None:
    title = KEPT_AS_SENT[name]

    done(house.employer.put(PATH, opening(title=title, description=title)))

    shown = done(house.employer.get(PATH))
    assert (shown["title"], shown["description"]) == (title, title)


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a control character": ({"title": "Coci\x00nera"}, "/title", "control_character"),
    "a text turned around": (
        {"title": "Ayudante \u202egnicok\u202c"},
        "/title",
        "control_character",
    ),
    "an escape": ({"description": "\x1b[31mrojo"}, "/description", "control_character"),
    "a title without words": ({"title": "12345 !!"}, "/title", "title_without_words"),
    "a title of ten megabytes": ({"title": "a" * 1_900_000}, "/title", "string_too_long"),
    "a number as title": ({"title": 3}, "/title", "string_type"),
    "no title": ({"title": None}, "/title", "string_type"),
    "nobody wanted": ({"positions": 0}, "/positions", "greater_than_equal"),
    "half a person": ({"positions": 1.5}, "/positions", "int_from_float"),
    "more than the country": ({"positions": HUGE}, "/positions", "less_than_equal"),
    "a negative wage": ({"monthly_wage_mxn": "-1"}, "/monthly_wage_mxn", "greater_than_equal"),
    "fractions of a cent": (
        {"monthly_wage_mxn": "9000.001"},
        "/monthly_wage_mxn",
        "decimal_max_places",
    ),
    "an endless wage": ({"monthly_wage_mxn": "1e99"}, "/monthly_wage_mxn", "decimal_max_digits"),
    "a wage that is no number": ({"monthly_wage_mxn": "NaN"}, "/monthly_wage_mxn", "finite_number"),
    "a wage without end": ({"monthly_wage_mxn": "Infinity"}, "/monthly_wage_mxn", "finite_number"),
    "a wage in words": ({"monthly_wage_mxn": "mil"}, "/monthly_wage_mxn", "decimal_parsing"),
    "a wage as a list": ({"monthly_wage_mxn": [1]}, "/monthly_wage_mxn", "decimal_type"),
    "the year 9999": ({"starts_on": "9999-12-31"}, "/starts_on", "less_than_equal"),
    "the year 1": ({"closes_on": "0001-01-01"}, "/closes_on", "greater_than_equal"),
    "the year 10000": ({"starts_on": "10000-01-01"}, "/starts_on", "date_from_datetime_parsing"),
    "30 February": ({"starts_on": "2027-02-30"}, "/starts_on", "date_from_datetime_parsing"),
    "a day unknown": ({"starts_on": 0}, "/starts_on", "date_type"),
    "a day in digits": ({"starts_on": "20261201"}, "/starts_on", "date_type"),
    "seconds since 1970": ({"starts_on": "1796083200"}, "/starts_on", "date_type"),
    "a time": ({"starts_on": "2026-12-01T10:00:00"}, "/starts_on", "date_from_datetime_inexact"),
    "the antipodes": ({"latitude": -14.9, "longitude": 92.2}, "/latitude", "greater_than_equal"),
    "a made-up schedule": ({"schedule": "always"}, "/schedule", "enum"),
    "a made-up offer": ({"offers": ["gold"]}, "/offers/0", "enum"),
    "a made-up schooling": ({"schooling": "wizard"}, "/schooling", "unknown_choice"),
    "a made-up language": (
        {"languages": [{"language": "xx", "level": "basic"}]},
        "/languages/0/language",
        "unknown_language",
    ),
    "an occupation of nobody": ({"occupation": "http://x"}, "/occupation", "unknown_occupation"),
    "skills as text": ({"required_skills": "cocinar"}, "/required_skills", "tuple_type"),
    "too many skills": ({"required_skills": ["a"] * 101}, "/required_skills", "too_long"),
    "a nested skill": ({"required_skills": [["a"]]}, "/required_skills/0", "string_type"),
    "a phone of letters": ({"contact": {"phone": "llámame"}}, "/contact/phone", "unreadable_phone"),
    "an e-mail without @": (
        {"contact": {"email": "rh"}},
        "/contact/email",
        "string_pattern_mismatch",
    ),
    "yes as a number": ({"accepts_minors": 7}, "/accepts_minors", "bool_parsing"),
    "a prototype": ({"__proto__": {"x": 1}}, "/__proto__", "extra_forbidden"),
    "a field with a slash": ({"a/b~c": 1}, "/a~1b~0c", "extra_forbidden"),
}


@on_sqlite
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_is_refused_with_its_place_and_code(house: House, name: str) -> None:
    change, pointer, code = REFUSED[name]

    answer = house.employer.put(PATH, opening(**change))

    assert answer.status_code == 422
    assert (pointer, code) in [(it["pointer"], it["code"]) for it in answer.json()["errors"]]


@on_sqlite
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_no_refusal_speaks_in_the_words_of_a_library(house: House, name: str) -> None:
    change, pointer, _code = REFUSED[name]

    english, spanish = (
        {
            it["pointer"]: it["message"]
            for it in caller.put(PATH, opening(**change)).json()["errors"]
        }
        for caller in (house.employer, house.employer.speaking("es"))
    )

    assert english[pointer] != spanish[pointer]
    assert "%(" not in english[pointer] + spanish[pointer]


START = b'{"title": "Cocinera", "municipality": "07089", '
RAW = {
    "not a number": START + b'"latitude": NaN, "longitude": NaN}',
    "without end": START + b'"positions": Infinity}',
    "a digit too many": START + b'"positions": ' + b"9" * 5000 + b"}",
    "a lone surrogate": START + b'"description": "\\ud800"}',
    "an escaped nothing": START + b'"description": "\\u0000"}',
    "not UTF-8": START + b'"description": "\xf1"}',
    "UTF-16": '{"title": "Cocinera"}'.encode("utf-16"),
    "deep nesting": START + b'"title": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "an open brace": START,
    "two bodies": b'{"title": "Cocinera"}{"title": "Otra"}',
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a text": b'"Cocinera"',
}


@pytest.mark.parametrize("name", sorted(RAW))
def test_no_body_breaks_the_service(house: House, name: str) -> None:
    answer = house.employer.call("PUT", PATH, content=RAW[name], headers=JSON)

    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"]


@pytest.mark.parametrize("name", sorted(RAW))
def test_no_row_breaks_a_batch(house: House, name: str) -> None:
    headers = {"Content-Type": "application/x-ndjson"}
    path = "/v1/openings/bulk?mode=partial"

    answer = house.employer.post_once(path, content=RAW[name], headers=headers)

    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["a%00b", "%00", "a%0Bb", "%1B", "%20", "a" * 256])
@pytest.mark.parametrize("method", ["PUT", "GET"])
def test_no_address_breaks_the_service(house: House, method: str, name: str) -> None:
    body = {"json": opening()} if method == "PUT" else {}

    answer = house.employer.call(method, f"/v1/openings/{name}", **body)

    assert answer.status_code in {404, 422}
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "bearer",
    [
        "",
        " ",
        "x",
        "pnt_live_",
        "pnt_live_" + "a" * 5000,
        "pnt_staff_",
        "pnt_test_%00",
        "é",
        "\x01",
    ],
)
def test_no_key_breaks_the_service(house: House, bearer: str) -> None:
    headers = {"Authorization": f"Bearer {bearer}".encode()}

    answer = house.nobody.call("GET", "/v1/openings", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("scheme", ["Basic YTpi", "Token x", "Bearer"])
def test_another_scheme_is_nobody(house: House, scheme: str) -> None:
    answer = house.nobody.get("/v1/openings", headers={"Authorization": scheme})

    assert answer.status_code == 401


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "text/csv", "image/png", ""])
def test_a_body_of_another_type_is_not_accepted(house: House, kind: str) -> None:
    body = json.dumps(opening()).encode()

    answer = house.employer.call("PUT", PATH, content=body, headers={"Content-Type": kind})

    assert (answer.status_code, answer.json()["code"]) == (415, "http_415")


def test_json_may_name_its_alphabet(house: House) -> None:
    body = json.dumps(opening()).encode()
    headers = {"Content-Type": "application/json; charset=utf-8"}

    assert house.employer.call("PUT", PATH, content=body, headers=headers).status_code == 201


def test_a_body_above_the_limit_is_too_large(house: House) -> None:
    answer = house.employer.put(PATH, opening(description="a" * 10_000_000))

    assert (answer.status_code, answer.json()["code"]) == (413, "http_413")
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_above_the_limit_is_too_large_without_a_declared_length(house: House) -> None:
    chunks = (b'{"title": "' if number == 0 else b"a" * 500_000 for number in range(6))

    answer = house.employer.call("PUT", PATH, content=chunks, headers=JSON)

    assert answer.status_code == 413


def test_the_bulk_limit_is_larger(house: House) -> None:
    row = json.dumps({"external_id": "a", **opening(description="a" * 20_000)}).encode()
    rows = b"[" + b",".join([row] * 120) + b"]"
    assert len(rows) > house.runtime.settings.max_body_bytes

    answer = house.employer.post_once("/v1/openings/bulk", content=rows, headers=JSON)

    assert answer.json()["code"] == "bulk_refused"


def test_text_at_the_longest_is_stored_whole(house: House) -> None:
    long = {"title": "ñ" * 200, "description": "ñ" * 20_000, "required_skills": ["ñ" * 200]}

    shown = done(house.employer.put(f"/v1/openings/{'%C3%B1' * 255}", opening(**long)))

    assert {name: shown[name] for name in ("title", "description", "external_id")} == {
        "title": long["title"],
        "description": long["description"],
        "external_id": "ñ" * 255,
    }
    assert shown["required_skills"][0]["text"] == long["required_skills"][0]
