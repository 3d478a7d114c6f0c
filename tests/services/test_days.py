from datetime import UTC, date, datetime, timedelta

import pytest

from services.calendar import Moment
from services.days import check_first_day, check_happened, is_plausible_start, limit
from services.errors import Malformed
from services.wording import say
from services.wording.subjects import in_words

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
MOMENT = Moment(NOW)
TODAY = MOMENT.today
DAY = timedelta(days=1)
RECORDS = ("referral", "placement", "movement_file", "number_request")


def refusal(day: date, of: str = "referral", recorded_at: datetime = NOW) -> str:
    try:
        check_happened("/happened_on", day, of, recorded_at=recorded_at, today=TODAY)
    except Malformed as error:
        return error.errors[0].code
    return ""


def first_day_refusal(day: date) -> str:
    try:
        check_first_day("/starts_on", day, MOMENT)
    except Malformed as error:
        return error.errors[0].code
    return ""


@pytest.mark.parametrize("of", RECORDS)
def test_what_happened_happened_by_today(of: str) -> None:
    assert (refusal(TODAY, of), refusal(TODAY + DAY, of)) == ("", "day_to_come")


@pytest.mark.parametrize("of", RECORDS)
def test_it_may_be_written_down_late_but_not_by_any_time(of: str) -> None:
    first = TODAY - limit(of).back * DAY
    assert (refusal(first, of), refusal(first - DAY, of)) == ("", "day_too_early")


def test_the_limit_counts_from_the_record_and_not_from_today() -> None:
    made = NOW - timedelta(days=400)
    assert refusal(TODAY - 400 * DAY, recorded_at=made) == ""


def test_no_day_is_no_matter() -> None:
    check_happened("/happened_on", None, "referral", recorded_at=NOW, today=TODAY)
    check_first_day("/starts_on", None, MOMENT)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TODAY - 365 * DAY, ""),
        (TODAY - 366 * DAY, "day_too_early"),
        (TODAY + 365 * DAY, ""),
        (TODAY + 366 * DAY, "day_too_late"),
        (date(1999, 1, 1), "no_figures"),
        (date(2199, 12, 31), "day_too_late"),
    ],
)
def test_a_hire_begins_within_a_year_of_being_written_down(day: date, code: str) -> None:
    assert first_day_refusal(day) == code


@pytest.mark.parametrize(
    ("most", "said"), [(date(2200, 1, 1), "1 de enero de 2200"), (10_000_000, "10000000")]
)
def test_a_page_says_the_limit_of_a_field_as_people_write_days(most: object, said: str) -> None:
    assert str(in_words({"le": most}, "es")["le"]) == said


def test_an_opening_begins_within_this_age() -> None:
    odd = [date(1900, 1, 1), date(2199, 12, 31)]
    usual = [TODAY - 700 * DAY, TODAY, TODAY + 365 * DAY]
    assert [is_plausible_start(day, TODAY) for day in (*odd, *usual)] == [False] * 2 + [True] * 3


@pytest.mark.parametrize(
    ("lang", "day"), [("es", "20 de noviembre de 2025"), ("en", "20 November")]
)
def test_a_page_says_the_limit_as_people_write_days(lang: str, day: str) -> None:
    with pytest.raises(Malformed) as caught:
        check_first_day("/starts_on", TODAY - 500 * DAY, MOMENT)
    found = caught.value.errors[0]
    assert day in say(found.message, lang, **in_words(found.context, lang))
