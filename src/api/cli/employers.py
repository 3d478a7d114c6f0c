"""Employers: `puente employer`, added, vouched for, and who acts for them on their pages."""

from typing import Annotated
from uuid import UUID

import typer
from sqlalchemy.orm import Session

from api.cli.accounts import in_transaction, line, out
from api.cli.database import ready
from api.cli.given import given
from api.cli.operations import settings
from models.employer import Employer
from models.lifecycles import EmployerStatus, OpeningStatus
from models.types import utc_now
from models.vocabulary import SuspensionReason
from services.access.accounts import add_employer
from services.access.actor import SYSTEM
from services.access.employer_members import (
    InvitationIn,
    dismiss_by_email,
    employer_with_members,
    invite,
)
from services.access.keys import owner_named
from services.employers.schemas import EmployerIn
from services.errors import EmployerNotFound
from services.vouching.read import EmployersWanted, every_employer
from services.vouching.step import StandingIn, step_employer

Owner = Annotated[str, typer.Argument(metavar="EMPLOYER", help="Its id or RFC.")]

employer = typer.Typer(help="Employers.", no_args_is_help=True)


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
        return invite(session, SYSTEM, _employer(session, owner), wanted, now=utc_now()).code

    code = in_transaction(work)
    out.print(f"Code, for the page /employer/welcome: {code}", highlight=False)


@employer.command("people")
def list_members(owner: Owner) -> None:
    """Who may act for an employer on its pages, and whether the access has ended."""
    with ready(settings()) as runtime, runtime.database.read() as session:
        found = _employer(session, owner)
        for member in employer_with_members(session, SYSTEM, found.public_id)[1]:
            line(f"{member.email}  {member.name}{'' if member.is_active else '  ended'}")


@employer.command("dismiss")
def dismiss_member(owner: Owner, email: str) -> None:
    """End somebody's access to an employer's pages: sessions, password and code at once."""
    in_transaction(
        lambda session: dismiss_by_email(
            session, SYSTEM, _employer(session, owner), email, now=utc_now()
        )
    )
    line(f"{email} acts for {owner} no more.")


def _employer(session: Session, owner: str) -> Employer:
    found = owner_named(session, owner)
    if not isinstance(found, Employer):
        raise EmployerNotFound
    return found


@employer.command("verify")
def verify_employer(owner: Owner) -> None:
    """Vouch for an employer: its openings are published, with those that waited for it."""
    line(_stepped(owner, "verify"))


@employer.command("suspend")
def suspend_employer(
    owner: Owner, reason: Annotated[SuspensionReason, typer.Option(help="Why.")]
) -> None:
    """Take an employer's openings out of every list, and refuse its keys and log-ins."""
    line(_stepped(owner, "suspend", StandingIn(reason=reason)))


@employer.command("reinstate")
def reinstate_employer(owner: Owner) -> None:
    """Let a suspended employer in again; its openings wait until it is verified."""
    line(_stepped(owner, "reinstate"))


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
            line(
                f"{found.public_id}  {found.rfc}  {found.status}  {found.legal_name}  "
                f"in review: {waiting}"
            )


def _stepped(owner: str, transition: str, given: StandingIn | None = None) -> str:
    def work(session: Session) -> str:
        found = _employer(session, owner).public_id
        row = step_employer(session, SYSTEM, found, transition, given, now=utc_now())
        return f"{row.legal_name} is {row.status}."

    return in_transaction(work)


def add_to(app: typer.Typer) -> None:
    app.add_typer(employer, name="employer")
