from datetime import date

import pytest

from demo.genders import said
from demo.invented import invent_company_rfc, invent_curp, invent_nss, invent_phone
from services.fields import mexican_or_foreign_phone
from services.social_security.identifiers import Bearer, read_curp, read_nss, read_rfc

MIRLANDE = Bearer("Mirlande", "Pierre", "", date(2003, 8, 11), "M", "NE")


def test_homonyms_differ():
    keys = {invent_curp(MIRLANDE, homonym=at) for at in range(10)}
    assert len(keys) == 10
    assert all(read_curp(key).is_valid for key in keys)


def test_an_invented_curp_follows_the_letters_of_the_name():
    assert invent_curp(MIRLANDE)[:16] == "PIXM030811MNERXR"


@pytest.mark.parametrize("number", [0, 9_999, 12_345])
def test_an_invented_nss_is_valid(number):
    text = invent_nss(number, registered=2025, born_on=date(2003, 8, 11))
    assert read_nss(text).value.born_year == 3


def test_company_keys_are_different():
    keys = {invent_company_rfc(number) for number in range(4_732)}
    assert len(keys) == 4_732
    assert all(read_rfc(key).findings == () for key in keys)


def test_an_invented_telephone_is_taken_as_it_is():
    assert mexican_or_foreign_phone(invent_phone(42)) == "+525500000042"


@pytest.mark.parametrize(
    ("title", "man", "woman"),
    [
        ("operador de torton", "operador de torton", "operadora de torton"),
        ("empleada doméstica", "empleado doméstico", "empleada doméstica"),
        ("guardia de seguridad", "guardia de seguridad", "guardia de seguridad"),
        ("electricista", "electricista", "electricista"),
        ("asesor telefónico", "asesor telefónico", "asesora telefónica"),
    ],
)
def test_people_name_their_work_in_their_own_gender(title, man, woman):
    assert [said(title, "es_mx", is_woman=is_woman) for is_woman in (False, True)] == [man, woman]


def test_other_languages_stay_as_they_are():
    assert said("femme de chambre", "fr", is_woman=False) == "femme de chambre"
