"""What people say they did: `soldaba rejas` is a welder's work, and nobody's army."""

from collections import Counter

import pytest

from bench.linking import sets
from matching.catalogs import load
from matching.catalogs.packaged import lexicon
from matching.catalogs.search import search
from matching.catalogs.verbs import doings
from matching.linking import Linker, occupation_linker
from matching.linking.languages import LANGUAGES
from matching.linking.normal import prepare
from matching.linking.own_words import unnamed

ARMED_FORCES = "0"
MILITARY = [
    ("fui soldado", "es"),
    ("sargento del ejército", "es"),
    ("soldier in the army", "en"),
    ("mwen te sòlda", "ht"),
    ("soldado", "pt"),
]


@pytest.fixture(scope="module")
def linker() -> Linker:
    return occupation_linker()


@pytest.mark.parametrize(
    ("text", "lang", "isco"),
    [
        ("soldar", "es", "7212"),
        ("soldaba", "es", "7212"),
        ("soldé", "es", "7212"),
        ("soude", "ht", "7212"),
        ("je soudais", "fr", "7212"),
        ("welding", "en", "7212"),
        ("soldei portões", "pt", "7212"),
        ("manejo camión", "es", "8332"),
        ("kondwi kamyon", "ht", "8332"),
        ("drove trucks", "en", "8332"),
        ("conduire un camion", "fr", "8332"),
        ("dirigia caminhão", "pt", "8332"),
        ("corto el pelo", "es", "5141"),
        ("sembraba maíz", "es", "6111"),
        ("pescaba en el río", "es", "6222"),
        ("lavar carros", "es", "9122"),
        ("planchar ropa", "es", "9121"),
        ("barría las calles", "es", "9613"),
        ("mwen te pentire kay", "ht", "7131"),
        ("enseigner aux enfants", "fr", "2341"),
        ("varria as ruas", "pt", "9613"),
    ],
)
def test_a_verb_leads_to_its_trade_for_sure(
    linker: Linker, text: str, lang: str, isco: str
) -> None:
    found = linker.read(text, lang)
    assert (found.results[0].isco, found.sure) == (isco, True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_what_people_say_every_day_nearly_all_that_is_sure_is_right(
    linker: Linker, lang: str
) -> None:
    asked = sets.everyday(lang)
    read = [
        (linker.read(text, lang, 1), groups)
        for text, groups in zip(asked.texts, asked.groups, strict=True)
    ]
    sure = [found.results[0].isco in groups for found, groups in read if found.sure]

    assert len(sure) >= 0.85 * len(read)
    assert sum(sure) >= 0.95 * len(sure)


def test_no_deed_is_taken_for_a_soldiers(linker: Linker) -> None:
    shown = [doing for doing in doings() if doing.is_shown]
    for lang in LANGUAGES:
        texts = [doing.text for doing in shown if doing.lang == lang]
        rows = linker.link_many(texts, lang, 5)
        assert [t for t, r in zip(texts, rows, strict=True) if _names_the_army(r)] == []


@pytest.mark.parametrize("slip", ["soldadr", "soldao", "militr", "sargent", "marinro", "artilero"])
def test_a_slip_never_makes_a_soldier(linker: Linker, slip: str) -> None:
    assert not _names_the_army(linker.link(slip, "es", 10))


@pytest.mark.parametrize(("text", "lang"), MILITARY)
def test_a_word_of_the_military_does(linker: Linker, text: str, lang: str) -> None:
    assert linker.link(text, lang)[0].isco.startswith(ARMED_FORCES)  # type: ignore[union-attr]


def test_groups_with_words_of_their_own_ask_for_one_of_them() -> None:
    texts = [prepare(text, "es") for text in ("soldar", "soldado", "Soldados del Ejército")]
    assert unnamed(texts, "es", ["0310", "7212"]).tolist() == [
        [True, False],
        [False, False],
        [False, False],
    ]


def test_a_word_that_means_something_else_elsewhere_holds_in_its_language_alone() -> None:
    assert unnamed([prepare("solda", "pt")], "pt", ["0310"]).all()
    assert not unnamed([prepare("sòlda", "ht")], "ht", ["0310"]).any()


def test_rows_of_verbs_name_unit_groups_and_occupations_that_exist() -> None:
    catalogs = load()
    for row in lexicon("verbs"):
        codes = row["isco"].split("|")
        assert all(len(code) == 4 and code in catalogs.isco for code in codes), row
        if row["esco_id"]:
            assert catalogs.occupations[row["esco_id"]].isco == codes[0], row


def test_a_deed_has_one_trade_and_every_language_knows_many() -> None:
    meant = {(doing.lang, doing.text, doing.isco, doing.occupation) for doing in doings()}
    said = Counter((lang, text) for lang, text, *_ in meant)
    assert [each for each, times in said.items() if times > 1] == []
    trades = {(doing.lang, doing.isco) for doing in doings()}
    assert all(sum(lang == one for lang, _ in trades) >= 40 for one in LANGUAGES)


def test_a_verb_is_found_as_it_is_typed() -> None:
    assert "soldar rejas" in {hit.detail for hit in search("occupation", "soldar rej", "es")}


def _names_the_army(row: tuple) -> bool:  # type: ignore[type-arg]
    return any(linked.isco.startswith(ARMED_FORCES) for linked in row)
