"""An employer as staff see it: facts, what happened, people, keys, what may come next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.web.facts import EventView, Facts
from api.web.forms import Choice
from api.web.match_views import place_name
from models.api_key import ApiKey
from models.employer import Employer
from models.employer_member import EmployerMember
from models.lifecycles import EMPLOYER_VERIFICATION, OpeningStatus
from services.access.actor import Actor
from services.calendar import legal_day
from services.errors import N_
from services.steps import possible_steps
from services.vouching.read import Counts, EmployerListed, EmployerRead, StandingStep
from services.wording import Words, words
from services.wording.employers import (
    OPENINGS,
    STANDING_EVENTS,
    STANDING_STEPS,
    STANDINGS,
    SUSPENSIONS,
)

FOUND = 50


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """`waiting`: how many openings of it are in review."""

    id: UUID
    name: str
    rfc: str
    standing: str
    waiting: int
    changed: str


@dataclass(frozen=True, slots=True)
class MemberView:
    id: UUID
    email: str
    name: str
    state: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class KeyView:
    id: UUID
    begins: str
    scopes: str
    state: str
    is_live: bool


def listed(row: EmployerListed, lang: str) -> EmployerRow:
    say, employer = words(lang), row.employer
    return EmployerRow(
        id=employer.public_id,
        name=employer.trade_name or employer.legal_name,
        rfc=employer.rfc,
        standing=say(STANDINGS[employer.status]),
        waiting=row.openings.get(OpeningStatus.IN_REVIEW, 0),
        changed=say.day(legal_day(employer.updated_at)),
    )


def employer_facts(found: EmployerRead, lang: str) -> Facts:
    """What staff check before they vouch for it."""
    say, employer = words(lang), found.employer
    contact: Mapping[str, str | None] = employer.contact or {}
    registrations = ", ".join(row.number for row in employer.registrations if row.is_active)
    return [
        (say(N_("Where it stands")), say(STANDINGS[employer.status])),
        (say(N_("Legal name")), employer.legal_name),
        (say(N_("RFC")), employer.rfc),
        (
            say(N_("Municipality")),
            place_name(employer.municipality) if employer.municipality else "",
        ),
        (say(N_("Contact")), " · ".join(part for part in contact.values() if part)),
        (say(N_("Employer registration")), registrations),
        (say(N_("Migration institute's employer certificate")), _certificate(employer, say)),
        (say(N_("Workers")), _headcount(employer, say)),
        (say(N_("Openings")), _openings(found.openings, say)),
    ]


def _certificate(employer: Employer, say: Words) -> str:
    number, day = employer.inm_constancia_no, employer.inm_constancia_updated_on
    if number is None or day is None:
        return number or ""
    return say(N_("%(number)s, brought up to date on %(day)s"), number=number, day=say.day(day))


def _headcount(employer: Employer, say: Words) -> str:
    total, foreign = employer.headcount_total, employer.headcount_foreign
    if total is None or foreign is None:
        return "" if total is None else say.number(total)
    return say(
        N_("%(total)s, of them %(foreign)s foreigners"),
        total=say.number(total),
        foreign=say.number(foreign),
    )


def _openings(counts: Counts, say: Words) -> str:
    return " · ".join(
        f"{say(label)}: {say.number(counts[status])}"
        for status, label in OPENINGS.items()
        if status in counts
    )


def standing_events(found: EmployerRead, lang: str) -> Sequence[EventView]:
    """Latest first."""
    return [_event(step, words(lang)) for step in reversed(found.steps)]


def _event(step: StandingStep, say: Words) -> EventView:
    known = {str(reason): message for reason, message in SUSPENSIONS.items()}
    by = step.by or say(N_("the operator"))
    return EventView(
        label=say(STANDING_EVENTS[step.step]),
        about=f"{say.day(legal_day(step.at))} · {by}",
        note=say(known.get(step.reason or "", "")),
    )


def steps_for(employer: Employer, staff: Actor, lang: str) -> list[Choice]:
    """Those that staff take; an employer asks for its verification by being there."""
    steps = possible_steps(EMPLOYER_VERIFICATION, employer.status, staff)
    return [Choice(it, words(lang)(STANDING_STEPS[it])) for it in steps if it in STANDING_STEPS]


def reasons(lang: str) -> list[Choice]:
    return [Choice(str(reason), words(lang)(said)) for reason, said in SUSPENSIONS.items()]


def member_view(row: EmployerMember, lang: str, now: datetime) -> MemberView:
    say = words(lang)
    state = say(N_("Can log in")) if row.password_hash else say(N_("Has not come in yet"))
    if row.invitation_hash and row.invited_until and row.invited_until > now:
        until = say.day(legal_day(row.invited_until))
        state = say(N_("Invited until %(day)s"), day=until)
    if not row.is_active:
        state = say(N_("Has no access any more"))
    return MemberView(row.public_id, row.email, row.name, state, row.is_active)


def key_view(row: ApiKey, lang: str, now: datetime) -> KeyView:
    say = words(lang)
    is_over = row.expires_at is not None and row.expires_at <= now
    state = say(N_("Since %(day)s"), day=say.day(legal_day(row.created_at)))
    if row.revoked_at is not None:
        state = say(N_("Revoked on %(day)s"), day=say.day(legal_day(row.revoked_at)))
    is_live = row.revoked_at is None and not is_over
    return KeyView(row.public_id, f"{row.prefix}…", ", ".join(row.scopes), state, is_live)
