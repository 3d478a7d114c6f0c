import numpy as np
import pytest

from matching.linking import artefact
from matching.linking.books import Edges, LabelBook
from matching.linking.entries import Entry, Wording, gather
from matching.linking.features import TermSpace, gram_terms, grams_of, word_terms
from matching.linking.groups import GroupModel, probabilities
from matching.linking.languages import LANGUAGES, LanguageGuess

WORDINGS = [
    Wording("albañil", "7112", "es", "esco", "mason"),
    Wording("albañiles", "7112", "es", "esco", "mason"),
    Wording("ayudante de albañil", "9313|7112", "es", "lexicon"),
    Wording("soldador", "7212", "es", "esco", "welder"),
    Wording("soldador de tubería", "7212", "es", "cuoc"),
]
CODES = ["7112", "7212", "9313"]


@pytest.fixture
def entries() -> list[Entry]:
    return gather(WORDINGS)


def test_wordings_with_equal_stems_are_one_entry(entries: list[Entry]) -> None:
    assert [entry.text for entry in entries][:2] == ["albañil", "ayudante de albañil"]
    assert entries[1].groups == ("9313", "7112")


def test_a_group_without_an_id_joins_the_wording_before_it() -> None:
    joined = gather(
        [Wording("x", "7112", "es", "lexicon", "mason"), Wording("x", "9313", "es", "lexicon")]
    )
    assert [(entry.id, entry.groups) for entry in joined] == [("mason", ("7112", "9313"))]


def test_terms_are_stems_pairs_and_the_head() -> None:
    assert word_terms(["a", "b", "c"]) == ["a", "b", "c", "a b", "a c", "b c", "^a"]


def test_grams_know_where_a_word_begins_and_ends() -> None:
    assert grams_of("sol") == (" so", "sol", "ol ", " sol", "sol ")


def test_rows_of_a_term_space_have_length_one() -> None:
    space = TermSpace.fit([["a", "b"], ["a"], ["c", "c"]])
    lengths = (space.vectors([["a", "b"], ["c"], ["z"]]).toarray() ** 2).sum(axis=1)
    assert lengths == pytest.approx([1, 1, 0])


def test_grams_counted_by_stem_are_those_counted_one_by_one() -> None:
    texts = [("sol", "solar"), ("sol",), ("lunar", "sol", "sol"), ()]
    slow = TermSpace.fit(gram_terms(text) for text in texts)
    fast = TermSpace.of_grams(texts)
    assert list(fast.columns) == list(slow.columns)
    assert fast.idf.tolist() == slow.idf.tolist()
    asked = [*texts, ("unknown", "lunar")]
    one_by_one = slow.vectors(gram_terms(text) for text in asked).toarray()
    assert fast.gram_vectors(asked).toarray().tolist() == one_by_one.tolist()


def test_edges_give_the_greatest_and_the_mean_of_each_column() -> None:
    edges = Edges([(0, 0, 1.0), (0, 2, 1.0), (2, 1, 0.5)], rows=3, columns=3)
    values = np.asarray([[0.2], [0.8], [0.6]], dtype=np.float32)
    assert edges.best(values).ravel() == pytest.approx([0.6, 0, 0.4])
    assert edges.mean(values).ravel() == pytest.approx([0.4, 0, 0.4])


def test_the_group_whose_wordings_hold_the_words_is_likeliest(entries: list[Entry]) -> None:
    model = GroupModel.fit(entries, CODES)
    shares = probabilities(model.logits([("soldador", "tub"), ("ayud", "albanil")]), 1.0)
    assert [CODES[at] for at in shares.argmax(axis=1)] == ["7212", "9313"]
    assert shares.sum(axis=1) == pytest.approx([1, 1])


def test_few_and_many_texts_are_compared_alike(entries: list[Entry]) -> None:
    book = LabelBook(entries, CODES, ["mason", "welder"])
    one = book.similarities([("soldador",)])
    assert book.similarities([("soldador",)] * 40)[:, :1] == pytest.approx(one)


def test_the_same_wordings_train_to_the_same_bytes(entries: list[Entry]) -> None:
    made = [artefact.packed_groups(GroupModel.fit(entries, CODES)) for _ in range(2)]
    assert made[0] == made[1]


def test_a_packed_model_answers_as_the_trained_one(entries: list[Entry]) -> None:
    model = GroupModel.fit(entries, CODES)
    again = artefact.unpacked_groups(artefact.packed_groups(model))
    texts = [("soldador",), ("albanil",), ("nada",)]
    assert np.array_equal(model.logits(texts), again.logits(texts))


def test_packed_entries_come_back_as_they_were(entries: list[Entry]) -> None:
    assert artefact.unpacked_entries(artefact.packed_entries(entries)) == entries


def test_a_language_is_told_by_its_n_grams_and_spanish_leads() -> None:
    texts = {"es": ["cocinero"], "en": ["worker"], "fr": ["ouvrière"], "pt": [], "ht": ["travayè"]}
    guess = LanguageGuess.fit(texts)
    assert [guess.of(t) for t in ("workers", "ouvrière", "travayè")] == ["en", "fr", "ht"]
    assert guess.of("") == "es"
    assert guess.of("workers", asked="es") == "es"
    assert set(LANGUAGES) == set(texts)
