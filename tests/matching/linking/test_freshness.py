"""The checked-in models were made from today's catalogs: else run tools/train_linker.py."""

import pytest

from matching.catalogs import load
from matching.linking import artefact
from matching.linking.entries import Entry
from matching.linking.groups import GroupModel
from matching.linking.languages import LANGUAGES
from matching.linking.occupation_engine import unit_groups
from matching.linking.training import (
    SKILLS_READ_WITH,
    entries_for,
    occupation_entries,
    skill_entries,
)


@pytest.fixture(scope="module")
def occupations() -> list[Entry]:
    return occupation_entries(load())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_packed_occupation_wordings_are_those_of_the_catalogs(
    occupations: list[Entry], lang: str
) -> None:
    packed = artefact.unpacked_entries(artefact.read(f"occupations_{lang}.z"))
    assert packed == entries_for(occupations, lang)


def test_packed_skill_wordings_are_those_of_the_catalogs() -> None:
    packed = artefact.unpacked_entries(artefact.read("skills_es.z"))
    assert packed == entries_for(skill_entries(load()), "es", SKILLS_READ_WITH)


def test_training_again_gives_the_checked_in_bytes(occupations: list[Entry]) -> None:
    trained = GroupModel.fit(entries_for(occupations, "pt"), unit_groups(load()))
    assert artefact.packed_groups(trained) == artefact.read("groups_pt.npz")
