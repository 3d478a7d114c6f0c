"""A served demo and a real browser: script switched off, as narrow as the smallest telephones."""

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from api.main import create_app
from matching.linking import occupation_linker
from models import migrate
from models.database import connect
from models.types import utc_now
from services.access.actor import SYSTEM
from services.access.passwords import hash_password
from services.matches.live import LiveIndex
from services.runtime import Runtime, keyring_of
from services.seekers.register import prepare_one, register_seeker
from services.seekers.schemas import SeekerIn
from services.settings import Settings
from tests.factories import make_center, make_employer, make_opening, make_staff

PATHS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-features=BackForwardCache",
]
NARROW = {"width": 320, "height": 640}
PASSWORD = "una frase de prueba larga"
EMAIL = "ana@sne.example"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: drives a real browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One server and one browser for all: they run in one worker."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class Site:
    address: str
    runtime: Runtime


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    url = f"sqlite:///{tmp_path_factory.mktemp('site') / 'puente.db'}"
    settings = Settings(
        demo=True, database_url=url, secret_key="a secret for tests only, of no worth"
    )
    migrate.upgrade(url)
    runtime = Runtime(settings, connect(url, keyring_of(settings)), LiveIndex())
    furnish(runtime)
    server = uvicorn.Server(uvicorn.Config(create_app(runtime), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Site(f"http://127.0.0.1:{port}", runtime)
    server.should_exit = True
    thread.join(timeout=10)


def furnish(runtime: Runtime) -> None:
    """A center with staff and a person, and openings that fit and that do not."""
    now = utc_now()
    person = SeekerIn.model_validate(
        {
            "given_names": "Rosa",
            "first_surname": "Inventada",
            "born_on": date(1990, 5, 5),
            "center": "TAP",
            "municipality": "07089",
            "max_commute_km": 20,
            "occupations": [{"title": "albañil", "months": 24}],
            "languages": [{"language": "es", "level": "native"}],
            "documents": [{"kind": "solicitante_constancia", "state": "07"}],
            "consents": ["matching"],
        }
    )
    with runtime.database.write() as session:
        center = make_center(session, code="TAP", municipality="07089")
        make_center(session, code="WEB", municipality="09015")
        hashed = hash_password(PASSWORD)
        make_staff(session, email=EMAIL, center_id=center.id, password_hash=hashed)
        employer = make_employer(session, trade_name="Constructora Inventada (demo)")
        for title in ("Albañil", "Cocinera"):
            occupation = occupation_linker().link(title, limit=1)[0].id
            make_opening(session, title=title, occupation=occupation, employer_id=employer.id)
        register_seeker(session, SYSTEM, prepare_one(person, now=now), now=now)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    given = os.environ.get("PUENTE_TEST_BROWSER")  # noqa: TID251 - a setting of the tests alone
    path = next(each for each in (given, *PATHS) if each and Path(each).exists())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """No script, 320 pixels wide, Spanish of Mexico."""
    with chromium.new_context(
        viewport=NARROW, java_script_enabled=False, locale="es-MX", accept_downloads=True
    ) as context:
        yield context.new_page()


@pytest.fixture
def desktop(chromium: Browser) -> Iterator[Page]:
    """With script, which the pages do not use: the accessibility checker needs it."""
    with chromium.new_context(
        viewport={"width": 1280, "height": 800}, locale="es-MX", bypass_csp=True
    ) as context:
        yield context.new_page()
