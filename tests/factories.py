"""Invented people, employers and openings for tests. Identifiers are well-formed and valid.

Each function adds one row to the session and flushes it; keyword arguments override fields, and
the words in front of them (`verified`, `published`, …) are traits.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from models.api_key import ApiKey
from models.center import Center
from models.consent import Consent
from models.employer import Employer, EmployerRegistration
from models.hiring_lifecycles import PlacementStatus, ReferralStatus
from models.lifecycles import EmployerStatus, OpeningStatus, SeekerStatus
from models.opening import Opening, OpeningLanguage, OpeningSkill
from models.placement import Placement, terms_of
from models.referral import Referral
from models.seeker import Seeker, SeekerLanguage, SeekerOccupation, SeekerSkill
from models.seeker_document import SeekerDocument
from models.staff_member import StaffMember
from models.vocabulary import (
    ActorKind,
    CenterKind,
    ConsentChannel,
    ConsentPurpose,
    Contract,
    Level,
    Schedule,
    Schooling,
    StaffRole,
    WageIs,
    WorkAnswer,
)

TAPACHULA, TIJUANA = "07089", "02004"
NOON = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)

_numbers = count(1)
_CURP_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
_RFC_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"


def make_center(session: Session, **fields: Any) -> Center:
    number = next(_numbers)
    values: dict[str, Any] = {
        "code": f"center-{number}",
        "name": f"Centro {number}",
        "kind": CenterKind.MULTISERVICE,
        "municipality": TAPACHULA,
    }
    return _add(session, Center(**values | fields))


def make_staff(session: Session, *, supervisor: bool = False, **fields: Any) -> StaffMember:
    values: dict[str, Any] = {
        "email": f"staff{next(_numbers)}@example.org",
        "name": "Personal Inventado",
        "role": StaffRole.SUPERVISOR if supervisor else StaffRole.STAFF,
        "password_hash": "not a hash",
    }
    if "center_id" not in fields:
        values["center_id"] = make_center(session).id
    return _add(session, StaffMember(**values | fields))


def make_employer(session: Session, *, verified: bool = True, **fields: Any) -> Employer:
    number = next(_numbers)
    values: dict[str, Any] = {
        "rfc": valid_rfc(number),
        "legal_name": f"Empresa Inventada {number} SA de CV",
        "status": EmployerStatus.VERIFIED if verified else EmployerStatus.UNVERIFIED,
        "municipality": TAPACHULA,
        "contact": {"name": "Contacto Inventado", "phone": None, "email": "rh@example.org"},
    }
    return _add(session, Employer(**values | fields))


def make_registration(session: Session, employer: Employer, **fields: Any) -> EmployerRegistration:
    values: dict[str, Any] = {
        "employer_id": employer.id,
        "number": f"A01{next(_numbers):05}101",
        "municipality": TAPACHULA,
        "subdelegation": "02",
    }
    return _add(session, EmployerRegistration(**values | fields))


def make_opening(session: Session, *, published: bool = True, **fields: Any) -> Opening:
    number = next(_numbers)
    values: dict[str, Any] = {
        "external_id": f"opening-{number}",
        "status": OpeningStatus.PUBLISHED if published else OpeningStatus.DRAFT,
        "title": "Ayudante de cocina",
        "description": "Apoyo en la preparación de alimentos.",
        "positions": 2,
        "municipality": TAPACHULA,
        "schooling": Schooling.PRIMARY,
        "monthly_wage_mxn": Decimal("9800.00"),
        "wage_is": WageIs.GROSS,
        "schedule": Schedule.FULL_TIME,
        "weekly_hours": 48,
        "contract": Contract.INDEFINITE,
        "offers": ["meals"],
        "contact": {"name": "Contacto Inventado", "phone": None, "email": "rh@example.org"},
        "skills": [OpeningSkill(position=0, is_required=True, text="cocinar")],
        "languages": [OpeningLanguage(language="es", level=Level.BASIC)],
        "published_at": NOON if published else None,
    }
    if "employer_id" not in fields:
        values["employer_id"] = make_employer(session).id
    return _add(session, Opening(**values | fields))


def make_seeker(
    session: Session, *, consenting: bool = True, documented: bool = True, **fields: Any
) -> Seeker:
    number = next(_numbers)
    values: dict[str, Any] = {
        "external_id": f"seeker-{number}",
        "status": SeekerStatus.REGISTERED,
        "is_matchable": consenting,
        "given_names": "Persona",
        "first_surname": "Inventada",
        "born_on": date(1992, 3, 4),
        "sex": "M",
        "nationality": "HN",
        "population": "refugee",
        "phone": "+529620000000",
        "curp": valid_curp(number),
        "curp_kind": "permanent",
        "social_security_number": valid_social_security_number(number),
        "preferred_language": "es",
        "municipality": TAPACHULA,
        "max_commute_km": 20,
        "schooling": Schooling.SECONDARY,
        "schedules": ["full_time"],
        "needs": [],
        "occupations": [SeekerOccupation(position=0, title="cocinera", months=24)],
        "skills": [SeekerSkill(position=0, text="cocinar")],
        "languages": [SeekerLanguage(language="es", level=Level.NATIVE)],
        "documents": [make_document()] if documented else [],
        "consents": [make_consent(purpose) for purpose in ConsentPurpose] if consenting else [],
    }
    if "center_id" not in fields:
        values["center_id"] = make_center(session).id
    return _add(session, Seeker(**values | fields))


def make_document(**fields: Any) -> SeekerDocument:
    """Not yet in a session."""
    values: dict[str, Any] = {
        "kind": "tvrh",
        "number": f"DOC{next(_numbers):07}",
        "valid_until": NOON.date() + timedelta(days=300),
    }
    return SeekerDocument(**values | fields)


def make_consent(purpose: ConsentPurpose, **fields: Any) -> Consent:
    """Not yet in a session."""
    values: dict[str, Any] = {
        "purpose": purpose,
        "given_at": NOON,
        "notice_version": "2026-11",
        "notice_language": "es",
        "notice_hash": "0" * 64,
        "channel": ConsentChannel.DESK,
        "recorded_by_kind": ActorKind.STAFF,
    }
    return Consent(**values | fields)


def make_referral(session: Session, *, consented: bool = False, **fields: Any) -> Referral:
    seeker = fields.pop("seeker", None) or make_seeker(session)
    opening = fields.pop("opening", None) or make_opening(session)
    values: dict[str, Any] = {
        "seeker_id": seeker.id,
        "opening_id": opening.id,
        "employer_id": opening.employer_id,
        "center_id": seeker.center_id,
        "status": ReferralStatus.CONSENTED if consented else ReferralStatus.PROPOSED,
        "work_permission": WorkAnswer.YES,
    }
    return _add(session, Referral(**values | fields))


def make_placement(session: Session, *, started: bool = False, **fields: Any) -> Placement:
    seeker = fields.pop("seeker", None) or make_seeker(session)
    opening = fields.pop("opening", None) or make_opening(session)
    values: dict[str, Any] = {
        "seeker_id": seeker.id,
        "opening_id": opening.id,
        "employer_id": opening.employer_id,
        "center_id": seeker.center_id,
        "status": PlacementStatus.STARTED if started else PlacementStatus.OFFERED,
        **terms_of(opening),
        "offered_monthly_wage_mxn": Decimal("9800.00"),
        "starts_on": date(2026, 11, 12),
        "enrollment_due_on": date(2026, 11, 20),
    }
    return _add(session, Placement(**values | fields))


def make_key(session: Session, **fields: Any) -> ApiKey:
    """A key whose secret nobody knows."""
    values: dict[str, Any] = {
        "prefix": f"pnt_test_{next(_numbers)}",
        "key_hash": "0" * 64,
        "is_test": True,
    }
    if "employer_id" not in fields and "center_id" not in fields:
        values["employer_id"] = make_employer(session).id
    return _add(session, ApiKey(**values | fields))


def valid_curp(number: int) -> str:
    """A CURP with the right digit, of a woman born abroad on 4 March 1992."""
    consonants = "".join("BCDFGHJKLMNPQRSTVWXYZ"[number // 21**power % 21] for power in range(3))
    body = f"IAXP920304MNE{consonants}{number // 9261 % 10}"
    total = sum(_CURP_ALPHABET.index(c) * (18 - i) for i, c in enumerate(body))
    return f"{body}{-total % 10}"


def valid_social_security_number(number: int) -> str:
    body = f"79{number // 10000 % 100:02}92{number % 10000:04}"
    total = sum(sum(divmod(int(c) * (i % 2 + 1), 10)) for i, c in enumerate(body))
    return f"{body}{-total % 10}"


def valid_rfc(number: int) -> str:
    """The RFC of a company founded on 7 March 2014, with the right digit."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    initials = "".join(letters[number // 24**power % 24] for power in range(3))
    body = f"{initials}140307A{number // 24**3 % 9 + 1}"
    total = sum(_RFC_ALPHABET.index(c) * (13 - i) for i, c in enumerate(f" {body}"))
    return f"{body}{'0A987654321'[total % 11]}"


def _add(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row
