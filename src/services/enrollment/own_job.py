"""A person's own hires: where they stand, what is due and by whom, and what is asked of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models.center import Center
from models.filing_lifecycles import FollowUpStatus
from models.follow_up import FollowUp
from models.hiring_lifecycles import NOT_FILED, VERIFIED_PLACEMENT, PlacementStatus
from models.placement import Placement
from models.repositories import centers, follow_ups, placements
from models.vocabulary import ActorKind, EvidenceKind
from services.access.actor import Actor
from services.calendar import Moment
from services.enrollment.follow_ups import AnswerIn, answer_follow_up, read_follow_up
from services.enrollment.turns import answer_expected_on
from services.enrollment.wages import difference_of
from services.errors import N_, Conflict, IllegalTransition
from services.placements.schemas import PlacementStepIn
from services.placements.step import read_placement, step_placement
from services.repeats import RecordedOtherwise
from services.social_security.wage_check import WageDifference


class Next(StrEnum):
    """What the hire waits for. `BEGUN`: the first day has come, and nobody says that they began.
    `ALONE`: the employer's days are over (LSS 18)."""

    ACCEPT = "accept"
    START = "start"
    BEGUN = "begun"
    EMPLOYER_FILES = "employer_files"
    ALONE = "alone"
    INSTITUTE_ANSWERS = "institute_answers"
    EMPLOYER_CORRECTS = "employer_corrects"
    STAFF_CORRECT = "staff_correct"
    PROOF = "proof"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class OwnHire:
    """`by`: the last day of whoever has to act, None when there is none. `asked`: the question
    that is open, of the latest day where there are several."""

    placement: Placement
    center: Center | None
    next: Next
    by: date | None
    wage: WageDifference | None
    asked: FollowUp | None


class QuestionOver(Conflict):
    code = "question_over"
    message = N_("This question is not open any more. Nothing else is needed of you.")


class OfferOver(Conflict):
    code = "offer_over"
    message = N_("This offer is not open any more. Ask the center what happened.")


def own_hires(session: Session, actor: Actor, moment: Moment) -> Sequence[OwnHire]:
    """Newest first."""
    actor.require(ActorKind.SEEKER)
    asked = {row.placement_id: row for row in follow_ups.open_of_person(session, actor.id)}
    return [
        _own(session, row, asked.get(row.id), moment)
        for row in placements.of_person(session, actor.id)
    ]


def has_hires(session: Session, actor: Actor) -> bool:
    """Whether anything is under way that a person would look for first."""
    return bool(placements.open_of_seeker(session, actor.id))


def answer_own(
    session: Session, actor: Actor, asked: UUID, given: AnswerIn, moment: Moment
) -> None:
    """Raises QuestionOver where the job or the question ended without this answer."""
    actor.require(ActorKind.SEEKER)
    if read_follow_up(session, actor, asked).status is FollowUpStatus.CANCELLED:
        raise QuestionOver
    answer_follow_up(session, actor, asked, given, moment)


def own_question(session: Session, actor: Actor, asked: UUID) -> FollowUp:
    """Raises FollowUpNotFound where it is not theirs."""
    actor.require(ActorKind.SEEKER)
    return read_follow_up(session, actor, asked)


def own_offer(session: Session, actor: Actor, hire: UUID) -> Placement:
    """Raises PlacementNotFound where it is not theirs, OfferOver where nothing is asked."""
    actor.require(ActorKind.SEEKER)
    placement = read_placement(session, actor, hire)
    if placement.status is not PlacementStatus.OFFERED:
        raise OfferOver
    return placement


def answer_offer(
    session: Session, actor: Actor, hire: UUID, *, is_accepted: bool, moment: Moment
) -> None:
    """The person's word is the evidence. The same answer sent twice is harmless.

    Raises PlacementNotFound where it is not theirs, OfferOver where it went on without them.
    """
    actor.require(ActorKind.SEEKER)
    transition = "accept" if is_accepted else "decline"
    said = PlacementStepIn(evidence=EvidenceKind.STATEMENT)
    try:
        step_placement(session, actor, hire, transition, said, moment)
    except IllegalTransition:
        raise OfferOver from None
    except RecordedOtherwise:
        # Staff wrote the same answer down with a better paper: the word adds nothing.
        return


def _own(session: Session, placement: Placement, asked: FollowUp | None, moment: Moment) -> OwnHire:
    waits_for, by = next_of(placement, moment)
    return OwnHire(
        placement=placement,
        center=centers.by_id(session, placement.center_id),
        next=waits_for,
        by=by,
        wage=difference_of(placement, placement.starts_on or moment.today),
        asked=asked,
    )


def next_of(placement: Placement, moment: Moment) -> tuple[Next, date | None]:
    """What it waits for, and by when."""
    status, due = placement.status, placement.enrollment_due_on
    if status in NOT_FILED and due is not None and due < moment.today:
        return Next.ALONE, due
    if status is PlacementStatus.ENROLLMENT_FILED:
        return Next.INSTITUTE_ANSWERS, _answer_by(placement, moment)
    if status is PlacementStatus.ENROLLMENT_REFUSED:
        return _correction(placement)
    waits_for, first = WAITS_FOR.get(status, Next.NOTHING), placement.starts_on
    if waits_for is Next.START and first is not None and first < moment.today:
        return Next.BEGUN, first
    return waits_for, {Next.START: first, Next.EMPLOYER_FILES: due}.get(waits_for)


WAITS_FOR: Mapping[PlacementStatus, Next] = {
    PlacementStatus.OFFERED: Next.ACCEPT,
    PlacementStatus.ACCEPTED: Next.START,
    PlacementStatus.STARTED: Next.EMPLOYER_FILES,
    **dict.fromkeys(VERIFIED_PLACEMENT, Next.PROOF),
}


def _answer_by(placement: Placement, moment: Moment) -> date | None:
    filed = [row.filed_on for row in placement.enrollments if row.filed_on]
    return answer_expected_on(max(filed), moment) if filed else None


def _correction(placement: Placement) -> tuple[Next, date | None]:
    """Whose turn it is stands in the event of the refusal."""
    known = [event.details for event in placement.events if event.details]
    told: Mapping[str, Any] = next(
        (details for details in reversed(known) if details.get("turn")), {}
    )
    is_staff = told.get("turn") == str(ActorKind.STAFF)
    by = date.fromisoformat(told["act_by"]) if told.get("act_by") else placement.enrollment_due_on
    return (Next.STAFF_CORRECT if is_staff else Next.EMPLOYER_CORRECTS), by
