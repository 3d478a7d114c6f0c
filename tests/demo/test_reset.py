"""`make demo-reset` beside a service that runs."""

import shutil
from pathlib import Path

import pytest
from pydantic import SecretStr

from demo import __main__ as demo
from models.crypto import Keyring
from models.database import connect
from services.readiness import hindrances
from services.runtime import open_runtime
from services.settings import Settings
from tests.factories import make_employer

SECRET = "a secret for tests only, of no worth"


@pytest.fixture
def settings(sqlite_template: Path, tmp_path: Path, keyring: Keyring) -> Settings:
    """Beside a database that holds the demo."""
    path = shutil.copy(sqlite_template, tmp_path / "puente.db")
    database = connect(f"sqlite:///{path}", keyring)
    with database.write() as session:
        make_employer(session, is_demo=True)
    database.close()
    return Settings(database_url=f"sqlite:///{path}", secret_key=SecretStr(SECRET))


def test_the_demo_of_a_service_that_runs_is_left_alone(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = open_runtime(settings)
    assert hindrances(running) == {}
    monkeypatch.setattr("sys.argv", ["demo", "reset"])
    monkeypatch.setattr(demo, "read_settings", lambda: settings)
    monkeypatch.setattr(demo, "configure", lambda **_: None)

    with pytest.raises(SystemExit) as refused:
        demo.main()

    assert "Stop puente serve" in str(refused.value.code)
    assert hindrances(running) == {}
    running.close()


def test_once_nobody_has_it_open_it_is_thrown_away(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "prepare", lambda _settings: None)

    demo.reset(settings)

    assert list(tmp_path.glob("puente.db*")) == []


def test_a_service_whose_file_was_removed_is_not_ready(settings: Settings, tmp_path: Path) -> None:
    running = open_runtime(settings)
    assert hindrances(running) == {}

    (tmp_path / "puente.db").unlink()

    assert "restart the service" in hindrances(running)["database"]
    running.close()
