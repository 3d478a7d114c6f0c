"""Occupations and skills are named in a language and in words that the reader knows."""

import csv
from importlib.resources import files

import pytest

from matching.catalogs import load
from matching.linking import occupation_linker
from services.wording.labels import brief, occupation_label, skill_label

COOK = "90f75f67-495d-49fa-ab57-2f320e251d7e"
BRICKLAYER = "05f321f8-055b-407d-bf19-e0ddabda56b7"


def brazilian() -> list[dict[str, str]]:
    with (files("services.wording") / "occupations_br.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        ("pt", "Cozinheiro/Cozinheira"),
        ("es", "cocinero/cocinera"),
        ("fr", "cuisinier/cuisinière"),
        ("ht", "cuisinier/cuisinière"),
    ],
)
def test_a_cook_is_a_cook_in_every_language(lang: str, label: str) -> None:
    assert occupation_label(COOK, lang) == label


def test_what_the_table_does_not_say_is_said_by_the_catalog() -> None:
    assert occupation_label(BRICKLAYER, "pt") == load().occupations[BRICKLAYER].label("pt")


@pytest.mark.parametrize("lang", ["es", "pt", "ht"])
def test_an_unknown_id_has_no_label(lang: str) -> None:
    assert occupation_label("nowhere", lang) is None
    assert skill_label(None, lang) is None


def test_every_brazilian_word_is_of_a_known_occupation_and_of_the_brazilian_classification() -> (
    None
):
    rows = brazilian()
    assert all(row["occupation"] in load().occupations for row in rows)
    assert all(len(row["cbo"]) == 6 and row["cbo"].isdigit() for row in rows)
    assert len({row["occupation"] for row in rows}) == len(rows)
    assert len({row["label"] for row in rows}) == len(rows)


def test_every_brazilian_word_differs_from_the_european_one() -> None:
    told = [
        row
        for row in brazilian()
        if load().occupations[row["occupation"]].label("pt") == row["label"]
    ]
    assert told == []


def test_brazilian_words_lead_to_their_occupation() -> None:
    """Whoever reads a word here and types it is understood, at least among the first few."""
    lost = []
    for row in brazilian():
        typed = row["label"].split("/")[0].lower()
        found = occupation_linker().link(typed, "pt", 8)
        if row["occupation"] not in {linked.id for linked in found}:
            lost.append(row["label"])
    assert lost == []


def test_both_genders_of_a_brazilian_word_are_one_phrase() -> None:
    assert brief("Cuidador de idosos/Cuidadora de idosos") == "Cuidador/a de idosos"
