"""What the benchmark asks: the demo, and an employer and a supervisor of its own."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from rich.console import Console
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from demo.load import is_loaded, load
from demo.openings import openings
from models import migrate
from models.database import driver_url
from models.employer import Employer
from models.lifecycles import OpeningStatus
from models.opening import Opening
from models.seeker import Seeker
from models.staff_member import StaffMember
from models.types import utc_now
from models.vocabulary import StaffRole
from services.access.accounts import add_employer, add_staff_member
from services.access.actor import SYSTEM, Scope
from services.access.keys import make_key
from services.access.log_in import open_staff_session
from services.access.sessions import STAFF_TOKEN_PREFIX
from services.access.tokens import new_token
from services.calendar import legal_day
from services.employers.schemas import EmployerIn
from services.runtime import open_database
from services.settings import Settings

SECRET = "a secret for benchmarks only, of no worth"  # noqa: S105 - said in its words
RFC = "EKU9003173C9"
EMAIL = "carga@inventada.example"
ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Keys:
    """Each one's headers. `employer` is the benchmark's own; `owner` has most of the demo's
    openings."""

    employer: dict[str, str]
    staff: dict[str, str]
    owner: dict[str, str]


def environment_of(url: str) -> dict[str, str]:
    inherited = os.environ.items()  # noqa: TID251 - what a child process inherits
    kept = {name: value for name, value in inherited if not name.startswith("PUENTE_")}
    return kept | {"PUENTE_DATABASE_URL": url, "PUENTE_SECRET_KEY": SECRET}


def prepared(url: str, *, people: int) -> Keys:
    """The demo is loaded once, with so many people, into the database of this URL, which is the
    benchmark's own."""
    if url.startswith("sqlite"):
        Path(driver_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    migrate.upgrade(url)
    database = open_database(Settings(database_url=url, secret_key=SECRET))
    try:
        with database.read() as session:
            loaded = is_loaded(session)
        if not loaded:
            Console().print("Loading the demo, once…")
            load(database, now=utc_now(), people=people)
        with database.write() as session:
            employer = make_key(session, SYSTEM, _employer(session), [Scope.OPENINGS])
            owner = make_key(session, SYSTEM, _owner(session), [Scope.OPENINGS, Scope.MATCHES])
            staff = open_staff_session(session, _supervisor(session), now=utc_now(), hours=10)
    finally:
        database.close()
    return Keys(_bearer(employer), _bearer(STAFF_TOKEN_PREFIX + staff), _bearer(owner))


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _employer(session: Session) -> Employer:
    found = session.scalars(select(Employer).where(Employer.rfc == RFC)).one_or_none()
    if found is not None:
        return found
    intake = EmployerIn(rfc=RFC, legal_name="Banco de pruebas (inventado)")
    return add_employer(session, SYSTEM, intake, now=utc_now(), is_verified=True)


def _owner(session: Session) -> Employer:
    published = select(Opening.employer_id).where(Opening.status == OpeningStatus.PUBLISHED)
    most = published.group_by(Opening.employer_id).order_by(func.count().desc()).limit(1)
    return session.get_one(Employer, session.scalars(most).one())


def _supervisor(session: Session) -> StaffMember:
    found = session.scalars(select(StaffMember).where(StaffMember.email == EMAIL)).one_or_none()
    if found is not None:
        return found
    return add_staff_member(
        session, SYSTEM, email=EMAIL, role=StaffRole.SUPERVISOR, password=new_token()
    )


def openings_to_send(prefix: str) -> list[dict[str, Any]]:
    records = islice(openings(legal_day(utc_now())), ROWS)
    return [
        {**record, "external_id": f"{prefix}-{number}"} for number, record in enumerate(records)
    ]


@contextmanager
def touching(url: str) -> Iterator[Callable[[], None]]:
    """Each call changes what the next person of the database expects to be paid, by a peso."""
    database = open_database(Settings(database_url=url, secret_key=SECRET))
    with database.read() as session:
        rows = cycle(
            session.scalars(select(Seeker.id).where(Seeker.is_matchable).limit(1000)).all()
        )

    def touch() -> None:
        with database.write() as session:
            person = session.get_one(Seeker, next(rows))
            packed = dict(person.profile or {})
            person.profile = packed | {"wage": (packed.get("wage") or 0) ^ 1}
            person.updated_at = utc_now()

    try:
        yield touch
    finally:
        database.close()
