"""Words spelled by ear are read as they sound; what is no misspelling stays."""

import pytest

from matching.linking.spelling import respelled, sound_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cosinero", "cocinero"),
        ("Ayudante de cosina", "ayudante de cocina"),
        ("alvañil", "albanil"),
        ("vijilante", "vigilante"),
        ("electrisista", "electricista"),
        ("enpleada domestica", "empleada domestica"),
        ("ayudante jeneral", "ayudante general"),
    ],
)
def test_words_spelled_by_ear_are_those_that_sound_alike(written: str, meant: str) -> None:
    assert respelled(written) == meant


@pytest.mark.parametrize("text", ["cocinero", "coser", "cocer", "kizinye", "welder", "zzxqj", ""])
def test_what_is_no_misspelling_of_a_known_word_stays(text: str) -> None:
    assert respelled(text) is None


def test_letters_that_tell_words_apart_stay_apart() -> None:
    assert sound_of("guia") != sound_of("jia")
    assert sound_of("chofer") != sound_of("cofer")
    assert sound_of("gente") == sound_of("jente") != sound_of("guente")
