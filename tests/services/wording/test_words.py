"""Dates, amounts, lengths of time and labels in words."""

from datetime import date

import pytest

from services.wording import PERSON_LANGUAGES, negotiated, say, words
from services.wording.labels import brief


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("es", "1 de marzo de 2027"),
        ("en", "1 March 2027"),
        ("ht", "1ye mas 2027"),
        ("fr", "1er mars 2027"),
        ("pt", "1º de março de 2027"),
        ("xx", "1 de marzo de 2027"),
    ],
)
def test_a_day_is_written_as_people_write_it(lang: str, shown: str) -> None:
    assert words(lang).day(date(2027, 3, 1)) == shown


@pytest.mark.parametrize(
    ("lang", "shown"),
    [("es", "mayo de 2027"), ("en", "May 2027"), ("ht", "me 2027"), ("pt", "maio de 2027")],
)
def test_a_month_is_written_as_people_write_it(lang: str, shown: str) -> None:
    assert words(lang).month(date(2027, 5, 1)) == shown


def test_haitian_creole_has_its_own_months() -> None:
    assert words("ht").month_names()[7:10] == ["out", "septanm", "oktòb"]
    assert words("ht").day(date(2026, 8, 14)) == "14 out 2026"


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("es", "$9,582"),
        ("en", "$9,582"),
        ("ht", "9 582 peso"),
        ("fr", "9 582 pesos"),
        ("pt", "9.582 pesos"),
    ],
)
def test_amounts_are_whole_pesos_and_never_taken_for_dollars(lang: str, shown: str) -> None:
    assert words(lang).money(9582).replace("\N{NO-BREAK SPACE}", " ") == shown


@pytest.mark.parametrize(
    ("lang", "none", "one", "many"),
    [
        ("es", "0 meses", "1 mes", "3 meses"),
        ("en", "0 months", "1 month", "3 months"),
        ("ht", "0 mwa", "1 mwa", "3 mwa"),
        ("fr", "0 mois", "1 mois", "3 mois"),
        ("pt", "0 mês", "1 mês", "3 meses"),
    ],
)
def test_what_is_counted_agrees_with_its_number(lang: str, none: str, one: str, many: str) -> None:
    assert [words(lang).months(count) for count in (0, 1, 3)] == [none, one, many]


@pytest.mark.parametrize(
    ("months", "shown"),
    [(1, "1 mes"), (23, "23 meses"), (24, "2 años"), (35, "2 años y 11 meses"), (120, "10 años")],
)
def test_a_length_of_time_is_never_rounded(months: int, shown: str) -> None:
    assert words("es").months(months) == shown


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("es", "2 años y 3 meses"),
        ("en", "2 years and 3 months"),
        ("ht", "2 an ak 3 mwa"),
        ("fr", "2 ans et 3 mois"),
        ("pt", "2 anos e 3 meses"),
    ],
)
def test_from_two_years_on_a_length_is_told_in_years(lang: str, shown: str) -> None:
    assert words(lang).months(27) == shown


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("en-US,en;q=0.9", "en"),
        ("fr;q=0.9, en;q=0.5, es;q=0.8", "es"),
        ("de", "es"),
        ("", "es"),
        ("en;q=0", "es"),
        ("en;q=x, ,;;", "es"),
    ],
)
def test_the_browser_s_best_known_language_is_taken(header: str, lang: str) -> None:
    assert negotiated(header) == lang


@pytest.mark.parametrize(
    ("header", "lang"),
    [("fr-CA,fr;q=0.9,en;q=0.8", "fr"), ("ht", "ht"), ("pt-PT", "pt"), ("de,fr;q=0.2", "fr")],
)
def test_persons_are_met_in_five_languages(header: str, lang: str) -> None:
    assert negotiated(header, among=PERSON_LANGUAGES) == lang


def test_a_message_without_translation_is_said_as_it_is() -> None:
    assert (
        say("A sentence that nobody wrote, 100% new", "es")
        == "A sentence that nobody wrote, 100% new"
    )


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("niñero/niñera", "niñero/a"),
        ("conductor de autobús/conductora de autobús", "conductor/a de autobús"),
        ("actor/actriz", "actor/actriz"),
        ("electricista", "electricista"),
        ("importación/exportación", "importación/exportación"),
    ],
)
def test_both_genders_fit_one_phrase(label: str, shown: str) -> None:
    assert brief(label) == shown
