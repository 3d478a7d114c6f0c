from dataclasses import replace
from datetime import date

import pytest

from services.social_security.curp import check_digit
from services.social_security.identifiers import (
    Bearer,
    CurpKind,
    Flaw,
    Grade,
    check_validity,
    compare_curp,
    expected_letters,
    longest_temporary_validity,
    read_curp,
)

CARLOS = read_curp("MEBC940517HNENRR02").value
MIRLANDE = read_curp("PIXM030811MNERXRA5").value
SOFIA = read_curp("LOHS881203MOCPRF03").value
IS_CARLOS = Bearer("Carlos", "Mendoza", "Bravo", date(1994, 5, 17), "H", "NE")
IS_MIRLANDE = Bearer("Mirlande", "Pierre", "", date(2003, 8, 11), "M", "NE")
IS_SOFIA = Bearer("Sofía", "López", "Hernández", date(1988, 12, 3), "M", "20")
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("curp", "bearer"), [(CARLOS, IS_CARLOS), (MIRLANDE, IS_MIRLANDE), (SOFIA, IS_SOFIA)]
)
def test_a_key_fits_its_bearer(curp, bearer):
    assert compare_curp(curp, bearer) == ()


def test_what_is_not_known_is_not_compared():
    assert compare_curp(CARLOS, Bearer()) == ()


@pytest.mark.parametrize(
    ("change", "code", "position", "grade"),
    [
        ({"born_on": date(1994, 5, 18)}, Flaw.BIRTH_DATE_DIFFERS, 5, Grade.ERROR),
        ({"born_on": date(2094, 5, 17)}, Flaw.CENTURY_DIFFERS, 17, Grade.ERROR),
        ({"sex": "M"}, Flaw.SEX_DIFFERS, 11, Grade.ERROR),
        ({"birth_state": "07"}, Flaw.STATE_DIFFERS, 12, Grade.ERROR),
        ({"second_surname": ""}, Flaw.NAME_DIFFERS, 3, Grade.WARNING),
        ({"given_names": "Tomás"}, Flaw.NAME_DIFFERS, 4, Grade.WARNING),
    ],
)
def test_a_difference_is_told_with_its_place(change, code, position, grade):
    found = compare_curp(CARLOS, replace(IS_CARLOS, **change))
    assert (code, position, grade) in {(f.code, f.position, f.grade) for f in found}


def test_states_may_be_given_by_their_two_letters():
    assert compare_curp(SOFIA, replace(IS_SOFIA, birth_state="OC")) == ()


def letters_of(**names: str) -> str:
    return "".join(letter for _, letter in sorted(expected_letters(Bearer(**names)).items()))


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (("María Fernanda", "Ruiz", "Soto"), "RUSFZTR"),
        (("José", "Ruiz", "Soto"), "RUSJZTS"),
        (("Ma. de los Ángeles", "Ruiz", "Soto"), "RUSAZTN"),
        (("Ana", "de la Cruz", "del Río"), "CURARXN"),
        (("Ana", "Ñáñez", "Peña"), "XAPAXXN"),
        (("Octavio", "Paz", "Ugalde"), "PAUOZGC"),
        (("Ana", "Ng", ""), "NXXAGXN"),
        (("Pedro", "Uribe", "Tovar"), "UITPRVD"),
    ],
)
def test_letters_follow_the_register_rules(names, letters):
    given, first, second = names
    assert letters_of(given_names=given, first_surname=first, second_surname=second) == letters


def test_a_word_nobody_should_carry_gets_an_x():
    letters = expected_letters(Bearer("Olga", "Calvo", "Cano"))
    assert "".join(letters[at] for at in (1, 2, 3, 4)) == "CXCO"


@pytest.mark.parametrize(("surname", "places"), [("O'Riordan", []), ("Oriordan", [2])])
def test_an_x_is_accepted_where_a_name_has_an_apostrophe(surname, places):
    body = "OXXM030811MNERXRA"
    curp = read_curp(body + check_digit(body)).value
    found = compare_curp(curp, Bearer("Mirna", surname, ""))
    assert [each.position for each in found] == places


def test_a_current_temporary_key_of_someone_born_abroad_is_fine():
    end = date(2027, 3, 1)
    assert check_validity(CARLOS, kind=CurpKind.TEMPORARY, valid_until=end, on=TODAY) == ()


@pytest.mark.parametrize(
    ("curp", "kind", "valid_until", "code"),
    [
        (CARLOS, CurpKind.TEMPORARY, date(2026, 11, 20), Flaw.TEMPORARY_EXPIRED),
        (CARLOS, CurpKind.TEMPORARY, None, Flaw.TEMPORARY_UNDATED),
        (CARLOS, CurpKind.TEMPORARY, date(2027, 11, 17), Flaw.TEMPORARY_TOO_LONG),
        (SOFIA, CurpKind.TEMPORARY, TODAY, Flaw.TEMPORARY_NOT_FOREIGN_BORN),
        (CARLOS, CurpKind.PERMANENT, TODAY, Flaw.PERMANENT_WITH_END),
    ],
)
def test_validity_is_questioned(curp, kind, valid_until, code):
    found = check_validity(curp, kind=kind, valid_until=valid_until, on=TODAY)
    assert [each.code for each in found] == [code]


def test_only_an_expired_temporary_key_is_an_error():
    found = check_validity(CARLOS, kind=CurpKind.TEMPORARY, valid_until=date(2026, 1, 1), on=TODAY)
    assert [each.grade for each in found] == [Grade.ERROR]


def test_a_temporary_key_lasts_180_days_and_once_again():
    assert longest_temporary_validity(date(2026, 1, 1)) == date(2026, 12, 27)
