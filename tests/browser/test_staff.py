"""Staff with a browser: log in, find, download, refer, record a hire."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import EMAIL, PASSWORD, Site
from tests.factories import make_opening


def log_in(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/staff")
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")


def test_staff_download_the_report_they_see(phone: Page, site: Site) -> None:
    log_in(phone, site)
    phone.goto(f"{site.address}/staff?permission=conditional")
    assert "Rosa Inventada" in phone.inner_text("main")
    with phone.expect_download() as started:
        phone.click("main >> text=CSV")
    assert "Albañil" in started.value.path().read_text("utf-8-sig")


def test_staff_take_a_match_to_a_hire_by_keyboard(phone: Page, site: Site) -> None:
    log_in(phone, site)
    phone.press("tbody td a.button >> nth=0", "Enter")
    phone.press("#has_consented", "Space")
    phone.press("#form .actions button", "Enter")
    phone.press("#has_accepted", "Space")
    phone.press("form[action$=hire] button", "Enter")
    assert "/staff/placements/" in phone.url
    assert "Aceptada por la persona" in phone.inner_text("main")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["staff?state=", "staff/assignments/new?state="])
def test_one_endless_word_of_an_employer_makes_no_page_wider(
    desktop: Page, site: Site, width: int, path: str
) -> None:
    with site.runtime.database.write() as session:
        make_opening(session, title="Ayudante" + "W" * 190, municipality="07089")
    desktop.set_viewport_size({"width": width, "height": 800})
    log_in(desktop, site)
    desktop.goto(f"{site.address}/{path}")
    assert "WWWW" in desktop.inner_text("main")
    assert desktop.evaluate("document.documentElement.scrollWidth") == width
