import pytest

from tests.api.http.bodies import named_opening
from tests.api.http.stories import done
from tests.api.http.world import House


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_an_opening_that_begins_in_another_age_is_looked_at_first(house: House, day: str) -> None:
    made = done(house.employer.post_once("/v1/openings", named_opening(starts_on=day)))
    assert made["status"] == "in_review"
    assert "first_day_implausible" in made["review_codes"]


def test_an_opening_sent_on_years_after_its_first_day_stays_published(house: House) -> None:
    made = done(house.employer.post_once("/v1/openings", named_opening(starts_on="2024-11-20")))
    assert (made["status"], made["review_codes"]) == ("published", [])
