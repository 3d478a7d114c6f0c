"""Staff with a browser: log in, find, download, refer, record a hire."""

from playwright.sync_api import Page

from tests.browser.conftest import EMAIL, PASSWORD, Site


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
