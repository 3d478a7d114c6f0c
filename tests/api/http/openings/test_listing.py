import base64
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from tests.api.http.bodies import ELSEWHERE, named_opening, opening
from tests.api.http.stories import done, posted
from tests.api.http.world import Caller, House

PATH = "/v1/openings"


def names(answer: httpx.Response) -> list[str]:
    return [row["external_id"] for row in done(answer)["data"]]


def pages(caller: Caller, path: str) -> list[Any]:
    """Every page, following the `Link` header."""
    found, following = [], path
    while following:
        answer = caller.get(following)
        found.append(done(answer))
        following = answer.links.get("next", {}).get("url", "")
    return found


@pytest.fixture
def seven(house: House) -> list[str]:
    """The external ids of seven openings, in the order of their posting."""
    rows = [named_opening(f"row-{number}") for number in range(7)]
    for row in rows:
        done(house.employer.post_once(PATH, row))
    return [row["external_id"] for row in rows]


def test_an_employer_sees_its_own_alone(house: House) -> None:
    posted(house, external_id="mine")
    done(house.other_employer.put(f"{PATH}/theirs", opening()))

    assert names(house.employer.get(PATH)) == ["mine"]
    assert names(house.other_employer.get(PATH)) == ["theirs"]


def test_staff_see_everybodys(house: House) -> None:
    posted(house, external_id="mine")
    done(house.other_employer.put(f"{PATH}/theirs", opening()))

    assert names(house.staff.get(PATH)) == ["mine", "theirs"]


def test_pages_follow_each_other_without_gap_or_repeat(house: House, seven: list[str]) -> None:
    found = pages(house.employer, f"{PATH}?limit=3")

    assert [len(page["data"]) for page in found] == [3, 3, 1]
    assert [row["external_id"] for page in found for row in page["data"]] == seven
    assert [page["next"] is None for page in found] == [False, False, True]


def test_the_link_keeps_what_was_asked(house: House, seven: list[str]) -> None:
    answer = house.employer.get(f"{PATH}?limit=2&status=published&state=07")

    link = answer.links["next"]["url"]
    assert link.startswith(f"{PATH}?")
    assert {"limit=2", "status=published", "state=07"} < set(link.partition("?")[2].split("&"))
    assert answer.json()["next"] in link.replace("%3D", "=")


def test_a_page_that_is_just_full_is_the_last(house: House, seven: list[str]) -> None:
    answer = house.employer.get(f"{PATH}?limit=7")

    assert (answer.json()["next"], "link" in answer.headers) == (None, False)


def test_what_changes_while_paging_comes_again_and_is_not_lost(
    house: House, seven: list[str]
) -> None:
    first = done(house.employer.get(f"{PATH}?limit=3"))
    done(house.employer.put(f"{PATH}/row-0", opening(positions=9)))

    rest = pages(house.employer, f"{PATH}?limit=200&cursor={quote(first['next'])}")

    shown = [row["external_id"] for page in rest for row in page["data"]]
    assert shown == [*seven[3:], "row-0"]


@pytest.mark.parametrize("limit", ["0", "201", "-1", "a", "1.5", "", "9" * 30])
def test_a_limit_outside_1_to_200_is_refused(house: House, limit: str) -> None:
    answer = house.employer.get(f"{PATH}?limit={limit}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/limit"


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


TAMPERED = {
    "not base64": "$$$",
    "other letters": "ñandú",
    "nothing inside": encoded("x"),
    "bytes": base64.urlsafe_b64encode(b"\xff\xfe\x00").decode(),
    "no row": encoded("2026-11-20T18:00:00+00:00_"),
    "no time": encoded("_7"),
    "no zone": encoded("2026-11-20T18:00:00_7"),
    "before time": encoded("0001-01-01T00:00:00+14:00_7"),
    "after time": encoded("9999-12-31T23:59:59-14:00_7"),
    "a row beyond numbers": encoded(f"2026-11-20T18:00:00+00:00_{10**30}"),
    "a row before the first": encoded(f"2026-11-20T18:00:00+00:00_-{10**30}"),
    "a digit too many": encoded("2026-11-20T18:00:00+00:00_" + "9" * 100),
    "SQL": encoded("2026-11-20T18:00:00+00:00_1 OR 1=1"),
    "too long": "a" * 201,
}


@pytest.mark.parametrize("name", sorted(TAMPERED))
def test_a_cursor_that_no_page_gave_is_refused(house: House, name: str) -> None:
    answer = house.employer.get(PATH, params={"cursor": TAMPERED[name]})

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == "/cursor"


def test_a_cursor_of_another_employer_shows_nothing_of_theirs(
    house: House, seven: list[str]
) -> None:
    cursor = done(house.employer.get(f"{PATH}?limit=1"))["next"]

    assert names(house.other_employer.get(PATH, params={"cursor": cursor})) == []


def test_by_status(house: House, seven: list[str]) -> None:
    done(house.employer.post(f"{PATH}/row-3/pause"))

    assert names(house.employer.get(f"{PATH}?status=paused")) == ["row-3"]


def test_by_state(house: House, seven: list[str]) -> None:
    posted(house, external_id="north", municipality=ELSEWHERE)

    assert names(house.staff.get(f"{PATH}?state=02")) == ["north"]


def test_since_a_time_the_closed_ones_come_too(house: House, seven: list[str]) -> None:
    before = done(house.employer.get(f"{PATH}/row-6"))["updated_at"]
    done(house.employer.post(f"{PATH}/row-2/close"))

    rows = done(house.employer.get(PATH, params={"updated_since": before}))["data"]

    assert [(row["external_id"], row["status"]) for row in rows] == [
        ("row-6", "published"),
        ("row-2", "closed"),
    ]


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-20T12:00:00",
        "yesterday",
        "2026-13-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00+12:00",
        "2026-11-20T12:00:00+00:00",  # Its plus is a space in an address.
    ],
)
def test_a_time_that_is_none_is_refused(house: House, moment: str) -> None:
    answer = house.employer.get(f"{PATH}?updated_since={moment}")

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == "/updated_since"


def test_a_status_that_is_none_is_refused(house: House) -> None:
    assert house.employer.get(f"{PATH}?status=vacant").status_code == 422


def test_by_id_or_by_the_own_name(house: House) -> None:
    shown = posted(house, external_id="mine")

    assert done(house.employer.get(f"{PATH}/mine")) == done(
        house.employer.get(f"{PATH}/{shown['id']}")
    )


def test_anothers_own_name_says_nothing(house: House) -> None:
    posted(house, external_id="mine")

    answers = [house.other_employer.get(f"{PATH}/{name}") for name in ("mine", "nothing")]

    assert [it.status_code for it in answers] == [404, 404]
    assert answers[0].json() | {"request_id": ""} == answers[1].json() | {"request_id": ""}


def test_staff_find_by_id_only(house: House) -> None:
    posted(house, external_id="mine")

    assert house.staff.get(f"{PATH}/mine").status_code == 404
