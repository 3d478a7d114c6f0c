"""A person's referrals in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from api.web.facts import EventView, Facts, told
from api.web.forms import Choice
from api.web.match_views import place_name, wage_words
from models.hiring_lifecycles import ReferralStatus
from models.lifecycles import OpeningStatus
from models.referral import Referral, ReferralEvent
from models.vocabulary import ConsentPurpose, DisclosureStage
from services.calendar import legal_day
from services.errors import N_
from services.referrals.disclosure import is_in_it
from services.referrals.own import Asked, OwnReferral, OwnStanding
from services.seekers.notices import CONSENT_TEXTS
from services.wording import say_choice, words
from services.wording.own_referrals import (
    KNOWN_BEFORE,
    LOST_AFTER,
    LOST_BEFORE,
    NEVER,
    OFFER_ANSWERS,
    OVER,
    SHARING_ANSWERS,
    WAYS_OUT,
    say_own_event,
    say_own_referral,
)

AGREED_TO = CONSENT_TEXTS[ConsentPurpose.SHARING_ON_REFERRAL]
ANSWERS = {Asked.SHARING: SHARING_ANSWERS, Asked.OFFER: OFFER_ANSWERS}


@dataclass(frozen=True, slots=True)
class ReferralView:
    """`opening`: where the whole of it can be read. `known`: what the employer knows. `lost`: what
    becomes of it when the person leaves by one of `ways_out`."""

    id: UUID
    title: str
    opening: UUID | None
    employer: str
    place: str
    state: str
    next: str
    is_asked: bool
    is_hired: bool
    is_under_way: bool
    facts: Facts
    known: str
    events: Sequence[EventView]
    ways_out: Sequence[Choice]
    lost: str


@dataclass(frozen=True, slots=True)
class AskedView:
    """`agreed_to`: the words of the consent, where that is what is asked."""

    title: str
    opening: UUID | None
    facts: Facts
    agreed_to: str
    answers: Sequence[Choice]


def referral_view(own: OwnReferral, lang: str) -> ReferralView:
    row, say = own.referral, words(lang)
    return ReferralView(
        id=row.public_id,
        title=row.opening.title,
        opening=_public(row),
        employer=_employer(row),
        place=place_name(row.opening.municipality),
        state=say_own_referral("state", row.status, lang),
        next=_next(own, lang),
        is_asked=own.asked is not None,
        is_hired=own.has_hire or row.disclosure is DisclosureStage.HIRE,
        is_under_way=own.is_under_way,
        facts=_facts(own, lang),
        known=_known(own, lang),
        events=[_event(event, lang) for event in row.events],
        ways_out=_choices({name: (label, "") for name, label in WAYS_OUT.items()}, lang)
        if own.may_leave
        else [],
        lost=say(LOST_BEFORE if own.known_since is None else LOST_AFTER),
    )


def _next(own: OwnReferral, lang: str) -> str:
    is_at_work = own.has_hire and own.is_under_way
    status = ReferralStatus.HIRED if is_at_work else own.referral.status
    return say_own_referral("next", status, lang) or words(lang)(OVER)


def asked_view(own: OwnReferral, asked: Asked, lang: str) -> AskedView:
    row, say = own.referral, words(lang)
    opening = row.opening
    return AskedView(
        title=opening.title,
        opening=_public(row),
        facts=told(
            [
                (say(N_("Employer")), _employer(row)),
                (say(N_("Place")), place_name(opening.municipality)),
                (say(N_("Wage")), wage_words(opening, lang)),
                (
                    say(N_("Schedule")),
                    say_choice("schedule", opening.schedule, lang) if opening.schedule else "",
                ),
            ]
        ),
        agreed_to=say(AGREED_TO) if asked is Asked.SHARING else "",
        answers=_choices(ANSWERS[asked], lang),
    )


def sent_already(standing: OwnStanding, opening: UUID, lang: str) -> str:
    """Where it stands, of an opening in somebody's list; empty where nothing is under way."""
    status = standing.under_way(opening)
    return say_own_referral("state", status, lang) if status else ""


def _facts(own: OwnReferral, lang: str) -> Facts:
    say, row = words(lang), own.referral
    until = row.expires_on if own.is_under_way else None
    return told(
        [
            (say(N_("Since")), say.day(legal_day(own.since))),
            (say(N_("Good until")), say.day(until) if until else ""),
            (say(N_("Wage")), wage_words(row.opening, lang)),
        ]
    )


def _known(own: OwnReferral, lang: str) -> str:
    say = words(lang)
    is_over = own.known_since is not None and not is_in_it(own.referral, own.referral.seeker)
    known = say_own_referral("known", own.referral.disclosure, lang)
    parts = [say(KNOWN_BEFORE) if is_over else known]
    if own.known_since is not None:
        day = say.day(legal_day(own.known_since))
        parts += [say(N_("Since %(day)s."), day=day), say(NEVER)]
    return " ".join(parts)


def _event(event: ReferralEvent, lang: str) -> EventView:
    day = words(lang).day(legal_day(event.happened_at or event.at))
    said_by = say_own_referral("actor", event.actor_kind, lang)
    about = " · ".join(part for part in (day, said_by) if part)
    return EventView(say_own_event(event.transition, event.to_status, lang), about, "")


def _employer(row: Referral) -> str:
    return row.employer.trade_name or row.employer.legal_name


def _public(row: Referral) -> UUID | None:
    is_public = row.opening.status is OpeningStatus.PUBLISHED
    return row.opening.public_id if is_public else None


def _choices(answers: Mapping[str, tuple[str, str]], lang: str) -> list[Choice]:
    say = words(lang)
    return [Choice(name, say(label), say(hint)) for name, (label, hint) in answers.items()]
