"""A person whom a center sent, as the employer hires them or not."""

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from models.hiring_lifecycles import ReferralStatus
from models.seeker import Seeker
from models.vocabulary import ActorKind, ConsentPurpose, DisclosureStage
from services.access.actor import Actor
from services.enrollment.own_job import answer_offer
from services.referrals.step import step_referral
from services.steps import StepIn
from tests.api.web.employer.conftest import Firm
from tests.factories import make_consent, make_referral, make_seeker

MENU = 'href="/employer/hires"'


@pytest.fixture
def referral(firm: Firm) -> str:
    with firm.runtime.database.write() as session:
        seeker = make_seeker(session, center_id=firm.world.center.id)
        seeker.consents = [make_consent(purpose) for purpose in ConsentPurpose]
        sent = make_referral(
            session,
            seeker=seeker,
            opening=firm.world.opening,
            status=ReferralStatus.SENT,
            disclosure=DisclosureStage.CONTACT,
        )
        return f"/employer/referrals/{sent.public_id}"


def step(firm: Firm, referral: str, transition: str) -> None:
    with firm.runtime.database.write() as session:
        step_referral(
            session,
            Actor(ActorKind.SYSTEM),
            UUID(referral.rpartition("/")[2]),
            transition,
            StepIn(),
            now=firm.moment.now,
        )


PHONE, EMAIL = "+529620000001", "maria@example.org"


@pytest.mark.parametrize("ending", ["withdraw", "hired_elsewhere", "expire", "cancel_opening"])
def test_whoever_is_no_longer_in_it_keeps_phone_and_mail_to_themselves(
    firm: Firm, referral: str, ending: str
) -> None:
    with firm.runtime.database.write() as session:
        person = session.scalars(select(Seeker).order_by(Seeker.id.desc())).first()
        person.phone, person.email = PHONE, EMAIL
    before = firm.boss.see(referral).text
    assert PHONE in before
    assert EMAIL in before

    step(firm, referral, ending)

    after = firm.boss.see(referral).text
    assert PHONE not in after
    assert EMAIL not in after
    name = re.search(r"<h1>([^<]+)</h1>", before)
    assert name
    assert name.group(0) in after


def test_an_offer_that_was_declined_leaves_the_name_alone(firm: Firm, referral: str) -> None:
    with firm.runtime.database.write() as session:
        person = session.scalars(select(Seeker).order_by(Seeker.id.desc())).first()
        person.phone = PHONE
        actor = Actor(ActorKind.SEEKER, id=person.id, public_id=person.public_id)
    hire = firm.boss.send(f"{referral}/hire", page=referral).headers["location"]
    before = firm.boss.see(hire).text
    with firm.runtime.database.write() as session:
        placement = UUID(hire.rpartition("/")[2])
        answer_offer(session, actor, placement, is_accepted=False, moment=firm.moment)
    after = firm.boss.see(hire).text
    name = re.search(r"<h1>([^<]+)</h1>", before)
    assert name
    assert name.group(0) in after
    assert (PHONE in before, PHONE in after) == (True, False)


@pytest.mark.parametrize("typed", ["20/11/2026", "1999-01-01", "2199-12-31"])
def test_a_first_day_that_cannot_be_keeps_the_page_the_menu_and_what_was_typed(
    firm: Firm, referral: str, typed: str
) -> None:
    refused = firm.boss.send(f"{referral}/hire", page=referral, starts_on=typed, has_accepted="1")
    assert refused.status_code == 422
    assert f'value="{typed}"' in refused.text
    assert re.search(r'id="starts_on-error">[^<]+', refused.text)
    assert re.search(r'id="has_accepted"[^>]+checked', refused.text)
    assert MENU in refused.text


def test_a_hire_sent_twice_is_refused_on_the_same_page(firm: Firm, referral: str) -> None:
    first = firm.boss.send(f"{referral}/hire", page=referral, has_accepted="1")
    again = firm.boss.send(f"{referral}/hire", page=referral, has_accepted="1")
    assert (first.status_code, again.status_code) == (303, 422)
    assert "Esto ya existe" in again.text
    assert MENU in again.text


def test_the_address_of_a_refused_hire_opened_anew_leads_to_the_referral(
    firm: Firm, referral: str
) -> None:
    opened = firm.boss.see(f"{referral}/hire")
    assert (opened.status_code, opened.headers["location"]) == (303, referral)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/employer/logout", "/employer"),
        ("/employer/hires/{hire}/follow-ups/{hire}", "/employer/hires/{hire}"),
    ],
)
def test_an_address_that_takes_a_form_alone_leads_to_the_page_of_the_form(
    firm: Firm, address: str, page: str
) -> None:
    hire = str(firm.hires[0])
    assert firm.boss.see(address.format(hire=hire)).headers["location"] == page.format(hire=hire)
