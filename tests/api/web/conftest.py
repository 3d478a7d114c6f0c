"""The pages over an empty database, and visitors who fill in forms as a browser would."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.main import create_app
from models.crypto import Keyring
from models.database import Database, connect
from models.vocabulary import CenterKind
from services.access.passwords import hash_password
from services.matches.live import LiveIndex
from services.runtime import Runtime
from services.settings import Settings
from tests.factories import make_center, make_staff

PASSWORD = "una frase de prueba larga"
SECRET = "a secret for tests only, of no worth"
SETTINGS = Settings(demo=True, secret_key=SECRET)
TOKEN = re.compile(r'name="csrf" value="([^"]*)"')

# One answer for every page of the form, in its order.
ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "place": {"place": "Tapachula"},
    "work": {"title-1": "albañil", "months-1": "60", "year-1": "2021"},
    "skills": {"others": "soldar, leer planos"},
    "languages": {"level-es": "native"},
    "schooling": {"schooling": "secondary"},
    "conditions": {"schedules": ["full_time"], "wage": "10,500", "start": "now"},
    "moving": {"commute": "15", "relocation": "anywhere", "household": "2"},
    "documents": {"documents": ["refugiado"]},
    "person": {
        "given_names": "María José",
        "first_surname": "D'Acosta",
        "born-day": "14",
        "born-month": "8",
        "born-year": "1994",
    },
    "contact": {"phone": "962 123 4567"},
    "consent": {"matching": "1", "sharing_on_referral": "1"},
}


@cache
def application() -> FastAPI:
    """One for a whole run, over nothing yet: its pages are made at their first call."""
    unused = connect("sqlite:///unused.db", Keyring.from_secret(SECRET))
    return create_app(Runtime(SETTINGS, unused, LiveIndex()))


class Visitor:
    """A browser without script: keeps cookies, sends the form's token, follows nothing."""

    portal: ClassVar[BlockingPortal]

    def __init__(self, runtime: Runtime) -> None:
        served = application()
        served.state.runtime = runtime
        self.client = TestClient(served, follow_redirects=False)
        self.client.portal = self.portal
        self.client.headers["accept-language"] = "es-MX"

    def see(self, address: str) -> httpx.Response:
        return self.client.get(address)

    def send(self, address: str, *, page: str | None = None, **fields: Any) -> httpx.Response:
        """Posts to `address` with the token shown on `page`, or on `address` itself."""
        shown = TOKEN.search(self.see(page or address).text)
        token = shown.group(1) if shown else ""
        return self.client.post(address, data={"csrf": token, **fields})

    def answer(self, step: str, **changes: Any) -> httpx.Response:
        return self.send(f"/form/{step}", **{**ANSWERS[step], **changes})

    def answer_all(self, *, but: Sequence[str] = ()) -> None:
        for step in ANSWERS:
            if step not in but:
                response = self.answer(step)
                assert response.status_code == 303, (step, response.text)

    def register(self) -> str:
        """Fills in everything; the code to come back with."""
        self.answer_all()
        self.send("/check")
        shown = re.search(r'class="ticket">([^<]+)<', self.see("/done").text)
        assert shown
        return shown.group(1)

    def log_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        return self.send("/staff/login", email=email, password=password)


@pytest.fixture(scope="session", autouse=True)
def one_portal() -> Iterator[None]:
    """One thread answers all of a run: the client would start one for every request."""
    with start_blocking_portal() as Visitor.portal:
        yield


@pytest.fixture
def runtime(database: Database) -> Runtime:
    with database.write() as session:
        make_center(session, code="TAP", municipality="07089")
        make_center(session, code="WEB", kind=CenterKind.OFFICE, municipality="09015")
    return Runtime(SETTINGS, database, LiveIndex())


@pytest.fixture
def visitor(runtime: Runtime) -> Visitor:
    return Visitor(runtime)


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def staff(runtime: Runtime, password_hash: str) -> Visitor:
    """A member of the center TAP, logged in."""
    with runtime.database.write() as session:
        center = center_id(session, "TAP")
        make_staff(session, email="ana@sne.example", center_id=center, password_hash=password_hash)
    member = Visitor(runtime)
    assert member.log_in("ana@sne.example").status_code == 303
    return member


def center_id(session: Any, code: str) -> int:
    from models.repositories import centers

    found = centers.by_code(session, code)
    assert found
    return found.id
