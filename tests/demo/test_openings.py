import json
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest

from demo.employers import employers
from demo.openings import DATE_MOVED, HOURS_CUT, openings, posted_openings
from demo.packaged import vacancies
from services.openings.prepare import review_codes
from services.openings.schemas import OpeningIn
from services.social_security.wages import wage_floor, weekly_hours_limit

TODAY = date(2026, 11, 21)


@cache
def posted_today():
    return list(posted_openings(TODAY))


@cache
def source():
    return {f"SNE-2020-{vacancy['id']}": vacancy for vacancy in vacancies()}


def changes(field: str):
    return {
        each.external_id: each
        for posted in posted_today()
        for each in posted.changes
        if each.field == field
    }


def starts_on(record) -> date:
    return date.fromisoformat(record["starts_on"])


def test_every_real_vacancy_becomes_one_opening():
    assert {posted.record["external_id"] for posted in posted_today()} == set(source())


def test_every_record_is_taken_by_the_intake():
    for posted in posted_today():
        OpeningIn.model_validate(posted.record)


def test_no_record_needs_a_review():
    found = [
        code
        for posted in posted_today()
        for code in review_codes(OpeningIn.model_validate(posted.record), TODAY)
    ]
    assert found == []


def test_records_are_plain_json():
    assert json.loads(json.dumps(posted_today()[0].record)) == posted_today()[0].record


def test_pay_reaches_the_floor_of_its_place():
    assert all(
        Decimal(posted.record["monthly_wage_mxn"])
        >= wage_floor(posted.record["municipality"], starts_on(posted.record)).monthly
        for posted in posted_today()
    )


def test_pay_above_the_floor_is_left_alone():
    lifted = changes("monthly_wage_mxn")
    assert all(
        Decimal(posted.record["monthly_wage_mxn"])
        == Decimal(source()[posted.record["external_id"]]["monthly_wage_mxn"])
        for posted in posted_today()
        if posted.record["external_id"] not in lifted
    )


def test_a_lifted_wage_keeps_what_was_published():
    assert all(
        Decimal(change.original) == Decimal(source()[name]["monthly_wage_mxn"])
        and change.why.startswith("minimum_wage_")
        for name, change in changes("monthly_wage_mxn").items()
    )


def test_no_week_is_longer_than_lawful():
    assert all(
        posted.record["weekly_hours"] <= weekly_hours_limit(starts_on(posted.record))
        for posted in posted_today()
    )


def test_a_cut_week_is_told():
    cut = changes("weekly_hours")
    assert {change.why for change in cut.values()} == {HOURS_CUT}
    assert all(int(change.original) > int(change.now) for change in cut.values())


def test_dates_move_together_and_the_newest_is_of_today():
    moved = changes("posted_on")
    gaps = {
        date.fromisoformat(each.now) - date.fromisoformat(each.original) for each in moved.values()
    }
    assert len(moved) == len(posted_today())
    assert len(gaps) == 1
    assert max(posted.posted_on for posted in posted_today()) == TODAY
    assert {each.why for each in moved.values()} == {DATE_MOVED}


def test_order_in_time_is_kept():
    by_source = sorted(
        posted_today(), key=lambda each: source()[each.record["external_id"]]["posted_on"]
    )
    assert all(one.posted_on <= other.posted_on for one, other in pairwise(by_source))


def test_every_opening_is_still_open_and_not_started():
    assert all(
        TODAY < starts_on(posted.record) < date.fromisoformat(posted.record["closes_on"])
        for posted in posted_today()
    )


def test_every_employer_exists_and_posts_something():
    assert {posted.employer_rfc for posted in posted_today()} == {
        each["rfc"] for each in employers(TODAY)
    }


def test_no_title_asks_for_a_sex():
    words = {word for posted in posted_today() for word in posted.record["title"].lower().split()}
    assert not words & {"masculino", "femenino", "mujer"}


def test_a_language_of_the_source_is_required():
    found = next(
        name for name, vacancy in source().items() if vacancy["languages"] == "en:advanced"
    )
    record = next(
        posted.record for posted in posted_today() if posted.record["external_id"] == found
    )
    assert record["languages"] == [{"language": "en", "level": "advanced"}]


def test_who_leads_is_sought_once():
    assert {
        posted.record["positions"]
        for posted in posted_today()
        if posted.record["title"].startswith(("Gerente", "Jefe"))
    } == {1}


@pytest.mark.parametrize("today", [date(2027, 6, 1), date(2028, 2, 29)])
def test_another_day_moves_everything_with_it(today):
    one, other = posted_today()[0], next(posted_openings(today))
    assert other.posted_on - one.posted_on == today - TODAY


def test_openings_are_the_records_alone():
    assert next(openings(TODAY)) == posted_today()[0].record


def test_the_newest_start_is_within_two_months():
    assert max(starts_on(posted.record) for posted in posted_today()) <= TODAY + timedelta(days=60)
