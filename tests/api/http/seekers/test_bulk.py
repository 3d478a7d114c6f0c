import json
from typing import Any

import httpx
import pytest

from services.seekers import store
from tests.api.http.bodies import seeker
from tests.api.http.stories import done
from tests.api.http.world import House

PATH = "/v1/seekers/bulk"


def statuses(answer: httpx.Response) -> list[str]:
    return [row["status"] for row in answer.json()["data"]]


def found(answer: httpx.Response) -> list[tuple[str, str]]:
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


def people(house: House, caller: str = "supervisor") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = done(getattr(house, caller).get("/v1/seekers?limit=200"))["data"]
    return rows


@pytest.mark.parametrize("kind", ["application/json", "application/x-ndjson"])
def test_people_are_stored_with_a_result_each(house: House, kind: str) -> None:
    rows = [seeker(external_id=name) for name in ("c", "a", "b")]
    lines = "\n".join(map(json.dumps, rows)) if "x-" in kind else json.dumps(rows)

    answer = house.staff.post_once(PATH, content=lines.encode(), headers={"Content-Type": kind})

    assert [row["external_id"] for row in done(answer)["data"]] == ["c", "a", "b"]
    assert statuses(answer) == ["created"] * 3


def test_the_same_people_again_are_unchanged(house: House) -> None:
    rows = [seeker(), seeker()]
    done(house.staff.post_once(PATH, rows))

    assert statuses(house.staff.post_once(PATH, rows)) == ["unchanged"] * 2


def test_one_bad_row_and_nobody_is_stored(house: House) -> None:
    rows = [seeker(), seeker(born_on="2020-01-01", curp=None), seeker(curp="WRONG")]

    answer = house.staff.post_once(PATH, rows)

    assert (answer.status_code, answer.json()["code"]) == (422, "bulk_refused")
    assert [pointer for pointer, _ in found(answer)] == ["/1/born_on", "/2/curp"]
    assert found(answer)[0] == ("/1/born_on", "too_young")
    assert people(house) == []


def test_a_row_whose_work_ended_in_a_year_to_come_is_refused(house: House) -> None:
    rows = [seeker(), seeker(occupations=[{"title": "cocinera", "last_year": 2030}])]

    answer = house.staff.post_once(PATH, rows)

    assert found(answer) == [("/1/occupations/0/last_year", "year_to_come")]


def test_partial_stores_the_good_ones(house: House) -> None:
    rows = [seeker(external_id="good"), seeker(born_on="2020-01-01", curp=None)]

    answer = house.staff.post_once(f"{PATH}?mode=partial", rows)

    assert (answer.status_code, statuses(answer)) == (207, ["created", "refused"])
    assert [row["external_id"] for row in people(house)] == ["good"]


def test_a_line_that_is_not_json_is_named_by_its_place(house: House) -> None:
    body = json.dumps(seeker()).encode() + b"\n{oops\n"
    headers = {"Content-Type": "application/x-ndjson"}

    answer = house.staff.post_once(PATH, content=body, headers=headers)

    assert found(answer) == [("/1", "json_invalid")]


def test_the_same_name_twice_is_refused_within_a_center_only(house: House) -> None:
    rows = [seeker(external_id="a", center=center) for center in ("TAP", "TIJ", "TAP")]

    answer = house.supervisor.post_once(f"{PATH}?mode=partial", rows)

    assert statuses(answer) == ["created", "created", "refused"]
    assert answer.json()["data"][2]["errors"][0]["code"] == "duplicate_row"


def test_leaving_the_center_out_or_naming_the_own_is_the_same(house: House) -> None:
    rows = [seeker(external_id="a", center=None), seeker(external_id="a", center="TAP")]

    answer = house.staff.post_once(f"{PATH}?mode=partial", rows)

    assert statuses(answer) == ["created", "refused"]


@pytest.mark.parametrize(("center", "code"), [("TIJ", "not_your_center"), ("X", "not_your_center")])
def test_anothers_center_is_a_bad_row(house: House, center: str, code: str) -> None:
    rows = [seeker(external_id="mine"), seeker(center=center)]

    whole = house.staff.post_once(PATH, rows)
    assert (whole.status_code, found(whole), people(house)) == (422, [("/1/center", code)], [])
    partly = house.staff.post_once(f"{PATH}?mode=partial", rows)
    assert (statuses(partly), len(people(house))) == (["created", "refused"], 1)


def test_an_unknown_center_is_a_bad_row(house: House) -> None:
    answer = house.supervisor.post_once(PATH, [seeker(center="TAP"), seeker(center="NOWHERE")])

    assert (answer.status_code, found(answer)) == (422, [("/1/center", "unknown_center")])
    assert people(house) == []


def test_people_of_several_blocks_come_in_the_order_sent(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BLOCK", 2)
    rows = [seeker(external_id=name) for name in "abcde"]
    done(house.staff.post_once(PATH, rows[3:]))

    answer = house.staff.post_once(PATH, rows)

    assert [row["external_id"] for row in done(answer)["data"]] == list("abcde")
    assert statuses(answer) == ["created", "created", "created", "unchanged", "unchanged"]


def test_a_bad_row_of_the_last_block_and_nobody_is_stored(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BLOCK", 2)
    rows = [*(seeker(center="TAP") for _ in range(4)), seeker(center="NOWHERE")]

    answer = house.supervisor.post_once(PATH, rows)

    assert (answer.status_code, people(house)) == (422, [])


def test_people_without_a_name_of_their_own_are_new_each_time(house: House) -> None:
    rows = [seeker(external_id=None)]
    for _ in range(2):
        done(house.staff.post_once(PATH, rows))

    assert len(people(house)) == 2


def test_a_repeated_request_is_not(house: House) -> None:
    rows = [seeker(external_id=None)]
    for _ in range(2):
        done(house.staff.post_once(PATH, rows, key="night"))

    assert len(people(house)) == 1


def test_without_a_key_nobody_is_stored(house: House) -> None:
    assert house.staff.post(PATH, [seeker()]).status_code == 400


def test_10_001_people_are_refused_before_anything_is_read(house: House) -> None:
    assert house.staff.post_once(PATH, [{}] * 10_001).json()["code"] == "too_many_rows"


def test_no_answer_to_a_batch_repeats_what_was_typed(house: House) -> None:
    secret = "XEXX010101MNEXXX09"
    rows = [
        seeker(curp=secret),
        seeker(phone="call me 55-SECRET"),
        seeker(given_names="\x00Zoraida"),
    ]

    answer = house.staff.post_once(f"{PATH}?mode=partial", rows)

    assert statuses(answer) == ["refused"] * 3
    assert [word for word in (secret, "SECRET", "Zoraida") if word in answer.text] == []
