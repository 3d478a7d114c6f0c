import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.text import fold, stems, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Albañil \t de  OBRA ", "albanil de obra"),
        ("Técnico en Electrónica", "tecnico en electronica"),
        ("maître d'œuvre", "maitre d'oeuvre"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_fold_drops_case_accents_and_spare_space(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_words_leave_punctuation_and_keep_program_languages() -> None:
    assert words("Programador(a) C++/C#, mtto. 3er. turno") == (
        "programador",
        "a",
        "c++",
        "c#",
        "mtto",
        "3er",
        "turno",
    )


def test_stems_bring_number_and_gender_together() -> None:
    assert stems("vendedoras mecánicas", "es") == stems("vendedora mecánica", "es")


def test_a_language_without_stemmer_keeps_its_words() -> None:
    assert stems("moun kap fè blòk", "ht") == ("moun", "kap", "fe", "blok")
