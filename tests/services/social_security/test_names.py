import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.social_security.names import official


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("José María", "JOSE MARIA"),
        ("Peña Núñez", "PEÑA NUÑEZ"),
        ("pen\u0303a", "PEÑA"),
        ("Jean-Baptiste", "JEAN BAPTISTE"),
        ("  O’Connor  Jr. ", "OCONNOR JR"),
        ("Lørenç Straße", "LORENC STRASSE"),
        ("Güémez 3", "GUEMEZ"),
        ("محمد", ""),
        ("", ""),
    ],
)
def test_names_become_capitals_of_the_register(written, expected):
    assert official(written) == expected


@given(st.text(max_size=40))
def test_only_letters_and_single_spaces_are_left(written):
    name = official(written)
    assert set(name) <= set("ABCDEFGHIJKLMNÑOPQRSTUVWXYZ ")
    assert name == " ".join(name.split())


@given(st.text(max_size=40))
def test_an_official_name_stays_as_it_is(written):
    assert official(official(written)) == official(written)
