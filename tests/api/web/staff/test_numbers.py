"""The desk for numbers, and the follow-ups, as staff use them."""

from uuid import UUID

import pytest
from sqlalchemy import select

from models.filing_lifecycles import NumberRequestStatus
from models.follow_up import FollowUp
from models.number_request import NumberRequest
from models.placement import Placement
from models.seeker import Seeker
from models.types import utc_now
from models.vocabulary import ActorKind, AfterTheJob, FollowUpAnswer
from services.calendar import Moment
from services.enrollment.follow_ups import make_follow_ups
from services.runtime import Runtime
from tests.api.web.conftest import Visitor, center_id
from tests.enrollment_world import make_world
from tests.factories import make_seeker, valid_curp, valid_social_security_number


@pytest.fixture
def person(runtime: Runtime) -> UUID:
    """Of TAP, without a social security number."""
    with runtime.database.write() as session:
        return make_seeker(
            session,
            center_id=center_id(session, "TAP"),
            first_surname="Sinnumero",
            social_security_number=None,
        ).public_id


def put_on_list(staff: Visitor, person: UUID, missing: str = "social_security_number") -> str:
    page = "/staff/numbers?show=lacking"
    sent = staff.send("/staff/numbers", page=page, seeker=str(person), missing=missing)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def stored(runtime: Runtime) -> NumberRequest:
    with runtime.database.read() as session:
        return session.scalars(select(NumberRequest)).one()


def test_who_lacks_a_number_is_listed_with_what_is_missing(staff: Visitor, person: UUID) -> None:
    page = staff.see("/staff/numbers?show=lacking").text
    assert "Sinnumero" in page
    assert "Está de acuerdo: poner en la lista" in page


def test_whoever_agrees_is_on_the_list_and_in_the_sheet(staff: Visitor, person: UUID) -> None:
    address = put_on_list(staff, person)
    assert address in staff.see("/staff/numbers").text
    sheet = staff.see("/staff/numbers/list?format=csv")
    assert "Sinnumero" in sheet.text
    assert sheet.headers["cache-control"] == "no-store"


def test_an_appointment_needs_a_day_an_hour_and_a_place(
    staff: Visitor, person: UUID, runtime: Runtime
) -> None:
    address = put_on_list(staff, person)
    again = staff.send(address, step="appoint", day="2026-12-01", place="Módulo IMSS")
    assert again.status_code == 422
    assert 'id="day-error"' in again.text
    assert 'value="Módulo IMSS"' in again.text
    good = {"day": "2026-12-01", "time": "10:30", "place": "Módulo IMSS"}
    assert staff.send(address, step="appoint", **good).status_code == 303
    assert "1 de diciembre de 2026, 10:30" in staff.see(address).text
    assert stored(runtime).status is NumberRequestStatus.APPOINTED
    moved = {**good, "day": "2026-12-03"}
    assert staff.send(address, step="appoint", **moved).status_code == 303
    assert "3 de diciembre de 2026, 10:30" in staff.see(address).text


def test_a_number_that_was_issued_goes_to_the_person(
    staff: Visitor, person: UUID, runtime: Runtime
) -> None:
    address = put_on_list(staff, person)
    number = valid_social_security_number(4321)
    assert staff.send(address, step="issue", number=number).status_code == 303
    with runtime.database.read() as session:
        assert session.scalars(select(Seeker)).one().social_security_number == number
    assert "Sinnumero" not in staff.see("/staff/numbers?show=lacking").text


def test_a_wrong_number_is_shown_again_with_what_is_wrong(staff: Visitor, person: UUID) -> None:
    address = put_on_list(staff, person)
    again = staff.send(address, step="issue", number="123")
    assert again.status_code == 422
    assert 'id="number-error"' in again.text


def test_a_temporary_curp_needs_its_last_day(staff: Visitor, runtime: Runtime) -> None:
    with runtime.database.write() as session:
        tap = center_id(session, "TAP")
        lacking = make_seeker(session, center_id=tap, curp=None, curp_kind=None).public_id
    address = put_on_list(staff, lacking, "curp")
    again = staff.send(address, step="issue", number=valid_curp(91), curp_kind="temporary")
    assert again.status_code == 422
    assert 'id="curp_valid_until-error"' in again.text


@pytest.fixture
def asked(runtime: Runtime) -> UUID:
    """A question of day 30 about a hire of TAP."""
    with runtime.database.write() as session:
        world = make_world(session, 1)
        hire = world.hires[0]
        hire.center_id = center_id(session, "TAP")
        hire.starts_on = hire.starts_on.replace(month=9)
        session.flush()
        make_follow_ups(session, Moment(utc_now()))
        return session.scalars(select(FollowUp.public_id).order_by(FollowUp.day)).first()


def test_open_questions_are_listed_and_lead_to_their_page(staff: Visitor, asked: UUID) -> None:
    assert f"/staff/follow-ups/{asked}" in staff.see("/staff/follow-ups").text
    assert "¿Persona Inventada sigue en el empleo?" in staff.see(f"/staff/follow-ups/{asked}").text


def test_staff_answer_for_the_person(staff: Visitor, asked: UUID, runtime: Runtime) -> None:
    sent = staff.send(
        f"/staff/follow-ups/{asked}", answer="ended", after_end="another_employer", cause="2"
    )
    assert sent.status_code == 303
    with runtime.database.read() as session:
        row = session.scalars(select(FollowUp).where(FollowUp.public_id == asked)).one()
        assert (row.answer, row.answered_by_kind) == (FollowUpAnswer.ENDED, ActorKind.STAFF)
        hire = session.scalars(select(Placement)).one()
        assert (hire.after_end, hire.end_cause) == (AfterTheJob.ANOTHER_EMPLOYER, "voluntary")
    assert "El empleo terminó" in staff.see("/staff/follow-ups?status=answered").text


def test_an_answer_has_to_be_chosen(staff: Visitor, asked: UUID) -> None:
    again = staff.send(f"/staff/follow-ups/{asked}", note="Llamé dos veces.")
    assert again.status_code == 422
    assert "Llamé dos veces." in again.text


def test_another_centers_question_is_not_there(staff: Visitor, runtime: Runtime) -> None:
    with runtime.database.write() as session:
        world = make_world(session, 1)
        world.hires[0].starts_on = world.hires[0].starts_on.replace(month=9)
        session.flush()
        make_follow_ups(session, Moment(utc_now()))
        asked = session.scalars(select(FollowUp.public_id)).first()
    assert staff.see(f"/staff/follow-ups/{asked}").status_code == 404
