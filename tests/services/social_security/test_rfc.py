import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.mx import rfc as oracle

from services.social_security.identifiers import (
    Flaw,
    Grade,
    RfcKind,
    compare_rfc,
    read_curp,
    read_rfc,
)
from services.social_security.rfc import check_digit
from tests.services.social_security.vectors import samples

keys = st.builds(
    lambda word, day, code: f"{word}{day}{code}",
    st.one_of(
        st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZÑ&0", min_size=3, max_size=4),
        st.sampled_from(["CACA", "LOCA"]),
    ),
    st.one_of(st.dates().map(lambda day: f"{day:%y%m%d}"), st.sampled_from(["991332", "000229"])),
    st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3),
)


@pytest.mark.parametrize("text", samples("rfc", valid=True))
def test_valid_samples_raise_no_finding(text):
    assert read_rfc(text).findings == ()


@pytest.mark.parametrize("text", samples("rfc", valid="format_only"))
def test_a_digit_that_does_not_match_warns_and_does_not_reject(text):
    reading = read_rfc(text)
    assert reading.is_valid
    assert [(found.code, found.grade, found.position) for found in reading.findings] == [
        (Flaw.CHECK_DIGIT, Grade.WARNING, len(text))
    ]


@pytest.mark.parametrize("text", samples("rfc", valid="generic"))
def test_generic_keys_are_refused(text):
    assert [found.code for found in read_rfc(text).errors] == [Flaw.GENERIC_RFC]


@given(keys)
def test_agrees_with_the_standard_library_of_numbers(text):
    assert read_rfc(text).is_valid == oracle.is_valid(text)


@given(keys.filter(oracle.is_valid))
def test_digit_agrees_with_the_standard_library_of_numbers(text):
    assert check_digit(text[:-1]) == oracle.calc_check_digit(text[:-1])


@given(st.text(max_size=20))
def test_no_text_makes_the_reading_fail(text):
    reading = read_rfc(text)
    assert reading.is_valid or reading.errors


def test_thirteen_characters_are_a_person():
    assert read_rfc("GODE561231GR8").value.kind is RfcKind.PERSON


def test_twelve_characters_are_a_company():
    assert read_rfc("sat-970701-nn3").value.kind is RfcKind.COMPANY


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("GODE561331GR8", Flaw.IMPOSSIBLE_DATE, 5),
        ("SAT970732NN3", Flaw.IMPOSSIBLE_DATE, 4),
        ("G0DE561231GR8", Flaw.LETTER_EXPECTED, 2),
        ("GODE56123١GR8", Flaw.NON_ASCII_DIGIT, 10),
        ("GODE561231", Flaw.WRONG_LENGTH, None),
    ],
)
def test_a_finding_says_what_and_where(text, code, position):
    found = read_rfc(text).errors[0]
    assert (found.code, found.position) == (code, position)


CURP = read_curp("MEBC940517HNENRR02").value


def test_a_key_that_begins_like_the_curp_fits():
    assert compare_rfc(read_rfc("MEBC940517DR2").value, CURP) == ()


@pytest.mark.parametrize(("text", "position"), [("GODE561231GR8", 5), ("MEXC940517DR2", 1)])
def test_a_key_that_begins_unlike_the_curp_warns(text, position):
    found = compare_rfc(read_rfc(text).value, CURP)
    assert [(each.position, each.grade) for each in found] == [(position, Grade.WARNING)]


def test_a_company_is_not_compared_with_a_person():
    assert compare_rfc(read_rfc("SAT970701NN3").value, CURP) == ()
