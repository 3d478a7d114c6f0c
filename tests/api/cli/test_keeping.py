"""`puente migrate`, `backup`, `restore`, `check-consistency`, and `serve` over no tables."""

import os

import pytest
from sqlalchemy import text

from models.database import Database
from models.opening import Opening
from tests.api.cli.terminal import Terminal, lines_file, opening_named
from tests.api.http.bodies import named_opening
from tests.factories import make_opening


def test_migrate_adds_the_centers_once(terminal, database) -> None:
    first, second = terminal.does("migrate"), terminal.does("migrate")

    assert "Database at version" in first.said
    assert not first.said.endswith("centers added: 0")
    assert second.said.endswith("centers added: 0")


def test_migrate_makes_a_database_from_nothing(terminal, other, monkeypatch) -> None:
    monkeypatch.setenv("PUENTE_DATABASE_URL", other)

    terminal.does("migrate")

    assert terminal.does("check-consistency").said.endswith("Everything agrees.")


def test_what_was_backed_up_can_be_restored_once(
    terminal, database, employer, other, own_programs, tmp_path, monkeypatch
) -> None:
    terminal.does("migrate")
    rows = lines_file(tmp_path / "a.ndjson", [named_opening("kept")])
    terminal.does("ingest", "openings", rows, "--employer", employer)
    before, copy = opening_named(database, "kept"), tmp_path / "puente.copy"
    terminal.does("backup", copy)

    monkeypatch.setenv("PUENTE_DATABASE_URL", other)
    terminal.does("restore", copy)

    seen = terminal.does("ingest", "openings", rows, "--employer", employer)
    assert "1 unchanged" in seen.said
    assert str(before.public_id) in (tmp_path / "a.ndjson.results.ndjson").read_text()
    assert terminal.does("check-consistency").said.endswith("Everything agrees.")
    again = terminal.run("restore", copy)
    assert (again.status, "holds data" in again.said) == (1, True)


def test_what_is_no_copy_is_not_restored(
    terminal, other, own_programs, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("PUENTE_DATABASE_URL", other)
    (tmp_path / "a.copy").write_text("no copy")

    for name in ("a.copy", "missing.copy"):
        seen = terminal.run("restore", tmp_path / name)
        assert (seen.status, "Restored" in seen.said) == (1, False)


def test_a_database_that_is_not_there_is_not_backed_up(terminal, tmp_path, monkeypatch) -> None:
    missing = tmp_path / "none.db"
    monkeypatch.setenv("PUENTE_DATABASE_URL", f"sqlite:///{missing}")

    seen = terminal.run("backup", tmp_path / "copy")

    assert (seen.status, "there is no database at" in seen.said) == (1, True)
    assert not missing.exists()
    assert not (tmp_path / "copy").exists()


def test_without_its_program_a_backup_says_what_is_missing(terminal, tmp_path, monkeypatch) -> None:
    if os.environ["PUENTE_DATABASE_URL"].startswith("sqlite"):  # noqa: TID251 - set by the fixture
        pytest.skip("SQLite is copied without a program")
    monkeypatch.setenv("PATH", str(tmp_path))

    seen = terminal.run("backup", tmp_path / "copy")

    assert (seen.status, "pg_dump is not installed" in seen.said) == (1, True)


def planted_count(database: Database) -> Opening:
    with database.write() as session:
        opening = make_opening(session)
        session.execute(
            text("UPDATE openings SET positions_filled = 1 WHERE id = :id"), {"id": opening.id}
        )
        return opening


def test_a_count_that_is_wrong_is_told_with_status_1(terminal, database) -> None:
    opening = planted_count(database)

    seen = terminal.run("check-consistency")

    assert seen.status == 1
    assert f"Opening {opening.public_id} counts 1 positions filled; 0 are held." in seen.said
    assert "Everything agrees" not in seen.said


@pytest.mark.parametrize("command", [["serve"], ["worker", "--once"]])
def test_over_no_tables_it_says_what_to_do(terminal: Terminal, other, monkeypatch, command) -> None:
    monkeypatch.setenv("PUENTE_DATABASE_URL", other)

    seen = terminal.run(*command)

    assert (seen.status, "puente migrate" in seen.said) == (1, True)


def test_without_a_secret_it_says_so(terminal, monkeypatch) -> None:
    monkeypatch.setenv("PUENTE_SECRET_KEY", "short")

    seen = terminal.run("check-consistency")

    assert (seen.status, "PUENTE_SECRET_KEY needs at least 32" in seen.said) == (1, True)


def test_a_new_database_is_its_owners_alone(terminal, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PUENTE_DATABASE_URL", f"sqlite:///{tmp_path}/var/own.db")

    terminal.does("migrate")

    assert (tmp_path / "var" / "own.db").stat().st_mode & 0o777 == 0o600


def test_no_folders_are_made_for_a_disk_that_is_not_there(terminal, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PUENTE_DATABASE_URL", f"sqlite:///{tmp_path}/disk/var/own.db")

    refused = terminal.run("migrate")

    assert (refused.status, "No such file or directory" in refused.said) == (1, True)
    assert not (tmp_path / "disk").exists()


def test_a_table_that_is_missing_is_named(terminal, database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE audit_head RENAME TO elsewhere"))
    try:
        refused = terminal.run("check-consistency")
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO audit_head"))

    assert (refused.status, "audit_head" in refused.said) == (1, True)
