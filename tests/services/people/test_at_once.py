"""Several clerks decide about one pair in the same moment."""

from collections import Counter
from uuid import UUID

import pytest
from sqlalchemy import select

from models.database import Database
from models.identity_verdict import IdentityVerdict
from models.placement import Placement
from models.repositories import timelines
from services.access.actor import Actor
from services.calendar import Moment
from services.consistency import findings
from services.errors import SeekerNotFound
from services.people.erase import Duty, erase_person
from services.people.merge import merge
from tests.enrollment_world import NOW, first_event, staff_actor
from tests.factories import make_center, make_opening, make_placement, make_seeker
from tests.services.enrollment.test_concurrency import at_once

MOMENT = Moment(NOW)
CLERKS = 8


@pytest.fixture
def pair(database: Database) -> tuple[Actor, UUID, UUID]:
    """A clerk, somebody, and the same person again with a job."""
    with database.write() as session:
        center = make_center(session)
        people = [make_seeker(session, center_id=center.id) for _ in range(2)]
        opening = make_opening(session)
        opening.positions_filled = 1
        hire = make_placement(session, seeker=people[1], opening=opening, started=True)
        timelines.add_to_placement(session, hire, first_event(hire))
        first, second = (person.public_id for person in people)
        return staff_actor(session, center), first, second


def test_the_same_merger_by_many_happens_once(
    database: Database, pair: tuple[Actor, UUID, UUID]
) -> None:
    clerk, kept, other = pair
    work = lambda session: merge(session, clerk, kept, other, MOMENT).public_id  # noqa: E731

    assert at_once(database, [work] * CLERKS) == [kept] * CLERKS

    with database.read() as session:
        hire = session.scalars(select(Placement)).one()
        told = [event.transition for event in timelines.of_placement(session, hire.id)]
        assert told == ["create", "person_merged"]
        assert findings(session) == []


def test_mergers_in_both_directions_leave_one_person(
    database: Database, pair: tuple[Actor, UUID, UUID]
) -> None:
    clerk, one, other = pair
    works = [
        lambda session: merge(session, clerk, one, other, MOMENT).public_id,
        lambda session: merge(session, clerk, other, one, MOMENT).public_id,
    ] * (CLERKS // 2)

    results = at_once(database, works)

    kinds = Counter(type(result) for result in results)
    assert kinds == {UUID: CLERKS // 2, SeekerNotFound: CLERKS // 2}
    with database.read() as session:
        assert len(session.scalars(select(IdentityVerdict)).all()) == 1


def test_whoever_is_forgotten_by_many_is_forgotten_once(
    database: Database, pair: tuple[Actor, UUID, UUID]
) -> None:
    clerk, _, person = pair
    work = lambda session: erase_person(session, clerk, person, MOMENT)  # noqa: E731

    results = at_once(database, [work] * CLERKS)

    assert Counter(map(type, results)) == {Duty: 1, SeekerNotFound: CLERKS - 1}
