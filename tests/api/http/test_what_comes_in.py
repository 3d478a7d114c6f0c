"""Small things that callers send, and that would otherwise mean something else."""

from codecs import BOM_UTF8
from gzip import compress
from typing import Any

import pytest

from tests.api.http.bodies import named_opening, opening, seeker
from tests.api.http.stories import done
from tests.api.http.world import Caller, House

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
JSON = {"Content-Type": "application/json"}
NDJSON = {"Content-Type": "application/x-ndjson"}


def flaws(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422
    return [(it["pointer"], it["code"]) for it in answer.json()["errors"]]


@on_sqlite
@pytest.mark.parametrize("path", ["/healthz", "/v1/catalogs/states", "/v1/openings", "/", "/docs"])
def test_head_answers_as_get_does_without_a_body(house: House, path: str) -> None:
    asked, told = house.staff.get(path), house.staff.call("HEAD", path)

    assert (told.status_code, told.content) == (asked.status_code, b"")
    assert told.headers["content-length"] == asked.headers["content-length"]


@on_sqlite
def test_head_is_refused_where_there_is_nothing_to_get(house: House) -> None:
    answer = house.employer.call("HEAD", "/v1/employers/one/verify")

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@on_sqlite
def test_an_address_of_the_api_that_is_none_is_refused_as_the_api_refuses(house: House) -> None:
    answer = house.employer.get("/v1")

    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_field_that_is_there_twice_is_refused(house: House) -> None:
    twice = b'{"title": "Uno", "title": "Dos", "municipality": "07089"}'
    within = b'{"title": "Uno", "municipality": "07089", "contact": {"name": "A", "name": "B"}}'

    def put(body: bytes) -> Any:
        return house.employer.call("PUT", "/v1/openings/a", content=body, headers=JSON)

    assert flaws(put(twice)) == [("/title", "repeated_field")]
    assert flaws(put(within)) == [("/contact/name", "repeated_field")]
    assert flaws(put(b'{"positions": ' + b"9" * 5000 + b"}")) == [("", "json_invalid")]
    assert house.employer.get("/v1/openings/a").status_code == 404
    nobody = house.nobody.call("PUT", "/v1/openings/a", content=twice, headers=JSON)
    assert nobody.status_code == 401


ONCE = b'{"external_id": "once", "title": "Cocinera", "municipality": "07089"}'
TWICE = b'{"external_id": "twice", "title": "Uno", "title": "Dos", "municipality": "07089"}'
INNER = b'{"external_id": "inner", "title": "Uno", "municipality": "07089", "languages": [{}, {"level": "basic", "level": "native"}], "contact": {"name": "A", "name": "B"}}'  # noqa: E501


@pytest.mark.parametrize(("between", "kind"), [(b",", JSON), (b"\n", NDJSON)])
def test_a_field_that_a_row_has_twice_refuses_the_row(
    house: House, between: bytes, kind: dict[str, str]
) -> None:
    rows = between.join([ONCE, TWICE, INNER])
    content = b"[" + rows + b"]" if kind is JSON else rows
    path = "/v1/openings/bulk"

    every = house.employer.post_once(path, content=content, headers=kind)
    some = house.employer.post_once(f"{path}?mode=partial", content=content, headers=kind)

    assert flaws(every) == [
        ("/1/title", "repeated_field"),
        ("/2/languages/1/level", "repeated_field"),
        ("/2/contact/name", "repeated_field"),
    ]
    assert some.status_code == 207
    assert [(it["external_id"], it["status"]) for it in some.json()["data"]] == [
        ("once", "created"),
        ("twice", "refused"),
        ("inner", "refused"),
    ]
    assert len(done(house.employer.get("/v1/openings"))["data"]) == 1


@on_sqlite
@pytest.mark.parametrize(
    "body", [b'{"replies": [], "replies": []}', b'{"replies": [{"line": 1, "line": 2}]}']
)
def test_a_reply_with_a_field_twice_is_refused(house: House, body: bytes) -> None:
    path = "/v1/movement-files/00000000-0000-4000-8000-000000000000/replies"

    answer = house.staff.call("POST", path, content=body, headers=JSON)

    assert {code for _, code in flaws(answer)} == {"repeated_field"}


@on_sqlite
@pytest.mark.parametrize(
    ("query", "body", "flaw"),
    [
        ("", b'{"email": "a", "email": "b", "password": "c"}', ("/email", "repeated_field")),
        ("?mail=a", b'{"email": "a", "password": "c"}', ("/mail", "unknown_parameter")),
    ],
)
def test_whoever_logs_in_is_told_what_to_mend_not_asked_for_a_key(
    house: House, query: str, body: bytes, flaw: tuple[str, str]
) -> None:
    answer = house.nobody.call("POST", f"/v1/sessions{query}", content=body, headers=JSON)

    assert flaws(answer) == [flaw]


def test_lines_that_begin_with_a_mark_of_their_encoding_are_read(house: House) -> None:
    row = b'{"external_id": "a", "title": "Cocinera", "municipality": "07089"}\n'

    lines = house.employer.post_once("/v1/openings/bulk", content=BOM_UTF8 + row, headers=NDJSON)
    array = house.employer.post_once(
        "/v1/openings/bulk", content=BOM_UTF8 + b"[" + row + b"]", headers=JSON
    )

    assert (done(lines)["created"], done(array)["unchanged"]) == (1, 1)


@on_sqlite
@pytest.mark.parametrize(("body", "kind"), [(b"", NDJSON), (b"\n\n", NDJSON), (b"[]", JSON)])
@pytest.mark.parametrize("what", ["openings", "seekers"])
def test_many_rows_of_nothing_are_no_good_night(
    house: House, what: str, body: bytes, kind: dict[str, str]
) -> None:
    sender = house.employer if what == "openings" else house.partner
    answer = sender.post_once(f"/v1/{what}/bulk", content=body, headers=kind)

    assert flaws(answer) == [("", "too_short")]


@on_sqlite
@pytest.mark.parametrize("mark", ["\u202e", "\u2066"])
def test_marks_that_turn_a_text_around_are_refused(house: House, mark: str) -> None:
    for name in ("title", "description"):
        sent = opening(**{name: f"{mark}Cocinera\u202c"})
        assert flaws(house.employer.put("/v1/openings/a", sent)) == [
            (f"/{name}", "control_character")
        ]


@on_sqlite
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("almacen-42/", "name_like_an_address"),
        ("%ff", "string_unicode"),
        ("a%0ab", "control_character"),
    ],
)
def test_a_name_that_could_not_be_told_from_another_is_refused(
    house: House, name: str, code: str
) -> None:
    answer = house.employer.put(f"/v1/openings/{name}", opening())

    assert flaws(answer) == [("/external_id", code)]


def pages(house: House) -> tuple[Caller, str]:
    for number in range(2):
        done(house.employer.post_once("/v1/openings", named_opening(f"page-{number}")))
    return house.employer, done(house.employer.get("/v1/openings?limit=1"))["next"]


def test_a_cursor_leads_on_in_its_own_list_alone(house: House) -> None:
    caller, cursor = pages(house)

    assert len(done(caller.get(f"/v1/openings?limit=1&cursor={cursor}"))["data"]) == 1
    elsewhere = house.staff.get(f"/v1/seekers?cursor={cursor}")
    part = caller.get(f"/v1/openings?cursor={cursor[:-1]}")
    shorter = caller.get(f"/v1/openings?cursor={cursor[4:]}")
    for answer in (elsewhere, part, shorter):
        assert flaws(answer) == [("/cursor", "bad_cursor")]


@on_sqlite
def test_an_unknown_step_is_refused_with_the_known_ones(house: House) -> None:
    mine = done(house.employer.post_once("/v1/openings", named_opening("step")))

    answer = house.employer.post(f"/v1/openings/{mine['id']}/dance")

    assert (answer.status_code, answer.json()["code"]) == (404, "transition_not_found")
    assert "publish" in answer.json()["detail"]


def test_a_point_far_from_its_municipality_is_looked_at(house: House) -> None:
    far = opening(latitude=32.5, longitude=-117.0)
    near = opening(latitude=15.2, longitude=-92.6)

    told = done(house.employer.put("/v1/openings/far", far))
    assert (told["status"], told["review_codes"]) == ("in_review", ["place_far_away"])
    assert done(house.employer.put("/v1/openings/near", near))["status"] == "published"


@on_sqlite
@pytest.mark.parametrize("name", ["123", "\U0001f600", "+ 1"])
def test_a_name_is_written_in_letters(house: House, name: str) -> None:
    answer = house.partner.post_once("/v1/seekers", seeker(given_names=name))

    assert flaws(answer) == [("/given_names", "name_not_in_letters")]


@on_sqlite
def test_a_birth_date_to_come_is_told_as_such(house: House) -> None:
    answer = house.partner.post_once("/v1/seekers", seeker(born_on="2199-01-01"))

    assert flaws(answer) == [("/born_on", "day_to_come")]


@on_sqlite
def test_a_number_of_the_wrong_length_is_told_how_long_it_is(house: House) -> None:
    answer = house.partner.post_once("/v1/seekers", seeker(curp="ABC"))

    assert "3/18" in answer.json()["errors"][0]["message"]


@on_sqlite
@pytest.mark.parametrize("time", ["2026-11-20T00:00:00+00:00", "2026-11-20T00:00:00"])
def test_a_time_whose_plus_was_lost_is_told_how_to_write_it(house: House, time: str) -> None:
    answer = house.staff.get(f"/v1/openings?updated_since={time}")

    assert "%2B" in answer.json()["errors"][0]["message"]


@on_sqlite
@pytest.mark.parametrize(
    "what", ["assignments", "reports", "reply-codes", "employer-registrations"]
)
def test_a_list_too_short_for_pages_ends_like_any_other(house: House, what: str) -> None:
    caller = house.employer if what == "employer-registrations" else house.staff

    answer = done(caller.get(f"/v1/{what}"))

    assert (set(answer), answer["next"]) == ({"data", "next"}, None)


@on_sqlite
@pytest.mark.parametrize(("method", "path"), [("PUT", "/a"), ("POST", "/bulk")])
def test_a_packed_body_is_refused_as_such(house: House, method: str, path: str) -> None:
    headers = JSON | {"Content-Encoding": "gzip", "Idempotency-Key": "packed"}
    body = compress(b"[]")

    answer = house.employer.call(method, f"/v1/openings{path}", content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (415, "http_415")
    assert answer.headers["accept-encoding"] == "identity"
    assert "compressed" in answer.json()["detail"]


def test_a_body_that_says_it_is_not_packed_is_taken(house: House) -> None:
    answer = house.employer.put(
        "/v1/openings/a", opening(), headers={"Content-Encoding": "Identity"}
    )

    assert answer.status_code == 201


@pytest.mark.parametrize("day", [0, "0", 86400, "-86400", "19940502", 0.0])
def test_a_number_is_no_birth_date(house: House, day: object) -> None:
    one = house.partner.post_once("/v1/seekers", seeker(born_on=day))
    many = house.partner.post_once("/v1/seekers/bulk", [seeker(born_on=day)])

    assert flaws(one) == [("/born_on", "date_type")]
    assert flaws(many) == [("/0/born_on", "date_type")]
    assert "2026-11-30" in one.json()["errors"][0]["message"]


@on_sqlite
@pytest.mark.parametrize(
    ("query", "flaw"),
    [
        ("openings?updated_since=0.5", ("/updated_since", "naive_time")),
        ("openings?updated_since=1796083200", ("/updated_since", "naive_time")),
        ("tasks?due_by=0", ("/due_by", "date_type")),
    ],
)
def test_a_number_is_no_time(house: House, query: str, flaw: tuple[str, str]) -> None:
    assert flaws(house.staff.get(f"/v1/{query}")) == [flaw]
