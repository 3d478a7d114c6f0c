"""Each command in an interpreter of its own, where nothing else has loaded what it needs."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from api.cli.commands import MODULES
from tests.api.cli.terminal import SECRET, lines_file
from tests.api.http.bodies import named_opening, seeker

ONE_OF_EACH = {module: name for name, module in MODULES.items()}


RUN = "from api.cli import app; app()"
# The server warns where it would listen.
WARNED = """
import uvicorn, warnings
from pydantic.warnings import UnsupportedFieldAttributeWarning as Late
uvicorn.run = lambda *_, **__: warnings.warn("too late", Late, stacklevel=1)
"""


def puente(*words: object, run: str = RUN) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", run]
    return subprocess.run([*program, *map(str, words)], capture_output=True, text=True, check=False)


@pytest.fixture
def own_database(sqlite_template, tmp_path, monkeypatch) -> None:
    copy = shutil.copy(sqlite_template, tmp_path / "puente.db")
    monkeypatch.setenv("PUENTE_DATABASE_URL", f"sqlite:///{copy}")
    monkeypatch.setenv("PUENTE_SECRET_KEY", SECRET)


@pytest.fixture
def taken_port(monkeypatch) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("PUENTE_PORT", str(port))
        yield port


@pytest.mark.usefixtures("own_database")
def test_a_refusal_is_one_sentence() -> None:
    done = puente("key", "add", "NOBODY", "--scope", "openings")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There is no such employer.\n"


@pytest.mark.usefixtures("own_database")
@pytest.mark.parametrize("run", [RUN, "from demo.__main__ import main; main()"])
def test_a_port_that_is_taken_is_said_before_anything_else(taken_port: int, run: str) -> None:
    done = puente("serve" if run == RUN else "prepare", run=run)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Port {taken_port} is taken by another program.")
    assert f"make serve PORT={taken_port + 1}" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.usefixtures("own_database")
def test_no_warning_of_a_library_comes_between_the_lines_of_a_service(monkeypatch) -> None:
    monkeypatch.setenv("PUENTE_PORT", "0")

    done = puente("serve", run=WARNED + RUN)

    assert (done.returncode, "too late" in done.stderr) == (0, False), done.stderr


@pytest.mark.usefixtures("own_database")
def test_a_variable_that_sets_nothing_is_told_in_the_log(monkeypatch) -> None:
    monkeypatch.setenv("PUENTE_FOO", "1")

    done = puente("employer", "list")

    assert (done.returncode, "PUENTE_FOO" in done.stderr) == (0, True), done.stderr


@pytest.mark.usefixtures("own_database")
def test_a_worker_tells_when_it_starts_and_stops() -> None:
    done = puente("worker", "--once")

    assert done.returncode == 0
    assert "Worker started" in done.stderr.splitlines()[0]
    assert "Worker stopped" in done.stderr.splitlines()[-1]


@pytest.mark.usefixtures("own_database")
def test_a_misspelled_variable_is_refused(monkeypatch) -> None:
    monkeypatch.setenv("PUENTE_SECRETKEY", SECRET)

    done = puente("employer", "list")

    assert done.returncode == 1
    assert "PUENTE_SECRETKEY sets nothing: PUENTE_SECRET_KEY was meant" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ONE_OF_EACH.values())
def test_a_command_tells_of_itself(command: str) -> None:
    done = puente(command, "--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert command in done.stdout


def test_people_are_ranked(tmp_path) -> None:
    openings = lines_file(tmp_path / "openings.ndjson", [named_opening("kitchen")])
    seekers = lines_file(tmp_path / "seekers.ndjson", [seeker(external_id="one")])
    out = tmp_path / "out.ndjson"

    done = puente("rank", "--openings", openings, "--seekers", seekers, "--out", out)

    assert done.returncode == 0, done.stderr
    assert '"one"' in out.read_text(encoding="utf-8")
