"""Coming in as staff."""

import re
from urllib.parse import quote

import pytest

from services.access.tries import Tries
from services.runtime import Runtime
from tests.api.web.conftest import PASSWORD, Visitor

PAGES = ("/staff", "/staff/referrals", "/staff/placements")


@pytest.mark.parametrize("address", PAGES)
def test_strangers_are_sent_to_the_log_in(visitor: Visitor, address: str) -> None:
    assert visitor.see(address).headers["location"].startswith("/staff/login")


def test_the_right_password_opens_the_matches(staff: Visitor) -> None:
    assert staff.see("/staff").status_code == 200


def test_every_failure_gives_the_same_page(staff: Visitor, runtime: Runtime) -> None:
    wrong = Visitor(runtime).log_in("ana@sne.example", "not the password at all")
    unknown = Visitor(runtime).log_in("bea@sne.example")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text == unknown.text.replace("bea@", "ana@")


def test_five_wrong_passwords_lock_the_account(staff: Visitor, runtime: Runtime) -> None:
    for _ in range(5):
        Visitor(runtime).log_in("ana@sne.example", "not the password at all")
    assert Visitor(runtime).log_in("ana@sne.example", PASSWORD).status_code == 422


def test_an_address_that_guesses_too_often_waits_and_keeps_what_it_typed(
    staff: Visitor, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.access.log_in.PER_ADDRESS", Tries(most=2, seconds=60))
    for name in "bea", "eva":
        assert Visitor(runtime).log_in(f"{name}@sne.example").status_code == 422
    waiting = Visitor(runtime).log_in("ana@sne.example")
    assert waiting.status_code == 429
    assert 'value="ana@sne.example"' in waiting.text
    assert re.search(r"Espere \d+ segundos", waiting.text)


def test_the_password_is_never_shown_again(staff: Visitor, runtime: Runtime) -> None:
    shown = Visitor(runtime).log_in("ana@sne.example", "a secret typed by mistake").text
    assert "a secret typed by mistake" not in shown


def test_logging_out_revokes_the_session_itself(staff: Visitor) -> None:
    token = staff.client.cookies["staff"]
    staff.send("/staff/logout", page="/staff")
    staff.client.cookies.set("staff", token)
    assert staff.see("/staff").status_code == 303


def test_a_log_out_without_the_token_of_the_session_is_refused(staff: Visitor) -> None:
    assert staff.client.post("/staff/logout", data={"csrf": "guess"}).status_code == 403


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/staff/referrals?status=consented", "/staff/referrals?status=consented"),
        ("/staff?score=70", "/staff?score=70"),
        ("/staff", "/staff"),
    ],
)
def test_whoever_logs_in_again_is_led_back_to_where_they_were(
    staff: Visitor, asked: str, led_to: str
) -> None:
    staff.client.cookies.clear()
    login = staff.see(asked).headers["location"]
    sent = staff.send(login, email="ana@sne.example", password=PASSWORD)
    assert sent.headers["location"] == led_to


def test_a_form_sent_without_a_session_leads_back_to_its_page(staff: Visitor) -> None:
    staff.client.cookies.clear()
    login = staff.client.post("/staff/people", data={"text": "Rosa"}).headers["location"]
    sent = staff.send(login, email="ana@sne.example", password=PASSWORD)
    assert sent.headers["location"] == "/staff/people"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/employer", "/staffing", "/staff/login", "/"],
)
def test_nobody_is_led_elsewhere_by_logging_in(staff: Visitor, elsewhere: str) -> None:
    sent = staff.send(
        f"/staff/login?next={quote(elsewhere)}", email="ana@sne.example", password=PASSWORD
    )
    assert sent.headers["location"] == "/staff"
