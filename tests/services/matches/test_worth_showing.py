"""A list on a page ends where matches are worth little, and is never empty for that."""

import pytest

from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking.explain import explain
from matching.scoring import LEAST_SHOWN
from services.matches.find import FEWEST_SHOWN, OpeningMatch, worth_showing
from tests.matching.ranking.world import KNOWLEDGE, TODAY

MATCH = explain(SeekerProfile(1, "07089"), OpeningProfile(1, "07089"), TODAY, KNOWLEDGE)


@pytest.mark.parametrize(
    ("good", "poor", "shown"),
    [(8, 4, 8), (8, 0, 8), (2, 10, FEWEST_SHOWN), (0, 3, 3), (0, 0, 0)],
)
def test_good_ones_are_shown_and_of_poor_ones_a_handful(good: int, poor: int, shown: int):
    scores = [LEAST_SHOWN] * good + [LEAST_SHOWN - 1] * poor
    found = [OpeningMatch(None, MATCH._replace(score=score)) for score in scores]

    assert list(worth_showing(found)) == found[:shown]
