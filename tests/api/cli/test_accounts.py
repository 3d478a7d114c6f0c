"""`puente staff add`, `puente employer add`, `puente key add`."""

from uuid import UUID

import pytest
from sqlalchemy import select

from models.database import Database
from models.employer import Employer
from models.lifecycles import EmployerStatus
from models.staff_member import StaffMember
from models.types import utc_now
from services.access.employer_members import Entrance, come_in
from services.access.keys import actor_of_key
from services.access.passwords import is_password
from tests.factories import NOON, valid_rfc

EMAIL = "persona@inventada.example"
PASSWORD = "una frase inventada y larga"


def member(database: Database, email: str = EMAIL) -> StaffMember | None:
    with database.read() as session:
        return session.scalars(select(StaffMember).where(StaffMember.email == email)).one_or_none()


def test_staff_log_in_with_the_first_line_of_standard_input(terminal, database, center) -> None:
    seen = terminal.does(
        "staff", "add", "Persona@Inventada.example", "--center", center, typed=PASSWORD + "\nmore\n"
    )

    added = member(database)
    assert added is not None
    assert is_password(PASSWORD, added.password_hash)
    assert PASSWORD not in seen.said


def test_without_a_password_one_is_made_up_and_shown_once(terminal, database) -> None:
    seen = terminal.does("staff", "add", EMAIL, "--role", "supervisor")

    added = member(database)
    assert added is not None
    assert (added.role, added.center_id) == ("supervisor", None)
    assert is_password(seen.said.rpartition(" ")[2], added.password_hash)


def test_a_short_password_is_refused_with_the_lengths(terminal, database) -> None:
    seen = terminal.run("staff", "add", EMAIL, typed="short\n")

    assert seen.status == 1
    assert "password: Use 15 to 200 characters" in seen.said
    assert member(database) is None


def test_a_known_e_mail_is_refused_whatever_its_case(terminal, database) -> None:
    terminal.does("staff", "add", EMAIL, typed=PASSWORD)

    seen = terminal.run("staff", "add", EMAIL.upper(), typed=PASSWORD)

    assert (seen.status, "e-mail" in seen.said) == (1, True)


@pytest.mark.parametrize("written", ["foo", "bad-mail", "a b@c.mx", "a@b"])
def test_what_is_no_e_mail_is_refused_before_a_password_is_made(
    terminal, database, written
) -> None:
    seen = terminal.run("staff", "add", written, "--role", "admin")

    assert seen.status == 1
    assert "email: Write an e-mail address such as name@example.org." in seen.said
    assert member(database, written) is None


@pytest.mark.parametrize(("owner", "scope"), [("employer", "seekers"), ("center", "openings")])
def test_a_key_that_could_do_nothing_is_not_made(terminal, employer, center, owner, scope) -> None:
    name = {"employer": employer, "center": center}[owner]

    seen = terminal.run("key", "add", name, "--scope", "matches", "--scope", scope)

    assert (seen.status, "pnt_" in seen.said) == (1, False)
    assert f"could never use the scope {scope}" in seen.said


def test_staff_of_an_unknown_center_are_refused(terminal, database) -> None:
    seen = terminal.run("staff", "add", EMAIL, "--center", "NOWHERE", typed=PASSWORD)

    assert (seen.status, "center" in seen.said.lower()) == (1, True)
    assert member(database) is None


@pytest.mark.parametrize(("words", "status"), [([], "unverified"), (["--verified"], "verified")])
def test_an_employer_is_added_and_its_id_shown(terminal, database, words, status) -> None:
    rfc = valid_rfc(7001)

    seen = terminal.does("employer", "add", rfc.lower(), "Cal Inventada SA de CV", *words)

    with database.read() as session:
        added = session.scalars(select(Employer)).one()
    assert (added.public_id, added.rfc) == (UUID(seen.said), rfc)
    assert added.status is EmployerStatus(status)


def test_a_wrong_rfc_is_refused_with_what_is_wrong(terminal, database) -> None:
    seen = terminal.run("employer", "add", "CAL", "Cal Inventada SA de CV")

    assert seen.status == 1
    assert "rfc: " in seen.said
    assert "Traceback" not in seen.said


def test_an_employer_is_added_once(terminal, employer) -> None:
    seen = terminal.run("employer", "add", employer, "Cal Inventada SA de CV")

    assert (seen.status, "RFC" in seen.said) == (1, True)


def test_a_key_has_the_scopes_it_was_given(terminal, database, employer) -> None:
    seen = terminal.does("key", "add", employer, "--scope", "openings", "matches")

    with database.read() as session:
        actor = actor_of_key(session, seen.said, now=NOON)
    assert actor.scopes == {"openings", "matches"}
    assert (actor.kind, actor.is_test) == ("employer", False)


def test_a_center_is_named_by_its_code_and_may_try_things_out(terminal, database, center) -> None:
    seen = terminal.does("key", "add", center, "--scope", "seekers", "--test")

    assert seen.said.startswith("pnt_test_")
    with database.read() as session:
        actor = actor_of_key(session, seen.said, now=NOON)
    assert (actor.kind, actor.center_code, actor.is_test) == ("partner", center, True)


@pytest.mark.parametrize("owner", ["NOBODY", "00000000-0000-4000-8000-000000000000"])
def test_a_key_for_nobody_is_refused(terminal, owner) -> None:
    seen = terminal.run("key", "add", owner, "--scope", "openings")

    assert (seen.status, "pnt_" in seen.said) == (1, False)


def test_an_unknown_scope_is_refused_with_those_there_are(terminal, employer) -> None:
    seen = terminal.run("key", "add", employer, "--scope", "everything")

    assert (seen.status, "referrals" in seen.said) == (2, True)


def test_somebody_is_invited_to_act_for_an_employer(terminal, database, employer) -> None:
    seen = terminal.does("employer", "invite", employer, "RH@Inventada.example")

    brought = Entrance("rh@inventada.example", PASSWORD, seen.said.rpartition(" ")[2])
    with database.write() as session:
        found = come_in(session, brought, now=utc_now(), hours=1)
    assert found is not None
    assert found[0].kind == "employer"


@pytest.mark.parametrize(
    ("owner", "email"), [("NOBODY", EMAIL), ("TAP", EMAIL), (None, "no e-mail at all")]
)
def test_an_invitation_to_nobody_is_refused(terminal, employer, center, owner, email) -> None:
    seen = terminal.run("employer", "invite", owner or employer, email)

    assert (seen.status, "Code" in seen.said) == (1, False)
