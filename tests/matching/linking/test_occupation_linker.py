import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogs import load
from matching.linking import Linker, occupation_linker


@pytest.fixture(scope="module")
def linker() -> Linker:
    return occupation_linker()


@pytest.mark.parametrize(
    ("text", "lang", "isco"),
    [
        ("albañil", "es", "7112"),
        ("ALBAÑILA", "es", "7112"),
        ("plomero", "es", "7126"),
        ("mesera", "es", "5131"),
        ("aux. contable", "es", "4311"),
        ("ejec. vtas", "es", "3322"),
        ("gandolero", "es", "8332"),
        ("costurera recta y over", "es", "8153"),
        ("guardia de seguridad zona norte URGENTE", "es", "5414"),
        ("welder", "en", "7212"),
        ("serveuse", "fr", "5131"),
        ("pedreiro", "pt", "7112"),
        ("mwen se yon bòs mason", "ht", "7112"),
        ("chofè kamyon", "ht", "8332"),
    ],
)
def test_words_for_work_lead_to_its_group(linker: Linker, text: str, lang: str, isco: str) -> None:
    assert linker.link(text, lang)[0].isco == isco


@pytest.mark.parametrize("slip", ["albanil", "albañill", "soldaddor", "recepsionista"])
def test_a_spelling_slip_does_not_matter(linker: Linker, slip: str) -> None:
    right = {"alb": "7112", "sol": "7212", "rec": "4226"}
    assert linker.link(slip, "es")[0].isco == right[slip[:3]]


def test_the_language_is_found_where_none_is_given(linker: Linker) -> None:
    assert linker.read("kizinye").lang == "ht"
    assert linker.read("cuisinier").lang == "fr"
    assert linker.read("cocinero").lang == "es"


def test_labels_come_in_the_language_asked_for(linker: Linker) -> None:
    spanish, english = (linker.link("albañil", lang, 1)[0] for lang in ("es", "en"))
    assert (spanish.id, spanish.label) == (english.id, "albañil")
    assert english.label == "bricklayer"


def test_a_text_in_another_language_than_asked_for_is_still_read(linker: Linker) -> None:
    assert linker.link("bricklayer", "es")[0].isco == "7112"


def test_results_are_known_occupations_best_first_with_scores_up_to_one(linker: Linker) -> None:
    found = linker.link("auxiliar de almacén", "es", limit=10)

    scores = [linked.score for linked in found]
    assert len({linked.id for linked in found}) == 10
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0] <= 1
    assert all(load().occupations[linked.id].isco == linked.isco for linked in found)


@pytest.mark.parametrize("nothing", ["", "   ", "¡!", "§"])
def test_a_text_without_known_words_links_to_nothing(linker: Linker, nothing: str) -> None:
    assert linker.link(nothing, "es") == ()


def test_gibberish_is_not_sure(linker: Linker) -> None:
    assert not linker.read("zxqv wkjh").sure


def test_a_plain_title_is_sure_and_a_vague_one_leaves_the_choice(linker: Linker) -> None:
    assert linker.read("cajero", "es").sure
    assert not linker.read("operadores tecnicos", "es").sure


def test_hints_of_a_title_are_handed_on(linker: Linker) -> None:
    hints = linker.read("mesero turno nocturno", "es").hints
    assert [hint.meaning for hint in hints] == ["schedule=night"]


def test_an_explanation_names_the_wording_and_the_shared_words(linker: Linker) -> None:
    found = linker.link("albañil media cuchara", "es", 1)[0]
    why = linker.explain("albañil media cuchara", found.id, "es")
    assert why is not None
    assert "albanil" in why.shared
    assert why.source in {"lexicon", "esco", "cuoc", "coded"}


def test_a_batch_gives_what_single_texts_give(linker: Linker) -> None:
    texts = [f"{role} {place}" for role in ("chofer", "ayudante") for place in "abcdefghij"]
    fresh = Linker(linker._engine, linker._guess)
    together = [[x.id for x in row] for row in fresh.link_many(texts, "es", 3)]
    assert together == [[x.id for x in linker.link(text, "es", 3)] for text in texts]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_an_answer_that_repeats(text: str) -> None:
    linker = occupation_linker()
    fresh = Linker(linker._engine, linker._guess)
    assert fresh.link(text) == linker.link(text)
