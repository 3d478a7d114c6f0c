"""A wrong entry of a timeline is put right by one more entry; days and clocks follow."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.filing_lifecycles import MovementStatus
from models.follow_up import FollowUp
from models.hiring_lifecycles import PlacementStatus
from models.placement import Placement
from models.repositories import timelines
from models.task import Task
from models.vocabulary import EvidenceGrade, EvidenceKind, TaskKind
from services.access.actor import Actor
from services.calendar import legal_day
from services.corrections import CORRECT, corrections, standing
from services.enrollment.correct import CorrectionIn, correct_event
from services.enrollment.evidence import EvidenceIn, record_evidence
from services.enrollment.follow_ups import make_follow_ups
from services.enrollment.reconcile import reconcile
from services.errors import EvidenceMissing, Forbidden, Malformed, PlacementNotFound
from services.placements.schemas import PlacementStepIn
from services.placements.step import step_placement
from services.repeats import RecordedOtherwise
from services.social_security.deadlines import enrollment_due_on
from tests.enrollment_world import (
    MOMENT,
    STARTED,
    TODAY,
    World,
    at,
    file_of,
    make_world,
    reply,
    staff_actor,
    started,
    statuses,
)
from tests.factories import make_center

STATEMENT = PlacementStepIn(evidence=EvidenceKind.STATEMENT, happened_on=STARTED)
RIGHT = date(2026, 11, 19)


@pytest.fixture
def world(session: Session) -> World:
    """One hire that began on STARTED by a step of its own."""
    world = make_world(session, 0)
    hire = started(session, world, status=PlacementStatus.ACCEPTED, starts_on=None)
    world.hires = [hire]
    take(session, world, "start", STATEMENT)
    return world


def take(session: Session, world: World, step: str, given: PlacementStepIn) -> Placement:
    hire = world.hires[0].public_id
    return step_placement(session, world.clerk, hire, step, given, MOMENT)


def event_of(session: Session, world: World, transition: str) -> int:
    events = timelines.of_placement(session, world.hires[0].id)
    return [event.sequence for event in events if event.transition == transition][-1]


def correct(
    session: Session, world: World, transition: str, actor: Actor | None = None, **right: Any
) -> Placement:
    given = CorrectionIn(event=event_of(session, world, transition), **right)
    hire = world.hires[0].public_id
    return correct_event(session, actor or world.clerk, hire, given, MOMENT)


def test_the_clock_of_the_law_follows_the_right_first_day(session: Session, world: World) -> None:
    hire = correct(session, world, "start", happened_on=RIGHT)

    assert (hire.starts_on, hire.enrollment_due_on) == (RIGHT, enrollment_due_on(RIGHT))


def test_what_was_written_stays_and_the_chain_holds(session: Session, world: World) -> None:
    before = [event.hash for event in timelines.of_placement(session, world.hires[0].id)]

    hire = correct(session, world, "start", happened_on=RIGHT, note="Se leyó mal el contrato.")

    events = timelines.of_placement(session, hire.id)
    assert [event.hash for event in events[:-1]] == before
    assert events[-1].transition == CORRECT
    assert timelines.broken_at(session, hire, events) is None


def test_the_last_word_on_each_thing_holds(session: Session, world: World) -> None:
    correct(session, world, "start", happened_on=date(2026, 11, 18))
    correct(session, world, "start", evidence=EvidenceKind.WRITTEN_TERMS)
    hire = correct(session, world, "start", happened_on=RIGHT)

    events = timelines.of_placement(session, hire.id)
    start = next(event for event in events if event.transition == "start")
    holds = standing(start, corrections(events)[start.sequence])
    assert (holds.day, holds.evidence_kind) == (RIGHT, EvidenceKind.WRITTEN_TERMS)
    assert legal_day(start.happened_at) == STARTED


def test_the_same_correction_again_changes_nothing(session: Session, world: World) -> None:
    hire = correct(session, world, "start", happened_on=RIGHT)
    count = len(timelines.of_placement(session, hire.id))

    correct(session, world, "start", happened_on=RIGHT)

    assert len(timelines.of_placement(session, hire.id)) == count


def test_the_step_sent_again_is_held_against_what_is_right(session: Session, world: World) -> None:
    correct(session, world, "start", happened_on=RIGHT)

    take(session, world, "start", STATEMENT.model_copy(update={"happened_on": RIGHT}))
    with pytest.raises(RecordedOtherwise):
        take(session, world, "start", STATEMENT)


def test_a_hire_that_is_not_overdue_after_all_loses_its_task(session: Session) -> None:
    world = make_world(session, 0)
    world.hires = [started(session, world, status=PlacementStatus.ACCEPTED, starts_on=None)]
    take(session, world, "start", STATEMENT.model_copy(update={"happened_on": date(2026, 10, 1)}))
    reconcile(session, MOMENT)
    wanted = select(Task).where(Task.kind == TaskKind.ENROLLMENT_OVERDUE)
    assert session.scalars(wanted).one().closed_at is None

    correct(session, world, "start", happened_on=RIGHT)

    assert session.scalars(wanted).one().closed_at is not None
    assert reconcile(session, MOMENT).opened == 0


@pytest.mark.parametrize(
    ("right", "asked_on"),
    [(date(2026, 10, 15), [date(2026, 11, 14)]), (RIGHT, [])],
)
def test_the_questions_about_the_job_follow_the_right_first_day(
    session: Session, right: date, asked_on: list[date]
) -> None:
    world = make_world(session, 0)
    world.hires = [started(session, world, status=PlacementStatus.ACCEPTED, starts_on=None)]
    take(session, world, "start", STATEMENT.model_copy(update={"happened_on": date(2026, 10, 1)}))
    make_follow_ups(session, MOMENT)

    correct(session, world, "start", happened_on=right)

    assert list(session.scalars(select(FollowUp.due_on))) == asked_on
    make_follow_ups(session, at(2027, 1, 10))
    assert session.scalars(select(FollowUp.due_on)).first() == right + timedelta(days=30)


def test_the_days_of_registration_and_end_follow(session: Session, world: World) -> None:
    take(session, world, "file_enrollment", _on(TODAY, EvidenceKind.MOVEMENT_RECEIPT))
    take(session, world, "confirm_enrollment", _on(TODAY, EvidenceKind.MOVEMENT_RECEIPT))
    take(session, world, "end", PlacementStepIn(happened_on=TODAY, cause="voluntary"))

    for step in ("file_enrollment", "confirm_enrollment", "end"):
        hire = correct(session, world, step, happened_on=RIGHT)

    assert (hire.enrolled_on, hire.ended_on) == (RIGHT, RIGHT)
    assert [movement.filed_on for movement in hire.enrollments] == [RIGHT]
    with pytest.raises(Malformed):
        correct(session, world, "start", happened_on=TODAY)
    with pytest.raises(Malformed):
        correct(session, world, "end", happened_on=date(2026, 11, 16))


def _on(day: date, evidence: EvidenceKind) -> PlacementStepIn:
    return PlacementStepIn(happened_on=day, evidence=evidence, receipt="LOTE-1")


def test_the_day_of_what_was_filed_by_other_means_follows_the_first_day(
    session: Session, world: World
) -> None:
    take(session, world, "file_enrollment", _on(TODAY, EvidenceKind.MOVEMENT_RECEIPT))

    hire = correct(session, world, "start", happened_on=RIGHT)

    assert [movement.effective_on for movement in hire.enrollments] == [RIGHT]


def test_an_enrollment_that_was_not_filed_is_taken_back_and_can_be_filed(
    session: Session, world: World
) -> None:
    take(session, world, "file_enrollment", _on(TODAY, EvidenceKind.MOVEMENT_RECEIPT))

    hire = correct(session, world, "file_enrollment", never_happened=True, note="De otra persona")
    again = correct(session, world, "file_enrollment", never_happened=True, note="De otra persona")

    assert again.status is hire.status is PlacementStatus.STARTED
    assert [row.status for row in hire.enrollments] == [MovementStatus.WITHDRAWN]
    events = timelines.of_placement(session, hire.id)
    assert [(it.transition, it.to_status) for it in events][-2:] == [
        ("file_enrollment", "enrollment_filed"),
        ("correct", "started"),
    ]
    file_of(session, world)
    session.refresh(hire)
    kept = [row.status for row in hire.enrollments]
    assert kept == [MovementStatus.WITHDRAWN, MovementStatus.WAITING]


def test_only_a_filing_that_nothing_followed_is_taken_back(session: Session, world: World) -> None:
    with pytest.raises(Malformed):
        correct(session, world, "start", never_happened=True)
    take(session, world, "file_enrollment", _on(TODAY, EvidenceKind.MOVEMENT_RECEIPT))
    take(session, world, "confirm_enrollment", _on(TODAY, EvidenceKind.MOVEMENT_RECEIPT))

    with pytest.raises(Malformed):
        correct(session, world, "file_enrollment", never_happened=True)


def test_a_line_that_was_sent_stays_as_it_was(session: Session, world: World) -> None:
    file_of(session, world)

    hire = correct(session, world, "start", happened_on=RIGHT)

    assert [movement.effective_on for movement in hire.enrollments] == [STARTED]


def test_evidence_written_by_mistake_counts_no_more(session: Session, world: World) -> None:
    seen = EvidenceIn(evidence=EvidenceKind.RIGHTS_CERTIFICATE, evidence_hash="a" * 64)
    hire = record_evidence(session, world.clerk, world.hires[0].public_id, seen, MOMENT)
    assert hire.grade is EvidenceGrade.A

    hire = correct(session, world, "confirm_enrollment", evidence=EvidenceKind.MOVEMENT_RECEIPT)

    assert hire.grade is EvidenceGrade.B
    assert statuses(session, [hire]) == [PlacementStatus.ENROLLMENT_CONFIRMED]


def test_evidence_that_the_step_does_not_take_corrects_nothing(
    session: Session, world: World
) -> None:
    with pytest.raises(EvidenceMissing):
        correct(session, world, "start", evidence=EvidenceKind.PAYMENT_RECEIPT)


def test_neither_a_correction_nor_an_answer_of_the_institute_is_corrected(
    session: Session, world: World
) -> None:
    reply(session, world, file_of(session, world), None)
    correct(session, world, "start", happened_on=RIGHT)

    for transition in (CORRECT, "prepare", "confirm_enrollment"):
        with pytest.raises(Malformed):
            correct(session, world, transition, happened_on=RIGHT)


def test_a_day_to_come_is_not_right(session: Session, world: World) -> None:
    with pytest.raises(Malformed):
        correct(session, world, "start", happened_on=TODAY + timedelta(days=1))


def test_a_correction_says_something() -> None:
    with pytest.raises(ValidationError):
        CorrectionIn(event=1)


def test_only_staff_who_attend_the_person_correct(session: Session, world: World) -> None:
    with pytest.raises(Forbidden):
        correct(session, world, "start", world.boss, happened_on=RIGHT)
    stranger = staff_actor(session, make_center(session))
    with pytest.raises(PlacementNotFound):
        correct(session, world, "start", stranger, happened_on=RIGHT)
