"""Every table, so that whoever imports this module knows the whole schema, and what is told of its
rows."""

from models import facts  # noqa: F401 - a session tells the facts of what it stores
from models.api_key import ApiKey
from models.assignment_run import AssignmentRow, AssignmentRun
from models.audit_event import AuditEvent, AuditHead
from models.base import Base
from models.center import Center
from models.change import Change
from models.consent import Consent
from models.demo_change import DemoChange
from models.employer import Employer, EmployerRegistration
from models.employer_member import EmployerMember
from models.enrollment import Enrollment
from models.follow_up import FollowUp
from models.form_draft import FormDraft
from models.idempotency_record import IdempotencyRecord
from models.identity_verdict import IdentityVerdict
from models.insured_name import InsuredName
from models.match_run import MatchRun, MatchRunInput, MatchRunRow
from models.match_run_audit import MatchRunAudit
from models.movement_file import MovementFile
from models.number_request import NumberRequest
from models.opening import Opening, OpeningLanguage, OpeningSkill
from models.outbox_message import OutboxMessage
from models.placement import Placement, PlacementEvent
from models.rate_bucket import RateBucket
from models.referral import Referral, ReferralEvent
from models.seeker import Seeker, SeekerLanguage, SeekerOccupation, SeekerSkill
from models.seeker_document import SeekerDocument
from models.staff_member import StaffMember
from models.task import Task
from models.timed_run import TimedRun
from models.web_session import EmployerSession, SeekerSession, StaffSession

metadata = Base.metadata

__all__ = [
    "ApiKey",
    "AssignmentRow",
    "AssignmentRun",
    "AuditEvent",
    "AuditHead",
    "Base",
    "Center",
    "Change",
    "Consent",
    "DemoChange",
    "Employer",
    "EmployerMember",
    "EmployerRegistration",
    "EmployerSession",
    "Enrollment",
    "FollowUp",
    "FormDraft",
    "IdempotencyRecord",
    "IdentityVerdict",
    "InsuredName",
    "MatchRun",
    "MatchRunAudit",
    "MatchRunInput",
    "MatchRunRow",
    "MovementFile",
    "NumberRequest",
    "Opening",
    "OpeningLanguage",
    "OpeningSkill",
    "OutboxMessage",
    "Placement",
    "PlacementEvent",
    "RateBucket",
    "Referral",
    "ReferralEvent",
    "Seeker",
    "SeekerDocument",
    "SeekerLanguage",
    "SeekerOccupation",
    "SeekerSession",
    "SeekerSkill",
    "StaffMember",
    "StaffSession",
    "Task",
    "TimedRun",
    "metadata",
]
