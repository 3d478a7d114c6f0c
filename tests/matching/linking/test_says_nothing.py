"""Text that names no work is never sure: markup, noise, what is said for want of an answer."""

import pytest

from matching.catalogs.packaged import lexicon
from matching.linking import Linker, occupation_linker
from matching.linking.normal import prepare, stop_words


@pytest.fixture(scope="module")
def linker() -> Linker:
    return occupation_linker()


@pytest.mark.parametrize(
    "text",
    [
        "<script>",
        "<script>alert(1)</script>",
        "&lt;script&gt;",
        "%3Cscript%3E",
        "<img src=x onerror=alert(1)>",
        "{{7*7}}",
        "https://example.com/soldador",
        "soldador@example.com",
    ],
)
@pytest.mark.parametrize("lang", ["es", "en", None])
def test_markup_is_not_sure(linker: Linker, text: str, lang: str | None) -> None:
    assert not linker.read(text, lang).sure


def test_words_between_tags_are_read(linker: Linker) -> None:
    assert linker.link("<b>soldador</b>", "es")[0].isco == "7212"


@pytest.mark.parametrize("text", ["sueldo <5000 soldador> 2 años", "carpinter@ R&D"])
def test_signs_that_people_write_are_no_markup(text: str) -> None:
    assert {"soldador", "carpinter"} & set(prepare(text, "es").words)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("busco empleo", "es"),
        ("presencial", "es"),
        ("universitario", "es"),
        ("no sé", "es"),
        ("je ne sais pas", "fr"),
        ("i don't know", "en"),
        ("não sei", "pt"),
        ("mwen pa konnen", "ht"),
    ],
)
def test_noise_alone_is_not_sure(linker: Linker, text: str, lang: str) -> None:
    assert prepare(text, lang).says_nothing
    assert not linker.read(text, lang).sure


def test_hardly_any_phrase_of_noise_is_sure_by_itself(linker: Linker) -> None:
    noise = lexicon("noise")
    sure = [row["term"] for row in noise if linker.read(row["term"], row["lang"], 1).sure]
    assert len(sure) <= 0.02 * len(noise), sure


def test_noise_that_somebody_coded_as_an_occupation_keeps_its_score(linker: Linker) -> None:
    assert linker.link("jornal", "es", 1)[0].score < 0.5
    assert linker.read("journalier", "fr").sure


def test_no_abbreviation_is_a_small_word_of_its_language() -> None:
    """`enseigner aux enfants` is no auxiliary; `varria as ruas` no assistant."""
    rows = [row for row in lexicon("abbreviations") if row["scope"] != "skill"]
    assert [row for row in rows if row["short"] in stop_words(row["lang"])] == []
