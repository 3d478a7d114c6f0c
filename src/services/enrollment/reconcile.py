"""What does not agree about hires, found every night; each finding opens its task once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy.orm import Session

from models.hiring_lifecycles import AWAITING_ENROLLMENT, VERIFIED_PLACEMENT
from models.placement import Placement
from models.repositories import follow_ups, reconciling, tasks
from models.task import Task
from models.vocabulary import TaskKind
from services.calendar import Moment
from services.consistency import findings
from services.enrollment.outcomes import NEVER_BEGAN, enrolled_without_job
from services.enrollment.tasks import Cause, close_by_itself, open_task
from services.enrollment.turns import answer_expected_on
from services.enrollment.wages import below_offer, difference_of, shortfall
from services.social_security.business_days import business_days_before
from services.social_security.tables import term

EMPLOYED = (*AWAITING_ENROLLMENT, *VERIFIED_PLACEMENT)
FOLLOW_UP_DAYS_OPEN = 10


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`opened` of the causes `found` were new; `closed` tasks no longer had theirs."""

    found: tuple[Cause, ...]
    opened: int
    closed: int


def reconcile(session: Session, moment: Moment) -> Reconciled:
    """Harmless when run again."""
    found = tuple(cause for find in FINDERS for cause in find(session, moment))
    opened = sum(open_task(session, cause, moment) for cause in found)
    keys = {cause.key for cause in found}
    over = [task for task in tasks.open_of_kinds(session, RECONCILED) if _is_over(task, keys)]
    for task in over:
        close_by_itself(session, task, moment)
    session.flush()
    return Reconciled(found, opened, len(over))


def _is_over(task: Task, keys: set[str]) -> bool:
    """A task that a reply opened is not over because the nightly search does not find it."""
    return task.key not in keys and task.code is None


def _overdue(session: Session, moment: Moment) -> Iterator[Cause]:
    """From here the person may register alone, and the employer stays liable (LSS 18)."""
    for placement in reconciling.not_filed_after(session, moment.today):
        yield Cause(
            kind=TaskKind.ENROLLMENT_OVERDUE,
            subject=f"{placement.public_id}:{placement.enrollment_due_on}",
            due_on=moment.today,
            placement=placement,
            details={"due_on": str(placement.enrollment_due_on), "status": str(placement.status)},
        )


def _unanswered(session: Session, moment: Moment) -> Iterator[Cause]:
    before = term("institute_answer") + 1
    last = business_days_before(moment.today, before, moment.holidays)
    for movement, placement in reconciling.unanswered_since(session, last):
        yield Cause(
            kind=TaskKind.REPLY_OVERDUE,
            subject=str(movement.public_id),
            due_on=moment.today,
            placement=placement,
            movement=movement,
            details={"filed_on": str(movement.filed_on), "movement": str(movement.movement)},
        )


def _without_job(session: Session, moment: Moment) -> Iterator[Cause]:
    for movement, placement in reconciling.enrolled_without_job(session, NEVER_BEGAN):
        yield enrolled_without_job(movement, placement, moment)


def _wages(session: Session, moment: Moment) -> Iterator[Cause]:
    for placement in reconciling.with_registered_base(session, VERIFIED_PLACEMENT):
        found = difference_of(placement, placement.starts_on or moment.today)
        if found is not None and found.falls_short:
            yield shortfall(placement, found, moment)


def _below_offer(session: Session, moment: Moment) -> Iterator[Cause]:
    for placement in reconciling.with_other_wage(session, EMPLOYED):
        cause = below_offer(placement, moment)
        if cause is not None:
            yield cause


def _papers(session: Session, moment: Moment) -> Iterator[Cause]:
    """Documents that are all over, and a temporary CURP past its day: each a cause of its own."""
    for placement, last in reconciling.with_expired_papers(session, EMPLOYED, moment.today):
        yield _expired(placement, "documents", last, moment)
    for placement, last in reconciling.with_temporary_keys(session, EMPLOYED):
        if last < moment.today:
            yield _expired(placement, "curp", last, moment)


def _expired(placement: Placement, papers: str, last: date, moment: Moment) -> Cause:
    """Papers that are renewed and run out again are another cause."""
    return Cause(
        kind=TaskKind.DOCUMENT_EXPIRED,
        subject=f"{placement.public_id}:{papers}:{last}",
        due_on=answer_expected_on(moment.today, moment),
        placement=placement,
        details={"papers": papers},
    )


def _follow_ups(session: Session, moment: Moment) -> Iterator[Cause]:
    last = business_days_before(moment.today, FOLLOW_UP_DAYS_OPEN, moment.holidays)
    for asked in follow_ups.open_due_by(session, last):
        yield Cause(
            kind=TaskKind.FOLLOW_UP_OVERDUE,
            subject=str(asked.public_id),
            due_on=moment.today,
            placement=asked.placement,
            details={"day": asked.day, "due_on": asked.due_on.isoformat()},
        )


def _counters(session: Session, moment: Moment) -> Iterator[Cause]:
    for sentence in findings(session):
        yield Cause(
            kind=TaskKind.DOES_NOT_AGREE,
            subject=sha256(sentence.encode()).hexdigest(),
            due_on=moment.today,
            details={"finding": sentence},
        )


def _without_movement(session: Session, moment: Moment) -> Iterator[Cause]:
    for placement in reconciling.filed_without_movement(session):
        yield Cause(
            kind=TaskKind.DOES_NOT_AGREE,
            subject=f"filed:{placement.public_id}",
            due_on=moment.today,
            placement=placement,
            details={"finding": "Filed, but no movement waits at the institute."},
        )


Finder = Callable[[Session, Moment], Iterator[Cause]]
FINDERS: tuple[Finder, ...] = (
    _overdue,
    _unanswered,
    _without_job,
    _wages,
    _below_offer,
    _papers,
    _follow_ups,
    _counters,
    _without_movement,
)
RECONCILED = (
    TaskKind.ENROLLMENT_OVERDUE,
    TaskKind.REPLY_OVERDUE,
    TaskKind.ENROLLED_WITHOUT_JOB,
    TaskKind.WAGE_CHECK,
    TaskKind.WAGE_BELOW_OFFER,
    TaskKind.DOCUMENT_EXPIRED,
    TaskKind.FOLLOW_UP_OVERDUE,
    TaskKind.DOES_NOT_AGREE,
)
