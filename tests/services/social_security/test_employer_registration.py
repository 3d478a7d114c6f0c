import pytest

from services.social_security.identifiers import Flaw, Grade, read_employer_registration


@pytest.mark.parametrize("typed", ["B6112345101", "b61-12345-10-1", "01112345101"])
def test_the_shape_is_enough(typed):
    assert read_employer_registration(typed).findings == ()


def test_the_modality_is_told():
    assert read_employer_registration("B6112345101").value.modality == "10"


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("B611234510", Flaw.WRONG_LENGTH, None),
        ("BB112345101", Flaw.DIGIT_EXPECTED, 2),
        ("Ñ6112345101", Flaw.LETTER_OR_DIGIT_EXPECTED, 1),
        ("B611234510١", Flaw.NON_ASCII_DIGIT, 11),
        ("00000000000", Flaw.ALL_ZERO, None),
    ],
)
def test_a_finding_says_what_and_where(text, code, position):
    found = read_employer_registration(text).errors[0]
    assert (found.code, found.position) == (code, position)


def test_an_unknown_modality_only_warns():
    reading = read_employer_registration("B6112345991")
    assert [(found.code, found.grade) for found in reading.findings] == [
        (Flaw.UNKNOWN_MODALITY, Grade.WARNING)
    ]
