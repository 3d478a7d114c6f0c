"""What the law does not let an opening ask or offer waits for staff, however it is sent."""

import pytest

from tests.api.http.bodies import named_opening, opening
from tests.api.http.stories import done
from tests.api.http.world import House


@pytest.mark.parametrize(
    ("sent", "codes"),
    [
        ({"title": "Se busca mujer joven"}, ["demands_sex", "demands_age"]),
        ({"description": "Cobramos 500 pesos por trámite."}, ["charges_workers"]),
        ({"required_skills": ["excelente presentación"]}, ["demands_looks"]),
        ({"accepts_minors": True, "weekly_hours": 36, "schedule": "night"}, ["minors_at_night"]),
        ({"accepts_minors": True, "weekly_hours": 37}, ["minors_hours_above_limit"]),
        ({"accepts_minors": True, "weekly_hours": 36}, []),
        ({"weekly_hours": 48, "schedule": "night"}, []),
    ],
)
def test_what_the_law_forbids_is_looked_at_first(
    house: House, sent: dict[str, object], codes: list[str]
) -> None:
    made = done(house.employer.post_once("/v1/openings", named_opening(**sent)))

    assert made["review_codes"] == codes
    assert made["status"] == ("in_review" if codes else "published")


def test_a_bulk_row_is_read_like_any_other(house: House) -> None:
    rows = [named_opening(), named_opening(title="Cajera, solo mujeres")]

    answer = done(house.employer.post_once("/v1/openings/bulk", rows))

    assert [row["opening_status"] for row in answer["data"]] == ["published", "in_review"]
    assert answer["data"][1]["review_codes"] == ["demands_sex"]


def test_staff_may_publish_what_the_work_explains_and_the_same_words_are_not_read_again(
    house: House,
) -> None:
    path, sent = "/v1/openings/actriz-1", opening(title="Actriz: solo mujeres")
    made = done(house.employer.put(path, sent))
    published = done(house.staff.post(f"/v1/openings/{made['id']}/publish"))
    assert (published["status"], published["review_codes"]) == ("published", [])

    again = done(house.employer.put(path, sent))
    more = done(house.employer.put(path, {**sent, "positions": 3}))
    other = done(house.employer.put(path, {**sent, "description": "Edad de 18 a 25 años"}))

    assert (again["status"], more["status"]) == ("published", "published")
    assert (other["status"], other["review_codes"]) == ("in_review", ["demands_age"])


def test_words_that_nobody_decided_on_are_read_each_time(house: House) -> None:
    path, sent = "/v1/openings/actriz-2", opening(title="Actriz: solo mujeres")
    done(house.employer.put(path, sent))

    changed = done(house.employer.put(path, {**sent, "positions": 3}))

    assert (changed["status"], changed["review_codes"]) == ("in_review", ["demands_sex"])
