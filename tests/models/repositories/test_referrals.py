from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.hiring_lifecycles import ReferralStatus
from models.repositories import referrals
from models.repositories.referrals import ReferralScope
from models.vocabulary import DisclosureStage
from tests.factories import make_center, make_employer, make_opening, make_referral, make_seeker


def test_a_referral_is_seen_within_the_scope_only(session: Session) -> None:
    referral = make_referral(session, disclosure=DisclosureStage.CONTACT)
    inside = ReferralScope(referral.employer_id, referral.center_id, referral.seeker_id)
    outside = [
        ReferralScope(employer_id=make_employer(session).id),
        ReferralScope(center_id=make_center(session).id),
        ReferralScope(seeker_id=make_seeker(session).id),
    ]
    assert referrals.by_public_id(session, referral.public_id, inside) is referral
    assert referrals.locked(session, referral.public_id, inside) is referral
    for scope in outside:
        assert referrals.by_public_id(session, referral.public_id, scope) is None
        assert referrals.locked(session, referral.public_id, scope) is None
        assert referrals.listed(session, scope).rows == []


def test_an_employer_is_not_told_of_a_referral_that_was_never_sent(session: Session) -> None:
    referral = make_referral(session, status=ReferralStatus.DECLINED_BY_PERSON)
    assert referrals.listed(session, ReferralScope(employer_id=referral.employer_id)).rows == []


def test_a_person_has_one_active_referral_to_an_opening(session: Session) -> None:
    first = make_referral(session)
    seeker, opening = make_seeker(session, id=None), make_opening(session)
    make_referral(session, seeker=seeker, opening=opening)
    with pytest.raises(IntegrityError):
        make_referral(session, seeker_id=first.seeker_id, opening_id=first.opening_id)


def test_after_the_end_of_one_there_may_be_another(session: Session) -> None:
    first = make_referral(session, status=ReferralStatus.EXPIRED)
    second = make_referral(session, seeker_id=first.seeker_id, opening_id=first.opening_id)
    assert referrals.active(session, first.seeker_id, first.opening_id) is second


def test_active_referrals_are_found_by_person_and_by_opening(session: Session) -> None:
    active = make_referral(session)
    make_referral(session, seeker_id=active.seeker_id, status=ReferralStatus.NOT_SELECTED)
    make_referral(session, opening_id=active.opening_id, status=ReferralStatus.WITHDRAWN)
    assert list(referrals.active_of_seeker(session, active.seeker_id)) == [active]
    assert list(referrals.active_of_opening(session, active.opening_id)) == [active]


def test_referrals_past_their_last_day_are_found(session: Session) -> None:
    today = date(2026, 11, 20)
    late = make_referral(session, expires_on=today - timedelta(days=1))
    make_referral(session, expires_on=today)
    make_referral(session, expires_on=None)
    assert list(referrals.expired(session, today)) == [late]


def test_a_list_can_be_of_one_status(session: Session) -> None:
    consented = make_referral(session, consented=True)
    make_referral(session)
    found = referrals.listed(session, ReferralScope(), ReferralStatus.CONSENTED)
    assert list(found.rows) == [consented]


def test_a_referral_comes_with_whom_it_concerns(session: Session) -> None:
    public_id = make_referral(session).public_id
    session.expunge_all()
    referral = referrals.by_public_id(session, public_id)
    assert referral is not None
    assert referral.seeker.given_names == "Persona"
    assert referral.opening.title == "Ayudante de cocina"
    assert referral.employer.rfc
    assert referral.events == []
