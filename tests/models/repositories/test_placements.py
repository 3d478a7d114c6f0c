from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.enrollment import Enrollment
from models.hiring_lifecycles import PlacementStatus
from models.repositories import placements
from models.repositories.placements import Due, PlacementScope
from tests.factories import make_center, make_employer, make_placement, make_seeker

TODAY = date(2026, 11, 20)
YESTERDAY = TODAY - timedelta(days=1)
EVERYWHERE = PlacementScope()


def test_a_placement_is_seen_within_the_scope_only(session: Session) -> None:
    placement = make_placement(session)
    inside = PlacementScope(placement.employer_id, placement.center_id, placement.seeker_id)
    outside = [
        PlacementScope(employer_id=make_employer(session).id),
        PlacementScope(center_id=make_center(session).id),
        PlacementScope(seeker_id=make_seeker(session).id),
    ]
    assert placements.by_public_id(session, placement.public_id, inside) is placement
    assert placements.locked(session, placement.public_id, inside) is placement
    assert placements.counts_by_status(session, inside) == {PlacementStatus.OFFERED: 1}
    for scope in outside:
        assert placements.by_public_id(session, placement.public_id, scope) is None
        assert placements.locked(session, placement.public_id, scope) is None
        assert placements.listed(session, scope).rows == []
        assert placements.counts_by_status(session, scope) == {}


def test_a_person_has_one_open_placement_in_an_opening(session: Session) -> None:
    first = make_placement(session)
    with pytest.raises(IntegrityError):
        make_placement(session, seeker_id=first.seeker_id, opening_id=first.opening_id)


def test_overdue_are_those_started_and_unconfirmed_after_the_last_day(session: Session) -> None:
    overdue = make_placement(session, started=True, enrollment_due_on=YESTERDAY)
    make_placement(session, started=True, enrollment_due_on=TODAY)
    make_placement(session, enrollment_due_on=YESTERDAY)
    make_placement(
        session, status=PlacementStatus.ENROLLMENT_CONFIRMED, enrollment_due_on=YESTERDAY
    )
    found = placements.not_filed(session, EVERYWHERE, Due(last=YESTERDAY))
    assert list(found.rows) == [overdue]


def test_what_the_institute_refused_waits_to_be_filed_again(session: Session) -> None:
    refused = make_placement(
        session, status=PlacementStatus.ENROLLMENT_REFUSED, enrollment_due_on=YESTERDAY
    )
    make_placement(session, status=PlacementStatus.ENROLLMENT_FILED, enrollment_due_on=YESTERDAY)
    found = placements.not_filed(session, EVERYWHERE, Due(last=YESTERDAY))
    assert list(found.rows) == [refused]


def test_this_week_includes_its_first_and_last_day(session: Session) -> None:
    days = [TODAY + timedelta(days=n) for n in (-1, 0, 6, 7)]
    made = [make_placement(session, started=True, enrollment_due_on=day) for day in days]
    due = Due(first=TODAY, last=TODAY + timedelta(days=6))
    found = placements.not_filed(session, EVERYWHERE, due)
    assert list(found.rows) == made[1:3]


def test_a_list_can_be_of_some_statuses(session: Session) -> None:
    started = make_placement(session, started=True)
    make_placement(session)
    found = placements.listed(session, EVERYWHERE, {PlacementStatus.STARTED})
    assert list(found.rows) == [started]


def test_positions_are_taken_by_open_placements_only(session: Session) -> None:
    first = make_placement(session)
    make_placement(session, opening_id=first.opening_id, started=True)
    make_placement(session, opening_id=first.opening_id, status=PlacementStatus.NO_SHOW)
    assert placements.positions_taken(session, first.opening_id) == 2


def test_an_open_placement_is_found_by_person_and_opening(session: Session) -> None:
    placement = make_placement(session)
    make_placement(session, seeker_id=placement.seeker_id, status=PlacementStatus.ENDED)
    assert list(placements.open_of_seeker(session, placement.seeker_id)) == [placement]
    found = placements.under_way(session, placement.seeker_id, placement.opening_id)
    assert found is placement


def test_a_placement_comes_with_its_movements(session: Session) -> None:
    placement = make_placement(session)
    session.add(
        Enrollment(
            placement_id=placement.id,
            effective_on=TODAY,
            social_security_number="79927201437",
        )
    )
    session.flush()
    session.expunge_all()
    found = placements.by_public_id(session, placement.public_id)
    assert found is not None
    assert [row.social_security_number for row in found.enrollments] == ["79927201437"]


def test_a_placement_cannot_end_before_it_starts(session: Session) -> None:
    with pytest.raises(IntegrityError):
        make_placement(session, starts_on=TODAY, ended_on=YESTERDAY)
