import pytest

from models.database import Database
from models.employer import Employer
from tests.api.cli.terminal import SECRET, Terminal
from tests.factories import make_center, make_employer


@pytest.fixture
def terminal(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal beside an empty, migrated database."""
    monkeypatch.setenv("PUENTE_DATABASE_URL", database_url)
    monkeypatch.setenv("PUENTE_SECRET_KEY", SECRET)
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
