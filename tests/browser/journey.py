"""A person's way through the form, page by page, as tests walk it."""

from collections.abc import Callable

from playwright.sync_api import Page

Visit = Callable[[Page], None]


def nothing(_page: Page) -> None:
    """Looks at no page on the way."""


def fill_in(page: Page, address: str, *, at_each: Visit = nothing) -> None:
    """From the start to the check page; `at_each` sees every page before it is answered."""
    page.goto(address)
    at_each(page)
    page.click("a.button >> nth=0")
    for answer in ANSWERS:
        at_each(page)
        answer(page)
        page.click("#form .actions button")


def register(page: Page, address: str, *, at_each: Visit = nothing) -> str:
    """All of the form; ends on the page with the code, which it gives back."""
    fill_in(page, address, at_each=at_each)
    at_each(page)
    page.click("form[action='/check'] button")
    at_each(page)
    return page.inner_text(".ticket")


def _place(page: Page) -> None:
    page.fill("#place", "Tapachula")


def _work(page: Page) -> None:
    page.fill("#title-1", "albañil")
    page.select_option("#months-1", "60")


def _skills(page: Page) -> None:
    page.check("input[name=skills] >> nth=0")
    page.fill("#others", "soldar")


def _languages(page: Page) -> None:
    page.select_option("#level-es", "native")


def _schooling(page: Page) -> None:
    page.check("input[value=secondary]")


def _conditions(page: Page) -> None:
    page.check("input[value=full_time]")
    page.check("input[value=now]")


def _moving(page: Page) -> None:
    page.check("input[value='15']")
    page.check("input[value=no]")


def _documents(page: Page) -> None:
    page.check("input[value=tvrh]")


def _papers(page: Page) -> None:
    page.check("#unknown-tvrh")


def _person(page: Page) -> None:
    page.fill("#given_names", "María José")
    page.fill("#first_surname", "D'Acosta")
    page.fill("#born", "14")
    page.select_option("#born-month", "8")
    page.fill("#born-year", "1994")


def _contact(page: Page) -> None:
    page.fill("#phone", "962 123 4567")


def _consent(page: Page) -> None:
    page.check("#matching")


ANSWERS = (
    _place,
    _work,
    _skills,
    _languages,
    _schooling,
    _conditions,
    _moving,
    _documents,
    _papers,
    _person,
    _contact,
    _consent,
)
