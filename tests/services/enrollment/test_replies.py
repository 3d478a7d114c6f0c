from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.filing_lifecycles import MovementFileStatus, MovementStatus, TaskStatus
from models.hiring_lifecycles import PlacementStatus
from models.repositories import timelines
from models.task import Task
from models.vocabulary import ActorKind, EvidenceGrade, MovementType, TaskKind
from services.enrollment.files import discard_file, send_file
from services.enrollment.outcomes import Outcome
from services.enrollment.replies import MovementFileDiscarded, enter_replies
from services.enrollment.schemas import MovementFileIn, MovementRowIn, RepliesIn, ReplyIn, SentIn
from services.placements.schemas import PlacementStepIn
from services.repeats import RecordedOtherwise
from services.social_security.reply_codes import reply_codes
from tests.enrollment_world import (
    MOMENT,
    TODAY,
    at,
    enrolled,
    file_of,
    make_world,
    movements,
    reply,
    statuses,
    step,
)

CONFIRMED = PlacementStatus.ENROLLMENT_CONFIRMED
REFUSED = PlacementStatus.ENROLLMENT_REFUSED
FILED = PlacementStatus.ENROLLMENT_FILED
REFUSALS = [row.code for row in reply_codes() if row.code not in ("048", "051")]


def tasks(session: Session) -> list[Task]:
    session.flush()
    return list(session.scalars(select(Task).order_by(Task.id)))


def outcomes(entered) -> list[Outcome]:
    return [row.outcome for row in entered.results]


def test_an_accepted_line_confirms_the_enrollment_with_grade_b(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    reply(session, world, made, None)
    placement = world.hires[0]
    assert statuses(session, [placement]) == [CONFIRMED]
    assert placement.grade is EvidenceGrade.B
    assert placement.registered_base_mxn == Decimal("342.78")
    assert made.file.status is MovementFileStatus.ANSWERED


def test_a_reply_says_that_the_file_was_sent(session: Session) -> None:
    world = make_world(session, 2)
    made = file_of(session, world)
    reply(session, world, made, None)
    assert statuses(session, world.hires) == [CONFIRMED, FILED]
    assert made.file.status is MovementFileStatus.SENT


def test_a_file_that_was_answered_can_be_told_to_be_sent_once_more(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    sent = SentIn(receipt="LOTE-9")
    send_file(session, world.boss, made.file.public_id, sent, MOMENT)
    reply(session, world, made, None)
    send_file(session, world.boss, made.file.public_id, sent, MOMENT)
    assert made.file.status is MovementFileStatus.ANSWERED
    other = SentIn(receipt="LOTE-8")
    with pytest.raises(RecordedOtherwise):
        send_file(session, world.boss, made.file.public_id, other, MOMENT)


def test_a_receipt_told_after_the_reply_is_kept(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    replies = RepliesIn(replies=(ReplyIn(line=1, is_accepted=True),))
    enter_replies(session, world.boss, made.file.public_id, replies, MOMENT)
    send_file(session, world.boss, made.file.public_id, SentIn(receipt="LOTE-9"), MOMENT)
    assert made.file.receipt == "LOTE-9"
    assert [row.receipt for row in movements(session, world.hires[0])] == ["LOTE-9"]


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_never_blocks_the_job_and_says_who_must_act_by_when(
    session: Session, code: str
) -> None:
    world = make_world(session, 1)
    entered = reply(session, world, file_of(session, world), code)
    assert outcomes(entered) == [Outcome.REFUSED]
    assert statuses(session, world.hires) == [REFUSED]
    last = timelines.of_placement(session, world.hires[0].id)[-1]
    assert last.details is not None
    assert (last.code, last.details["line"]) == (code, 1)
    assert last.details["turn"] in ("employer", "staff")
    assert last.details["act_by"] == "2026-11-24"


def test_048_is_evidence_not_a_failure(session: Session) -> None:
    world = make_world(session, 1)
    entered = reply(session, world, file_of(session, world), "048")
    assert outcomes(entered) == [Outcome.EVIDENCE]
    assert statuses(session, world.hires) == [CONFIRMED]
    assert [row.status for row in movements(session, world.hires[0])] == [MovementStatus.PROVED]
    assert tasks(session) == []


@pytest.mark.parametrize("code", ["059", "061"])
def test_a_name_or_number_that_differs_opens_an_identity_task(session: Session, code: str) -> None:
    world = make_world(session, 1)
    reply(session, world, file_of(session, world), code)
    opened = tasks(session)
    assert [(it.kind, it.turn, it.code) for it in opened] == [
        (TaskKind.IDENTITY, ActorKind.STAFF, code)
    ]
    assert opened[0].center_id == world.center.id


def test_a_code_nobody_knows_opens_a_task_and_leaves_the_hire_filed(session: Session) -> None:
    world = make_world(session, 1)
    entered = reply(session, world, file_of(session, world), "777")
    assert outcomes(entered) == [Outcome.UNKNOWN_CODE]
    assert statuses(session, world.hires) == [FILED]
    assert [it.kind for it in tasks(session)] == [TaskKind.UNKNOWN_REPLY]


def test_an_answer_to_a_withdrawal_is_not_evidence_of_an_enrollment(session: Session) -> None:
    world = make_world(session, 1)
    entered = reply(session, world, file_of(session, world), "051")
    assert outcomes(entered) == [Outcome.UNKNOWN_CODE]
    assert statuses(session, world.hires) == [FILED]


def test_the_same_replies_again_change_nothing(session: Session) -> None:
    world = make_world(session, 4)
    made = file_of(session, world)
    given = (None, "048", "059", "777")
    reply(session, world, made, *given)
    before = [timelines.of_placement(session, row.id)[-1].hash for row in world.hires]
    again = reply(session, world, made, *given)
    after = [timelines.of_placement(session, row.id)[-1].hash for row in world.hires]
    assert outcomes(again) == [Outcome.UNCHANGED] * 4
    assert before == after
    assert len(tasks(session)) == 2


def test_another_answer_than_before_is_left_to_staff(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    reply(session, world, made, None)
    for _ in range(2):
        assert outcomes(reply(session, world, made, "059")) == [Outcome.CONFLICTING]
    assert statuses(session, world.hires) == [CONFIRMED]
    assert [it.kind for it in tasks(session)] == [TaskKind.CONFLICTING_REPLY]


def test_a_refusal_cleared_up_at_the_office_is_accepted_later(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    reply(session, world, made, "021")
    assert outcomes(reply(session, world, made, None)) == [Outcome.ACCEPTED]
    assert statuses(session, world.hires) == [CONFIRMED]


def test_a_refused_line_goes_again_in_a_new_file(session: Session) -> None:
    world = make_world(session, 1)
    reply(session, world, file_of(session, world), "059")
    reply(session, world, file_of(session, world), None)
    assert statuses(session, world.hires) == [CONFIRMED]
    states = [row.status for row in movements(session, world.hires[0])]
    assert states == [MovementStatus.REFUSED, MovementStatus.ACCEPTED]


def test_acceptance_closes_what_was_open_about_the_person(session: Session) -> None:
    world = make_world(session, 1)
    reply(session, world, file_of(session, world), "059")
    reply(session, world, file_of(session, world), None)
    assert [(it.kind, it.status) for it in tasks(session)] == [(TaskKind.IDENTITY, TaskStatus.DONE)]


def test_a_reply_may_name_the_number_of_the_person(session: Session) -> None:
    world = make_world(session, 2)
    made = file_of(session, world)
    number = world.hires[1].seeker.social_security_number
    reply(session, world, made, {"social_security_number": number, "is_accepted": True})
    assert statuses(session, world.hires) == [FILED, CONFIRMED]


def test_a_reply_whose_names_disagree_is_no_line_of_ours(session: Session) -> None:
    world = make_world(session, 2)
    made = file_of(session, world)
    number = world.hires[1].seeker.social_security_number
    given = {"line": 1, "social_security_number": number, "is_accepted": True}
    entered = reply(session, world, made, given)
    assert outcomes(entered) == [Outcome.NO_SUCH_LINE]
    assert statuses(session, world.hires) == [FILED, FILED]


def test_a_line_that_is_not_in_the_file_opens_one_task(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    for _ in range(2):
        reply(session, world, made, {"line": 9, "is_accepted": True})
    assert [it.kind for it in tasks(session)] == [TaskKind.UNKNOWN_LINE]


def test_a_discarded_file_has_no_answers(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    discard_file(session, world.boss, made.file.public_id, at(2026, 11, 20))
    with pytest.raises(MovementFileDiscarded):
        reply(session, world, made, None)


def test_a_worker_who_brought_the_certificate_first_stays_confirmed_with_grade_a(
    session: Session,
) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    enrolled(session, world, world.hires[0])
    entered = reply(session, world, made, None)
    assert outcomes(entered) == [Outcome.ACCEPTED]
    assert statuses(session, world.hires) == [CONFIRMED]
    assert world.hires[0].grade is EvidenceGrade.A


def test_a_refusal_after_the_job_ended_is_told_on_the_timeline(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    step(session, world, world.hires[0], "end", PlacementStepIn(happened_on=TODAY))
    reply(session, world, made, "059")
    assert statuses(session, world.hires) == [PlacementStatus.ENDED]
    last = timelines.of_placement(session, world.hires[0].id)[-1]
    assert (last.transition, last.code) == ("movement_refused", "059")


def test_somebody_enrolled_who_never_began_is_a_task(session: Session) -> None:
    world = make_world(session, 1)
    placement = world.hires[0]
    placement.status = PlacementStatus.ACCEPTED
    made = file_of(session, world)
    step(session, world, placement, "no_show", PlacementStepIn())
    reply(session, world, made, None)
    assert [it.kind for it in tasks(session)] == [TaskKind.ENROLLED_WITHOUT_JOB]


def test_a_base_below_the_wage_offered_is_a_task_with_the_difference(session: Session) -> None:
    world = make_world(session, 1)
    row = MovementRowIn(placement=world.hires[0].public_id, contribution_base_mxn=Decimal("330.58"))
    made = file_of(session, world, MovementFileIn(clinic="1", rows=(row,)))
    reply(session, world, made, None)
    opened = tasks(session)
    assert [it.kind for it in opened] == [TaskKind.WAGE_CHECK]
    assert opened[0].details["short_daily"] == "12.20"


def test_an_accepted_withdrawal_ends_the_job_with_its_day_and_cause(session: Session) -> None:
    world = make_world(session, 1)
    enrolled(session, world, world.hires[0])
    row = {"placement": world.hires[0].public_id, "cause": "2", "effective_on": TODAY}
    intake = MovementFileIn.model_validate({"movement": "02", "rows": [row]})
    reply(session, world, file_of(session, world, intake), None)
    placement = world.hires[0]
    assert statuses(session, [placement]) == [PlacementStatus.ENDED]
    assert (placement.ended_on, placement.end_cause) == (TODAY, "voluntary")


def test_051_proves_a_withdrawal(session: Session) -> None:
    world = make_world(session, 1)
    enrolled(session, world, world.hires[0])
    step(session, world, world.hires[0], "end", PlacementStepIn(cause="voluntary"))
    made = file_of(session, world, MovementFileIn(movement=MovementType.WITHDRAWAL))
    assert outcomes(reply(session, world, made, "051")) == [Outcome.EVIDENCE]


def test_an_accepted_wage_change_is_the_base_from_then_on(session: Session) -> None:
    world = make_world(session, 1)
    enrolled(session, world, world.hires[0])
    row = {
        "placement": world.hires[0].public_id,
        "contribution_base_mxn": "412.10",
        "effective_on": TODAY,
    }
    intake = MovementFileIn.model_validate({"movement": "07", "rows": [row]})
    reply(session, world, file_of(session, world, intake), None)
    assert statuses(session, world.hires) == [CONFIRMED]
    assert world.hires[0].registered_base_mxn == Decimal("412.10")


def test_staff_have_three_business_days_and_never_more_than_the_law(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    entered = reply(session, world, made, "059", moment=at(2026, 11, 18))
    assert entered.results[0].act_by == date(2026, 11, 23)


def test_what_is_overdue_is_due_today(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    entered = reply(session, world, made, "021", moment=at(2026, 12, 4))
    assert entered.results[0].act_by == date(2026, 12, 4)
