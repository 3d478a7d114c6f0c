"""`puente backup` and `restore`: a copy that is not whole is never put in a database's place."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import inspect

from models.database import connect, plain_engine
from services.backup_seals import LINE_LENGTH
from tests.api.cli.terminal import Terminal

MIDDLE = 16
pytestmark = pytest.mark.usefixtures("database", "own_programs")


@pytest.fixture
def copy(terminal: Terminal, tmp_path: Path) -> Path:
    terminal.does("migrate")
    made = tmp_path / "puente.copy"
    terminal.does("backup", made)
    return made


def is_empty(url: str) -> bool:
    if url.startswith("sqlite"):
        return not list(Path(url.removeprefix("sqlite:///")).parent.glob("other.db*"))
    engine = plain_engine(url)
    try:
        return inspect(engine).get_table_names() == []
    finally:
        engine.dispose()


def cut_short(copy: Path) -> None:
    os.truncate(copy, 1000)


def cut_in_half(copy: Path) -> None:
    os.truncate(copy, copy.stat().st_size // 2)


def overwritten(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    half = len(content) // 2
    content[half : half + MIDDLE] = bytes(255 - byte for byte in content[half : half + MIDDLE])
    copy.write_bytes(content)


def lengthened(copy: Path) -> None:
    content = copy.read_bytes()
    end = len(content) - LINE_LENGTH
    copy.write_bytes(content[:end] + b"more" + content[end:])


def unsealed(copy: Path) -> None:
    """As an earlier version made it."""
    os.truncate(copy, copy.stat().st_size - LINE_LENGTH)


def unsealed_and_cut(copy: Path) -> None:
    os.truncate(copy, copy.stat().st_size - LINE_LENGTH - 5000)


@pytest.mark.parametrize(
    "harm", [cut_short, cut_in_half, overwritten, lengthened, unsealed_and_cut]
)
def test_a_damaged_copy_is_refused_and_nothing_written(
    terminal: Terminal, copy: Path, other: str, monkeypatch, harm: Callable[[Path], None]
) -> None:
    harm(copy)
    monkeypatch.setenv("PUENTE_DATABASE_URL", other)

    seen = terminal.run("restore", copy)

    assert (seen.status, "is damaged" in seen.said, "Restored from" in seen.said) == (
        1,
        True,
        False,
    )
    assert is_empty(other)


def test_a_copy_of_an_earlier_version_is_restored_with_a_word_of_warning(
    terminal: Terminal, copy: Path, other: str, monkeypatch
) -> None:
    unsealed(copy)
    monkeypatch.setenv("PUENTE_DATABASE_URL", other)

    seen = terminal.does("restore", copy)

    assert "This copy has no digest at its end" in seen.said
    assert terminal.does("check-consistency").said.endswith("Everything agrees.")


def test_a_whole_copy_is_restored_without_a_warning(
    terminal: Terminal, copy: Path, other: str, monkeypatch
) -> None:
    monkeypatch.setenv("PUENTE_DATABASE_URL", other)

    assert "digest" not in terminal.does("restore", copy).said
    assert terminal.does("check-consistency").said.endswith("Everything agrees.")


def test_a_copy_is_still_one_to_the_databases_own_tools(copy: Path, database_url: str) -> None:
    if database_url.startswith("sqlite"):
        engine = plain_engine(f"sqlite:///{copy}")
        assert "openings" in inspect(engine).get_table_names()
        engine.dispose()
    else:
        path = shutil.which("pg_restore")
        assert path is not None
        listed = subprocess.run([path, "--list", copy], capture_output=True, text=True, check=True)
        assert "openings" in listed.stdout


def test_a_copy_takes_the_place_of_an_earlier_one_only_when_it_is_whole(
    terminal: Terminal, copy: Path, monkeypatch
) -> None:
    before = copy.read_bytes()
    monkeypatch.setattr("services.backups.seal", _fails)

    with pytest.raises(ZeroDivisionError):
        terminal.run("backup", copy, "--overwrite")

    assert copy.read_bytes() == before
    assert [file.name for file in copy.parent.iterdir() if file.suffix == ".part"] == []


def _fails(_file: Path) -> None:
    raise ZeroDivisionError


def test_a_file_that_somebody_has_open_is_not_replaced(
    terminal: Terminal, copy: Path, tmp_path: Path, keyring, monkeypatch
) -> None:
    held = tmp_path / "held.db"
    running = connect(f"sqlite:///{held}", keyring)
    with running.write() as session:
        inspect(session.connection()).get_table_names()
    monkeypatch.setenv("PUENTE_DATABASE_URL", f"sqlite:///{held}")
    if not copy.read_bytes().startswith(b"SQLite"):
        pytest.skip("PostgreSQL is restored into by the server")

    seen = terminal.run("restore", copy)
    running.close()

    assert (seen.status, "Stop puente serve" in seen.said) == (1, True)
    terminal.does("restore", copy)


def test_a_missing_file_and_one_of_another_kind_are_not_taken_for_settings(
    terminal: Terminal, other: str, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("PUENTE_DATABASE_URL", other)
    sheet = tmp_path / "some.csv"
    sheet.write_text("a,b\n1,2\n")

    missing, wrong = terminal.run("restore", tmp_path / "none"), terminal.run("restore", sheet)

    assert missing.said == f"There is no file {tmp_path / 'none'}. Nothing was restored."
    assert f"{sheet} is not a copy of this kind of database." in wrong.said


def test_no_password_stands_on_a_command_line(
    terminal: Terminal, tmp_path: Path, monkeypatch
) -> None:
    told = tmp_path / "told"
    program = tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$@" "with $PGPASSWORD" > {told}\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("PUENTE_DATABASE_URL", "postgresql://puente:hidden-word@127.0.0.1:1/puente")

    assert terminal.run("backup", tmp_path / "copy").status == 1

    assert told.read_text().endswith("with hidden-word\n")
    assert "hidden-word@" not in told.read_text()


def test_an_earlier_copy_is_replaced_only_when_that_is_said(terminal: Terminal, copy: Path) -> None:
    before = copy.read_bytes()

    refused = terminal.run("backup", copy)

    assert (refused.status, "is there already" in refused.said) == (1, True)
    assert copy.read_bytes() == before
    terminal.does("backup", copy, "--overwrite")


def test_a_missing_folder_and_one_in_the_files_place_are_refused_at_once(
    terminal: Terminal, tmp_path: Path
) -> None:
    missing = terminal.run("backup", tmp_path / "unmounted" / "copy")
    folder = terminal.run("backup", tmp_path)

    assert (missing.status, folder.status) == (1, 1)
    assert f"there is no folder {tmp_path / 'unmounted'}" in missing.said
    assert f"{tmp_path} is a folder" in folder.said
    assert list(tmp_path.glob("**/*.part")) == []
    assert not (tmp_path / "unmounted").exists()


def test_a_copy_and_what_is_restored_from_it_are_their_owners_alone(
    terminal: Terminal, copy: Path, other: str, monkeypatch
) -> None:
    copy_mode = copy.stat().st_mode & 0o777
    monkeypatch.setenv("PUENTE_DATABASE_URL", other)
    copy.chmod(0o644)
    terminal.does("restore", copy)

    assert copy_mode == 0o600
    if other.startswith("sqlite"):
        assert Path(other.removeprefix("sqlite:///")).stat().st_mode & 0o777 == 0o600


def test_whoever_restores_without_the_key_is_told_where_it_belongs(
    terminal: Terminal, copy: Path, other: str, monkeypatch
) -> None:
    if not other.startswith("sqlite"):
        pytest.skip("PostgreSQL has no key beside it")
    monkeypatch.setenv("PUENTE_DATABASE_URL", other)
    monkeypatch.delenv("PUENTE_SECRET_KEY")

    said = terminal.does("restore", copy).said

    key = Path(other.removeprefix("sqlite:///")).with_suffix(".key")
    assert f"put the .key file of the database that was copied at {key}" in said
