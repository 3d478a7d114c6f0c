import subprocess
import sys
from pathlib import Path

import pytest

from services.one_server import AlreadyServed, alone
from services.settings import Settings

HOLD = """
import sys
from services.one_server import alone
from services.settings import Settings

with alone(Settings(database_url=sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def beside(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{folder}/puente.db")


def test_a_second_server_of_the_same_file_is_refused_until_the_first_is_gone(
    tmp_path: Path,
) -> None:
    settings = beside(tmp_path)
    command = [sys.executable, "-c", HOLD, settings.database_url]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        with pytest.raises(AlreadyServed), alone(settings):
            pass
        first.kill()

    with alone(settings):
        pass


def test_files_are_served_each_by_its_own(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with alone(beside(tmp_path)), alone(beside(tmp_path / "other")):
        pass


def test_any_number_serves_beside_postgresql() -> None:
    settings = Settings(database_url="postgresql://host/name")
    with alone(settings), alone(settings):
        pass
