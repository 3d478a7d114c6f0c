"""What lists show is written before it is asked for, and is the same as written then."""

from collections.abc import Callable
from threading import Event

import pytest

from api.http.match_answers import write_ahead
from models.database_errors import DatabaseBusy
from services.matches import ahead, shown
from services.runtime import Runtime
from tests.api.http.bodies import seeker
from tests.api.http.stories import done, posted, registered
from tests.api.http.world import House
from tests.services.matches.test_kept import nothing_kept


@pytest.fixture
def runtime(house: House) -> Runtime:
    found: Runtime = house.client.app.state.runtime
    return found


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The rows that answers had to read."""
    rows: list[list[int]] = []

    def counted(load: Callable[..., object]) -> Callable[..., object]:
        return lambda session, ids: rows.append(list(ids)) or load(session, ids)

    for name in ("people_shown", "openings_shown"):
        monkeypatch.setattr(shown, name, counted(getattr(shown, name)))
    return rows


def answers(house: House, person: str, opening: str) -> list[object]:
    addresses = (f"/v1/openings/{opening}/matches", f"/v1/seekers/{person}/matches")
    return [house.staff.get(address).json()["data"] for address in addresses]


def test_an_answer_is_the_same_and_reads_nobody(
    house: House, runtime: Runtime, read: list[list[int]]
) -> None:
    person, opening = registered(house), posted(house)["id"]
    before = answers(house, person, opening)
    read_before = len(read)
    nothing_kept(house)
    write_ahead(runtime, Event())

    assert answers(house, person, opening) == before
    assert all(before)
    assert read_before == len(read) == len(before)


def test_who_changes_after_it_is_read_anew(
    house: House, runtime: Runtime, read: list[list[int]]
) -> None:
    person, opening = registered(house), posted(house)["id"]
    write_ahead(runtime, Event())
    done(house.staff.put(f"/v1/seekers/{person}", seeker(expected_monthly_wage_mxn="9999.00")))

    [match] = house.staff.get(f"/v1/openings/{opening}/matches").json()["data"]

    assert match["seeker"]["expected_monthly_wage_mxn"] == "9999.00"
    assert len(read) == 1


def test_it_ends_with_the_service_after_one_block(
    house: House, runtime: Runtime, monkeypatch: pytest.MonkeyPatch, read: list[list[int]]
) -> None:
    people = [registered(house, external_id=f"B-{number}") for number in range(3)]
    opening = posted(house)["id"]
    monkeypatch.setattr(ahead, "BLOCK", 1)
    over = Event()
    over.set()

    write_ahead(runtime, over)
    house.staff.get(f"/v1/openings/{opening}/matches")

    assert [len(rows) for rows in read] == [len(people) - 1]


def test_a_database_that_does_not_answer_ends_it_without_a_word(
    house: House, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(house)
    opening = posted(house)["id"]

    def busy(*_: object) -> None:
        raise DatabaseBusy

    monkeypatch.setattr(ahead, "people_shown", busy)
    write_ahead(runtime, Event())

    assert house.staff.get(f"/v1/openings/{opening}/matches").json()["data"]
