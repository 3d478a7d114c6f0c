from datetime import date, timedelta

import pytest

from models.vocabulary import MovementType
from services.social_security.movement_windows import last_day_to_send, movement_window

TODAY = date(2026, 11, 20)  # A Friday.
DAY = timedelta(days=1)


@pytest.mark.parametrize("modality", ["10", "13", "14", "17", "30", "32"])
def test_enrollment_of_these_modalities_reaches_back_thirty_days(modality):
    window = movement_window(MovementType.ENROLLMENT, modality, TODAY)
    assert window.earliest == TODAY - 30 * DAY


@pytest.mark.parametrize(
    ("kind", "modality", "latest"),
    [
        (MovementType.ENROLLMENT, "34", date(2026, 11, 23)),
        (MovementType.ENROLLMENT, "10", date(2026, 11, 23)),
        (MovementType.WAGE_CHANGE, "10", date(2026, 11, 24)),
        (MovementType.WITHDRAWAL, "10", TODAY),
    ],
)
def test_how_far_ahead_a_movement_may_be_dated(kind, modality, latest):
    assert movement_window(kind, modality, TODAY).latest == latest


@pytest.mark.parametrize(
    ("kind", "modality"),
    [
        (MovementType.ENROLLMENT, "34"),
        (MovementType.WAGE_CHANGE, "10"),
        (MovementType.WITHDRAWAL, "10"),
    ],
)
def test_the_others_reach_back_almost_a_year(kind, modality):
    assert movement_window(kind, modality, TODAY).earliest == TODAY - 364 * DAY


def test_both_ends_belong_to_the_window():
    window = movement_window(MovementType.ENROLLMENT, "10", TODAY)
    inside = [day in window for day in (window.earliest, window.latest)]
    outside = [day in window for day in (window.earliest - DAY, window.latest + DAY)]
    assert (inside, outside) == ([True, True], [False, False])


def test_days_off_widen_the_window():
    monday = frozenset({date(2026, 11, 23)})
    window = movement_window(MovementType.ENROLLMENT, "10", TODAY, monday)
    assert window.latest == date(2026, 11, 24)


def test_after_the_last_day_the_system_refuses():
    start = date(2026, 11, 1)
    last = last_day_to_send(MovementType.ENROLLMENT, "10", start)
    windows = [movement_window(MovementType.ENROLLMENT, "10", day) for day in (last, last + DAY)]
    assert [start in window for window in windows] == [True, False]
