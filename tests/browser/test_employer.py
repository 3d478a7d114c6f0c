"""An employer with a browser: the pages of a hire from its first day to the institute's answer."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from models.employer_member import EmployerMember
from models.types import utc_now
from services.access.passwords import hash_password
from services.calendar import legal_day
from tests.browser.conftest import NARROW, PASSWORD, Site
from tests.browser.test_accessibility import Inspector
from tests.enrollment_world import make_world

EMAIL = "rh@empresa.example"


@pytest.fixture(scope="module")
def firm(site: Site) -> Site:
    started = legal_day(utc_now()) - timedelta(days=2)
    with site.runtime.database.write() as session:
        world = make_world(session, 2, title="Ayudante de cocina")
        for hire in world.hires:
            hire.starts_on, hire.enrollment_due_on = started, started + timedelta(days=7)
        member = EmployerMember(employer_id=world.employer.id, email=EMAIL)
        member.password_hash = hash_password(PASSWORD)
        session.add(member)
    return site


def log_in(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/employer")
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")


def test_the_pages_of_employers_are_accessible(desktop: Page, firm: Site) -> None:
    inspect = Inspector()
    desktop.goto(f"{firm.address}/employer/welcome")
    inspect(desktop)
    desktop.goto(f"{firm.address}/employer/login")
    inspect(desktop)
    log_in(desktop, firm)
    inspect(desktop)
    for path in (
        "referrals", "hires", "files", "openings", "openings/new", "openings/sheet",
        "registrations", "files/new",
    ):  # fmt: skip
        desktop.goto(f"{firm.address}/employer/{path}")
        inspect(desktop)
    desktop.click("button[value=make]")
    inspect(desktop)
    desktop.goto(f"{firm.address}/employer/hires")
    desktop.click("tbody th a >> nth=0")
    inspect(desktop)
    assert inspect.found == []


def test_a_file_is_made_taken_and_answered_without_script(phone: Page, firm: Site) -> None:
    log_in(phone, firm)
    phone.goto(f"{firm.address}/employer/files/new")
    phone.fill("#clinic", "034")
    phone.click("button[value=make]")
    with phone.expect_download() as started:
        phone.click("main a.button >> nth=0")
    lines = started.value.path().read_bytes().split(b"\r\n")
    assert [len(line) for line in lines] == [168, 168, 0]
    phone.select_option("#answer-1", "accepted")
    phone.select_option("#answer-2", "refused")
    phone.fill("#code-2", "059")
    phone.click("main form[action$=replies] .actions button")
    assert "El nombre es distinto" in phone.inner_text("main")


def test_an_opening_is_written_mended_and_changed_on_a_phone(phone: Page, firm: Site) -> None:
    log_in(phone, firm)
    phone.goto(f"{firm.address}/employer/openings")
    phone.click("main >> text=Escribir una vacante")
    phone.fill("#title", "limpiar")
    phone.fill("#place", "Tapachula")
    phone.press("#place", "Enter")
    phone.check("[name=occupation] >> nth=0")
    phone.click("form.card .actions button")
    assert "Publicada" in phone.inner_text("main")

    phone.fill("#positions", "4")
    phone.click("form.card .actions button")

    assert phone.input_value("#positions") == "4"
    assert phone.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_the_pages_of_one_opening_and_of_a_sheet_are_accessible(
    desktop: Page, firm: Site, tmp_path: Path
) -> None:
    inspect = Inspector()
    log_in(desktop, firm)
    desktop.goto(f"{firm.address}/employer/openings/new")
    desktop.click("form.card .actions button")
    inspect(desktop)
    desktop.goto(f"{firm.address}/employer/openings")
    desktop.click("tbody th a >> nth=0")
    inspect(desktop)
    sheet = tmp_path / "vacantes.csv"
    sheet.write_text("puesto,municipio\nCocinera,Xyzzy\n")
    desktop.goto(f"{firm.address}/employer/openings/sheet")
    desktop.set_input_files("#file", sheet)
    desktop.click("form.card button")
    assert "Renglones que no se aceptaron" in desktop.inner_text("main")
    inspect(desktop)
    assert inspect.found == []
