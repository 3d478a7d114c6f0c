"""Garbage collection rests while much is loaded, and is as it was afterwards."""

import gc

import pytest

from services.collecting import keep_for_good, loading, paused


def test_it_rests_inside_and_goes_on_after() -> None:
    with paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), paused():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_one_inside_another_leaves_it_off() -> None:
    with paused():
        with paused():
            pass
        assert not gc.isenabled()


def test_what_is_kept_for_good_is_not_looked_through_and_collection_goes_on() -> None:
    with paused():
        keep_for_good()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0


def test_what_is_loaded_stays_out_of_collection() -> None:
    before = gc.get_freeze_count()
    with loading():
        kept = [[] for _ in range(1000)]
    assert gc.get_freeze_count() >= before + len(kept)
    assert gc.isenabled()
