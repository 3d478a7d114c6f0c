import pytest

from matching.linking.normal import Hint, prepare


@pytest.mark.parametrize(
    ("text", "lang", "spelled"),
    [
        ("aux. contable", "es", "auxiliar contable"),
        ("Ayudante gral. de producción", "es", "ayudante general de produccion"),
        ("enfermera/o", "es", "enfermera"),
        ("Programador(a) Jr.", "es", "programador"),
        ("operador 5a rueda", "es", "operador quinta rueda"),
        ("acct mgr", "en", "account manager"),
    ],
)
def test_abbreviations_and_gender_marks_are_spelled_out(text: str, lang: str, spelled: str) -> None:
    assert " ".join(prepare(text, lang).words) == spelled


def test_noise_is_split_off_and_handed_back_with_its_meaning() -> None:
    prepared = prepare("URGENTE soldador zona norte, turno nocturno", "es")

    assert prepared.words == ("soldador",)
    assert Hint("schedule", "schedule=night", "turno nocturno") in prepared.hints
    assert Hint("place", "place=zone", "zona norte") in prepared.hints


def test_a_text_of_noise_alone_keeps_its_words() -> None:
    assert prepare("practicante", "es").words == ("practicante",)


def test_feminine_and_plural_have_the_stems_of_the_masculine() -> None:
    assert prepare("vendedoras mecánicas", "es").stems == prepare("vendedor mecánico", "es").stems


def test_nothing_gives_nothing() -> None:
    assert prepare("  ", "es").stems == ()
