from datetime import date
from functools import cache

import pytest
from stdnum.mx import rfc as oracle

from demo.employers import employers
from demo.staffing import staffed
from matching.catalogs import load
from services.social_security.identifiers import read_employer_registration, read_rfc

TODAY = date(2026, 11, 21)


@cache
def everyone():
    return list(employers(TODAY))


def test_there_are_385():
    assert len(everyone()) == 385


@pytest.mark.parametrize("field", ["legal_name", "trade_name"])
def test_every_name_is_marked_and_used_once(field):
    names = {employer[field] for employer in everyone()}
    assert len(names) == len(everyone())
    assert all(name.endswith("(demo)") for name in names)


def test_tax_keys_are_different_and_without_any_finding():
    keys = {employer["rfc"] for employer in everyone()}
    assert len(keys) == len(everyone())
    assert all(read_rfc(key).findings == () for key in keys)


def test_tax_keys_pass_the_strict_check_of_others_too():
    assert all(oracle.is_valid(each["rfc"], validate_check_digits=True) for each in everyone())


def test_tax_keys_are_seen_to_be_invented():
    assert all(
        each["rfc"][0] == "X" and each["rfc"][5:9] == "0229" and each["rfc"][9:11] == "DM"
        for each in everyone()
    )


def test_registrations_are_readable():
    numbers = [each["number"] for employer in everyone() for each in employer["registrations"]]
    assert len(set(numbers)) == len(numbers)
    assert all(read_employer_registration(number).findings == () for number in numbers)


def test_places_exist():
    assert all(employer["municipality"] in load().municipalities for employer in everyone())


def test_some_sixty_five_belong_to_tent():
    assert sum("tent" in employer["tags"] for employer in everyone()) == 66


def test_nine_in_ten_workers_are_mexican():
    assert all(each["headcount_foreign"] <= 0.1 * each["headcount_total"] for each in everyone())


def test_an_employer_stays_in_one_state():
    states = [
        {vacancy["municipality"][:2] for vacancy in employer.vacancies} for employer in staffed()
    ]
    assert all(len(found) == 1 for found in states)


def test_every_vacancy_has_one_employer():
    posted = [vacancy["id"] for employer in staffed() for vacancy in employer.vacancies]
    assert len(posted) == len(set(posted)) == 10_173


def test_the_same_day_gives_the_same_employers():
    assert list(employers(TODAY)) == everyone()
