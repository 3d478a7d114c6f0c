"""What the test sets hold must not have been learned from (bench/linking/README.md)."""

import pytest

from bench.linking import sets
from matching.catalogs import load
from matching.linking.entries import Entry, gather
from matching.linking.normal import prepare
from matching.linking.training import occupation_entries

DEV = sets.titles("dev")
SECOND = sets.titles("second")


def stems_of(texts: tuple[str, ...]) -> set[frozenset[str]]:
    return {frozenset(prepare(text, "es").stems) for text in texts}


def test_no_title_of_either_set_is_among_the_coded_titles() -> None:
    assert not sets.training_titles() & (stems_of(DEV.texts) | stems_of(SECOND.texts))


def test_no_wording_of_any_source_reads_like_a_title_of_the_second_set() -> None:
    learned = occupation_entries(load())
    assert sets.unseen(SECOND, learned).texts == SECOND.texts


@pytest.mark.parametrize("lang", ["en", "fr", "pt", "ht"])
def test_phrases_of_people_hold_enough_that_no_source_says(lang: str) -> None:
    phrases = sets.phrases(lang)

    assert len(phrases.texts) >= 45
    assert len(sets.unseen(phrases, occupation_entries(load())).texts) >= 10


def test_hidden_alternatives_are_in_no_wording_that_may_be_read() -> None:
    entries = occupation_entries(load())
    asked = sets.hidden_alternatives(load(), size=50)
    read = {frozenset(entry.stems) for entry in asked.readable(entries)}

    assert not read & stems_of(asked.texts)
    assert read & stems_of(asked.labels)


def test_a_planted_title_would_be_found() -> None:
    planted = gather([sets.planted(SECOND.texts[0])])
    learned: list[Entry] = [*planted]
    assert SECOND.texts[0] not in sets.unseen(SECOND, learned).texts


def test_the_second_set_is_large_enough_and_shares_nothing_with_the_first() -> None:
    assert len(SECOND.texts) >= 200
    assert not stems_of(DEV.texts) & stems_of(SECOND.texts)
