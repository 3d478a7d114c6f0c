"""Pages of refusal: what they say, and the status that browsers and proxies see."""

import re

import pytest

from models.database import Database
from models.database_errors import DatabaseBusy, DatabaseUnavailable
from tests.api.web.conftest import Visitor

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("kind", [DatabaseBusy, DatabaseUnavailable])
def test_while_the_database_is_away_a_page_asks_to_wait(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def fail(_database: Database) -> None:
        raise kind("what the driver said")

    monkeypatch.setattr(Database, "read", fail)

    answer = visitor.see("/openings/00000000-0000-4000-8000-000000000000")

    assert answer.status_code == 503
    assert "Un momento" in answer.text
    assert "driver" not in answer.text


NOBODY = "/people/00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/staff{NOBODY}", 404),
        ("/staff/people/nobody", 404),
        ("/staff/nowhere", 404),
        ("/staff/employer-access", 403),
    ],
)
def test_whoever_is_logged_in_keeps_the_menu_on_a_page_of_refusal(
    staff: Visitor, address: str, status: int
) -> None:
    answer = staff.see(address)

    assert answer.status_code == status
    assert 'href="/staff/referrals"' in answer.text
    assert 'action="/staff/logout"' in answer.text


def test_the_menu_offers_no_page_that_is_refused(staff: Visitor) -> None:
    menu = re.search(r'<ul class="menu">(.*?)</ul>', staff.see("/staff").text, re.DOTALL)
    assert menu
    offered = re.findall(r'href="([^"]+)"', menu.group(1))

    assert len(offered) > 5
    assert {staff.see(address).status_code for address in offered} == {200}


@pytest.mark.parametrize("address", ["/staff/nowhere", "/employer/nowhere"])
def test_without_a_log_in_a_page_of_refusal_has_no_menu(visitor: Visitor, address: str) -> None:
    answer = visitor.see(address)

    assert answer.status_code == 404
    assert 'class="menu"' not in answer.text


def test_a_page_of_refusal_is_shown_though_nobody_can_be_looked_up(
    staff: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_database: Database) -> None:
        raise DatabaseUnavailable("what the driver said")

    monkeypatch.setattr(Database, "read", fail)

    assert staff.see("/staff/nowhere").status_code == 404
