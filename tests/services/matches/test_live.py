"""Every process's index, fed from the change table: no answer misses a committed change."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import Database
from models.employer import Employer
from models.lifecycles import EmployerStatus, OpeningStatus
from models.repositories import openings
from services.calendar import legal_day
from services.matches.live import LiveIndex
from services.openings.profile import opening_profile
from tests.api.http.bodies import seeker
from tests.api.http.stories import done, posted, registered
from tests.api.http.world import House
from tests.factories import NOON

ON = legal_day(NOON)


def counts(index: LiveIndex, database: Database) -> tuple[int, int]:
    with database.read() as session:
        engine = index.refresh(session, on=ON)
        return engine.seeker_count, engine.opening_count


@pytest.fixture
def processes(house: House) -> list[LiveIndex]:
    """Two other processes that were warm before anything happened."""
    indexes = [LiveIndex(), LiveIndex()]
    for index in indexes:
        counts(index, house.database)
    return indexes


def test_what_one_process_stores_is_in_the_next_answer_of_every_other(
    house: House, processes: list[LiveIndex]
) -> None:
    registered(house)
    posted(house)

    assert [counts(index, house.database) for index in processes] == [(1, 1)] * 2


def test_a_process_that_starts_later_knows_the_same(house: House) -> None:
    registered(house)
    posted(house)

    assert counts(LiveIndex(), house.database) == (1, 1)


def test_what_is_revised_is_ranked_as_it_is_now(house: House, processes: list[LiveIndex]) -> None:
    person, opening = registered(house), posted(house)
    before = scores(house, processes[0], opening["external_id"])

    body = seeker(occupations=[{"title": "soldador", "months": 3}], skills=["soldar"])
    done(house.staff.put(f"/v1/seekers/{person}", body))

    after = scores(house, processes[0], opening["external_id"])
    assert len(before) == len(after) == 1
    assert after[0] < before[0]


def scores(house: House, index: LiveIndex, external_id: str) -> list[int]:
    with house.database.read() as session:
        engine = index.refresh(session, on=ON)
        opening = openings.by_external_id(session, the_employer(session).id, external_id)
        assert opening is not None
        return [it.score for it in engine.seekers_for(opening_profile(opening), k=5, on=ON)]


def the_employer(session: Session) -> Employer:
    found = select(Employer).where(Employer.legal_name == "Cal Inventada SA de CV")
    return session.scalars(found).one()


def test_what_is_paused_closed_or_archived_is_gone(
    house: House, processes: list[LiveIndex]
) -> None:
    person, paused, closed = registered(house), posted(house)["id"], posted(house)["id"]
    assert counts(processes[0], house.database) == (1, 2)

    done(house.staff.post(f"/v1/seekers/{person}/archive"))
    done(house.employer.post(f"/v1/openings/{paused}/pause"))
    done(house.employer.post(f"/v1/openings/{closed}/close"))

    assert [counts(index, house.database) for index in processes] == [(0, 0)] * 2


def test_a_suspended_employers_openings_are_gone(house: House, processes: list[LiveIndex]) -> None:
    posted(house)
    assert counts(processes[0], house.database) == (0, 1)

    with house.database.write() as session:
        the_employer(session).status = EmployerStatus.SUSPENDED

    assert [counts(index, house.database) for index in processes] == [(0, 0)] * 2


def test_what_was_rolled_back_is_never_seen(house: House, processes: list[LiveIndex]) -> None:
    opening_id = UUID(posted(house)["id"])
    assert counts(processes[0], house.database) == (0, 1)

    with pytest.raises(Undone):
        close_and_undo(house.database, opening_id)

    assert counts(processes[0], house.database) == (0, 1)


def test_an_opening_past_its_last_day_is_gone_before_anybody_closed_it(
    house: House, processes: list[LiveIndex]
) -> None:
    posted(house, closes_on=ON.isoformat())
    assert counts(processes[0], house.database) == (0, 1)

    with house.database.read() as session:
        engine = processes[0].refresh(session, on=ON + timedelta(days=1))

    assert engine.opening_count == 0


class Undone(Exception):
    """Leaves a write session so that it rolls back."""


def close_and_undo(database: Database, opening_id: UUID) -> None:
    with database.write() as session:
        row = openings.locked(session, opening_id)
        assert row is not None
        row.status = OpeningStatus.CLOSED
        session.flush()
        raise Undone
