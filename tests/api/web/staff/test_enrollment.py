"""The board of the day, as staff see it."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from models.filing_lifecycles import TaskStatus
from models.hiring_lifecycles import ReferralStatus
from models.referral import Referral
from models.task import Task
from models.types import utc_now
from models.vocabulary import TaskKind
from services.calendar import Moment
from services.enrollment.reconcile import reconcile
from services.runtime import Runtime
from tests.api.web.conftest import Visitor, center_id
from tests.enrollment_world import file_of, make_world, reply
from tests.factories import make_center, make_placement, make_referral, make_seeker, make_staff


@pytest.fixture
def overdue(runtime: Runtime) -> UUID:
    """A hire past its last day, in the care of TAP, with its task."""
    with runtime.database.write() as session:
        world = make_world(session, 1, title="Cocinera de fonda")
        world.hires[0].enrollment_due_on = utc_now().date() - timedelta(days=3)
        _move_to_tap(session, world.hires[0])
        reconcile(session, Moment(utc_now()))
        return world.hires[0].public_id


def _move_to_tap(session, placement) -> None:
    placement.center_id = center_id(session, "TAP")
    session.flush()


def test_the_board_shows_what_is_overdue_and_its_task(staff: Visitor, overdue: UUID) -> None:
    page = staff.see("/staff/enrollment").text
    assert f"/staff/placements/{overdue}" in page
    assert "Cocinera de fonda" in page
    assert "El empleador no presentó el alta a tiempo" in page


def test_a_task_is_finished_on_the_board(staff: Visitor, overdue: UUID, runtime: Runtime) -> None:
    with runtime.database.read() as session:
        task = _overdue_task(session).public_id
    address = f"/staff/enrollment/tasks/{task}"
    sent = staff.send(address, page="/staff/enrollment", resolution="El empleador lo presenta.")
    assert sent.status_code == 303
    with runtime.database.read() as session:
        assert _overdue_task(session).status is TaskStatus.DONE


def _overdue_task(session) -> Task:
    wanted = select(Task).where(Task.kind == TaskKind.ENROLLMENT_OVERDUE)
    return session.scalars(wanted).one()


def test_another_centers_hires_are_not_on_the_board(staff: Visitor, runtime: Runtime) -> None:
    with runtime.database.write() as session:
        make_center(session, code="TIJ")
        world = make_world(session, 1)
        shown = world.hires[0].public_id
    assert str(shown) not in staff.see("/staff/enrollment").text


def test_the_timeline_names_file_line_code_and_whose_turn_it_is(
    staff: Visitor, runtime: Runtime
) -> None:
    with runtime.database.write() as session:
        world = make_world(session, 1)
        _move_to_tap(session, world.hires[0])
        reply(session, world, file_of(session, world), "059")
        hire = world.hires[0].public_id
    page = staff.see(f"/staff/placements/{hire}").text
    assert "Archivo 1, línea 1" in page
    assert "059" in page
    assert "El SNE debe actuar a más tardar el 24 de noviembre de 2026" in page


def test_nobody_sees_the_board_without_logging_in(visitor: Visitor) -> None:
    assert visitor.see("/staff/enrollment").status_code == 303


def test_a_task_without_a_person_names_the_employer_and_its_file(
    runtime: Runtime, password_hash: str
) -> None:
    with runtime.database.write() as session:
        world = make_world(session, 1)
        made = file_of(session, world)
        reply(session, world, made, {"line": 99, "code": "059"})
        employer = world.employer.trade_name or world.employer.legal_name
        make_staff(
            session,
            supervisor=True,
            email="sup@sne.example",
            center_id=None,
            password_hash=password_hash,
        )
    supervisor = Visitor(runtime)
    supervisor.log_in("sup@sne.example")
    task = supervisor.see("/staff/enrollment").text.partition('id="tasks"')[2]
    assert f"Archivo {made.file.number}, línea 99 · Respuesta: 059" in task
    assert employer in task


def test_two_answers_for_one_line_are_told_apart(staff: Visitor, runtime: Runtime) -> None:
    with runtime.database.write() as session:
        world = make_world(session, 1)
        _move_to_tap(session, world.hires[0])
        made = file_of(session, world)
        reply(session, world, made, {"line": 1, "is_accepted": True})
        for code in ("059", "004"):
            reply(session, world, made, {"line": 1, "code": code})
    board = staff.see("/staff/enrollment").text
    for code in ("059", "004"):
        assert f"Respuesta de ahora: {code}; la anterior: aceptado" in board


@pytest.fixture
def agreed(runtime: Runtime) -> dict[str, UUID]:
    """By center: the referral of somebody who said yes."""
    with runtime.database.write() as session:
        found = {}
        for code in ("TAP", "WEB"):
            person = make_seeker(session, center_id=center_id(session, code))
            made = make_referral(session, seeker=person, status=ReferralStatus.CONSENTED)
            found[code] = made.public_id
        return found


def test_who_said_yes_stands_where_staff_start_their_day(
    staff: Visitor, agreed: dict[str, UUID]
) -> None:
    assert "1 persona aceptó que la envíen a un empleador" in staff.see("/staff").text
    board = staff.see("/staff/enrollment").text
    assert f"/staff/referrals/{agreed['TAP']}" in board
    assert f"/staff/referrals/{agreed['WEB']}" not in board


def test_whoever_was_sent_waits_for_staff_no_longer(
    staff: Visitor, agreed: dict[str, UUID], runtime: Runtime
) -> None:
    with runtime.database.write() as session:
        wanted = select(Referral).where(Referral.public_id == agreed["TAP"])
        session.scalars(wanted).one().status = ReferralStatus.SENT
    assert "/staff/enrollment#said-yes" not in staff.see("/staff").text


def test_an_offer_that_was_accepted_is_told_too(
    staff: Visitor, agreed: dict[str, UUID], runtime: Runtime
) -> None:
    with runtime.database.write() as session:
        wanted = select(Referral).where(Referral.public_id == agreed["TAP"])
        session.scalars(wanted).one().status = ReferralStatus.ACCEPTED
    assert "1 persona aceptó una oferta" in staff.see("/staff").text


def test_whose_hire_is_recorded_waits_no_longer(
    staff: Visitor, agreed: dict[str, UUID], runtime: Runtime
) -> None:
    with runtime.database.write() as session:
        wanted = select(Referral).where(Referral.public_id == agreed["TAP"])
        referral = session.scalars(wanted).one()
        referral.status = ReferralStatus.ACCEPTED
        make_placement(session, seeker_id=referral.seeker_id, referral_id=referral.id)
    assert "aceptó una oferta" not in staff.see("/staff").text
    assert f"/staff/referrals/{agreed['TAP']}" not in staff.see("/staff/enrollment").text
