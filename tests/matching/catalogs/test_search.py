import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.catalogs import load
from matching.catalogs.search import Hit, index, kind_of, search
from matching.catalogs.search_index import Fit, SearchIndex
from matching.catalogs.wordings import Kind, Wording, wordings
from matching.text import words


def labels(hits: list[Hit]) -> list[str]:
    return [hit.label for hit in hits]


@pytest.mark.parametrize("query", ["ALBAÑ", "alban", "Albañil", " albañíl "])
def test_neither_case_nor_accents_matter(query: str) -> None:
    assert search("occupation", query)[0].label == "albañil"


def test_words_may_be_cut_and_in_any_order() -> None:
    hits = search("occupation", "cami conduc", limit=20)
    assert "conductor de camión de mudanzas/conductora de camión de mudanzas" in labels(hits)


def test_hyphens_and_punctuation_do_not_matter() -> None:
    hits = search("occupation", "e-commerce", "en")
    assert hits == search("occupation", "e commerce", "en")
    assert hits


def test_words_that_only_bind_need_not_be_in_the_name() -> None:
    assert search("municipality", "villa del alvarez")[0].label == "Villa de Álvarez"


def test_a_latin_american_word_finds_the_occupation_and_says_what_it_met() -> None:
    hit = search("occupation", "mesero")[0]
    assert (hit.label, hit.detail.lower()) == ("camarero/camarera", "mesero")


def test_a_name_in_another_language_is_found_too() -> None:
    assert search("occupation", "waitress", "es")[0].label == "camarero/camarera"
    assert search("occupation", "camarero", "en")[0].label == "waiter/waitress"


def test_names_in_the_language_of_the_page_come_first() -> None:
    assert search("occupation", "maçon", "fr")[0].label == "maçon/maçonne"


def test_the_exact_name_comes_before_its_start_and_that_before_its_words() -> None:
    scores = [hit.score for hit in search("municipality", "juarez", limit=40)]
    assert scores == sorted(scores, reverse=True)
    assert {1.0, 0.6} <= set(scores)


def test_among_places_of_one_name_the_larger_comes_first() -> None:
    hits = search("municipality", "juárez", limit=5)
    population = [load().municipalities[hit.id].population for hit in hits]
    assert hits[0].detail == "Chihuahua"
    assert population == sorted(population, reverse=True)


def test_a_municipality_is_told_by_its_state() -> None:
    hit = search("municipality", "tapach")[0]
    assert (hit.id, hit.label, hit.detail) == ("07089", "Tapachula", "Chiapas")
    assert labels(search("municipality", "guadalupe zacatecas"))[0] == "Guadalupe"


def test_a_municipality_is_found_by_its_head_town_and_other_names() -> None:
    assert search("municipality", "cancun")[0].detail == "Cancún, Quintana Roo"
    assert search("municipality", "ciudad juarez")[0].id == "08037"


@pytest.mark.parametrize(
    ("kind", "query", "lang", "found"),
    [
        ("state", "cdmx", "es", "09"),
        ("states", "edomex", "es", "15"),
        ("language", "tzotzil", "es", "tzo"),
        ("languages", "raramuri", "es", "tar"),
        ("language", "kreyol ayi", "ht", "ht"),
        ("nationality", "hondureña", "es", "HN"),
        ("nationalities", "etazini", "ht", "US"),
        ("schooling", "prepa", "es", "high_school"),
        ("schedule", "noche", "es", None),
        ("contracts", "temporada", "es", "seasonal"),
        ("offers", "lojman", "ht", "housing"),
        ("language_level", "nativ", "en", "native"),
        ("locality", "playa del carmen", "es", "230080001"),
    ],
)
def test_every_catalog_can_be_searched(kind: str, query: str, lang: str, found: str | None) -> None:
    hits = search(kind, query, lang)
    assert (hits[0].id if hits else None) == found


def test_an_entry_comes_once() -> None:
    hits = search("skill", "prepar", limit=50)
    assert len({hit.id for hit in hits}) == len(hits) == 50


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_no_more_than_asked_for(limit: int) -> None:
    assert len(search("occupation", "a", limit=limit)) == limit


@pytest.mark.parametrize(
    "query", ["", " ", "\0", "😀", "\ud800", "%", "'; drop table", "-", "a" * 10_000, "(" * 9_999]
)
def test_strange_input_finds_nothing_and_does_no_harm(query: str) -> None:
    assert search("skill", query) == []


def test_ten_thousand_words_are_read_up_to_a_bound() -> None:
    assert search("skill", "soldar " * 10_000) == search("skill", "soldar " * 28)


@settings(deadline=None)  # The first example builds the index.
@given(st.text(max_size=40))
def test_any_text_may_be_typed(query: str) -> None:
    for hit in search("municipality", query, limit=5):
        assert hit.id in load().municipalities


@settings(deadline=None, max_examples=36)  # The first example builds the index.
@given(st.sampled_from(["soldar", "conductor", "enfermera", "técnico"]), st.integers(1, 9))
def test_a_longer_beginning_finds_no_entry_that_a_shorter_one_did_not(word: str, cut: int) -> None:
    longer = {hit.id for hit in search("occupation", word, limit=5_000)}
    shorter = {hit.id for hit in search("occupation", word[:cut], limit=5_000)}
    assert longer <= shorter


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="horoscope"):
        search("horoscope", "aries")


def test_plural_and_singular_name_the_same_kind() -> None:
    assert kind_of("municipalities") is kind_of("municipality") is Kind.MUNICIPALITY


@pytest.mark.parametrize("kind", [Kind.OCCUPATION, Kind.LANGUAGE])
def test_folding_in_bulk_reads_every_text_as_folding_one_does(kind: Kind) -> None:
    found = list(wordings(kind, load()))[::37]
    for wording in found:
        hits = index(kind).find(wording.text, wording.lang, 5_000)
        key = " ".join(words(wording.text)[:8])
        assert not key or wording.row in {hit.row for hit in hits}, wording


def test_shorter_names_come_first_and_ties_are_settled() -> None:
    texts = ["soldador de barcos", "soldador", "soldadora", "soldador de arco"]
    built = SearchIndex(Wording(row, text, "es") for row, text in enumerate(texts))
    assert [found.text for found in built.find("solda", "es", 9)] == [
        "soldador",
        "soldadora",
        "soldador de arco",
        "soldador de barcos",
    ]
    assert built.find("soldador", "es", 1)[0].fit is Fit.EXACT


@pytest.mark.parametrize(
    ("kind", "slip", "meant"),
    [
        ("municipality", "Tapachla", "Tapachula"),
        ("municipality", "tihuana", "Tijuana"),
        ("occupation", "carpintreo", "carpintero/carpintera"),
    ],
)
def test_a_slip_of_the_pen_finds_what_was_meant(kind: str, slip: str, meant: str) -> None:
    assert search(kind, slip, limit=1)[0].label == meant


def test_what_was_found_through_a_slip_is_never_taken_for_sure() -> None:
    assert search("municipality", "Tapachla", limit=1)[0].score == 0.6


def test_letters_without_meaning_find_nothing() -> None:
    assert search("occupation", "xqzwvbn") == []


@pytest.mark.parametrize(
    ("short", "code"),
    [("Cd. Juárez", "08037"), ("cd victoria", "28041"), ("TJ", "02004"), ("mty", "19039")],
)
def test_places_are_found_by_their_short_names(short: str, code: str) -> None:
    assert search("municipality", short, limit=1)[0].id == code
