from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.filing_lifecycles import FollowUpStatus
from models.follow_up import FollowUp
from models.hiring_lifecycles import PlacementStatus
from models.repositories import timelines
from models.task import Task
from models.vocabulary import (
    ActorKind,
    AfterTheJob,
    EvidenceGrade,
    EvidenceKind,
    FollowUpAnswer,
    TaskKind,
)
from services.access.actor import Actor
from services.enrollment.follow_ups import (
    AnswerIn,
    FollowUpNotFound,
    answer_follow_up,
    list_follow_ups,
    make_follow_ups,
)
from services.errors import Forbidden
from services.placements.schemas import PlacementStepIn
from tests.enrollment_world import (
    STARTED,
    World,
    at,
    employer_actor,
    enrolled,
    make_world,
    statuses,
    step,
)
from tests.factories import make_employer

DAY_30, DAY_90, DAY_200 = at(2026, 12, 18), at(2027, 2, 16), at(2027, 6, 10)
WORKING = AnswerIn(answer=FollowUpAnswer.STILL_WORKING)
PROVED = AnswerIn(
    answer=FollowUpAnswer.STILL_WORKING,
    evidence=EvidenceKind.WEEKS_CERTIFICATE,
    evidence_hash="b" * 64,
)
LEFT = AnswerIn(
    answer=FollowUpAnswer.ENDED, cause="voluntary", after_end=AfterTheJob.ANOTHER_EMPLOYER
)


def follow_ups(session: Session) -> list[FollowUp]:
    session.flush()
    session.expire_all()
    return list(session.scalars(select(FollowUp).order_by(FollowUp.placement_id, FollowUp.day)))


def asked(session: Session, moment=DAY_30, hires: int = 1) -> World:
    world = make_world(session, hires)
    for placement in world.hires:
        enrolled(session, world, placement)
    make_follow_ups(session, moment)
    return world


def answer(session: Session, actor: Actor, given: AnswerIn, moment=DAY_30, number: int = 0):
    wanted = follow_ups(session)[number].public_id
    return answer_follow_up(session, actor, wanted, given, moment)


def seeker_actor(world: World) -> Actor:
    seeker = world.hires[0].seeker
    return Actor(ActorKind.SEEKER, id=seeker.id, public_id=seeker.public_id)


def test_nobody_is_asked_before_the_thirtieth_day(session: Session) -> None:
    asked(session, at(2026, 12, 16))
    assert follow_ups(session) == []


def test_each_day_is_asked_about_once(session: Session) -> None:
    asked(session)
    assert make_follow_ups(session, DAY_30) == 0
    assert [(it.day, it.due_on) for it in follow_ups(session)] == [(30, date(2026, 12, 17))]
    assert make_follow_ups(session, DAY_90) == 1
    assert make_follow_ups(session, DAY_200) == 1


def test_a_hire_that_is_not_enrolled_yet_is_followed_too(session: Session) -> None:
    make_world(session, 1)
    assert make_follow_ups(session, DAY_30) == 1


def test_a_certificate_moves_the_hire_and_counts_as_grade_a(session: Session) -> None:
    world = asked(session)
    done = answer(session, world.clerk, PROVED)
    assert (done.status, done.grade) == (FollowUpStatus.ANSWERED, EvidenceGrade.A)
    assert statuses(session, world.hires) == [PlacementStatus.RETAINED_30]


def test_a_word_alone_is_told_and_proves_nothing(session: Session) -> None:
    world = asked(session)
    done = answer(session, world.boss, WORKING)
    assert (done.grade, done.answered_by_kind) == (EvidenceGrade.C, ActorKind.EMPLOYER)
    assert statuses(session, world.hires) == [PlacementStatus.ENROLLMENT_CONFIRMED]
    last = timelines.of_placement(session, world.hires[0].id)[-1]
    assert (last.transition, last.details) == (
        "follow_up",
        {"day": 30, "answer": "still_working"},
    )


def test_the_person_answers_about_their_own_job(session: Session) -> None:
    world = asked(session)
    done = answer(session, seeker_actor(world), WORKING)
    assert done.answered_by_kind is ActorKind.SEEKER


def test_a_certificate_after_a_word_counts_too(session: Session) -> None:
    world = asked(session)
    answer(session, world.boss, WORKING)
    answer(session, world.clerk, PROVED)
    assert statuses(session, world.hires) == [PlacementStatus.RETAINED_30]


def test_the_same_answer_again_changes_nothing(session: Session) -> None:
    world = asked(session)
    answer(session, world.boss, WORKING)
    before = timelines.of_placement(session, world.hires[0].id)[-1].hash
    answer(session, world.boss, WORKING)
    assert timelines.of_placement(session, world.hires[0].id)[-1].hash == before


def test_an_answer_of_day_90_settles_day_30(session: Session) -> None:
    world = asked(session, DAY_90)
    answer(session, world.clerk, PROVED, DAY_90, number=1)
    assert [it.status for it in follow_ups(session)] == [FollowUpStatus.ANSWERED] * 2
    assert statuses(session, world.hires) == [PlacementStatus.RETAINED_90]


def test_another_employer_is_told_apart_from_out_of_formal_work(session: Session) -> None:
    world = asked(session, hires=2)
    answer(session, world.clerk, LEFT)
    out = LEFT.model_copy(update={"after_end": AfterTheJob.OUT_OF_FORMAL_WORK})
    answer(session, world.clerk, out, number=1)
    assert statuses(session, world.hires) == [PlacementStatus.ENDED] * 2
    assert [row.after_end for row in world.hires] == [
        AfterTheJob.ANOTHER_EMPLOYER,
        AfterTheJob.OUT_OF_FORMAL_WORK,
    ]
    assert world.hires[0].end_cause == "voluntary"


def test_the_independent_program_is_an_outcome_of_its_own(session: Session) -> None:
    world = asked(session)
    given = AnswerIn(
        answer=FollowUpAnswer.ENDED,
        after_end=AfterTheJob.INDEPENDENT,
        evidence=EvidenceKind.PAYMENT_RECEIPT,
        evidence_hash="c" * 64,
    )
    answer(session, seeker_actor(world), given)
    assert statuses(session, world.hires) == [PlacementStatus.SELF_EMPLOYED]


def test_independence_without_proof_is_the_end_of_a_job(session: Session) -> None:
    world = asked(session)
    given = AnswerIn(answer=FollowUpAnswer.ENDED, after_end=AfterTheJob.INDEPENDENT)
    answer(session, seeker_actor(world), given)
    assert statuses(session, world.hires) == [PlacementStatus.ENDED]


def test_sides_that_disagree_are_a_task_opened_once(session: Session) -> None:
    world = asked(session)
    answer(session, world.boss, WORKING)
    for _ in range(2):
        answer(session, seeker_actor(world), LEFT)
    assert [it.kind for it in session.scalars(select(Task))] == [TaskKind.CONFLICTING_ANSWER]
    assert statuses(session, world.hires) == [PlacementStatus.ENROLLMENT_CONFIRMED]


def test_nobody_but_staff_says_that_a_person_was_not_reached(session: Session) -> None:
    world = asked(session)
    given = AnswerIn(answer=FollowUpAnswer.NOT_REACHED)
    with pytest.raises(Forbidden):
        answer(session, world.boss, given)
    answer(session, world.clerk, given)
    done = answer(session, world.boss, WORKING)
    assert done.answer is FollowUpAnswer.STILL_WORKING


def test_a_job_that_ended_is_not_asked_about(session: Session) -> None:
    world = asked(session)
    step(session, world, world.hires[0], "end", PlacementStepIn(happened_on=STARTED))
    make_follow_ups(session, DAY_90)
    assert [(it.day, it.status) for it in follow_ups(session)] == [(30, FollowUpStatus.CANCELLED)]


def test_a_step_proved_elsewhere_answers_the_question(session: Session) -> None:
    world = asked(session)
    given = PlacementStepIn(evidence=EvidenceKind.RIGHTS_CERTIFICATE, evidence_hash="d" * 64)
    step(session, world, world.hires[0], "retain_30", given, DAY_30)
    make_follow_ups(session, DAY_30)
    found = follow_ups(session)[0]
    assert (found.status, found.grade) == (FollowUpStatus.ANSWERED, EvidenceGrade.A)


def test_somebody_elses_question_is_not_found(session: Session) -> None:
    world = asked(session)
    stranger = employer_actor(make_employer(session))
    assert list_follow_ups(session, stranger, None, after=None, limit=9).rows == []
    with pytest.raises(FollowUpNotFound):
        answer(session, stranger, WORKING)
    assert len(list_follow_ups(session, world.boss, None, after=None, limit=9).rows) == 1
