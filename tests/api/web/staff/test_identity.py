"""Who is who, and forgetting a person, as staff do it."""

from uuid import UUID

import pytest
from sqlalchemy import select

from models.seeker import Seeker
from services.runtime import Runtime
from tests.api.web.conftest import Visitor, center_id
from tests.factories import make_placement, make_seeker, valid_curp


@pytest.fixture
def pair(runtime: Runtime) -> tuple[UUID, UUID]:
    """One person under a temporary and a permanent CURP."""
    with runtime.database.write() as session:
        tap = center_id(session, "TAP")
        name = {"center_id": tap, "given_names": "Jean", "first_surname": "Pierre"}
        first = make_seeker(session, **name, curp=valid_curp(1), curp_kind="temporary")
        second = make_seeker(session, **name, curp=valid_curp(2), phone=None)
        return first.public_id, second.public_id


def address(pair: tuple[UUID, UUID]) -> str:
    return f"/staff/people/{pair[0]}/same/{pair[1]}"


def test_possible_doubles_are_listed_and_named_in_the_record(
    staff: Visitor, pair: tuple[UUID, UUID]
) -> None:
    assert address(pair) in staff.see("/staff/doubles").text
    assert address(pair) in staff.see(f"/staff/people/{pair[0]}").text


def test_both_stand_side_by_side_with_what_differs(staff: Visitor, pair: tuple[UUID, UUID]) -> None:
    page = staff.see(address(pair)).text
    assert valid_curp(1) in page
    assert valid_curp(2) in page
    assert "difiere" in page


def test_a_merger_asks_for_the_papers_and_keeps_the_choice(
    staff: Visitor, pair: tuple[UUID, UUID]
) -> None:
    again = staff.send(address(pair), verdict="second")
    assert again.status_code == 422
    assert 'value="second" checked' in again.text
    assert 'id="seen-error"' in again.text


def test_the_side_that_staff_choose_goes_on(staff: Visitor, pair: tuple[UUID, UUID]) -> None:
    sent = staff.send(address(pair), verdict="second", seen="1")
    assert sent.headers["location"] == f"/staff/people/{pair[1]}"
    kept = staff.see(f"/staff/people/{pair[1]}").text
    assert "Reúne 1 registro más" in kept
    assert staff.see(f"/staff/people/{pair[0]}").headers["location"] == f"/staff/people/{pair[1]}"


def test_two_people_are_told_apart(staff: Visitor, pair: tuple[UUID, UUID]) -> None:
    assert staff.send(address(pair), verdict="different").status_code == 303
    assert address(pair) not in staff.see("/staff/doubles").text


def test_staff_delete_a_person_only_when_they_asked(
    staff: Visitor, pair: tuple[UUID, UUID]
) -> None:
    page = f"/staff/people/{pair[0]}/erase"
    assert staff.send(page).status_code == 422
    assert "Los datos de la persona se borraron" in staff.send(page, sure="1").text
    assert staff.see(f"/staff/people/{pair[0]}").status_code == 404


def test_what_the_law_has_kept_is_said_before(
    staff: Visitor, pair: tuple[UUID, UUID], runtime: Runtime
) -> None:
    with runtime.database.write() as session:
        person = session.scalars(select(Seeker).where(Seeker.public_id == pair[0])).one()
        make_placement(session, seeker=person, started=True)
    assert "cinco años después" in staff.see(f"/staff/people/{pair[0]}/erase").text


def test_a_person_deletes_everything_with_their_code(visitor: Visitor, runtime: Runtime) -> None:
    code = visitor.register()
    assert visitor.send("/erase").status_code == 422
    gone = visitor.send("/erase", sure="1")
    assert "Sus datos se borraron" in gone.text
    assert visitor.see("/matches").headers["location"] == "/form"
    assert Visitor(runtime).send("/return", code=code, year="1994").status_code == 422
    with runtime.database.read() as session:
        assert session.scalars(select(Seeker)).one().first_surname is None


def test_deleting_without_a_visit_asks_for_the_code(visitor: Visitor) -> None:
    assert visitor.see("/erase").headers["location"] == "/return"
