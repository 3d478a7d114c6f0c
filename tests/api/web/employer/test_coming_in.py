"""Coming in for an employer: invited with a code, then with a password of one's own."""

from datetime import timedelta

import pytest

from models.employer import Employer
from models.lifecycles import EmployerStatus
from models.types import utc_now
from services.access.actor import SYSTEM
from services.access.employer_members import InvitationIn, invite
from tests.api.web.conftest import PASSWORD, Visitor
from tests.api.web.employer.conftest import EMAIL, Firm, come_in

PAGES = (
    "/employer",
    "/employer/hires",
    "/employer/files",
    "/employer/files/new",
    "/employer/openings",
    "/employer/registrations",
)


def invited(firm: Firm, email: str = "nueva@empresa.example", *, days_ago: int = 0) -> str:
    wanted = InvitationIn.model_validate({"email": email})
    now = utc_now() - timedelta(days=days_ago)
    with firm.runtime.database.write() as session:
        employer = session.get_one(Employer, firm.world.employer.id)
        return invite(session, SYSTEM, employer, wanted, now=now).code


def accept(firm: Firm, code: str, email: str = "nueva@empresa.example", password: str = PASSWORD):
    visitor = Visitor(firm.runtime)
    given = {"email": email, "code": code, "password": password}
    return visitor, visitor.send("/employer/welcome", **given)


@pytest.mark.parametrize("address", PAGES)
def test_strangers_are_sent_to_the_log_in(visitor: Visitor, address: str) -> None:
    assert visitor.see(address).headers["location"] == "/employer/login"


@pytest.mark.parametrize("address", PAGES)
def test_whoever_came_in_sees_every_page(firm: Firm, address: str) -> None:
    assert firm.boss.see(address).status_code == 200


def test_an_invitation_becomes_a_password(firm: Firm) -> None:
    visitor, sent = accept(firm, invited(firm))
    assert sent.headers["location"] == "/employer"
    assert visitor.see("/employer").status_code == 200
    assert come_in(firm.runtime, "nueva@empresa.example").see("/employer").status_code == 200


def test_a_code_is_good_once(firm: Firm) -> None:
    code = invited(firm)
    accept(firm, code)
    assert accept(firm, code)[1].status_code == 422


def test_a_code_is_over_after_a_week(firm: Firm) -> None:
    assert accept(firm, invited(firm, days_ago=8))[1].status_code == 422


def test_a_short_password_keeps_the_code_and_what_was_typed(firm: Firm) -> None:
    code = invited(firm)
    _, refused = accept(firm, code, password="corta")
    assert refused.status_code == 422
    assert code in refused.text
    assert accept(firm, code)[1].status_code == 303


def test_an_empty_invitation_names_everything_that_it_lacks(visitor: Visitor) -> None:
    again = visitor.send("/employer/welcome").text
    for name in ("email", "code", "password"):
        assert f'id="{name}-error"' in again


def test_five_wrong_codes_lock_the_account(firm: Firm) -> None:
    code = invited(firm)
    for _ in range(5):
        accept(firm, "AAAAAAAA")
    assert accept(firm, code)[1].status_code == 422


def test_five_wrong_passwords_lock_the_account(firm: Firm) -> None:
    for _ in range(5):
        come_in(firm.runtime, password="not the password at all")
    assert come_in(firm.runtime).see("/employer").status_code == 303


def test_every_failure_gives_the_same_page(firm: Firm) -> None:
    texts = []
    for email in (EMAIL, "nadie@empresa.example"):
        visitor = Visitor(firm.runtime)
        given = {"email": email, "password": "not the password at all"}
        texts.append(visitor.send("/employer/login", **given).text.replace(email, ""))
    assert texts[0] == texts[1]


def test_a_forgotten_password_is_replaced_and_ends_the_old_sessions(firm: Firm) -> None:
    accept(firm, invited(firm, EMAIL), EMAIL, "otra frase de prueba larga")
    assert firm.boss.see("/employer").status_code == 303
    assert come_in(firm.runtime).see("/employer").status_code == 303


def test_a_suspended_employer_is_out_at_once(firm: Firm) -> None:
    with firm.runtime.database.write() as session:
        session.get_one(Employer, firm.world.employer.id).status = EmployerStatus.SUSPENDED
    assert firm.boss.see("/employer").status_code == 303
    assert come_in(firm.runtime).see("/employer").status_code == 303


def test_logging_out_revokes_the_session_itself(firm: Firm) -> None:
    token = firm.boss.client.cookies["employer"]
    firm.boss.send("/employer/logout", page="/employer")
    firm.boss.client.cookies.set("employer", token)
    assert firm.boss.see("/employer").status_code == 303


@pytest.mark.parametrize("address", ["/employer/logout", "/employer/files/new"])
def test_a_form_from_elsewhere_is_refused(firm: Firm, address: str) -> None:
    assert firm.boss.client.post(address, data={"csrf": "guess"}).status_code == 403


def test_a_session_of_staff_opens_no_page_of_an_employer(staff: Visitor) -> None:
    assert staff.see("/employer").headers["location"] == "/employer/login"


def test_a_session_of_an_employer_opens_no_page_of_staff(firm: Firm) -> None:
    assert firm.boss.see("/staff").headers["location"] == "/staff/login"


def test_only_staff_of_every_center_let_people_in(staff: Visitor, supervisor: Visitor) -> None:
    assert staff.see("/staff/employer-access").status_code == 403
    assert "/staff/employer-access" not in staff.see("/staff").text
    assert "/staff/employer-access" in supervisor.see("/staff").text


def test_a_supervisor_invites_and_puts_out(firm: Firm, supervisor: Visitor) -> None:
    page = f"/staff/employer-access/{firm.world.employer.public_id}"
    assert firm.world.employer.rfc in supervisor.see("/staff/employer-access").text
    made = supervisor.send(page, email="Otra@Empresa.example", name="Otra")
    code = made.text.partition('class="ticket">')[2].partition("<")[0].strip()
    assert accept(firm, code, "otra@empresa.example")[1].status_code == 303
    assert code not in supervisor.see(page).text
    ways_out = supervisor.see(page).text.split('action="')[1:]
    addresses = [each.partition('"')[0] for each in ways_out if "dismiss" in each.partition('"')[0]]
    for address in addresses:
        supervisor.send(address, page=page)
    assert firm.boss.see("/employer").status_code == 303
    assert come_in(firm.runtime).see("/employer").status_code == 303


def test_an_e_mail_of_another_employer_is_refused_with_the_reason(
    firm: Firm, supervisor: Visitor
) -> None:
    from tests.factories import make_employer

    with firm.runtime.database.write() as session:
        other = make_employer(session).public_id
    refused = supervisor.send(f"/staff/employer-access/{other}", email=EMAIL)
    assert refused.status_code == 422
    assert EMAIL in refused.text
