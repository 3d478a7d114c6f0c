"""A person's own referrals: what they see, what waits for them, and what they may do."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.consent import Consent
from models.hiring_lifecycles import ACTIVE_REFERRAL, REFERRAL, ReferralStatus
from models.referral import Referral, ReferralEvent
from models.repositories import consents, timelines
from models.seeker import Seeker
from models.vocabulary import ActorKind, ConsentChannel, ConsentPurpose, DisclosureStage
from services.access.actor import Actor
from services.errors import ConsentMissing, Forbidden, ReferralNotFound
from services.referrals.own import (
    ASKED,
    Asked,
    ReferralOver,
    own_referral,
    own_referrals,
    own_standing,
    step_own,
)
from services.referrals.step import step_referral
from services.seekers.notices import notice_for
from services.steps import StepIn, first_event, possible_steps
from services.wording.own_referrals import OFFER_ANSWERS, SHARING_ANSWERS, WAYS_OUT
from tests.factories import NOON, make_consent, make_opening, make_referral, make_seeker, make_staff

NOW = NOON + timedelta(days=1)
STATUS = ReferralStatus


@dataclass
class Person:
    session: Session
    seeker: Seeker

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.SEEKER, id=self.seeker.id, public_id=self.seeker.public_id)

    @property
    def staff(self) -> Actor:
        row = make_staff(self.session, center_id=self.seeker.center_id)
        return Actor(
            ActorKind.STAFF,
            id=row.id,
            public_id=row.public_id,
            role=row.role,
            center_id=row.center_id,
        )

    def referred(self, status: ReferralStatus = STATUS.PROPOSED) -> Referral:
        referral = make_referral(self.session, seeker=self.seeker, status=status)
        created = first_event(status, self.staff, "", NOON)
        timelines.add_to_referral(self.session, referral, ReferralEvent(**created))
        return referral

    def step(self, referral: Referral, transition: str, read_in: str = "es") -> None:
        named = referral.public_id
        step_own(self.session, self.actor, named, transition, read_in=read_in, now=NOW)

    def shared(self) -> list[Consent]:
        held = consents.in_force(self.session, [self.seeker.id]).get(self.seeker.id, {})
        return [row for purpose, row in held.items() if purpose == "sharing_on_referral"]


@pytest.fixture
def person(session: Session) -> Person:
    """Registered, and asked for nothing but matching yet."""
    return Person(session, make_seeker(session, consents=[]))


def test_a_yes_is_kept_with_the_words_and_language_that_were_read(person: Person) -> None:
    referral = person.referred()
    person.step(referral, "consent", "ht")
    (given,) = person.shared()
    notice = notice_for(ConsentPurpose.SHARING_ON_REFERRAL, "ht")
    assert (given.notice_language, given.notice_hash) == ("ht", notice.hash)
    assert (given.channel, given.recorded_by_kind) == (ConsentChannel.WEB, ActorKind.SEEKER)
    assert (referral.status, referral.consent_id) == (STATUS.CONSENTED, given.id)


def test_a_yes_alone_tells_the_employer_nothing(person: Person) -> None:
    referral = person.referred()
    person.step(referral, "consent")
    own = own_referral(person.session, person.actor, referral.public_id)
    assert referral.disclosure is DisclosureStage.PSEUDONYM
    assert own.known_since is None


def test_after_the_yes_staff_can_send(person: Person) -> None:
    referral, staff = person.referred(), person.staff
    send = lambda: step_referral(  # noqa: E731
        person.session, staff, referral.public_id, "send", StepIn(), now=NOW
    )
    person.step(referral, "consent")
    send()
    own = own_referral(person.session, person.actor, referral.public_id)
    assert (referral.status, own.known_since) == (STATUS.SENT, NOW)


def test_a_yes_sent_twice_is_taken_once(person: Person) -> None:
    referral = person.referred()
    person.step(referral, "consent")
    person.step(referral, "consent", "fr")
    taken = [event.transition for event in timelines.of_referral(person.session, referral.id)]
    assert taken == ["create", "consent"]
    assert len(person.session.scalars(select(Consent)).all()) == 1


def test_a_yes_that_comes_too_late_leaves_no_consent(person: Person) -> None:
    referral = person.referred(STATUS.EXPIRED)
    with pytest.raises(ReferralOver), person.session.begin_nested():
        person.step(referral, "consent")
    assert person.shared() == []


def test_who_takes_the_consent_back_is_not_sent(person: Person) -> None:
    referral, staff = person.referred(), person.staff
    person.step(referral, "consent")
    consents.withdraw(person.session, [row.id for row in person.shared()], NOW)
    with pytest.raises(ConsentMissing):
        step_referral(person.session, staff, referral.public_id, "send", StepIn(), now=NOW)


@pytest.mark.parametrize(
    ("status", "asked"),
    [(status, ASKED.get(status)) for status in ReferralStatus],
)
def test_what_is_asked_and_whether_one_may_leave_follows_from_where_it_stands(
    person: Person, status: ReferralStatus, asked: Asked | None
) -> None:
    own = own_referral(person.session, person.actor, person.referred(status).public_id)
    may_leave = status in ACTIVE_REFERRAL and asked is None
    assert (own.asked, own.may_leave) == (asked, may_leave)


@pytest.mark.parametrize("status", ReferralStatus)
def test_no_answer_and_no_way_out_is_shown_that_is_refused(
    person: Person, status: ReferralStatus
) -> None:
    own = own_referral(person.session, person.actor, person.referred(status).public_id)
    shown = {
        Asked.SHARING: set(SHARING_ANSWERS),
        Asked.OFFER: set(OFFER_ANSWERS),
        None: set(WAYS_OUT) if own.may_leave else set(),
    }[own.asked]
    assert shown <= set(possible_steps(REFERRAL, status, person.actor))


@pytest.mark.parametrize(
    ("status", "way_out", "leads_to"),
    [
        (STATUS.CONSENTED, "withdraw", STATUS.WITHDRAWN),
        (STATUS.SENT, "withdraw", STATUS.WITHDRAWN),
        (STATUS.INTERVIEW, "hired_elsewhere", STATUS.HIRED_ELSEWHERE),
        (STATUS.OFFERED, "accept", STATUS.ACCEPTED),
        (STATUS.OFFERED, "decline", STATUS.DECLINED_BY_PERSON),
    ],
)
def test_a_person_moves_their_referral(
    person: Person, status: ReferralStatus, way_out: str, leads_to: ReferralStatus
) -> None:
    referral = person.referred(status)
    person.step(referral, way_out)
    last = timelines.of_referral(person.session, referral.id)[-1]
    assert referral.status is leads_to
    assert (last.actor_kind, last.actor) == (ActorKind.SEEKER, str(person.seeker.public_id))


@pytest.mark.parametrize("transition", ["send", "offer", "not_select", "expire"])
def test_what_others_do_is_not_the_persons_to_do(person: Person, transition: str) -> None:
    referral = person.referred(STATUS.CONSENTED)
    with pytest.raises(Forbidden):
        person.step(referral, transition)


@pytest.mark.parametrize("transition", ["consent", "withdraw"])
def test_somebody_elses_referral_is_not_there(person: Person, transition: str) -> None:
    of_another = make_referral(person.session)
    with pytest.raises(ReferralNotFound):
        person.step(of_another, transition)
    with pytest.raises(ReferralNotFound):
        own_referral(person.session, person.actor, uuid4())
    assert own_referrals(person.session, person.actor) == []


def test_what_waits_for_the_person_comes_first_and_what_ended_last(person: Person) -> None:
    order = (STATUS.OFFERED, STATUS.EXPIRED, STATUS.SENT, STATUS.PROPOSED, STATUS.WITHDRAWN)
    for status in order:
        person.referred(status)
    found = own_referrals(person.session, person.actor)
    assert [own.referral.status for own in found] == [
        STATUS.PROPOSED,
        STATUS.OFFERED,
        STATUS.SENT,
        STATUS.WITHDRAWN,
        STATUS.EXPIRED,
    ]


@pytest.mark.parametrize(
    ("statuses", "is_any", "is_asked"),
    [
        ((), False, False),
        ((STATUS.EXPIRED,), True, False),
        ((STATUS.SENT, STATUS.PROPOSED), True, True),
        ((STATUS.OFFERED,), True, True),
    ],
)
def test_whether_anything_waits_is_known_at_a_glance(
    person: Person, statuses: tuple[ReferralStatus, ...], is_any: bool, is_asked: bool
) -> None:
    for status in statuses:
        person.referred(status)
    standing = own_standing(person.session, person.actor)
    assert (standing.is_any, standing.is_asked) == (is_any, is_asked)


def test_of_one_opening_the_last_referral_counts(person: Person) -> None:
    opening, left = make_opening(person.session), make_opening(person.session)
    to = [(opening, STATUS.EXPIRED), (opening, STATUS.SENT), (left, STATUS.WITHDRAWN)]
    for each, status in to:
        make_referral(person.session, seeker=person.seeker, opening=each, status=status)
    standing = own_standing(person.session, person.actor)
    assert standing.under_way(opening.public_id) is STATUS.SENT
    assert standing.under_way(left.public_id) is None
    assert standing.under_way(uuid4()) is None


def test_what_the_employer_knows_is_dated_by_the_day_it_learned_it(person: Person) -> None:
    referral, staff = person.referred(STATUS.CONSENTED), person.staff
    person.seeker.consents.append(make_consent(ConsentPurpose.SHARING_ON_REFERRAL))
    person.session.flush()
    for day, transition in enumerate(("send", "offer"), 1):
        at = NOON + timedelta(days=day)
        step_referral(person.session, staff, referral.public_id, transition, StepIn(), now=at)
    own = own_referral(person.session, person.actor, referral.public_id)
    assert own.known_since == NOON + timedelta(days=1)
    assert own.since == NOON + timedelta(days=2)
