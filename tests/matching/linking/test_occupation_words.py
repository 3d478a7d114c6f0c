import numpy as np
import pytest

from matching.linking.entries import Wording, gather
from matching.linking.occupation_words import Cognates, Duties, OccupationWords

ISCO = {"mason": "7112", "tiler": "7122", "cook": "5120"}
ENTRIES = gather(
    [
        Wording("albañil", "7112", "es", "esco", "mason"),
        Wording("colocador de azulejos", "7122", "es", "esco", "tiler"),
        Wording("cocinero", "5120", "es", "esco", "cook"),
        Wording("tabiquero", "7112", "es", "cuoc"),
    ]
)
DUTIES = [
    Duties.of([(("coloc", "ladrill"), True)]),
    Duties.of([(("cort", "azulej"), False)]),
    Duties.of([(("prepar", "comid"), True)]),
]


@pytest.fixture(scope="module")
def said() -> OccupationWords:
    return OccupationWords(ENTRIES, DUTIES, ISCO)


@pytest.mark.parametrize(
    ("word", "likeliest"),
    [("albanil", "mason"), ("tabiquer", "mason"), ("ladrill", "mason"), ("azulej", "tiler")],
)
def test_names_groups_and_skills_all_speak_for_an_occupation(
    said: OccupationWords, word: str, likeliest: str
) -> None:
    assert list(ISCO)[int(said.odds([(word,)])[0].argmax())] == likeliest


def test_unknown_words_speak_for_nobody(said: OccupationWords) -> None:
    assert not said.odds([("zzz",), ()]).any()


def test_duties_are_compared_as_cosines_and_the_essential_count_twice(
    said: OccupationWords,
) -> None:
    assert Duties.of([(("a",), True), (("b",), False)]).stems == ("a", "a", "b")
    mason, tiler, cook = said.duties([("prepar", "comid")])[0]
    assert (mason, tiler) == (0, 0)
    assert 0.5 < cook <= 1


def test_a_name_abroad_is_known_by_its_letters() -> None:
    abroad = Cognates([(0, ("pedreiro",)), (1, ("ladrilhador",)), (2, ("cozinheiro",))], 3)
    found = abroad.likeness([("ladrillador",)])

    assert found.shape == (1, 3)
    assert int(np.argmax(found[0])) == 1
