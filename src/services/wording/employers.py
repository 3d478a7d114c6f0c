"""The words of an employer's pages: causes, lines, files, and the fields of a movement."""

from collections.abc import Mapping

from models.filing_lifecycles import MovementFileStatus, MovementStatus
from models.lifecycles import EmployerStatus, OpeningStatus
from models.vocabulary import AfterTheJob, MovementType, RejectionReason, SuspensionReason
from services.errors import N_
from services.social_security.movements import WithdrawalCause, WorkerType

CAUSES: Mapping[WithdrawalCause, str] = {
    WithdrawalCause.END_OF_CONTRACT: N_("The contract came to its end"),
    WithdrawalCause.VOLUNTARY: N_("The person left by choice"),
    WithdrawalCause.ABANDONMENT: N_("The person stopped coming"),
    WithdrawalCause.DEATH: N_("The person died"),
    WithdrawalCause.CLOSURE: N_("The workplace closed"),
    WithdrawalCause.OTHER: N_("Another cause"),
    WithdrawalCause.ABSENCE: N_("Repeated absence"),
    WithdrawalCause.RESCISSION: N_("The employer ended the contract"),
    WithdrawalCause.RETIREMENT: N_("Retirement"),
    WithdrawalCause.PENSION: N_("Pension"),
}
AFTER: Mapping[AfterTheJob, str] = {
    AfterTheJob.ANOTHER_EMPLOYER: N_("To work for another employer"),
    AfterTheJob.INDEPENDENT: N_("To work independently"),
    AfterTheJob.OUT_OF_FORMAL_WORK: N_("Out of formal work"),
    AfterTheJob.UNKNOWN: N_("I do not know"),
}
MOVEMENTS: Mapping[MovementType, str] = {
    MovementType.ENROLLMENT: N_("Enrollments (08)"),
    MovementType.WAGE_CHANGE: N_("Wage changes (07)"),
    MovementType.WITHDRAWAL: N_("Withdrawals (02)"),
}
WORKER_TYPES: Mapping[WorkerType, str] = {
    WorkerType.PERMANENT: N_("Permanent"),
    WorkerType.TEMPORARY_CITY: N_("Temporary, city"),
    WorkerType.TEMPORARY_CONSTRUCTION: N_("Temporary, construction"),
    WorkerType.TEMPORARY_FIELD: N_("Temporary, field"),
}
LINES: Mapping[MovementStatus, str] = {
    MovementStatus.WAITING: N_("Waiting for the answer"),
    MovementStatus.ACCEPTED: N_("Accepted"),
    MovementStatus.PROVED: N_("It was already so"),
    MovementStatus.REFUSED: N_("Refused"),
    MovementStatus.UNCLEAR: N_("Answer not clear yet"),
    MovementStatus.WITHDRAWN: N_("Taken out, not sent"),
}
FILES: Mapping[MovementFileStatus, str] = {
    MovementFileStatus.OPEN: N_("Made, not sent yet"),
    MovementFileStatus.SENT: N_("Sent, waiting for answers"),
    MovementFileStatus.ANSWERED: N_("Every line is answered"),
    MovementFileStatus.DISCARDED: N_("Discarded"),
}
OPENINGS: Mapping[OpeningStatus, str] = {
    OpeningStatus.DRAFT: N_("Draft"),
    OpeningStatus.IN_REVIEW: N_("In review"),
    OpeningStatus.PUBLISHED: N_("Published"),
    OpeningStatus.PAUSED: N_("Paused"),
    OpeningStatus.FILLED: N_("Every position is taken"),
    OpeningStatus.CLOSED: N_("Closed"),
    OpeningStatus.REJECTED: N_("Not published"),
}
REJECTIONS: Mapping[RejectionReason, str] = {
    RejectionReason.DISCRIMINATES: N_("It turns people away by what the law protects"),
    RejectionReason.ASKS_FOR_MONEY: N_("It asks people for money"),
    RejectionReason.AGAINST_THE_LAW: N_("Its pay or hours are against the law"),
    RejectionReason.NOT_REAL: N_("There is no such work"),
    RejectionReason.UNCLEAR: N_("It does not say what the work is"),
    RejectionReason.DUPLICATE: N_("It is there twice"),
    RejectionReason.OTHER_REASON: N_("Another reason: the center tells it"),
}
# Why an opening waits for staff, or was not published, by its review codes.
REVIEWS: Mapping[str, str] = {
    "wage_below_floor": N_("It pays less than the law allows there"),
    "hours_above_limit": N_("Its week is longer than the law allows"),
    "closing_day_past": N_("Its last day is past"),
    "first_day_implausible": N_("Its first day is too far away"),
    "place_far_away": N_("Its point on the map is far from its municipality"),
    "minors_at_night": N_("It offers night work to people under 18"),
    "minors_hours_above_limit": N_("Its week is too long for people under 16, whom it accepts"),
    "demands_sex": N_("It asks for men or for women"),
    "demands_age": N_("It asks for an age"),
    "demands_looks": N_("It asks for a way to look"),
    "demands_family_status": N_("It asks for a marital status, or for people without children"),
    "demands_no_pregnancy": N_("It asks people not to be pregnant, or to prove it"),
    "demands_origin": N_("It asks for an origin, a nationality or a migration status"),
    "demands_health": N_("It shuts out people with an illness or a disability"),
    "demands_belief": N_("It asks for a religion, an opinion or an orientation"),
    "charges_workers": N_("It charges people for the work"),
    "keeps_papers": N_("It keeps the papers of people"),
    "denies_rights": N_("It takes away what the law gives: pay, or social security from the start"),
    "rejected_before": N_("Staff rejected it before"),
    **{str(reason): said for reason, said in REJECTIONS.items()},
}
STANDINGS: Mapping[EmployerStatus, str] = {
    EmployerStatus.UNVERIFIED: N_("Not verified yet"),
    EmployerStatus.IN_REVIEW: N_("To be verified again"),
    EmployerStatus.VERIFIED: N_("Verified"),
    EmployerStatus.SUSPENDED: N_("Suspended"),
}
# Those that staff take.
STANDING_STEPS: Mapping[str, str] = {
    "verify": N_("Verify the employer"),
    "suspend": N_("Suspend the employer"),
    "reinstate": N_("Let the employer in again, to be verified anew"),
}
SUSPENSIONS: Mapping[SuspensionReason, str] = {
    SuspensionReason.CHARGES_WORKERS: N_("It charges people for getting work"),
    SuspensionReason.FALSE_OPENINGS: N_("Its openings are not real"),
    SuspensionReason.COMPLAINTS: N_("People complained about it"),
    SuspensionReason.DISCRIMINATES: N_("It turns people away against the law"),
    SuspensionReason.DOES_NOT_ENROLL: N_("It does not enroll its workers at the institute"),
    SuspensionReason.NOT_REACHABLE: N_("It cannot be reached where it said"),
    SuspensionReason.ACCESS_MISUSED: N_("Somebody else uses its key or its log-ins"),
    SuspensionReason.OWN_REQUEST: N_("It asked for it"),
    SuspensionReason.OTHER: N_("Another reason"),
}
# What has happened to its standing.
STANDING_EVENTS: Mapping[str, str] = {
    "add": N_("Added, to be verified"),
    "add_verified": N_("Added as verified"),
    "submit": N_("Sent to be verified"),
    "verify": N_("Verified"),
    "refuse": N_("Not verified"),
    "suspend": N_("Suspended"),
    "reinstate": N_("Let in again, to be verified anew"),
}
OUTCOMES: Mapping[str, str] = {
    "accepted": N_("Accepted"),
    "evidence": N_("It was already so: taken as proof"),
    "refused": N_("Refused"),
    "unknown_code": N_("Unknown code: the employment service finds out"),
    "unchanged": N_("Already entered: nothing changed"),
    "conflicting": N_("Another answer than before: the employment service finds out"),
    "no_such_line": N_("No line of this file: the employment service finds out"),
}
TURNS: Mapping[str, str] = {
    "employer": N_("It is your turn."),
    "staff": N_("The employment service sees to it."),
}
# The fields of the record, by their names in the layout.
FIELDS: Mapping[str, str] = {
    "registration": N_("Employer registration"),
    "nss": N_("NSS"),
    "first_surname": N_("First surname"),
    "second_surname": N_("Second surname"),
    "given_names": N_("Given names"),
    "base_cents": N_("Contribution base"),
    "worker_type": N_("Worker type"),
    "wage_type": N_("Wage type"),
    "reduced_week": N_("Reduced week"),
    "movement_on": N_("Date of the movement"),
    "clinic": N_("Clinic (UMF)"),
    "guide": N_("Guide"),
    "worker_key": N_("Worker's key"),
    "cause": N_("Cause"),
    "curp": N_("CURP"),
    "blanks": N_("Spaces"),
    "zeros": N_("Zeros"),
    "format_mark": N_("Mark of the format"),
    "placement": N_("Hire"),
    "kind": N_("Movement"),
}
