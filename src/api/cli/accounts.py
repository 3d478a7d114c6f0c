"""Who may come in, and no more: `puente staff`, `puente employer` and `puente key`."""

import sys
from collections.abc import Callable
from typing import Annotated, TypeVar
from uuid import UUID

import typer
from rich.console import Console
from sqlalchemy.orm import Session

from api.cli.database import ready
from api.cli.given import given
from api.cli.operations import settings
from models.employer import Employer
from models.lifecycles import EmployerStatus, OpeningStatus
from models.types import utc_now
from models.vocabulary import StaffRole, SuspensionReason
from services.access.accounts import StaffIn, add_employer, add_staff_member
from services.access.actor import SYSTEM, Scope
from services.access.closing import (
    close_account,
    every_account,
    keys_of,
    renew_password,
    reopen_account,
    revoke_key,
)
from services.access.employer_members import InvitationIn, invite
from services.access.keys import make_key, owner_named
from services.access.tokens import new_token
from services.employers.schemas import EmployerIn
from services.errors import EmployerNotFound
from services.vouching.read import EmployersWanted, every_employer
from services.vouching.step import StandingIn, step_employer

T = TypeVar("T")
Owner = Annotated[str, typer.Argument(metavar="EMPLOYER", help="Its id or RFC.")]

out = Console()

staff = typer.Typer(help="Staff accounts.", no_args_is_help=True)
employer = typer.Typer(help="Employers.", no_args_is_help=True)
key = typer.Typer(help="API keys.", no_args_is_help=True)


def in_transaction(work: Callable[[Session], T]) -> T:
    with ready(settings()) as runtime, runtime.database.write() as session:
        return work(session)


@staff.command("add")
def add_staff(
    email: str,
    role: Annotated[StaffRole, typer.Option()] = StaffRole.STAFF,
    center: Annotated[str | None, typer.Option(help="Code; without one: every center.")] = None,
    name: Annotated[str, typer.Option()] = "",
) -> None:
    """Add a staff member. The password is asked for; from a script it is the first line of
    standard input, or made up and shown once when there is none."""
    wanted = given(StaffIn, email=email, name=name or None)
    with ready(settings()) as runtime:
        password, is_made_up = _password()
        with runtime.database.write() as session:
            add_staff_member(
                session,
                SYSTEM,
                email=wanted.email,
                role=role,
                password=password,
                center_code=center,
                name=wanted.name or "",
            )
    out.print(f"Added {email} as {role}.")
    if is_made_up:
        out.print(f"Password, shown once: {password}", highlight=False)


@staff.command("list")
def list_staff() -> None:
    """Every account: e-mail, role, center, and whether it is closed."""
    with ready(settings()) as runtime, runtime.database.read() as session:
        for member in every_account(session):
            center = member.center.code if member.center else "every center"
            state = "" if member.is_active else "  closed"
            _line(f"{member.email}  {member.role}  {center}{state}")


@staff.command("close")
def close_staff(email: str) -> None:
    """Close an account: its sessions end at once, and its password is good no more."""
    in_transaction(lambda session: close_account(session, SYSTEM, email, now=utc_now()))
    _line(f"Closed {email}; its sessions have ended.")


@staff.command("reopen")
def reopen_staff(email: str) -> None:
    """Open a closed account again, with the password it had."""
    in_transaction(lambda session: reopen_account(session, SYSTEM, email))
    _line(f"Reopened {email}.")


@staff.command("password")
def renew_staff_password(email: str) -> None:
    """Give an account another password, taken as `add` takes it; its sessions end."""
    with ready(settings()) as runtime:
        password, is_made_up = _password()
        with runtime.database.write() as session:
            renew_password(session, SYSTEM, email, password, now=utc_now())
    _line(f"The password of {email} is another one; its sessions have ended.")
    if is_made_up:
        _line(f"Password, shown once: {password}")


def _line(text: str) -> None:
    out.print(text, highlight=False, markup=False, soft_wrap=True)


def _password() -> tuple[str, bool]:
    """And whether nobody gave one."""
    if sys.stdin.isatty():
        asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked, False
    given = sys.stdin.readline().rstrip("\n")
    return (given, False) if given else (new_token()[:20], True)


@employer.command("add")
def add_one_employer(
    rfc: str,
    name: str,
    verified: Annotated[bool, typer.Option(help="Its openings are published at once.")] = False,
) -> None:
    """Add an employer; prints its id."""

    intake = given(EmployerIn, rfc=rfc, legal_name=name)

    def work(session: Session) -> UUID:
        added = add_employer(session, SYSTEM, intake, now=utc_now(), is_verified=verified)
        return added.public_id

    out.print(str(in_transaction(work)), highlight=False)


@employer.command("invite")
def invite_member(
    owner: Owner,
    email: str,
    name: Annotated[str, typer.Option()] = "",
) -> None:
    """Let somebody act for an employer on its pages; prints a code, shown once, good for a week.
    Also for whoever forgot the password."""

    wanted = given(InvitationIn, email=email, name=name or None)

    def work(session: Session) -> str:
        found = owner_named(session, owner)
        if not isinstance(found, Employer):
            raise EmployerNotFound
        return invite(session, SYSTEM, found, wanted, now=utc_now()).code

    code = in_transaction(work)
    out.print(f"Code, for the page /employer/welcome: {code}", highlight=False)


@employer.command("verify")
def verify_employer(owner: Owner) -> None:
    """Vouch for an employer: its openings are published, with those that waited for it."""
    _line(_stepped(owner, "verify"))


@employer.command("suspend")
def suspend_employer(
    owner: Owner, reason: Annotated[SuspensionReason, typer.Option(help="Why.")]
) -> None:
    """Take an employer's openings out of every list, and refuse its keys and log-ins."""
    _line(_stepped(owner, "suspend", StandingIn(reason=reason)))


@employer.command("reinstate")
def reinstate_employer(owner: Owner) -> None:
    """Let a suspended employer in again; its openings wait until it is verified."""
    _line(_stepped(owner, "reinstate"))


@employer.command("list")
def list_every_employer(
    status: Annotated[
        list[EmployerStatus] | None, typer.Option(help="Only these; may be given several times.")
    ] = None,
) -> None:
    """Employers with their ids and standing, and how many openings of each wait in review."""
    wanted = EmployersWanted(status or ())
    with ready(settings()) as runtime, runtime.database.read() as session:
        for row in every_employer(session, SYSTEM, wanted):
            found, waiting = row.employer, row.openings.get(OpeningStatus.IN_REVIEW, 0)
            _line(
                f"{found.public_id}  {found.rfc}  {found.status}  {found.legal_name}  "
                f"in review: {waiting}"
            )


def _stepped(owner: str, transition: str, given: StandingIn | None = None) -> str:
    def work(session: Session) -> str:
        found = owner_named(session, owner)
        if not isinstance(found, Employer):
            raise EmployerNotFound
        row = step_employer(session, SYSTEM, found.public_id, transition, given, now=utc_now())
        return f"{row.legal_name} is {row.status}."

    return in_transaction(work)


@key.command("add")
def add_key(
    owner: Annotated[str, typer.Argument(help="An employer's id or RFC, or a center's code.")],
    scope: Annotated[list[Scope], typer.Option(help="What it may do; may be repeated.")],
    more: Annotated[list[Scope] | None, typer.Argument(help="Further scopes.")] = None,
    test: Annotated[bool, typer.Option(help="A key for trying things out.")] = False,
) -> None:
    """Make an API key. It is shown once."""
    plain = in_transaction(
        lambda session: make_key(
            session, SYSTEM, owner_named(session, owner), [*scope, *(more or [])], is_test=test
        )
    )
    out.print(plain, highlight=False, soft_wrap=True)


@key.command("list")
def list_keys(
    owner: Annotated[str, typer.Argument(help="An employer's id or RFC, or a center's code.")],
) -> None:
    """The keys of one owner: how each begins, its scopes, since when and until when."""
    with ready(settings()) as runtime, runtime.database.read() as session:
        for row in keys_of(session, owner_named(session, owner)):
            over = f"  revoked {row.revoked_at:%Y-%m-%d}" if row.revoked_at else ""
            _line(f"{row.prefix}…  {','.join(row.scopes)}  made {row.created_at:%Y-%m-%d}{over}")


@key.command("revoke")
def revoke_one_key(
    begins: Annotated[str, typer.Argument(help="How the key begins, as `key list` shows it.")],
) -> None:
    """Revoke an API key: the next request with it is refused. It cannot be undone."""
    revoked = in_transaction(
        lambda session: revoke_key(session, SYSTEM, begins.rstrip("…"), now=utc_now()).prefix
    )
    _line(f"Revoked {revoked}…")


def add_to(app: typer.Typer) -> None:
    app.add_typer(staff, name="staff")
    app.add_typer(employer, name="employer")
    app.add_typer(key, name="key")
