import logging
import os
import time
from pathlib import Path

import numba
import pytest

from matching.index import compiled


def test_where_no_folder_can_be_written_code_is_compiled_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    njit = numba.njit

    def without_a_folder(*functions, **flags):
        if flags.pop("cache", False):
            raise RuntimeError("cannot cache function: no locator available")
        return njit(*functions, **flags)

    monkeypatch.setattr(numba, "njit", without_a_folder)
    compiled._tell_of_no_folder.cache_clear()

    with caplog.at_level(logging.WARNING):
        twice = [compiled.compiled(lambda number: number + 1) for _ in range(2)]

    assert [each(1) for each in twice] == [2, 2]
    assert [line.getMessage().count("XDG_CACHE_HOME") for line in caplog.records] == [1]


DAY = 24 * 3600


def folder(tmp_path: Path, name: str, *, days_ago: float) -> Path:
    made = tmp_path / name
    made.mkdir()
    (made / "kernel.nbi").write_bytes(b"compiled")
    then = time.time() - days_ago * DAY
    os.utime(made, (then, then))
    return made


def test_what_no_version_has_started_from_for_a_week_goes(tmp_path: Path) -> None:
    own = folder(tmp_path, "kernels-own", days_ago=30)
    old = folder(tmp_path, "kernels-old", days_ago=8)
    beside = folder(tmp_path, "kernels-beside", days_ago=6)
    strange = folder(tmp_path, "else", days_ago=30)

    compiled.forget_unused(own)

    assert [it.exists() for it in (own, old, beside, strange)] == [True, False, True, True]


def test_a_folder_that_was_started_from_again_is_in_use(tmp_path: Path) -> None:
    before = folder(tmp_path, "kernels-before", days_ago=30)

    compiled.forget_unused(before)
    compiled.forget_unused(folder(tmp_path, "kernels-now", days_ago=0))

    assert before.exists()


def test_where_nothing_can_be_written_nothing_happens(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    compiled.forget_unused(file / "kernels-own")

    assert file.read_text() == ""
