"""WCAG 2.2 A and AA by axe on every page, and no sideways scrolling on the smallest screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import EMAIL, NARROW, PASSWORD, Site
from tests.browser.journey import register

AXE = Axe()
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": LEVELS}}


class Inspector:
    def __init__(self) -> None:
        self.found: list[str] = []
        self.seen: set[str] = set()

    def __call__(self, page: Page) -> None:
        # Right after a click the new page may be there without any of its elements.
        page.wait_for_load_state("load")
        page.wait_for_selector("main")
        page.set_viewport_size(NARROW)
        where = page.url.split("/", 3)[-1]
        self.seen.add(where)
        self.measure(page)
        for violation in AXE.run(page, options=RULES).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            self.found.append(f"{where}: {violation['id']} {nodes}")

    def measure(self, page: Page) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > NARROW["width"]:
            self.found.append(f"{page.url}: {wide} pixels wide")


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_page_of_the_form_is_accessible(desktop: Page, site: Site, lang: str) -> None:
    inspect = Inspector()
    desktop.goto(f"{site.address}/?lang={lang}")
    register(desktop, site.address, at_each=inspect)
    for path in ("/matches", "/openings", "/return", "/privacy", "/withdraw", "/nowhere"):
        desktop.goto(site.address + path)
        inspect(desktop)
    desktop.goto(f"{site.address}/openings")
    desktop.click("article a >> nth=0")
    inspect(desktop)
    assert inspect.found == []
    assert len(inspect.seen) >= 21


# As if every word were longer still, as translations tend to become.
LENGTHEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    node.data = node.data.replace(/\\p{L}{5,}/gu, word => word + word.slice(0, word.length * 0.4));
  }
}"""
NARROWEST = ("", "form/place", "form/work", "form/languages", "form/documents", "form/person")


@pytest.mark.parametrize("lang", ["ht", "fr", "pt"])
def test_the_added_languages_are_accessible_and_fit_small_screens(
    desktop: Page, site: Site, lang: str
) -> None:
    inspect = Inspector()
    desktop.goto(f"{site.address}/?lang={lang}")
    inspect(desktop)
    desktop.goto(f"{site.address}/form/conditions")
    desktop.click("#form .actions button")
    inspect(desktop)
    for path in NARROWEST:
        desktop.goto(f"{site.address}/{path}")
        desktop.evaluate(LENGTHEN)
        inspect.measure(desktop)
    assert desktop.get_attribute("html", "lang") == lang
    assert inspect.found == []


def test_pages_with_something_to_mend_are_accessible(desktop: Page, site: Site) -> None:
    inspect = Inspector()
    for step in ("place", "work", "languages", "conditions", "moving", "person", "consent"):
        desktop.goto(f"{site.address}/form/{step}")
        desktop.click("#form .actions button")
        inspect(desktop)
    assert inspect.found == []


def test_the_pages_of_staff_are_accessible(desktop: Page, site: Site) -> None:
    inspect = Inspector()
    desktop.goto(f"{site.address}/staff/login")
    inspect(desktop)
    desktop.fill("#email", EMAIL)
    desktop.fill("#password", PASSWORD)
    desktop.click("#form .actions button")
    inspect(desktop)
    for link in ("tr.group a", "tbody th a"):
        desktop.click(f"{link} >> nth=0")
        inspect(desktop)
    desktop.click("tbody td a.button >> nth=0")
    inspect(desktop)
    for path in (
        "/staff/referrals",
        "/staff/review",
        "/staff/runs",
        "/staff/assignments",
        "/staff/assignments/new",
        "/staff/placements?due=overdue",
    ):
        desktop.goto(site.address + path)
        inspect(desktop)
    desktop.goto(f"{site.address}/staff/people")
    inspect(desktop)
    desktop.click("form[action$=new] button")
    desktop.check("[name=spoken][value=ht]")
    form = desktop.url.rpartition("/")[0]
    desktop.click("#form .actions button")
    for step in ("place", "work", "person", "consent"):
        desktop.goto(f"{form}/{step}")
        inspect(desktop)
    assert inspect.found == []
