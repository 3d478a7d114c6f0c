"""Dates, amounts, lengths of time and labels in words."""

from datetime import date

import pytest

from services.wording import negotiated, say, words
from services.wording.labels import brief


@pytest.mark.parametrize(
    ("lang", "shown"),
    [("es", "1 de marzo de 2027"), ("en", "1 March 2027"), ("xx", "1 de marzo de 2027")],
)
def test_a_day_is_written_as_people_write_it(lang: str, shown: str) -> None:
    assert words(lang).day(date(2027, 3, 1)) == shown


def test_amounts_are_whole_pesos() -> None:
    assert words("es").money(9582) == "$9,582"


@pytest.mark.parametrize(
    ("months", "shown"),
    [(1, "1 mes"), (23, "23 meses"), (24, "2 años"), (35, "2 años"), (120, "10 años")],
)
def test_a_length_of_time_is_never_rounded_up(months: int, shown: str) -> None:
    assert words("es").months(months) == shown


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
