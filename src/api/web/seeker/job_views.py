"""A person's hires in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from api.web.facts import EventView, Facts, corrected, right_day, told
from api.web.match_views import place_name
from models.placement import Placement
from models.timeline import TimelineEvent
from services.calendar import legal_day
from services.corrections import CORRECT, corrections
from services.enrollment.own_job import Next, OwnHire
from services.errors import N_
from services.seekers.register import ONLINE
from services.social_security.reply_codes import reply_code
from services.wording import words
from services.wording.own_job import say_next, say_own

INSTITUTE_SAID = frozenset({"refuse_enrollment", "movement_refused", "reply_unclear"})
# The institute's answer and the step it brings are one thing to the person.
SAID_TWICE = frozenset({"movement_accepted", "movement_proved", "movement_refused"})


@dataclass(frozen=True, slots=True)
class QuestionView:
    id: UUID
    opening: str
    employer: str
    since: str


@dataclass(frozen=True, slots=True)
class OfferView:
    title: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class HireView:
    """`center` is whom to talk to: name and place. `offer` is the hire that waits for a yes."""

    title: str
    opening: UUID
    employer: str
    place: str
    state: str
    next: str
    is_alone: bool
    has_proof: bool
    facts: Facts
    wage: Sequence[str]
    events: Sequence[EventView]
    question: UUID | None
    offer: UUID | None
    center: Facts


def hire_view(own: OwnHire, lang: str) -> HireView:
    placement, say = own.placement, words(lang)
    return HireView(
        title=placement.title,
        opening=placement.opening.public_id,
        employer=employer_name(placement),
        place=place_name(placement.municipality),
        state=say_own("state", placement.status, lang),
        next=say_next(own.next, say.day(own.by) if own.by else None, lang),
        is_alone=own.next is Next.ALONE,
        has_proof=own.next not in {Next.ACCEPT, Next.START, Next.BEGUN, Next.NOTHING},
        facts=_facts(placement, lang),
        wage=_wage(own, lang),
        events=_events(placement.events, lang),
        question=own.asked.public_id if own.asked else None,
        offer=placement.public_id if own.next is Next.ACCEPT else None,
        center=_center(own, lang),
    )


def offer_view(placement: Placement, lang: str) -> OfferView:
    say, wage = words(lang), placement.offered_monthly_wage_mxn
    starts = placement.starts_on
    return OfferView(
        title=placement.title,
        facts=told(
            [
                (say(N_("Employer")), employer_name(placement)),
                (say(N_("Place")), place_name(placement.municipality)),
                (
                    say(N_("Wage")),
                    say(N_("%(amount)s a month"), amount=say.money(wage)) if wage else "",
                ),
                (say(N_("First day of work")), say.day(starts) if starts else ""),
            ]
        ),
    )


def question_view(asked_id: UUID, placement: Placement, lang: str) -> QuestionView:
    started = placement.starts_on
    return QuestionView(
        id=asked_id,
        opening=placement.title,
        employer=employer_name(placement),
        since=words(lang).day(started) if started else "",
    )


def employer_name(placement: Placement) -> str:
    return placement.employer.trade_name or placement.employer.legal_name


def _facts(placement: Placement, lang: str) -> Facts:
    say = words(lang)
    days = (
        (N_("First day of work"), placement.starts_on),
        (N_("Last day for the employer to register you"), placement.enrollment_due_on),
        (N_("Enrolled on"), placement.enrolled_on),
        (N_("Ended on"), placement.ended_on),
    )
    return told([(say(label), say.day(day) if day else "") for label, day in days])


def _wage(own: OwnHire, lang: str) -> list[str]:
    """What was offered, what social security has, and whether it falls short."""
    say, placement = words(lang), own.placement
    lines = []
    if placement.offered_monthly_wage_mxn is not None:
        amount = say.money(placement.offered_monthly_wage_mxn)
        lines.append(say(N_("You were offered %(amount)s a month."), amount=amount))
    if placement.starting_monthly_wage_mxn is not None:
        amount = say.money(placement.starting_monthly_wage_mxn)
        lines.append(say(N_("At the start it was written down as %(amount)s."), amount=amount))
    if placement.is_paid_below_offer:
        lines.append(say(LESS))
    if placement.registered_base_mxn is None:
        return lines
    base = say.money(placement.registered_base_mxn)
    lines.append(say(N_("Social security has a wage of %(amount)s a day for you."), amount=base))
    if own.wage is not None and own.wage.falls_short:
        due = say.money(own.wage.expected_base)
        lines.append(say(SHORT, amount=due))
    elif own.wage is not None:
        lines.append(say(N_("That fits what you were offered.")))
    return lines


LESS = N_(
    "That is less than you were offered, and what you accepted stands. "
    "The center already has this on its list; ask there."
)
SHORT = N_(
    "By what you were offered it should be %(amount)s a day. "
    "The center already has this on its list; ask there."
)


def _events(events: Sequence[TimelineEvent], lang: str) -> list[EventView]:
    shown, later = [], corrections(events)
    for place, event in enumerate(events, 1):
        is_told_next = place < len(events) and events[place].at == event.at
        if event.transition == CORRECT or (event.transition in SAID_TWICE and is_told_next):
            continue
        what = say_own("event", event.transition, lang) or say_own("state", event.to_status, lang)
        right = corrected(later.get(event.sequence, ()), lang, partial(right_day, lang=lang))
        shown.append(EventView(what, _when(event, lang), _more(event, lang), right))
    return shown


def _when(event: TimelineEvent, lang: str) -> str:
    day = words(lang).day(legal_day(event.happened_at or event.at))
    return " · ".join(part for part in (day, say_own("actor", event.actor_kind, lang)) if part)


def _more(event: TimelineEvent, lang: str) -> str:
    """What the institute's code means."""
    if event.transition not in INSTITUTE_SAID or not event.code:
        return ""
    return reply_code(event.code).meaning(lang)


def _center(own: OwnHire, lang: str) -> Facts:
    if own.center is None:
        return ()
    say, center = words(lang), own.center
    if center.code == ONLINE:
        return [(say(N_("Center")), say(N_("Any center of the employment service")))]
    return told(
        [
            (say(N_("Center")), center.name),
            (say(N_("Place")), center.address or place_name(center.municipality)),
        ]
    )
