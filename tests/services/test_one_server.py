import logging
import subprocess
import sys
from pathlib import Path

import pytest

from services.one_server import serving
from services.settings import Settings

HOLD = """
import sys
from services.one_server import serving
from services.settings import Settings

with serving(Settings(database_url=sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def beside(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{folder}/puente.db")


def warnings(caplog: pytest.LogCaptureFixture, *asked: Settings) -> int:
    """How many are told, each serving while those before it do."""
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        if asked:
            with serving(asked[0]):
                return len(caplog.records) + warnings(caplog, *asked[1:])
    return 0


def test_a_second_server_of_the_same_file_is_told_until_the_first_is_gone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = beside(tmp_path)
    command = [sys.executable, "-c", HOLD, settings.database_url]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        assert warnings(caplog, settings) == 1
        first.kill()

    assert warnings(caplog, settings) == 0


def test_files_are_served_each_by_its_own(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "other").mkdir()
    assert warnings(caplog, beside(tmp_path), beside(tmp_path / "other")) == 0


def test_any_number_serves_beside_postgresql(caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(database_url="postgresql://host/name")
    assert warnings(caplog, settings, settings) == 0
