"""What the API says of a hire on its way to enrollment and six months in the job."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from api.http.schemas import Out
from api.http.steps import EventOut, event_for
from models.enrollment import Enrollment
from models.hiring_lifecycles import NOT_FILED, PLACEMENT, VERIFIED_PLACEMENT
from models.placement import Placement
from services.access.actor import Actor
from services.social_security.deadlines import urgency
from services.steps import possible_steps


class EnrollmentOut(Out):
    """One movement at the institute. `reply_code` is null while accepted or unanswered; `line` is
    its place in a movement file, null where the employer filed by other means."""

    id: UUID
    movement: str
    status: str
    line: int | None
    contribution_base_mxn: Decimal | None
    effective_on: date
    filed_on: date | None
    receipt: str | None
    reply_code: str | None
    confirmed_at: datetime | None
    grade: str | None


class PlacementOut(Out):
    """`urgency` is of the enrollment, null once it is filed. `is_verified`: grade A or B.

    `title`, `municipality`, `contract` and `wage_is` are what was agreed on: those of the opening
    at the offer. `starting_monthly_wage_mxn` is what the start told where it is not what had been
    offered. `transitions` are those that you may ask for now.
    """

    id: UUID
    seeker: UUID
    opening: UUID
    employer: UUID
    referral: UUID | None
    status: str
    official_status: str | None
    title: str
    municipality: str
    contract: str | None
    wage_is: str | None
    starts_on: date | None
    enrollment_due_on: date | None
    urgency: str | None
    enrolled_on: date | None
    ended_on: date | None
    end_cause: str | None
    after_end: str | None
    offered_monthly_wage_mxn: Decimal | None
    starting_monthly_wage_mxn: Decimal | None
    registered_monthly_wage_mxn: Decimal | None
    registered_base_mxn: Decimal | None
    grade: str | None
    is_verified: bool
    transitions: list[str]
    created_at: datetime
    updated_at: datetime


class PlacementWithEvents(PlacementOut):
    enrollments: list[EnrollmentOut]
    events: list[EventOut]


def placement_out(placement: Placement, actor: Actor, today: date) -> PlacementOut:
    return PlacementOut(**_fields(placement, actor, today))


def placement_with_events(placement: Placement, actor: Actor, today: date) -> PlacementWithEvents:
    return PlacementWithEvents(
        **_fields(placement, actor, today),
        enrollments=[_enrollment(movement) for movement in placement.enrollments],
        events=[event_for(event, actor) for event in placement.events],
    )


def _enrollment(movement: Enrollment) -> EnrollmentOut:
    return EnrollmentOut(
        id=movement.public_id,
        movement=str(movement.movement),
        status=str(movement.status),
        line=movement.file_line,
        contribution_base_mxn=movement.contribution_base_mxn,
        effective_on=movement.effective_on,
        filed_on=movement.filed_on,
        receipt=movement.receipt,
        reply_code=movement.reply_code,
        confirmed_at=movement.confirmed_at,
        grade=movement.grade,
    )


def _fields(placement: Placement, actor: Actor, today: date) -> dict[str, object]:
    return {
        "id": placement.public_id,
        "seeker": placement.seeker.public_id,
        "opening": placement.opening.public_id,
        "employer": placement.employer.public_id,
        "referral": placement.referral.public_id if placement.referral else None,
        "status": str(placement.status),
        "official_status": PLACEMENT.official.get(placement.status),
        "urgency": _urgency(placement, today),
        "is_verified": placement.status in VERIFIED_PLACEMENT and placement.grade in {"A", "B"},
        "transitions": list(possible_steps(PLACEMENT, placement.status, actor)),
        **{name: getattr(placement, name) for name in SAME_NAMES},
    }


SAME_NAMES = (
    "title", "municipality", "contract", "wage_is",
    "starts_on", "enrollment_due_on", "enrolled_on", "ended_on", "end_cause",
    "after_end", "offered_monthly_wage_mxn", "starting_monthly_wage_mxn",
    "registered_monthly_wage_mxn", "registered_base_mxn", "grade", "created_at", "updated_at",
)  # fmt: skip


def _urgency(placement: Placement, today: date) -> str | None:
    due_on = placement.enrollment_due_on
    if placement.status not in NOT_FILED or due_on is None:
        return None
    return str(urgency(due_on, today))
