"""Hard gates: may this person work there, and what rules a pair out."""

from matching.eligibility.documents import (
    DocumentRule,
    DocumentRules,
    HeldDocument,
    document_rule,
    document_rules,
    grants_of,
)
from matching.eligibility.gates import GATES, failed_gates, obstacles
from matching.eligibility.permission import WorkPermission, permission_end, work_permission
from matching.eligibility.reasons import CODES, CodeMeaning, Reason, Subject, Tone, reason

__all__ = [
    "CODES",
    "GATES",
    "CodeMeaning",
    "DocumentRule",
    "DocumentRules",
    "HeldDocument",
    "Reason",
    "Subject",
    "Tone",
    "WorkPermission",
    "document_rule",
    "document_rules",
    "failed_gates",
    "grants_of",
    "obstacles",
    "permission_end",
    "reason",
    "work_permission",
]
