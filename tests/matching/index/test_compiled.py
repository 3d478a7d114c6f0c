import logging

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
