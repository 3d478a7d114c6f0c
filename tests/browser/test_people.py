"""The person's job, and the staff's pages about people: accessible, narrow, without script."""

from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from models.center import Center
from models.follow_up import FollowUp
from models.hiring_lifecycles import ReferralStatus
from models.number_request import NumberRequest
from models.seeker_document import SeekerDocument
from models.types import utc_now
from services.access.actor import SYSTEM
from services.calendar import Moment
from services.enrollment.follow_ups import make_follow_ups
from services.enrollment.number_desk import NumberRequestIn, request_number
from tests.browser.conftest import EMAIL, PASSWORD, Site
from tests.browser.test_accessibility import Inspector
from tests.enrollment_world import make_world, started
from tests.factories import make_opening, make_placement, make_referral, make_seeker

CODE, YEAR = "ABCD2345", "1992"
STAFF = (
    "/staff/people",
    "/staff/doubles",
    "/staff/numbers",
    "/staff/numbers?show=lacking",
    "/staff/follow-ups",
)


def furnish(site: Site) -> dict[str, UUID]:
    """Somebody with a late employer, asked at 30 days; namesakes; somebody without a number."""
    now = utc_now()
    today = Moment(now).today
    with site.runtime.database.write() as session:
        center = session.scalars(select(Center).where(Center.code == "TAP")).one()
        world = make_world(session, 0, title="Cocinera de fonda")
        worker = make_seeker(session, center_id=center.id, given_names="Marie Inventada")
        worker.return_code_index = CODE
        hire = started(session, world, seeker={"center_id": center.id})
        hire.seeker_id, hire.center_id = worker.id, center.id
        hire.starts_on = today - timedelta(days=31)
        hire.enrollment_due_on = hire.starts_on + timedelta(days=7)
        hire.registered_base_mxn = 200
        other = make_opening(session, title="Almacenista", employer_id=world.employer.id)
        offer = make_placement(session, seeker=worker, opening=other, center_id=center.id)
        sent = [
            make_referral(session, seeker=worker, status=status, center_id=center.id)
            for status in (ReferralStatus.SENT, ReferralStatus.PROPOSED)
        ]
        twin = make_seeker(session, center_id=center.id, given_names="Marie Inventada")
        lacking = make_seeker(session, center_id=center.id, social_security_number=None)
        asked = {"seeker": lacking.public_id, "missing": "social_security_number"}
        wanted = NumberRequestIn.model_validate({**asked, "has_consented": True})
        request_number(session, SYSTEM, wanted, Moment(now))
        make_seeker(session, center_id=center.id, curp=None)
        make_follow_ups(session, Moment(now))
        return {
            "worker": worker.public_id,
            "twin": twin.public_id,
            "offer": offer.public_id,
            "referral": sent[-1].public_id,
            "paper": session.scalars(
                select(SeekerDocument.public_id).where(SeekerDocument.seeker_id == worker.id)
            ).one(),
            "number": session.scalars(select(NumberRequest.public_id)).first(),
            "asked": session.scalars(select(FollowUp.public_id)).first(),
        }


@pytest.fixture(scope="module")
def people(site: Site) -> dict[str, UUID]:
    return furnish(site)


def come_back(page: Page, site: Site, lang: str = "es") -> None:
    page.goto(f"{site.address}/return?lang={lang}")
    page.fill("#code", CODE)
    page.fill("#year", YEAR)
    page.click("#form .actions button")


def log_in(page: Page, site: Site, lang: str = "es") -> None:
    page.goto(f"{site.address}/staff/login?lang={lang}")
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.click("#form .actions button")


def staff_pages(people: dict[str, UUID]) -> tuple[str, ...]:
    person = f"/staff/people/{people['worker']}"
    return (
        *STAFF,
        person,
        f"{person}/papers/new",
        f"{person}/papers/{people['paper']}",
        f"{person}/identifiers",
        f"{person}/same/{people['twin']}",
        f"{person}/erase",
        f"/staff/numbers/{people['number']}",
        f"/staff/follow-ups/{people['asked']}",
    )


def look_at(page: Page, address: str, inspect: Inspector) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, address
    inspect(page)


@pytest.mark.parametrize("lang", ["es", "ht", "fr"])
def test_the_job_referrals_and_what_they_ask_are_accessible(
    desktop: Page, site: Site, people: dict[str, UUID], lang: str
) -> None:
    inspect = Inspector()
    come_back(desktop, site, lang)
    for path in ("/job", "/erase", "/referrals"):
        look_at(desktop, site.address + path, inspect)
    for summary in desktop.locator("main summary").all():
        summary.click()
    inspect(desktop)
    questions = (
        f"/job/question/{people['asked']}",
        f"/job/offer/{people['offer']}",
        f"/referrals/{people['referral']}",
    )
    for path in questions:
        look_at(desktop, site.address + path, inspect)
        desktop.click("#form .actions button")
        assert desktop.locator(".summary").count() == 1
        inspect(desktop)
    assert desktop.get_attribute("html", "lang") == lang
    assert inspect.found == []


@pytest.mark.parametrize("lang", ["es", "en"])
def test_staff_pages_about_people_are_accessible(
    desktop: Page, site: Site, people: dict[str, UUID], lang: str
) -> None:
    inspect = Inspector()
    log_in(desktop, site, lang)
    for path in staff_pages(people):
        look_at(desktop, site.address + path, inspect)
    desktop.goto(f"{site.address}/staff/people")
    desktop.fill("#text", "marie inventada")
    desktop.click("main form .actions button")
    inspect(desktop)
    assert inspect.found == []


@pytest.mark.parametrize("lang", ["es", "en"])
def test_what_staff_have_to_mend_is_accessible(
    desktop: Page, site: Site, people: dict[str, UUID], lang: str
) -> None:
    inspect = Inspector()
    log_in(desktop, site, lang)
    person = f"{site.address}/staff/people/{people['worker']}"
    wrong = {"papers/new": ("#seen_hash", "x"), "identifiers": ("#curp", "NO ES CURP")}
    for path, (field, typed) in wrong.items():
        desktop.goto(f"{person}/{path}")
        for folded in desktop.locator("main summary").all():
            folded.click()
        desktop.fill(field, typed)
        desktop.click("#form .actions button")
        assert desktop.locator(".summary").count() == 1
        inspect(desktop)
    assert inspect.found == []


def test_a_paper_is_added_and_taken_out_without_script(
    phone: Page, site: Site, people: dict[str, UUID]
) -> None:
    log_in(phone, site)
    person = f"{site.address}/staff/people/{people['twin']}"
    phone.goto(f"{person}/papers/new")
    phone.select_option("#kind", "tvrh")
    phone.click("#form .actions button")
    phone.click("main a[href*='/papers/']:not([href$=new]) >> nth=-1")
    before = phone.url
    phone.click("main summary >> nth=-1")
    phone.click("form[action$=remove] button")
    phone.wait_for_url("**/people/*#papers")
    assert before not in [link.get_attribute("href") for link in phone.locator("main a").all()]


def test_a_person_answers_without_script(phone: Page, site: Site, people: dict[str, UUID]) -> None:
    come_back(phone, site)
    phone.click("text=Responda: ¿sigue en este empleo?")
    phone.check("input[value=still]")
    phone.click("#form .actions button")
    assert "Su respuesta quedó anotada" in phone.inner_text("main")
