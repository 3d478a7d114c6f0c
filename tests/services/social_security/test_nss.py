from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from services.social_security.identifiers import Flaw, Grade, compare_nss, read_nss
from services.social_security.nss import check_digit
from tests.services.social_security.vectors import samples

ten_digits = st.text("0123456789", min_size=10, max_size=10)


@pytest.mark.parametrize("text", samples("nss", valid=True))
def test_valid_samples_are_read(text):
    assert read_nss(text).value.text == text


@pytest.mark.parametrize("text", samples("nss", valid=False))
def test_invalid_samples_are_refused(text):
    assert not read_nss(text).is_valid


@given(ten_digits, st.sampled_from("0123456789"))
def test_agrees_with_the_standard_luhn(first_10, digit):
    text = first_10 + digit
    assert read_nss(text).is_valid == (luhn.is_valid(text) and set(text) != {"0"})


@given(ten_digits)
def test_the_computed_digit_completes_a_number(first_10):
    assert luhn.is_valid(first_10 + check_digit(first_10))


@given(st.text(max_size=16))
def test_no_text_makes_the_reading_fail(text):
    reading = read_nss(text)
    assert reading.is_valid or reading.errors


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("92919084432", Flaw.CHECK_DIGIT, 11),
        ("00000000000", Flaw.ALL_ZERO, None),
        ("9291908443", Flaw.WRONG_LENGTH, None),
        ("9291908443I", Flaw.DIGIT_EXPECTED, 11),
        ("9291908443¹", Flaw.NON_ASCII_DIGIT, 11),
        ("١٢٣٤٥٦٧٨٩٠٣", Flaw.NON_ASCII_DIGIT, 1),
    ],
)
def test_a_finding_says_what_and_where(text, code, position):
    found = read_nss(text).errors[0]
    assert (found.code, found.position) == (code, position)


@pytest.mark.parametrize("typed", ["92-91-90-8443-1", " 9291 9084 431 ", "92919084431\n"])
def test_spaces_and_hyphens_do_not_matter(typed):
    assert read_nss(typed).value.text == "92919084431"


def test_another_birth_year_only_warns():
    found = compare_nss(read_nss("92919084431").value, date(1994, 5, 17))
    assert [(each.code, each.grade) for each in found] == [(Flaw.BIRTH_YEAR_DIFFERS, Grade.WARNING)]


def test_the_year_of_birth_may_fit():
    assert compare_nss(read_nss("92919084431").value, date(1990, 5, 17)) == ()


def test_an_unknown_year_of_birth_says_nothing():
    number = "929197844" + "3"
    assert compare_nss(read_nss(number + check_digit(number)).value, date(1990, 5, 17)) == ()
