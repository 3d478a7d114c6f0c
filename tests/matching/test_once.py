from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from matching.once import once


def test_many_who_ask_at_once_wait_for_the_first() -> None:
    made = []

    @once
    def slow(name: str) -> object:
        made.append(name)
        sleep(0.05)
        return object()

    with ThreadPoolExecutor(8) as threads:
        given = set(threads.map(slow, ["a"] * 8))

    assert (made, len(given)) == (["a"], 1)


def test_each_question_has_its_own_answer() -> None:
    assert [once(len)(it) for it in ("a", "bb", "a")] == [1, 2, 1]


def test_what_failed_is_tried_again() -> None:
    tries = iter([ZeroDivisionError(), 7])

    @once
    def failing() -> int:
        found = next(tries)
        if isinstance(found, Exception):
            raise found
        return found

    with pytest.raises(ZeroDivisionError):
        failing()
    assert failing() == 7
