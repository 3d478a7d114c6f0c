"""The door to the identifiers: read one, see what is wrong and where, compare it with a person."""

from services.social_security.curp import BORN_ABROAD, Curp, may_be_same_person, read_curp
from services.social_security.curp_bearer import (
    Bearer,
    CurpKind,
    check_validity,
    compare_curp,
    expected_letters,
    longest_temporary_validity,
)
from services.social_security.employer_registration import (
    EmployerRegistration,
    read_employer_registration,
)
from services.social_security.findings import Finding, Flaw, Grade, Reading
from services.social_security.nss import SocialSecurityNumber, compare_nss, read_nss
from services.social_security.rfc import Rfc, RfcKind, compare_rfc, read_rfc

__all__ = [
    "BORN_ABROAD",
    "Bearer",
    "Curp",
    "CurpKind",
    "EmployerRegistration",
    "Finding",
    "Flaw",
    "Grade",
    "Reading",
    "Rfc",
    "RfcKind",
    "SocialSecurityNumber",
    "check_validity",
    "compare_curp",
    "compare_nss",
    "compare_rfc",
    "expected_letters",
    "longest_temporary_validity",
    "may_be_same_person",
    "read_curp",
    "read_employer_registration",
    "read_nss",
    "read_rfc",
]
