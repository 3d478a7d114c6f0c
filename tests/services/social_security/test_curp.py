from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.mx import curp as oracle

from services.social_security.curp import check_digit
from services.social_security.identifiers import Flaw, Grade, may_be_same_person, read_curp
from tests.services.social_security.vectors import samples

STATES = ("AS", "BC", "CS", "DF", "MC", "NE", "OC", "QQ", "ZS")
CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ"

letters = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4)
bodies = st.builds(
    lambda word, day, sex, state, inner, mark: f"{word}{day}{sex}{state}{inner}{mark}",
    st.one_of(letters, st.sampled_from(["CACA", "PUTO", "BUEI", "LOCA"])),
    st.one_of(st.dates().map(lambda day: f"{day:%y%m%d}"), st.just("991332")),
    st.sampled_from("HMA"),
    st.sampled_from(STATES),
    st.text(CONSONANTS, min_size=3, max_size=3),
    st.sampled_from("0A9Z"),
)


@pytest.mark.parametrize("text", samples("curp", valid=True))
def test_valid_samples_are_read(text):
    assert read_curp(text).value.text == text


@pytest.mark.parametrize("text", samples("curp", valid=True))
def test_valid_samples_raise_no_finding(text):
    assert read_curp(text, on=date(2026, 11, 21)).findings == ()


@pytest.mark.parametrize("text", samples("curp", valid=False))
def test_invalid_samples_are_refused(text):
    assert not read_curp(text).is_valid


@given(bodies, st.booleans())
def test_agrees_with_the_standard_library_of_numbers(body, keeps_digit):
    digit = check_digit(body) if keeps_digit else "7"
    assert read_curp(body + digit).is_valid == oracle.is_valid(body + digit)


@given(st.text(max_size=24))
def test_no_text_makes_the_reading_fail(text):
    reading = read_curp(text)
    assert reading.is_valid or reading.errors


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("BOXW310820HNERXN08", Flaw.CHECK_DIGIT, 18),
        ("BOXW311320HNERXN02", Flaw.IMPOSSIBLE_DATE, 5),
        ("BOXW310820HQQRXN03", Flaw.UNKNOWN_STATE, 12),
        ("B0XW310820HNERXN09", Flaw.LETTER_EXPECTED, 2),
        ("BOXW3I0820HNERXN09", Flaw.DIGIT_EXPECTED, 6),
        ("BOXW310820HNERXN٠9", Flaw.NON_ASCII_DIGIT, 17),
        ("BOXW310820HNERXN0", Flaw.WRONG_LENGTH, None),
    ],
)
def test_a_finding_says_what_and_where(text, code, position):
    assert (code, position) in {(found.code, found.position) for found in read_curp(text).errors}


def test_several_flaws_are_told_at_once():
    reading = read_curp("BOXW311320ZQQRXN00")
    assert [found.code for found in reading.errors] == [
        Flaw.UNKNOWN_SEX,
        Flaw.UNKNOWN_STATE,
        Flaw.CHECK_DIGIT,
        Flaw.IMPOSSIBLE_DATE,
    ]


@pytest.mark.parametrize(
    "typed", ["boxw310820hnerxn09", "BOXW 310820 HNERXN 09", "BOXW-310820–HNERXN09\u00a0"]
)
def test_case_spaces_and_hyphens_do_not_matter(typed):
    assert read_curp(typed).value.text == "BOXW310820HNERXN09"


@pytest.mark.parametrize("lookalike", ["ſ", "ı", "Ａ", "А"])
def test_letters_of_other_alphabets_are_not_taken_for_ours(lookalike):
    assert not read_curp("BOXW310820HNERXN09".replace("B", lookalike)).is_valid


def test_sex_x_is_accepted():
    assert read_curp("GURA990223XNETDL03").value.sex == "X"


def test_a_letter_before_the_digit_means_born_since_2000():
    assert read_curp("PIXM030811MNERXRA5").value.born_on == date(2003, 8, 11)


def test_a_digit_before_the_digit_means_born_before_2000():
    assert read_curp("MEBC940517HNENRR02").value.born_on == date(1994, 5, 17)


def test_a_birth_in_the_future_is_refused():
    reading = read_curp("PIXM030811MNERXRA5", on=date(2003, 8, 10))
    assert [found.code for found in reading.errors] == [Flaw.DATE_IN_FUTURE]


def test_a_word_that_the_register_never_issues_is_refused():
    body = "CACA940517HNENRR0"
    assert [found.code for found in read_curp(body + check_digit(body)).errors] == [
        Flaw.REFUSED_WORD
    ]


def test_letters_that_the_register_never_writes_only_warn():
    body = "MBBC940517HNEARR0"
    reading = read_curp(body + check_digit(body))
    assert reading.is_valid
    assert {found.grade for found in reading.findings} == {Grade.WARNING}


def test_temporary_and_later_permanent_key_may_be_one_person():
    body = "MEBC940517HNENRR1"
    later = read_curp(body + check_digit(body)).value
    assert may_be_same_person(read_curp("MEBC940517HNENRR02").value, later)


def test_another_birth_date_is_another_person():
    one, other = (read_curp(text).value for text in ("MEBC940517HNENRR02", "BOXW310820HNERXN09"))
    assert not may_be_same_person(one, other)
