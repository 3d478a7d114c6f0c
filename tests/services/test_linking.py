"""Words become catalog ids; a language other than the one expected is no hindrance."""

import pytest

from matching.catalogs import load
from matching.linking.languages import LANGUAGES
from services.linking import FieldSaid, fields_said, link_occupations, link_skills, suggest


def test_a_title_in_another_language_than_the_form_is_linked_and_labelled_in_the_forms():
    found = link_occupations(["House painter"], lang="es")["House painter"]

    assert found.id is not None
    assert load().occupations[found.id].isco == "7131"
    assert found.label == load().occupations[found.id].label("es")


def test_skills_in_another_language_are_linked_too():
    found = link_skills(["customer service", "hygiène alimentaire"], lang="es")

    assert all(link.id for link in found.values())


@pytest.mark.parametrize(
    ("title", "isco"),
    [
        ("maestro de primaria", "2341"),
        ("operador de montacargas", "8344"),
        ("software developer", "2512"),
        ("fanm chanm nan otèl", "9112"),
    ],
)
def test_a_title_means_the_same_in_whatever_language_the_form_was(title: str, isco: str):
    found = {link_occupations([title], lang=lang)[title].id for lang in LANGUAGES}

    assert {load().occupations[id_ or ""].isco for id_ in found} == {isco}


@pytest.mark.parametrize("skill", ["inglés", "torno CNC", "operar trator", "swen granmoun"])
def test_a_skill_means_the_same_in_whatever_language_the_form_was(skill: str):
    found = {link_skills([skill], lang=lang)[skill].id for lang in LANGUAGES}

    assert len(found) == 1
    assert found != {None}


def test_a_title_spelled_by_ear_is_that_title():
    found = link_occupations(["Cosinero de linea", "cocinero de línea"])

    assert found["Cosinero de linea"].id == found["cocinero de línea"].id
    assert found["Cosinero de linea"].text == "Cosinero de linea"


def test_words_that_name_no_work_stay_as_they_are():
    found = link_occupations(["zzxqj"], lang="es")["zzxqj"]

    assert (found.id, found.label, found.score) == (None, None, 0.0)


def test_a_phrase_that_starts_no_name_is_offered_what_it_means_and_why():
    found = suggest("occupations", "mesero de banquete nocturno", lang="es", limit=3)

    assert load().occupations[found[0].id].isco == "5131"
    assert found[0].because is not None
    assert "mesero" in found[0].because


def test_nonsense_is_offered_nothing():
    assert suggest("skills", "zzxqj wkkq", lang="es", limit=3) == []


def test_a_guess_at_a_skill_is_not_claimed():
    found = link_skills(["ganas de aprender bachear"], lang="es")["ganas de aprender bachear"]

    assert (found.id, found.score) == (None, 0.0)


def test_a_title_says_what_its_other_words_mean_for_the_fields():
    said = fields_said("Mesero turno nocturno zona norte")

    assert said == [FieldSaid("schedule", "night", "turno nocturno")]
    assert fields_said("Mesero") == []
