"""Each command in an interpreter of its own, where nothing else has loaded what it needs."""

import subprocess
import sys

import pytest

from api.cli.commands import MODULES
from tests.api.cli.terminal import lines_file
from tests.api.http.bodies import named_opening, seeker

ONE_OF_EACH = {module: name for name, module in MODULES.items()}


def puente(*words: object) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from api.cli import app; app()"]
    return subprocess.run([*program, *map(str, words)], capture_output=True, text=True, check=False)


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
