from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models.database import Database
from models.filing_lifecycles import TaskStatus
from models.hiring_lifecycles import PlacementStatus
from models.seeker import Seeker
from models.task import Task
from models.vocabulary import ActorKind, TaskKind
from services.calendar import Moment
from services.enrollment.files import send_file
from services.enrollment.follow_ups import make_follow_ups
from services.enrollment.nightly import nightly
from services.enrollment.reconcile import reconcile
from services.enrollment.schemas import SentIn
from services.enrollment.tasks import ResolutionIn, step_task
from services.matches.live import LiveIndex
from services.runtime import Runtime
from services.settings import Settings
from tests.enrollment_world import (
    MOMENT,
    NOW,
    at,
    enrolled,
    file_of,
    make_world,
    reply,
    started,
)

OVERDUE = at(2026, 11, 25)


def kinds(session: Session) -> list[tuple[TaskKind, TaskStatus]]:
    session.flush()
    session.expire_all()
    return [(it.kind, it.status) for it in session.scalars(select(Task).order_by(Task.id))]


def test_where_all_agrees_there_is_nothing_to_do(session: Session) -> None:
    make_world(session, 2)
    done = reconcile(session, MOMENT)
    assert (done.found, done.opened, done.closed) == ((), 0, 0)


def test_a_hire_past_its_last_day_is_a_task_opened_once(session: Session) -> None:
    make_world(session, 1)
    assert reconcile(session, OVERDUE).opened == 1
    assert reconcile(session, at(2026, 11, 26)).opened == 0
    assert kinds(session) == [(TaskKind.ENROLLMENT_OVERDUE, TaskStatus.OPEN)]


def test_on_the_last_day_itself_nothing_is_overdue(session: Session) -> None:
    make_world(session, 1)
    assert reconcile(session, at(2026, 11, 24)).found == ()


def test_a_task_whose_cause_is_gone_closes_by_itself(session: Session) -> None:
    world = make_world(session, 1)
    reconcile(session, OVERDUE)
    made = file_of(session, world, moment=OVERDUE)
    send_file(session, world.boss, made.file.public_id, SentIn(), OVERDUE)
    assert reconcile(session, OVERDUE).closed == 1
    assert kinds(session) == [(TaskKind.ENROLLMENT_OVERDUE, TaskStatus.DONE)]


def test_what_closed_by_itself_opens_again_with_its_cause(session: Session) -> None:
    world = make_world(session, 1)
    reconcile(session, OVERDUE)
    made = file_of(session, world, moment=OVERDUE)
    send_file(session, world.boss, made.file.public_id, SentIn(), OVERDUE)
    reconcile(session, OVERDUE)
    reply(session, world, made, "021", moment=OVERDUE)
    assert reconcile(session, OVERDUE).opened == 1
    assert kinds(session) == [(TaskKind.ENROLLMENT_OVERDUE, TaskStatus.OPEN)]


def test_what_staff_closed_stays_closed(session: Session) -> None:
    world = make_world(session, 1)
    reconcile(session, OVERDUE)
    task = session.scalars(select(Task)).one()
    step_task(session, world.clerk, task.public_id, "dismiss", ResolutionIn(), OVERDUE)
    assert reconcile(session, OVERDUE).opened == 0
    assert kinds(session) == [(TaskKind.ENROLLMENT_OVERDUE, TaskStatus.DISMISSED)]


def test_three_business_days_without_a_reply_are_a_task(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    sent = SentIn(sent_on=date(2026, 11, 20))
    send_file(session, world.boss, made.file.public_id, sent, MOMENT)
    assert reconcile(session, at(2026, 11, 25)).found == ()
    assert [it.kind for it in reconcile(session, at(2026, 11, 26)).found] == [
        TaskKind.REPLY_OVERDUE
    ]


def test_a_wage_registered_too_low_is_found_even_if_nobody_checked(session: Session) -> None:
    world = make_world(session, 1)
    enrolled(session, world, world.hires[0])
    world.hires[0].registered_base_mxn = Decimal("330.58")
    session.flush()
    assert [it.kind for it in reconcile(session, MOMENT).found] == [TaskKind.WAGE_CHECK]


def test_a_start_that_told_less_than_the_offer_is_found(session: Session) -> None:
    world = make_world(session, 2)
    world.hires[0].starting_monthly_wage_mxn = Decimal("9500.00")
    world.hires[1].starting_monthly_wage_mxn = Decimal("12000.00")
    session.flush()
    found = reconcile(session, MOMENT).found
    assert [(it.kind, it.placement) for it in found] == [
        (TaskKind.WAGE_BELOW_OFFER, world.hires[0])
    ]


def test_expired_papers_of_somebody_at_work_are_found(session: Session) -> None:
    make_world(session, 1)
    later = Moment(NOW + timedelta(days=400))
    found = {it.kind for it in reconcile(session, later).found}
    assert TaskKind.DOCUMENT_EXPIRED in found


def test_somebody_enrolled_without_a_job_is_found(session: Session) -> None:
    world = make_world(session, 1)
    reply(session, world, file_of(session, world), None)
    session.execute(text("UPDATE placements SET status = 'no_show'"))
    found = {it.kind for it in reconcile(session, MOMENT).found}
    assert TaskKind.ENROLLED_WITHOUT_JOB in found


def test_a_question_nobody_answered_is_found(session: Session) -> None:
    world = make_world(session, 1)
    enrolled(session, world, world.hires[0])
    make_follow_ups(session, at(2026, 12, 18))
    assert reconcile(session, at(2026, 12, 18)).found == ()
    found = [it.kind for it in reconcile(session, at(2027, 1, 20)).found]
    assert found == [TaskKind.FOLLOW_UP_OVERDUE]


def test_a_counter_that_is_wrong_is_a_task_of_the_service(session: Session) -> None:
    world = make_world(session, 2)
    world.opening.positions_filled = 1
    session.flush()
    found = reconcile(session, MOMENT).found
    assert [(it.kind, it.placement) for it in found] == [(TaskKind.DOES_NOT_AGREE, None)]


def test_a_hire_said_to_be_filed_without_a_movement_is_found(session: Session) -> None:
    world = make_world(session, 0)
    started(session, world, status=PlacementStatus.ENROLLMENT_FILED)
    found = [it.kind for it in reconcile(session, MOMENT).found]
    assert TaskKind.DOES_NOT_AGREE in found


def test_a_task_done_says_by_whom(session: Session) -> None:
    world = make_world(session, 1)
    reconcile(session, OVERDUE)
    task = session.scalars(select(Task)).one()
    given = ResolutionIn(resolution="El empleador lo presenta hoy.")
    for _ in range(2):
        step_task(session, world.clerk, task.public_id, "finish", given, OVERDUE)
    assert (task.status, task.closed_by_kind) == (TaskStatus.DONE, ActorKind.STAFF)
    assert task.resolution == "El empleador lo presenta hoy."


def test_the_worker_reconciles_once_a_night(database: Database) -> None:
    runtime = Runtime(Settings(), database, LiveIndex())
    with database.write() as session:
        make_world(session, 1)
    night = OVERDUE.now.replace(hour=9)
    for _ in range(2):
        with database.write() as session:
            nightly(runtime, session, night)
    with database.read() as session:
        assert [it.kind for it in session.scalars(select(Task))] == [TaskKind.ENROLLMENT_OVERDUE]


def test_nothing_is_done_before_two_in_the_morning(database: Database) -> None:
    runtime = Runtime(Settings(), database, LiveIndex())
    with database.write() as session:
        make_world(session, 1)
    with database.write() as session:
        assert nightly(runtime, session, OVERDUE.now.replace(hour=7)) == 0
    with database.write() as session:
        assert nightly(runtime, session, OVERDUE.now.replace(hour=8)) == 1


def test_a_night_that_failed_is_tried_again(database: Database) -> None:
    runtime = Runtime(Settings(), database, LiveIndex())
    with database.write() as session:
        make_world(session, 1)
    night = OVERDUE.now.replace(hour=9)
    with pytest.raises(ZeroDivisionError):
        _die_at_the_end(runtime, night)
    with database.write() as session:
        assert nightly(runtime, session, night) == 1


def _die_at_the_end(runtime: Runtime, night: datetime) -> int:
    with runtime.database.write() as session:
        return nightly(runtime, session, night) // 0


def test_a_temporary_curp_past_its_day_is_found_and_over_once_it_is_renewed(
    session: Session,
) -> None:
    world = make_world(session, 1)
    person = session.get_one(Seeker, world.hires[0].seeker_id)
    person.curp_kind, person.curp_valid_until = "temporary", MOMENT.today
    session.flush()
    assert reconcile(session, MOMENT).found == ()
    tomorrow = at(2026, 11, 21)
    found = reconcile(session, tomorrow).found
    assert [(it.kind, it.details["papers"]) for it in found] == [
        (TaskKind.DOCUMENT_EXPIRED, "curp")
    ]
    person.curp_valid_until = date(2027, 5, 1)
    session.flush()
    assert reconcile(session, tomorrow).closed == 1


def test_a_permanent_curp_has_no_day_to_pass(session: Session) -> None:
    world = make_world(session, 1)
    person = session.get_one(Seeker, world.hires[0].seeker_id)
    person.curp_kind, person.curp_valid_until = "permanent", date(2026, 1, 1)
    session.flush()
    assert reconcile(session, MOMENT).found == ()


def test_papers_that_were_renewed_and_run_out_again_are_another_task(session: Session) -> None:
    world = make_world(session, 1)
    person = session.get_one(Seeker, world.hires[0].seeker_id)
    person.curp_kind, person.curp_valid_until = "temporary", date(2026, 11, 1)
    session.flush()
    assert reconcile(session, MOMENT).opened == 1
    task = session.scalars(select(Task)).one()
    given = ResolutionIn(resolution="La persona ya lo tramita.")
    step_task(session, world.clerk, task.public_id, "finish", given, MOMENT)
    assert reconcile(session, MOMENT).opened == 0
    person.curp_valid_until = date(2026, 11, 10)
    session.flush()
    assert reconcile(session, MOMENT).opened == 1
