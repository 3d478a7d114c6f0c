"""The demo into a database, through the same services as everybody else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from typing import Any

from rich.progress import Progress
from sqlalchemy.orm import Session

from demo.employers import employers
from demo.hires import record_hires
from demo.openings import Posted, posted_openings
from demo.seekers import DEFAULT_COUNT, DEFAULT_SEED, seekers
from demo.twice import registered_twice
from models.database import Database
from models.employer import Employer
from models.repositories import demo as demo_rows
from models.repositories import employers as employer_rows
from models.vocabulary import ActorKind, StaffRole
from services.access.accounts import add_employer, add_staff_member
from services.access.actor import SYSTEM, Actor, Scope
from services.access.employer_members import Entrance, InvitationIn, come_in, invite
from services.access.keys import make_key
from services.access.tokens import new_token
from services.calendar import legal_day
from services.centers.seed import seed_centers
from services.employers.schemas import EmployerIn
from services.openings.bulk import check_rows
from services.openings.store import store
from services.seekers.bulk import check_people, store_people
from services.steps import noon

BLOCK = 2000
EMPLOYER_EMAIL = "empleador@demo.example"
STAFF = (
    ("tapachula@demo.example", StaffRole.STAFF, "TAP"),
    ("tijuana@demo.example", StaffRole.STAFF, "TIJ"),
    ("supervision@demo.example", StaffRole.SUPERVISOR, None),
)


@dataclass(frozen=True, slots=True)
class LogIns:
    """Shown once: only hashes are kept."""

    staff: dict[str, str]
    employer_name: str
    employer_key: str
    employer_email: str
    employer_password: str


def is_loaded(session: Session) -> bool:
    return demo_rows.is_loaded(session)


def load(database: Database, *, now: datetime, people: int = DEFAULT_COUNT) -> LogIns:
    """Employers, openings with what was changed in them, people, staff, a key, some hires."""
    today = legal_day(now)
    with Progress(transient=True) as bar:
        openings_bar = bar.add_task("openings", total=10_173)
        people_bar = bar.add_task("people", total=people)
        with database.write() as session:
            seed_centers(session, with_demo=True)
            _add_employers(session, today, now)
            for count in _add_openings(session, today, now):
                bar.advance(openings_bar, count)
        invented = chain(
            seekers(people, DEFAULT_SEED, today),
            registered_twice(seekers(people, DEFAULT_SEED, today)),
        )
        for block in _blocks(invented):
            _add_people(database, block, now)
            bar.advance(people_bar, len(block))
    with database.write() as session:
        log_ins, clerk = _accounts(session, now)
    record_hires(database, clerk, log_ins.employer_name, now=now)
    return log_ins


def _blocks(records: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    remaining = iter(records)
    while block := list(islice(remaining, BLOCK)):
        yield block


def _add_employers(session: Session, today: date, now: datetime) -> None:
    for record in employers(today):
        known = {name: record[name] for name in EmployerIn.model_fields if name in record}
        intake = EmployerIn.model_validate(known)
        is_verified = bool(record["is_verified"])
        add_employer(session, SYSTEM, intake, now=now, is_verified=is_verified, is_demo=True)


def _add_openings(session: Session, today: date, now: datetime) -> Iterator[int]:
    by_employer: dict[str, list[Posted]] = defaultdict(list)
    for posted in posted_openings(today):
        by_employer[posted.employer_rfc].append(posted)
    for rfc, posts in by_employer.items():
        employer = employer_rows.by_rfc(session, rfc)
        if employer is not None:
            _add_openings_of(session, employer, posts, now)
        yield len(posts)


def _add_openings_of(
    session: Session, employer: Employer, posts: list[Posted], now: datetime
) -> None:
    rows = check_rows([posted.record for posted in posts], today=legal_day(now))
    rows.refuse_all()
    stored = store(session, SYSTEM, employer, rows.prepared, now=now)
    posted_at = {row.id: noon(post.posted_on) for row, post in zip(stored, posts, strict=True)}
    demo_rows.set_published_at(session, posted_at)
    demo_rows.add_changes(
        session,
        [
            {
                "subject_kind": "opening",
                "subject": row.public_id,
                "field": change.field,
                "before": change.original,
                "after": change.now,
                "reason": change.why,
                "at": now,
            }
            for row, post in zip(stored, posts, strict=True)
            for change in post.changes
        ],
    )


def _add_people(database: Database, records: list[dict[str, Any]], now: datetime) -> None:
    people = check_people(records, today=legal_day(now))
    with database.write() as session:
        store_people(session, SYSTEM, people, now=now)
        demo_rows.mark_people(session)


def _accounts(session: Session, now: datetime) -> tuple[LogIns, Actor]:
    """The last of the staff sees every center: the demo's hires are recorded in that name."""
    passwords = {email: f"demo-{new_token()[:16]}" for email, _, _ in STAFF}
    for email, role, center in STAFF:
        member = add_staff_member(
            session,
            SYSTEM,
            email=email,
            role=role,
            password=passwords[email],
            center_code=center,
            name="Personal de la demo",
            is_demo=True,
        )
    employer = demo_rows.busiest_employer(session)
    scopes = [Scope.OPENINGS, Scope.MATCHES, Scope.REFERRALS, Scope.PLACEMENTS]
    key = make_key(session, SYSTEM, employer, scopes)
    password = f"demo-{new_token()[:16]}"
    wanted = InvitationIn(email=EMPLOYER_EMAIL, name="Recursos humanos de la demo")
    code = invite(session, SYSTEM, employer, wanted, now=now).code
    come_in(session, Entrance(EMPLOYER_EMAIL, password, code), now=now, hours=0)
    name = employer.trade_name or employer.legal_name
    log_ins = LogIns(passwords, name, key, EMPLOYER_EMAIL, password)
    return log_ins, Actor(
        ActorKind.STAFF, id=member.id, public_id=member.public_id, role=member.role
    )
