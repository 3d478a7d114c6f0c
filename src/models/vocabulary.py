"""The closed lists of words that columns hold; the values are those of the HTTP contract."""

from enum import StrEnum


class ActorKind(StrEnum):
    EMPLOYER = "employer"
    STAFF = "staff"
    PARTNER = "partner"
    SEEKER = "seeker"
    SYSTEM = "system"


class StaffRole(StrEnum):
    STAFF = "staff"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class CenterKind(StrEnum):
    MULTISERVICE = "multiservice"
    INTEGRATION = "integration"
    SHELTER = "shelter"
    PARTNER = "partner"
    OFFICE = "office"


class Schooling(StrEnum):
    NONE = "none"
    LITERATE = "literate"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    TECHNICAL = "technical"
    HIGH_SCHOOL = "high_school"
    HIGHER_TECHNICAL = "higher_technical"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"


class Level(StrEnum):
    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    NATIVE = "native"


class Schedule(StrEnum):
    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    WEEKENDS = "weekends"
    TEMPORARY = "temporary"
    ROTATING = "rotating"
    NIGHT = "night"


class Contract(StrEnum):
    INDEFINITE = "indefinite"
    FIXED_TERM = "fixed_term"
    PROJECT = "project"
    SEASONAL = "seasonal"
    HOURLY = "hourly"
    TRIAL = "trial"
    INITIAL_TRAINING = "initial_training"


class WageIs(StrEnum):
    GROSS = "gross"
    NET = "net"


class LinkOrigin(StrEnum):
    """How a catalog id came to stand beside a text: given, linked by the engine, or corrected."""

    GIVEN = "given"
    LINKED = "linked"
    CORRECTED = "corrected"


class ConsentPurpose(StrEnum):
    MATCHING = "matching"
    SHARING_ON_REFERRAL = "sharing_on_referral"
    CONTACT = "contact"


class ConsentChannel(StrEnum):
    WEB = "web"
    DESK = "desk"
    PHONE = "phone"
    PAPER = "paper"
    PARTNER = "partner"


class DisclosureStage(StrEnum):
    """What an employer may see of a person, rung by rung."""

    PSEUDONYM = "pseudonym"
    CONTACT = "contact"
    INTERVIEW = "interview"
    HIRE = "hire"


class SuspensionReason(StrEnum):
    """Why the employment service takes an employer out of every list."""

    CHARGES_WORKERS = "charges_workers"
    FALSE_OPENINGS = "false_openings"
    COMPLAINTS = "complaints"
    DISCRIMINATES = "discriminates"
    DOES_NOT_ENROLL = "does_not_enroll"
    NOT_REACHABLE = "not_reachable"
    ACCESS_MISUSED = "access_misused"
    OWN_REQUEST = "own_request"
    OTHER = "other"


class RejectionReason(StrEnum):
    """Why staff do not publish an opening; stands in its `review_codes`, for its employer too."""

    DISCRIMINATES = "discriminates"
    ASKS_FOR_MONEY = "asks_for_money"
    AGAINST_THE_LAW = "against_the_law"
    NOT_REAL = "not_real"
    UNCLEAR = "unclear"
    DUPLICATE = "duplicate"
    OTHER_REASON = "other_reason"


class EvidenceGrade(StrEnum):
    """A: the worker's own document. B: the employer's receipt. C: a statement only."""

    A = "A"
    B = "B"
    C = "C"


class EvidenceKind(StrEnum):
    CONSENT = "consent"
    STATEMENT = "statement"
    WRITTEN_TERMS = "written_terms"
    RIGHTS_CERTIFICATE = "rights_certificate"
    WEEKS_CERTIFICATE = "weeks_certificate"
    MOVEMENT_RECEIPT = "movement_receipt"
    PAYMENT_RECEIPT = "payment_receipt"


class MovementType(StrEnum):
    """Social-security movements by the institute's own codes."""

    WITHDRAWAL = "02"
    WAGE_CHANGE = "07"
    ENROLLMENT = "08"


class AfterTheJob(StrEnum):
    """Where a person went when a job ended: another formal job is not a loss."""

    ANOTHER_EMPLOYER = "another_employer"
    INDEPENDENT = "independent"
    OUT_OF_FORMAL_WORK = "out_of_formal_work"
    UNKNOWN = "unknown"


class TaskKind(StrEnum):
    """What somebody has to do about a hire on its way to enrollment and six months in the job."""

    ENROLLMENT_OVERDUE = "enrollment_overdue"
    REPLY_OVERDUE = "reply_overdue"
    IDENTITY = "identity"
    CHECK_IDENTITY = "check_identity"
    WAGE_CHECK = "wage_check"
    WAGE_BELOW_OFFER = "wage_below_offer"
    UNKNOWN_REPLY = "unknown_reply"
    CONFLICTING_REPLY = "conflicting_reply"
    UNKNOWN_LINE = "unknown_line"
    ENROLLED_WITHOUT_JOB = "enrolled_without_job"
    DOCUMENT_EXPIRED = "document_expired"
    FOLLOW_UP_OVERDUE = "follow_up_overdue"
    CONFLICTING_ANSWER = "conflicting_answer"
    DOES_NOT_AGREE = "does_not_agree"


class FollowUpAnswer(StrEnum):
    STILL_WORKING = "still_working"
    ENDED = "ended"
    NOT_REACHED = "not_reached"


class MissingNumber(StrEnum):
    """What a person lacks and the institutes' desks give."""

    SOCIAL_SECURITY_NUMBER = "social_security_number"
    CURP = "curp"


class Verdict(StrEnum):
    """Of two registrations: one person, or two who are easily taken for one another."""

    SAME = "same"
    DIFFERENT = "different"


class WorkAnswer(StrEnum):
    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"


class FeedKind(StrEnum):
    OPENING = "opening"
    SEEKER = "seeker"


class FeedOperation(StrEnum):
    UPSERT = "upsert"
    DELETE = "delete"
