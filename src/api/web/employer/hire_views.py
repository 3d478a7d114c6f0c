"""A hire as its employer sees it: who it is, what is due, what happened, what may come next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

from api.web.facts import EventView, Facts, choice, corrected, evidence_shown, right_day, told
from api.web.forms import Choice
from api.web.lists import Row
from api.web.match_views import place_name
from models.follow_up import FollowUp
from models.hiring_lifecycles import NOT_FILED, PLACEMENT, PlacementStatus
from models.placement import Placement, PlacementEvent
from models.timeline import TimelineEvent
from models.vocabulary import ActorKind, AfterTheJob, WageIs
from services.access.actor import Actor
from services.calendar import legal_day
from services.corrections import CORRECT, corrections
from services.errors import N_
from services.placements.disclosure import disclosed
from services.social_security.contribution_base import (
    PayPeriod,
    contribution_base,
    daily_wage,
)
from services.social_security.movements import WithdrawalCause
from services.social_security.reply_codes import reply_code
from services.social_security.wages import figures_begin
from services.steps import possible_steps
from services.wording import Words, words
from services.wording.employers import AFTER, CAUSES, TURNS
from services.wording.enrollment import say_details, say_event
from services.wording.hiring import say_hiring

STOPS = ("no_show", "not_accept", "cancel_opening")
STILL_HERE = N_("Does the person still work for you, after %(day)s days?")
NAMELESS = N_("A person whose name is shown once they agree")


@dataclass(frozen=True, slots=True)
class HireView:
    """`steps` are the transitions the employer may ask for now; `lacks` what the file needs."""

    id: UUID
    person: str
    status: str
    facts: Facts
    due: str
    is_overdue: bool
    lacks: Sequence[str]
    refusal: Sequence[str]
    events: Sequence[EventView]
    steps: Sequence[str]
    stops: Sequence[Choice]
    causes: Sequence[Choice]
    after: Sequence[Choice]
    questions: Sequence[tuple[UUID, str]]
    is_net: bool


def hire_row(placement: Placement, lang: str, today: date) -> Row:
    due = placement.enrollment_due_on
    return Row(
        address=f"/employer/hires/{placement.public_id}",
        person=_name(placement, lang),
        opening=placement.title,
        employer="",
        status=say_hiring("placement", placement.status, lang),
        day=words(lang).day(due) if due else "–",
        is_overdue=_is_overdue(placement, today),
    )


def hire_view(
    placement: Placement, asked: Sequence[FollowUp], actor: Actor, lang: str, today: date
) -> HireView:
    """Needs details, timeline and movements loaded."""
    say, due = words(lang), placement.enrollment_due_on
    steps = possible_steps(PLACEMENT, placement.status, actor)
    return HireView(
        id=placement.public_id,
        person=_name(placement, lang),
        status=say_hiring("placement", placement.status, lang),
        facts=_facts(placement, lang, today),
        due=say.day(due) if due and placement.status in NOT_FILED else "",
        is_overdue=_is_overdue(placement, today),
        lacks=_lacks(placement, say),
        refusal=_refusal(placement, lang),
        events=_events(placement.events, lang),
        steps=[step for step in steps if step not in STOPS and _is_timely(step, placement)],
        stops=[Choice(step, say_hiring("step", step, lang)) for step in STOPS if step in steps],
        causes=[Choice(it.word, say(CAUSES[it])) for it in WithdrawalCause],
        after=[Choice(it.value, say(AFTER[it])) for it in AfterTheJob],
        questions=[
            (
                row.public_id,
                say(STILL_HERE, day=row.day),
            )
            for row in asked
        ],
        is_net=placement.wage_is is WageIs.NET,
    )


def _is_timely(step: str, placement: Placement) -> bool:
    """An answer is asked for once something was filed."""
    return step != "confirm_enrollment" or placement.status is PlacementStatus.ENROLLMENT_FILED


def expected_base(placement: Placement, on: date) -> str:
    """Pesos a day, from the wage owed with the least benefits of the law; empty where it or
    the figures of the day are not known."""
    wage = placement.monthly_wage_mxn
    if wage is None or on < figures_begin():
        return ""
    daily = daily_wage(wage, PayPeriod.MONTH)
    where = placement.municipality
    return str(contribution_base(daily, municipality=where, on=on).amount)


def _facts(placement: Placement, lang: str, today: date) -> Facts:
    say, known = words(lang), disclosed(placement)
    base = expected_base(placement, placement.starts_on or today)
    days = (
        (N_("First day of work"), placement.starts_on),
        (N_("Last day for the enrollment"), placement.enrollment_due_on),
        (N_("Enrolled on"), placement.enrolled_on),
        (N_("Ended on"), placement.ended_on),
    )
    registered = placement.registered_base_mxn
    return told(
        [
            (say(N_("Where it stands")), say_hiring("placement", placement.status, lang)),
            (say(N_("Opening")), placement.title),
            (say(N_("Place")), place_name(placement.municipality)),
            (say(N_("Contract")), choice("contract", placement.contract, lang)),
            (say(N_("Phone")), known.phone or ""),
            (say(N_("E-mail")), known.email or ""),
            (say(N_("CURP")), known.curp or ""),
            (say(N_("Social security number (NSS)")), known.social_security_number or ""),
            (say(N_("RFC")), known.rfc or ""),
            *((say(label), say.day(day)) for label, day in days if day),
            (say(N_("Wage offered")), _wage(placement.offered_monthly_wage_mxn, placement, say)),
            (
                say(N_("Wage at the start")),
                _wage(placement.starting_monthly_wage_mxn, placement, say),
            ),
            (say(N_("Contribution base a day, at least")), f"${base}" if base else ""),
            (say(N_("Contribution base registered")), f"${registered}" if registered else ""),
            (
                say(N_("Employer registration")),
                placement.registration.number if placement.registration else "",
            ),
        ]
    )


def _wage(wage: Decimal | None, placement: Placement, say: Words) -> str:
    if wage is None:
        return ""
    amount = say(N_("%(amount)s a month"), amount=say.money(wage))
    is_net = placement.wage_is is WageIs.NET
    return f"{amount}, {say(N_('after taxes') if is_net else N_('before taxes'))}"


def _lacks(placement: Placement, say: Words) -> list[str]:
    """What the institute would refuse the registration for, and who is seeing to it."""
    if placement.status not in {*NOT_FILED, "accepted"}:
        return []
    known = disclosed(placement)
    found = []
    if not known.social_security_number:
        found.append(say(N_("The social security number is missing: the center helps to get it.")))
    if not known.curp:
        found.append(say(N_("There is no CURP yet: the enrollment may go without it.")))
    return found


def _refusal(placement: Placement, lang: str) -> list[str]:
    """What the institute's last answer means, whose turn it is and what to do."""
    if placement.status is not PlacementStatus.ENROLLMENT_REFUSED:
        return []
    codes = [row.reply_code for row in placement.enrollments if row.reply_code]
    if not codes:
        return []
    reply = reply_code(codes[-1])
    turn = words(lang)(TURNS[reply.turn])
    return [f"{reply.code}: {reply.meaning(lang)}", f"{turn} {reply.next_step(lang)}"]


def _events(events: Sequence[PlacementEvent], lang: str) -> list[EventView]:
    later = corrections(events)
    return [
        _event(event, later.get(event.sequence, ()), lang)
        for event in events
        if event.transition != CORRECT
    ]


def _event(event: PlacementEvent, later: Sequence[PlacementEvent], lang: str) -> EventView:
    """Notes of others are not for the employer."""
    day = words(lang).day(legal_day(event.happened_at or event.at))
    parts = [day, say_hiring("actor", event.actor_kind, lang)]
    parts += evidence_shown(event, lang)
    if event.code:
        parts.append(event.code)
    label = say_event(event.transition, lang) or say_hiring("placement", event.to_status, lang)
    is_own = event.actor_kind is ActorKind.EMPLOYER
    about = " · ".join([*parts, *say_details(event.details, lang)])
    note = (event.note or "") if is_own else ""
    return EventView(label, about, note, corrected(later, lang, partial(_right, lang)))


def _right(lang: str, event: TimelineEvent) -> list[str]:
    return [*right_day(event, lang), *evidence_shown(event, lang)]


def _name(placement: Placement, lang: str) -> str:
    return disclosed(placement).name or words(lang)(NAMELESS)


def _is_overdue(placement: Placement, today: date) -> bool:
    due = placement.enrollment_due_on
    return placement.status in NOT_FILED and due is not None and due < today
