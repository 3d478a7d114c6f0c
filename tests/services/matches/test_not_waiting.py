"""Beside SQLite a list is answered where the request is read, unless others would wait for it."""

from datetime import timedelta
from threading import current_thread

import pytest

from api.http import match_answers
from models import feed
from models.database import Database
from services.calendar import legal_day
from services.matches import live
from services.matches.live import Behind, LiveIndex
from tests.api.http.bodies import seeker
from tests.api.http.stories import done, posted, registered
from tests.api.http.world import House
from tests.factories import NOON, make_seeker

ON = legal_day(NOON)


@pytest.fixture
def index(database: Database) -> LiveIndex:
    """Warm."""
    found = LiveIndex()
    looked(found, database, waits=True)
    return found


def looked(index: LiveIndex, database: Database, *, waits: bool = False) -> bool:
    """Whether it then knows of every change."""
    with database.read() as session:
        index.look(session, on=ON, waits=waits)
        return index.position == feed.head(session)


def more_people(database: Database, count: int) -> None:
    with database.write() as session:
        for _ in range(count):
            make_seeker(session)


def test_a_few_changes_are_taken_in_without_waiting(index: LiveIndex, database: Database) -> None:
    more_people(database, 2)

    assert looked(index, database)


def test_many_changes_are_left_to_whoever_waits(
    index: LiveIndex, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "FEW", 1)
    more_people(database, 2)

    with pytest.raises(Behind):
        looked(index, database)
    assert looked(index, database, waits=True)
    assert looked(index, database)


def test_nobody_stands_in_line_without_waiting(index: LiveIndex, database: Database) -> None:
    with index._lock:
        nothing_new = looked(index, database)
        more_people(database, 1)
        with pytest.raises(Behind):
            looked(index, database)

    assert nothing_new
    assert looked(index, database)


def test_the_first_look_and_that_of_a_new_day_wait(index: LiveIndex, database: Database) -> None:
    with pytest.raises(Behind):
        looked(LiveIndex(), database)
    with database.read() as session, pytest.raises(Behind):
        index.look(session, on=ON + timedelta(days=1), waits=False)


def test_a_read_waits_for_nobody_where_a_connection_is_idle(database: Database) -> None:
    # Those that other tests left.
    database.close()
    database.ping()
    idle = database.reads_at_once
    with database.read() as session:
        session.connection()
        taken = database.reads_at_once

    assert (idle, taken) == (database.is_sqlite, False)


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """In which each list was made."""
    names, inner = list[str](), match_answers.seekers_for

    def named(*args: object, **options: object) -> object:
        names.append(current_thread().name.partition("_")[0])
        return inner(*args, **options)

    monkeypatch.setattr(match_answers, "seekers_for", named)
    return names


def test_a_list_is_made_where_its_request_is_read_beside_sqlite_alone(
    house: House, threads: list[str]
) -> None:
    registered(house)
    name = posted(house)["id"]
    house.staff.get(f"/v1/openings/{name}/matches?limit=1")

    short = house.staff.get(f"/v1/openings/{name}/matches").json()["data"]
    long = house.staff.get(f"/v1/openings/{name}/matches?limit=200").json()["data"]

    assert short == long
    assert len(short) == 1
    assert (threads[-2] == "asking") is not house.database.is_sqlite
    assert threads[-1] == "asking"


def test_after_many_changes_a_thread_makes_it_and_it_holds_them(
    house: House, threads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person, name = registered(house), posted(house)["id"]
    house.staff.get(f"/v1/openings/{name}/matches")
    monkeypatch.setattr(live, "FEW", 0)
    done(house.staff.put(f"/v1/seekers/{person}", seeker(expected_monthly_wage_mxn="9999.00")))

    [match] = house.staff.get(f"/v1/openings/{name}/matches").json()["data"]

    assert match["seeker"]["expected_monthly_wage_mxn"] == "9999.00"
    assert threads[-1] == "asking"
