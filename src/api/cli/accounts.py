"""Staff accounts and API keys: `puente staff` and `puente key`."""

import sys
from collections.abc import Callable
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from sqlalchemy.orm import Session

from api.cli.database import ready
from api.cli.given import given
from api.cli.operations import settings
from models.staff_member import StaffMember
from models.types import utc_now
from models.vocabulary import StaffRole
from services.access.accounts import StaffIn, add_staff_member
from services.access.actor import SYSTEM, Scope
from services.access.closing import (
    EVERY_CENTER,
    change_account,
    close_account,
    every_account,
    keys_of,
    renew_password,
    reopen_account,
    revoke_key,
)
from services.access.keys import make_key, owner_named
from services.access.tokens import new_token

T = TypeVar("T")

out = Console()

staff = typer.Typer(help="Staff accounts.", no_args_is_help=True)
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
            state = "" if member.is_active else "  closed"
            line(f"{member.email}  {member.role}  {_center(member)}{state}")


def _center(member: StaffMember) -> str:
    return member.center.code if member.center else "every center"


@staff.command("close")
def close_staff(email: str) -> None:
    """Close an account: its sessions end at once, and its password is good no more."""
    in_transaction(lambda session: close_account(session, SYSTEM, email, now=utc_now()))
    line(f"Closed {email}; its sessions have ended.")


@staff.command("reopen")
def reopen_staff(email: str) -> None:
    """Open a closed account again, with the password it had."""
    in_transaction(lambda session: reopen_account(session, SYSTEM, email))
    line(f"Reopened {email}.")


@staff.command("change")
def change_staff(
    email: str,
    role: Annotated[StaffRole | None, typer.Option(help="Another role.")] = None,
    center: Annotated[
        str | None, typer.Option(help=f"Another center's code, or {EVERY_CENTER} for every center.")
    ] = None,
) -> None:
    """Give an account another role or another center; what it sees changes at once."""
    if role is None and center is None:
        raise typer.BadParameter("give --role, --center or both")

    def work(session: Session) -> str:
        member = change_account(session, SYSTEM, email, role=role, center=center)
        return f"{member.email} is {member.role} of {_center(member)}."

    line(in_transaction(work))


@staff.command("password")
def renew_staff_password(email: str) -> None:
    """Give an account another password, taken as `add` takes it; its sessions end."""
    with ready(settings()) as runtime:
        password, is_made_up = _password()
        with runtime.database.write() as session:
            renew_password(session, SYSTEM, email, password, now=utc_now())
    line(f"The password of {email} is another one; its sessions have ended.")
    if is_made_up:
        line(f"Password, shown once: {password}")


def line(text: str) -> None:
    out.print(text, highlight=False, markup=False, soft_wrap=True)


def _password() -> tuple[str, bool]:
    """And whether nobody gave one."""
    if sys.stdin.isatty():
        asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked, False
    given = sys.stdin.readline().rstrip("\n")
    return (given, False) if given else (new_token()[:20], True)


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
            line(f"{row.prefix}…  {','.join(row.scopes)}  made {row.created_at:%Y-%m-%d}{over}")


@key.command("revoke")
def revoke_one_key(
    begins: Annotated[str, typer.Argument(help="How the key begins, as `key list` shows it.")],
) -> None:
    """Revoke an API key: the next request with it is refused. It cannot be undone."""
    revoked = in_transaction(
        lambda session: revoke_key(session, SYSTEM, begins.rstrip("…"), now=utc_now()).prefix
    )
    line(f"Revoked {revoked}…")


def add_to(app: typer.Typer) -> None:
    app.add_typer(staff, name="staff")
    app.add_typer(key, name="key")
