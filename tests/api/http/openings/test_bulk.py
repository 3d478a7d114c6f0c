import json
from collections.abc import Iterable
from typing import Any

import httpx
import pytest

from models.lifecycles import EmployerStatus
from tests.api.http.bodies import named_opening
from tests.api.http.stories import done
from tests.api.http.world import Caller, House

PATH = "/v1/openings/bulk"
LINES = {"Content-Type": "application/x-ndjson"}


def lines(rows: Iterable[Any]) -> bytes:
    return b"".join(
        (row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows
    )


def send_lines(caller: Caller, rows: Iterable[Any], query: str = "") -> httpx.Response:
    return caller.post_once(PATH + query, content=lines(rows), headers=LINES)


def statuses(answer: httpx.Response) -> list[str]:
    return [row["status"] for row in answer.json()["data"]]


def found(answer: httpx.Response) -> list[tuple[str, str]]:
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


def stored(house: House) -> set[str]:
    rows = done(house.employer.get("/v1/openings?limit=200"))["data"]
    return {row["external_id"] for row in rows}


@pytest.mark.parametrize("as_lines", [False, True], ids=["json", "ndjson"])
def test_every_row_has_its_result_in_the_order_sent(house: House, as_lines: bool) -> None:
    rows = [named_opening(name) for name in ("c", "a", "b")]

    answer = send_lines(house.employer, rows) if as_lines else house.employer.post_once(PATH, rows)

    body = done(answer)
    assert [(row["index"], row["external_id"]) for row in body["data"]] == [
        (0, "c"),
        (1, "a"),
        (2, "b"),
    ]
    assert (body["created"], statuses(answer)) == (3, ["created"] * 3)


def test_sent_again_what_is_new_changed_and_the_same_is_told_apart(house: House) -> None:
    same, changed = named_opening("same"), named_opening("changed")
    done(house.employer.post_once(PATH, [same, changed]))

    answer = house.employer.post_once(
        PATH, [same, {**changed, "positions": 9}, named_opening("new")]
    )

    assert statuses(answer) == ["unchanged", "updated", "created"]


def test_one_bad_row_and_nothing_is_stored(house: House) -> None:
    answer = house.employer.post_once(PATH, [named_opening("good"), named_opening("bad", title="")])

    assert (answer.status_code, answer.json()["code"]) == (422, "bulk_refused")
    assert found(answer) == [("/1/title", "string_too_short")]
    assert stored(house) == set()


def test_partial_stores_the_good_rows(house: House) -> None:
    rows = [
        named_opening("good"),
        named_opening("bad", municipality="99999"),
        named_opening("fine"),
    ]

    answer = house.employer.post_once(f"{PATH}?mode=partial", rows)

    assert (answer.status_code, statuses(answer)) == (207, ["created", "refused", "created"])
    assert answer.json()["data"][1]["errors"][0]["code"] == "unknown_municipality"
    assert stored(house) == {"good", "fine"}


def test_partial_with_no_good_row_does_not_flatter(house: House) -> None:
    answer = house.employer.post_once(f"{PATH}?mode=partial", [named_opening("bad", title="")])

    assert (answer.status_code, statuses(answer)) == (422, ["refused"])


def test_the_same_name_twice_in_one_request_refuses_the_second(house: House) -> None:
    rows = [named_opening("a", positions=1), named_opening("a", positions=2)]

    answer = house.employer.post_once(f"{PATH}?mode=partial", rows)

    assert statuses(answer) == ["created", "refused"]
    assert answer.json()["data"][1]["errors"][0]["code"] == "duplicate_row"
    assert "0" in answer.json()["data"][1]["errors"][0]["message"]


def test_names_that_differ_in_spaces_only_are_the_same(house: House) -> None:
    answer = house.employer.post_once(PATH, [named_opening("a"), named_opening(" a ")])

    assert found(answer) == [("/1/external_id", "duplicate_row")]


def test_a_line_that_is_not_json_is_named_by_its_place(house: House) -> None:
    answer = send_lines(house.employer, [named_opening("a"), b'{"title": ', named_opening("b")])

    assert found(answer) == [("/1", "json_invalid")]


def test_a_line_that_is_not_json_does_not_hinder_the_others(house: House) -> None:
    rows = [
        named_opening("a"),
        b"not json",
        b'{"title": "\xff"}',
        b"[1]",
        b"null",
        named_opening("b"),
    ]

    answer = send_lines(house.employer, rows, "?mode=partial")

    assert statuses(answer) == ["created", *["refused"] * 4, "created"]


def test_empty_lines_are_passed_over(house: House) -> None:
    answer = send_lines(house.employer, [b"", named_opening("a"), b"  ", b"\r"])

    assert statuses(answer) == ["created"]


@pytest.mark.parametrize("body", [b"{}", b'"a"', b"null", b"3", b"", b"[", b"\xff\xfe", b"[1,]"])
def test_a_body_that_is_no_array_is_refused_as_a_whole(house: House, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}

    answer = house.employer.post_once(PATH, content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert [pointer for pointer, _code in found(answer)] == [""]


def test_rows_that_are_no_objects_are_refused_one_by_one(house: House) -> None:
    answer = house.employer.post_once(f"{PATH}?mode=partial", [1, "a", None, [], {}])

    assert (answer.status_code, statuses(answer)) == (422, ["refused"] * 5)


def test_another_content_type_is_not_accepted(house: House) -> None:
    answers = [
        house.employer.post_once(PATH, content=b"a,b", headers={"Content-Type": kind})
        for kind in ("text/csv", "application/xml", "multipart/form-data; boundary=x")
    ]

    assert [it.status_code for it in answers] == [415] * 3
    assert {it.headers["content-type"] for it in answers} == {"application/problem+json"}


def test_without_a_key_nothing_is_stored(house: House) -> None:
    answer = house.employer.post(PATH, [named_opening("a")])

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


def test_the_same_batch_again_gives_the_first_answer(house: House) -> None:
    rows = [named_opening("a"), named_opening("b", title="")]
    first = house.employer.post_once(f"{PATH}?mode=partial", rows, key="night")

    again = house.employer.post_once(f"{PATH}?mode=partial", rows, key="night")

    assert (again.status_code, again.json()) == (207, first.json())
    assert again.headers["idempotent-replayed"] == "true"


def test_the_mode_belongs_to_the_request(house: House) -> None:
    rows = [named_opening("a")]
    done(house.employer.post_once(f"{PATH}?mode=partial", rows, key="night"))

    again = house.employer.post_once(PATH, rows, key="night")

    assert "idempotent-replayed" not in again.headers


def test_each_row_says_where_its_opening_stands_and_why(house: House) -> None:
    rows = [
        named_opening("good"),
        named_opening("poor", monthly_wage_mxn="100"),
        named_opening("bad", title=""),
        named_opening("shut"),
    ]
    done(house.employer.post_once(PATH, [rows[3]]))
    done(house.employer.post("/v1/openings/shut/close"))

    data = house.employer.post_once(f"{PATH}?mode=partial", rows).json()["data"]

    assert [(row["opening_status"], row["review_codes"]) for row in data] == [
        ("published", []),
        ("in_review", ["wage_below_floor"]),
        (None, []),
        ("closed", []),
    ]


def test_openings_of_an_unverified_employer_say_that_they_wait(house: House) -> None:
    employer = house.employer_with(status=EmployerStatus.UNVERIFIED)

    row = employer.post_once(PATH, [named_opening("a")]).json()["data"][0]

    assert (row["status"], row["opening_status"]) == ("created", "in_review")


def test_ten_thousand_rows_are_taken(house: House) -> None:
    rows = [named_opening(f"row-{number}", description="") for number in range(10_000)]

    body = done(house.employer.post_once(PATH, rows))

    assert (body["created"], len(body["data"])) == (10_000, 10_000)


@pytest.mark.parametrize("as_lines", [False, True], ids=["json", "ndjson"])
def test_one_row_more_is_refused_before_anything_is_read(house: House, as_lines: bool) -> None:
    rows = [{}] * 10_001

    answer = send_lines(house.employer, rows) if as_lines else house.employer.post_once(PATH, rows)

    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_rows")


def test_rows_of_an_unverified_employer_wait_for_review(house: House) -> None:
    newcomer = house.employer_with(verified=False)
    done(newcomer.post_once(PATH, [named_opening("a"), named_opening("b")]))

    rows = done(newcomer.get("/v1/openings"))["data"]

    assert [row["status"] for row in rows] == ["in_review"] * 2
