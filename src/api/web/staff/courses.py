"""A referral or a placement as a page shows it: what it is, what happened, what may come next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from api.web.facts import EventView, Facts, corrected, evidence_shown, right_day
from api.web.forms import Choice
from api.web.lists import Row
from api.web.match_views import place_name
from api.web.staff.views import person_view
from models.hiring_lifecycles import NOT_FILED, PLACEMENT, REFERRAL
from models.placement import Placement
from models.referral import Referral
from models.timeline import TimelineEvent
from services.access.actor import Actor
from services.calendar import legal_day
from services.corrections import CORRECT, corrections
from services.enrollment.correct import is_correctable
from services.errors import N_
from services.social_security.reply_codes import reply_code
from services.steps import possible_steps
from services.wording import say_choice, words
from services.wording.enrollment import say_details, say_event
from services.wording.hiring import EVIDENCE, say_hiring
from services.wording.people import say_person
from services.wording.reasons import say_permission

# A hire is recorded as a placement; the referral follows by itself.
BY_PLACEMENT = "hire"


@dataclass(frozen=True, slots=True)
class Course:
    heading: str
    person: UUID
    facts: Facts
    events: Sequence[EventView]
    steps: Sequence[Choice]


def referral_course(referral: Referral, actor: Actor, lang: str) -> Course:
    say = words(lang)
    steps = possible_steps(REFERRAL, referral.status, actor)
    return Course(
        heading=say(N_("Referral of %(name)s"), name=person_view(referral.seeker).name),
        person=referral.seeker.public_id,
        facts=[
            *_opening_facts(referral, lang),
            (say(N_("Where it stands")), say_hiring("referral", referral.status, lang)),
            (say(N_("Permission to work")), _permission(referral, lang)),
            *(
                [(say(N_("Good until")), say.day(referral.expires_on))]
                if referral.expires_on
                else []
            ),
        ],
        events=_events(referral.events, "referral", lang),
        steps=_choices((step for step in steps if step != BY_PLACEMENT), lang),
    )


def placement_course(placement: Placement, actor: Actor, lang: str) -> Course:
    say = words(lang)
    wages = (
        (N_("Wage offered"), placement.offered_monthly_wage_mxn),
        (N_("Wage at the start"), placement.starting_monthly_wage_mxn),
    )
    days = (
        (N_("First day of work"), placement.starts_on),
        (N_("Last day for the enrollment"), placement.enrollment_due_on),
        (N_("Enrolled on"), placement.enrolled_on),
        (N_("Ended on"), placement.ended_on),
    )
    return Course(
        heading=say(N_("Placement of %(name)s"), name=person_view(placement.seeker).name),
        person=placement.seeker.public_id,
        facts=[
            *_opening_facts(placement, lang),
            (say(N_("Where it stands")), say_hiring("placement", placement.status, lang)),
            *(
                (say(label), say(N_("%(amount)s a month"), amount=say.money(wage)))
                for label, wage in wages
                if wage
            ),
            *((say(label), say.day(day)) for label, day in days if day),
        ],
        events=_events(
            placement.events, "placement", lang, f"/staff/placements/{placement.public_id}"
        ),
        steps=_choices(possible_steps(PLACEMENT, placement.status, actor), lang),
    )


def referral_row(referral: Referral, lang: str) -> Row:
    return Row(
        address=f"/staff/referrals/{referral.public_id}",
        person=person_view(referral.seeker).name,
        opening=referral.opening.title,
        employer=_employer(referral),
        status=say_hiring("referral", referral.status, lang),
        day=words(lang).day(legal_day(referral.updated_at)),
        is_overdue=False,
    )


def placement_row(placement: Placement, lang: str, today: date) -> Row:
    due = placement.enrollment_due_on
    return Row(
        address=f"/staff/placements/{placement.public_id}",
        person=person_view(placement.seeker).name,
        opening=placement.title,
        employer=_employer(placement),
        status=say_hiring("placement", placement.status, lang),
        day=words(lang).day(due) if due else "–",
        is_overdue=placement.status in NOT_FILED and due is not None and due < today,
    )


def evidence_choices(lang: str) -> list[Choice]:
    return [Choice(kind, words(lang)(label)) for kind, label in EVIDENCE.items()]


def _opening_facts(row: Referral | Placement, lang: str) -> Facts:
    say, agreed = words(lang), row if isinstance(row, Placement) else row.opening
    return [
        (say(N_("Opening")), agreed.title),
        (say(N_("Employer")), _employer(row)),
        (say(N_("Place")), place_name(agreed.municipality)),
    ]


def _employer(row: Referral | Placement) -> str:
    return row.employer.trade_name or row.employer.legal_name


def _permission(referral: Referral, lang: str) -> str:
    answer = say_choice("permission", referral.work_permission, lang)
    codes = [say_permission(code, lang) for code in referral.work_permission_codes]
    return ": ".join([answer, *codes[:1]])


def _choices(steps: Iterable[str], lang: str) -> list[Choice]:
    return [Choice(step, say_hiring("step", step, lang)) for step in steps]


def _events(
    events: Sequence[Any], family: str, lang: str, address: str | None = None
) -> list[EventView]:
    """With `address`, where one of them is put right."""
    later = corrections(events)
    return [
        EventView(
            _what(event, family, lang),
            _about(event, lang),
            event.note or "",
            corrected(later.get(event.sequence, ()), lang, partial(_right, lang)),
            f"{address}/events/{event.sequence}" if address and is_correctable(event) else "",
        )
        for event in events
        if event.transition != CORRECT
    ]


def event_view(placement: Placement, sequence: int, lang: str) -> EventView | None:
    """None where there is none that may be put right."""
    chosen = [it for it in placement.events if it.sequence == sequence and is_correctable(it)]
    later = corrections(placement.events).get(sequence, ())
    return _events([*chosen, *later], "placement", lang)[0] if chosen else None


def _right(lang: str, event: TimelineEvent) -> list[str]:
    return [*right_day(event, lang), *evidence_shown(event, lang), *filter(None, [event.note])]


def _what(event: TimelineEvent, family: str, lang: str) -> str:
    return say_event(event.transition, lang) or say_hiring(family, event.to_status, lang)


def _about(event: TimelineEvent, lang: str) -> str:
    day = words(lang).day(legal_day(event.happened_at or event.at))
    parts = [day, say_hiring("actor", event.actor_kind, lang)]
    parts += evidence_shown(event, lang)
    if event.code:
        parts.append(_code(event.transition, event.code, lang))
    return " · ".join([*parts, *say_details(event.details, lang)])


def _code(transition: str, code: str, lang: str) -> str:
    """Why a job ended, or the institute's code with what it means."""
    if transition == "end":
        return say_person("cause", code, lang)
    return f"{code}: {reply_code(code).meaning(lang)}"
