"""A person alone with a small telephone and no script."""

import pytest
from playwright.sync_api import Error, Page, Response

from tests.browser.conftest import Site
from tests.browser.journey import fill_in, register

FIRST_FLIGHT = 14 * 1024
WHOLE_JOURNEY = 120 * 1024


def test_a_person_registers_and_sees_openings_with_reasons(phone: Page, site: Site) -> None:
    register(phone, site.address)
    phone.click("a.button")
    assert phone.inner_text("h1") == "Vacantes para usted"
    first = phone.locator("article").first.inner_text()
    assert "Albañil" in first
    assert "Usted ha hecho este trabajo" in first


def test_the_code_brings_the_person_back(phone: Page, site: Site) -> None:
    code = register(phone, site.address)
    phone.context.clear_cookies()
    phone.goto(f"{site.address}/return")
    phone.fill("#code", code)
    phone.fill("#year", "1994")
    phone.click("#form .actions button")
    assert phone.url == f"{site.address}/matches"


def test_the_back_button_loses_nothing(phone: Page, site: Site) -> None:
    fill_in(phone, site.address)
    for _ in range(3):
        go_back(phone)
    assert phone.url.endswith("/form/person")
    assert phone.input_value("#given_names") == "María José"


def go_back(page: Page) -> None:
    """While Chromium gives a page to another of its processes it knows of no history."""
    page.wait_for_load_state()
    try:
        page.go_back()
    except Error as refused:
        if "Not attached" not in refused.message:
            raise
        page.wait_for_load_state()
        page.go_back()


def test_enter_in_a_field_continues_and_keeps_the_language(phone: Page, site: Site) -> None:
    phone.goto(f"{site.address}/form/place")
    phone.fill("#place", "Tapachula")
    phone.press("#place", "Enter")
    assert phone.url.partition("?")[0].endswith("/form/work")
    assert phone.get_attribute("html", "lang") == "es"


def test_the_language_switch_keeps_what_is_being_typed(phone: Page, site: Site) -> None:
    phone.goto(f"{site.address}/form/place")
    phone.fill("#place", "Tapa")
    phone.click("text=English")
    assert phone.get_attribute("html", "lang") == "en"
    assert phone.input_value("#place") == "Tapa"


def test_every_page_is_light_and_the_journey_is_too(phone: Page, site: Site) -> None:
    sizes: dict[str, int] = {}
    requests: list[str] = []
    phone.on("request", lambda request: requests.append(request.resource_type))
    phone.on("response", lambda response: sizes.update({response.url: weight(response)}))
    register(phone, site.address)
    phone.click("a.button")
    assert {url: size for url, size in sizes.items() if size > FIRST_FLIGHT} == {}
    assert sum(sizes.values()) < WHOLE_JOURNEY
    assert "script" not in requests
    assert "font" not in requests


def weight(response: Response) -> int:
    return int(response.headers.get("content-length", "0"))


def test_a_dropped_answer_can_be_sent_again(phone: Page, site: Site) -> None:
    phone.goto(f"{site.address}/form/place")
    phone.fill("#place", "Tapachula")
    phone.route("**/form/place", lambda route: route.abort(), times=1)
    phone.click("#form .actions button", no_wait_after=True)
    with pytest.raises(Error, match="ERR_FAILED"):
        phone.wait_for_url("**/form/work*")
    phone.wait_for_timeout(500)  # The browser shows its own error page meanwhile.
    phone.goto(f"{site.address}/form/place")
    phone.fill("#place", "Tapachula")
    phone.click("#form .actions button")
    assert phone.url.partition("?")[0].endswith("/form/work")
