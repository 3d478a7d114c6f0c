"""Every command where something is missing: a sentence that says what to do, and status 1."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli import app
from models import migrate
from tests.api.cli.databases import empty_database
from tests.api.cli.terminal import Terminal, lines_file
from tests.api.http.bodies import named_opening

NOWHERE = "postgresql://somebody:secret-word@127.0.0.1:1/nothing"
# Every command that works on a database, as words to type.
COMMANDS: dict[str, tuple[str, ...]] = {
    "serve": ("serve",),
    "worker": ("worker", "--once"),
    "audit": ("audit",),
    "check-consistency": ("check-consistency",),
    "staff": ("staff", "add", "persona@inventada.example"),
    "employer": ("employer", "add", "INV800101AB1", "Inventada"),
    "key": ("key", "add", "INV800101AB1", "--scope", "openings"),
    "ingest": ("ingest", "openings", "rows.ndjson", "--employer", "INV800101AB1"),
    "match-report": ("match-report", "--out", "report.csv"),
    "fairness-report": ("fairness-report", "--out", "report.csv"),
    "assign": ("assign", "--out", "report.csv"),
    "runs": ("runs", "list"),
}
# These make or copy one, or need none.
OTHERS = {"migrate", "backup", "restore", "link", "rank"}

every_command = pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands are typed, with a file to ingest."""
    monkeypatch.chdir(tmp_path)
    lines_file(tmp_path / "rows.ndjson", [named_opening("a")])
    return tmp_path


@pytest.fixture
def at(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Terminal]:
    """The terminal beside the database of a URL."""

    def chosen(url: str) -> Terminal:
        monkeypatch.setenv("PUENTE_DATABASE_URL", url)
        return terminal

    return chosen


sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_every_command_is_tried() -> None:
    assert set(getattr(get_command(app), "commands", {})) == set(COMMANDS) | OTHERS


@every_command
def test_without_tables_it_says_to_migrate(words, database_url, at, tmp_path) -> None:
    with empty_database(database_url, tmp_path) as url:
        Path(tmp_path / "other.db").touch()
        seen = at(url).run(*words)

    assert (seen.status, "no tables yet: puente migrate" in seen.said) == (1, True), seen.said


@sqlite
@every_command
def test_without_a_file_none_is_made(words, at, tmp_path) -> None:
    seen = at(f"sqlite:///{tmp_path}/none/here.db").run(*words)

    assert (seen.status, "puente migrate makes it" in seen.said) == (1, True), seen.said
    assert not (tmp_path / "none").exists()


@sqlite
@pytest.mark.parametrize("url", ["mysql://somebody:secret-word@here/x", "nonsense", "sqlite://"])
@every_command
def test_a_wrong_address_is_named_with_its_form_but_not_repeated(words, url, at) -> None:
    seen = at(url).run(*words)

    assert (seen.status, "PUENTE_DATABASE_URL has to be" in seen.said) == (1, True), seen.said
    assert "secret-word" not in seen.said


@sqlite
@every_command
def test_a_server_that_is_not_there_is_said_without_the_password(words, at) -> None:
    seen = at(NOWHERE).run(*words)

    assert (seen.status, "cannot be reached" in seen.said) == (1, True), seen.said
    assert "secret-word" not in seen.said


@sqlite
@every_command
def test_a_server_needs_a_secret(words, at, monkeypatch) -> None:
    monkeypatch.delenv("PUENTE_SECRET_KEY")

    seen = at(NOWHERE).run(*words)

    assert (seen.status, "PUENTE_SECRET_KEY is required" in seen.said) == (1, True), seen.said


@sqlite
@every_command
def test_a_lost_key_file_is_not_replaced(words, at, tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("PUENTE_SECRET_KEY")
    terminal = at(f"sqlite:///{tmp_path}/own.db")
    terminal.does("migrate")
    (tmp_path / "own.key").unlink()

    seen = terminal.run(*words)

    assert (seen.status, "put the key file back" in seen.said) == (1, True), seen.said
    assert not (tmp_path / "own.key").exists()


@every_command
def test_the_key_of_another_database_is_refused(words, terminal, database, monkeypatch) -> None:
    terminal.does("employer", "add", "EKU9003173C9", "Inventada")
    monkeypatch.setenv("PUENTE_SECRET_KEY", "another secret for tests, of no worth")

    seen = terminal.run(*words)

    assert (seen.status, "another PUENTE_SECRET_KEY" in seen.said) == (1, True), seen.said


def test_a_key_that_was_changed_still_opens_as_an_older_one(
    terminal, database, monkeypatch
) -> None:
    terminal.does("employer", "add", "EKU9003173C9", "Inventada")
    monkeypatch.setenv("PUENTE_SECRET_KEY", "another secret for tests, of no worth")
    monkeypatch.setenv("PUENTE_OLDER_SECRET_KEYS", '["a secret for tests only, of no worth"]')

    terminal.does("check-consistency")


@sqlite
@pytest.mark.parametrize("words", [*COMMANDS.values(), ("migrate",)], ids=[*COMMANDS, "migrate"])
def test_a_setting_that_cannot_be_read_is_named(words, terminal, monkeypatch) -> None:
    monkeypatch.setenv("PUENTE_PORT", "eight thousand")

    seen = terminal.run(*words)

    said = "PUENTE_PORT has to be a whole number"
    assert (seen.status, said in seen.said) == (1, True), seen.said


@sqlite
@pytest.mark.parametrize("words", [("migrate",), ("backup", "copy")], ids=["migrate", "backup"])
def test_a_folder_that_cannot_be_made_is_named(words, at, tmp_path) -> None:
    (tmp_path / "file").touch()

    seen = at(f"sqlite:///{tmp_path}/file/own.db").run(*words)

    assert seen.status == 1
    assert "file" in seen.said


@sqlite
@pytest.mark.parametrize(
    "words",
    [
        ("match-report", "--out", "rows.ndjson/report.csv"),
        ("backup", "rows.ndjson/copy"),
        ("ingest", "openings", "rows.ndjson", "--employer", "EKU9003173C9", "--results", "no/r"),
        ("rank", "--openings", "rows.ndjson", "--seekers", "none.ndjson", "--out", "no/r"),
    ],
    ids=lambda words: words[0],
)
def test_a_place_that_cannot_be_written_is_named(words, terminal, database) -> None:
    terminal.does("employer", "add", "EKU9003173C9", "Inventada")
    Path("none.ndjson").touch()

    seen = terminal.run(*words)

    assert seen.status == 1
    assert Path(words[-1]).parts[0] in seen.said


def test_a_database_of_a_newer_program_is_not_to_be_migrated(database_url, at, tmp_path) -> None:
    with empty_database(database_url, tmp_path) as url:
        migrate.upgrade(url)
        _stand_at(url, "9999_of_the_future")
        seen = at(url).run("check-consistency")
        migrated = at(url).run("migrate")

    assert (seen.status, "of a newer program" in seen.said) == (1, True), seen.said
    assert (migrated.status, "9999_of_the_future" in migrated.said) == (1, True), migrated.said


def _stand_at(url: str, version: str) -> None:
    from sqlalchemy import text

    from models.database import plain_engine

    engine = plain_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    engine.dispose()
