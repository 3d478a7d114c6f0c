"""The whole service over an empty database, and those who call it: each with their own key."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from api.dependencies import now_utc
from api.main import create_app
from models.center import Center
from models.database import Database
from models.employer import Employer
from models.vocabulary import CenterKind, StaffRole
from services.access.actor import SYSTEM, Scope
from services.access.keys import make_key, usable_scopes
from services.access.log_in import open_staff_session
from services.access.sessions import STAFF_TOKEN_PREFIX
from services.matches.live import LiveIndex
from services.runtime import Runtime
from services.settings import Settings
from tests.factories import NOON, TIJUANA, make_center, make_employer, make_staff

SECRET = "a secret for tests only, of no worth"


@dataclass
class Clock:
    """What the service takes for now: a Friday noon in Mexico unless a test moves it."""

    now: datetime = NOON

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


@dataclass(frozen=True)
class Caller:
    """Somebody with a bearer, or nobody. Every method gives the response as it came."""

    client: TestClient
    bearer: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        given = {**self.headers, **options.pop("headers", {})}
        if self.bearer is not None:
            given.setdefault("Authorization", f"Bearer {self.bearer}")
        return self.client.request(method, path, headers=given, **options)

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.call("GET", path, **options)

    def put(self, path: str, json: Any, **options: Any) -> httpx.Response:
        return self.call("PUT", path, json=json, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        if json is not None:
            options["json"] = json
        return self.call("POST", path, **options)

    def post_once(
        self, path: str, json: Any = None, key: str = "", **options: Any
    ) -> httpx.Response:
        """With an Idempotency-Key: a fresh one unless given."""
        headers = {"Idempotency-Key": key or uuid4().hex, **options.pop("headers", {})}
        return self.post(path, json, headers=headers, **options)

    def speaking(self, language: str) -> "Caller":
        return Caller(self.client, self.bearer, {**self.headers, "Accept-Language": language})


@dataclass(frozen=True)
class House:
    """The service and its usual callers. TAP and TIJ are centers; Cal is a verified employer."""

    runtime: Runtime
    client: TestClient
    clock: Clock
    nobody: Caller
    employer: Caller
    other_employer: Caller
    partner: Caller
    own_partner: Caller
    staff: Caller
    other_staff: Caller
    supervisor: Caller

    @property
    def database(self) -> Database:
        return self.runtime.database

    def caller(self, bearer: str) -> Caller:
        return Caller(self.client, bearer)

    def employer_with(self, scopes: Sequence[Scope] | None = None, **fields: Any) -> Caller:
        with self.database.write() as session:
            employer = make_employer(session, **fields)
            held = scopes or usable_scopes(employer)
            return self.caller(make_key(session, SYSTEM, employer, held))

    def employer_id(self, legal_name: str) -> UUID:
        from sqlalchemy import select

        with self.database.read() as session:
            found = select(Employer.public_id).where(Employer.legal_name == legal_name)
            return session.scalars(found).one()


@contextmanager
def serving(database: Database) -> Iterator[TestClient]:
    """One application for a whole run: its routes are compiled at their first call."""
    app = create_app(runtime_of(database))
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


def move_in(client: TestClient, database: Database, **settings: Any) -> House:
    """The application over this database, with its callers."""
    clock = Clock()
    runtime = runtime_of(database, **settings)
    app: Any = client.app
    app.state.runtime = runtime
    app.dependency_overrides[now_utc] = lambda: clock.now
    client.cookies.clear()
    with database.write() as session:
        bearers = _bearers(session)
    callers = {name: Caller(client, bearer) for name, bearer in bearers.items()}
    return House(runtime, client, clock, Caller(client), **callers)


def runtime_of(database: Database, **settings: Any) -> Runtime:
    url = "sqlite:///unused.db"
    return Runtime(Settings(secret_key=SECRET, database_url=url, **settings), database, LiveIndex())


def _bearers(session: Session) -> dict[str, str]:
    here = make_center(session, code="TAP", name="Centro Inventado Tapachula")
    there = make_center(session, code="TIJ", name="Centro Inventado Tijuana", municipality=TIJUANA)
    shelter = make_center(session, code="ALB", kind=CenterKind.SHELTER)
    make_center(session, code="WEB", kind=CenterKind.OFFICE)
    cal = make_employer(session, legal_name="Cal Inventada SA de CV")
    other = make_employer(session, legal_name="Otra Inventada SA de CV")
    return {
        "employer": _key(session, cal),
        "other_employer": _key(session, other),
        "partner": _key(session, shelter),
        "own_partner": _key(session, here),
        "staff": staff_bearer(session, here),
        "other_staff": staff_bearer(session, there),
        "supervisor": staff_bearer(session, None, role=StaffRole.SUPERVISOR),
    }


def _key(session: Session, owner: Employer | Center) -> str:
    return make_key(session, SYSTEM, owner, usable_scopes(owner))


def staff_bearer(session: Session, center: Center | None, **fields: Any) -> str:
    member = make_staff(session, center_id=center.id if center else None, **fields)
    return STAFF_TOKEN_PREFIX + open_staff_session(session, member, now=NOON, hours=24 * 365)
