"""`puente staff close`, `reopen`, `password`, `list`; `puente key list`, `revoke`."""

import pytest
from sqlalchemy import select

from models.audit_event import AuditEvent
from models.database import Database
from models.types import utc_now
from models.vocabulary import StaffRole
from services.access.bearers import actor_of_bearer
from services.access.log_in import log_in
from services.access.sessions import STAFF_TOKEN_PREFIX
from services.errors import Unauthenticated
from tests.api.cli.test_accounts import EMAIL, PASSWORD

OTHER = "otra frase inventada y larga"


def enter(database: Database, password: str = PASSWORD) -> str | None:
    """The bearer of a new session; None where nobody gets in."""
    with database.write() as session:
        found = log_in(session, EMAIL, password, now=utc_now(), hours=1)
    return STAFF_TOKEN_PREFIX + found[1] if found else None


def is_known(database: Database, bearer: str) -> bool:
    with database.read() as session:
        try:
            actor_of_bearer(session, bearer, now=utc_now())
        except Unauthenticated:
            return False
    return True


def actions(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.sequence)))


def test_a_revoked_key_is_refused_from_then_on(terminal, database, employer) -> None:
    kept, leaked = (
        terminal.does("key", "add", employer, "--scope", "openings").said for _ in range(2)
    )

    said = terminal.does("key", "revoke", leaked[:19]).said

    assert (is_known(database, kept), is_known(database, leaked)) == (True, False)
    assert leaked not in said
    assert terminal.does("key", "revoke", leaked).said == said
    assert actions(database).count("key_revoked") == 1


def test_the_keys_of_an_owner_are_listed_without_their_secret(terminal, employer) -> None:
    plain = terminal.does("key", "add", employer, "--scope", "openings").said
    assert "revoked" not in terminal.does("key", "list", employer).said
    terminal.does("key", "revoke", plain[:19])

    shown = terminal.does("key", "list", employer).said

    assert shown.startswith(f"{plain[:19]}… openings made ")
    assert "revoked" in shown
    assert plain not in shown


def test_a_closed_account_is_out_at_once_until_it_is_reopened(terminal, database) -> None:
    terminal.does("staff", "add", EMAIL, typed=PASSWORD)
    bearer = enter(database)
    assert bearer is not None

    terminal.does("staff", "close", EMAIL.upper())

    assert not is_known(database, bearer)
    assert enter(database) is None
    assert "closed" in terminal.does("staff", "list").said

    terminal.does("staff", "reopen", EMAIL)

    assert not is_known(database, bearer)
    assert enter(database) is not None
    assert "closed" not in terminal.does("staff", "list").said


def test_another_password_ends_sessions_and_wrong_tries(terminal, database) -> None:
    terminal.does("staff", "add", EMAIL, typed=PASSWORD)
    bearer = enter(database)
    assert bearer is not None
    for _ in range(5):
        enter(database, "wrong")
    assert enter(database) is None

    terminal.does("staff", "password", EMAIL, typed=OTHER)

    assert not is_known(database, bearer)
    assert enter(database) is None
    assert enter(database, OTHER) is not None


def test_a_password_that_nobody_gave_is_made_up_and_shown_once(terminal, database) -> None:
    terminal.does("staff", "add", EMAIL, typed=PASSWORD)

    said = terminal.does("staff", "password", EMAIL).said

    assert enter(database, said.rpartition(" ")[2]) is not None


def test_a_short_password_changes_nothing(terminal, database) -> None:
    terminal.does("staff", "add", EMAIL, typed=PASSWORD)

    assert terminal.run("staff", "password", EMAIL, typed="short\n").status == 1
    assert enter(database) is not None


@pytest.mark.parametrize(
    "words",
    [
        ("staff", "close", "nadie@inventada.example"),
        ("staff", "reopen", "nadie@inventada.example"),
        ("staff", "password", "nadie@inventada.example"),
        ("key", "revoke", "pnt_live_AAAAAAAAAA"),
        ("key", "list", "NADIE"),
        ("employer", "verify", "NADIE"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(terminal, database, words) -> None:
    seen = terminal.run(*words, typed=PASSWORD)

    assert (seen.status, "There is no" in seen.said) == (1, True)


def test_an_employer_is_verified_suspended_and_let_in_again(terminal, employer) -> None:
    for step, state in (
        (("suspend", "--reason", "complaints"), "suspended"),
        (("reinstate",), "in_review"),
        (("verify",), "verified"),
    ):
        name, *options = step
        said = terminal.does("employer", name, employer, *options).said
        assert said.endswith(f" is {state}.")


def test_nobody_is_suspended_without_a_reason(terminal, database, employer) -> None:
    assert terminal.run("employer", "suspend", employer).status == 2
    assert "employer_suspend" not in actions(database)


def test_employers_are_listed_by_where_they_stand(terminal, employer) -> None:
    terminal.does("employer", "add", "XEXX000229AB1", "Otra Inventada")
    both = terminal.does("employer", "list").said
    assert "verified Cal Inventada" in both
    waiting = terminal.does("employer", "list", "--status", "unverified").said
    assert "Cal Inventada" not in waiting
    assert waiting.endswith("XEXX000229AB1 unverified Otra Inventada in review: 0")


def test_another_role_and_another_center_count_from_the_next_request(
    terminal, database, center
) -> None:
    terminal.does("staff", "add", EMAIL, "--center", center, typed=PASSWORD)
    bearer = enter(database)
    assert bearer is not None

    said = terminal.does("staff", "change", EMAIL, "--role", "supervisor", "--center", "all").said

    assert said.endswith("is supervisor of every center.")
    with database.read() as session:
        actor = actor_of_bearer(session, bearer, now=utc_now())
    assert (actor.role, actor.center_id) == (StaffRole.SUPERVISOR, None)
    back = terminal.does("staff", "change", EMAIL, "--center", center).said
    assert back.endswith(f"is supervisor of {center}.")
    assert actions(database).count("staff_changed") == 2


def test_an_account_is_changed_to_nothing_that_is_not_there(terminal, database) -> None:
    terminal.does("staff", "add", EMAIL, typed=PASSWORD)

    assert terminal.run("staff", "change", EMAIL).status == 2
    assert terminal.run("staff", "change", EMAIL, "--center", "XXX").status == 1
    assert "staff_changed" not in actions(database)


def test_who_acts_for_an_employer_is_listed_and_dismissed(terminal, database, employer) -> None:
    terminal.does("employer", "invite", employer, "rh@inventada.example", "--name", "Ana")
    assert terminal.does("employer", "people", employer).said == "rh@inventada.example Ana"

    terminal.does("employer", "dismiss", employer, "RH@inventada.example")

    assert terminal.does("employer", "people", employer).said.endswith("ended")
    assert "employer_member_dismissed" in actions(database)


def test_nobody_is_dismissed_from_another_employer(terminal, database, employer) -> None:
    terminal.does("employer", "add", "XEXX000229AB1", "Otra Inventada")
    terminal.does("employer", "invite", employer, "rh@inventada.example")

    for owner, email in ((employer, "no@x.example"), ("XEXX000229AB1", "rh@inventada.example")):
        seen = terminal.run("employer", "dismiss", owner, email)
        assert (seen.status, "This employer has no such person." in seen.said) == (1, True)
    assert "employer_member_dismissed" not in actions(database)
