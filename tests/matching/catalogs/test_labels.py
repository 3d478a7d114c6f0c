from collections import Counter

import pytest

from matching.catalogs import Label, load
from matching.catalogs.gender import forms


@pytest.fixture(scope="module")
def occupation_labels() -> list[Label]:
    return list(load().labels("occupation"))


@pytest.fixture(scope="module")
def skill_labels() -> list[Label]:
    return list(load().labels("skill"))


@pytest.mark.parametrize(
    ("label", "split"),
    [
        ("camarero/camarera", ("camarero", "camarera")),
        (
            "conductor de autobús/conductora de autobús",
            ("conductor de autobús", "conductora de autobús"),
        ),
        ("Mesero jefe /Mesera jefe", ("Mesero jefe", "Mesera jefe")),
        (
            "enseignant/enseignante du second degré",
            ("enseignant du second degré", "enseignante du second degré"),
        ),
        ("dentista equino/equina", ("dentista equino", "dentista equina")),
        ("homme de pont/femme de pont", ("homme de pont", "femme de pont")),
        ("actor/actress", ("actor", "actress")),
    ],
)
def test_a_pair_of_genders_is_two_wordings(label: str, split: tuple[str, ...]) -> None:
    assert forms(label) == split


@pytest.mark.parametrize(
    "label",
    ["técnico de CAD/CAM", "auxiliar/a", "Gestor de tradução/interpretação", "/", "", "albañil"],
)
def test_a_slash_that_parts_no_genders_stays(label: str) -> None:
    assert forms(label) == (label,)


def test_all_sources_and_languages_are_read(occupation_labels: list[Label]) -> None:
    assert {"esco", "esco-alternative", "cuoc", "sinco"} <= {
        each.source for each in occupation_labels
    }
    assert {"es", "en", "fr", "pt"} <= {each.lang for each in occupation_labels}


def test_labels_lead_to_known_ids_and_groups(occupation_labels: list[Label]) -> None:
    catalogs = load()
    for label in occupation_labels:
        assert label.id is None or label.id in catalogs.occupations
        assert label.isco is None or label.isco in catalogs.isco
        assert label.text.strip()


def test_a_label_with_an_id_names_that_occupations_group(occupation_labels: list[Label]) -> None:
    occupations = load().occupations
    assert all(
        label.isco == occupations[label.id].isco
        for label in occupation_labels
        if label.id and label.source != "lexicon"
    )


def test_a_title_of_several_groups_comes_once_for_each(occupation_labels: list[Label]) -> None:
    helper = [label for label in occupation_labels if label.text == "Ayudante de manufactura"]
    assert {label.isco for label in helper} == {"7127", "8142", "9329"}


def test_every_occupation_has_a_preferred_label(occupation_labels: list[Label]) -> None:
    named = {label.id for label in occupation_labels if label.source == "esco"}
    assert named == set(load().occupations.codes)


def test_skill_labels_come_in_three_languages(skill_labels: list[Label]) -> None:
    count = Counter(label.lang for label in skill_labels if label.source == "esco")
    assert count["en"] == len(load().skills)
    assert count["es"] > 13_800
    assert count["fr"] > 13_300
    assert all(label.isco is None for label in skill_labels)
