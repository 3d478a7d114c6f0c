from collections.abc import Sequence

import pytest

from matching.catalogs import load
from matching.linking import LinkedPart, SkillLinker, skill_linker, suggested_skills


@pytest.fixture(scope="module")
def linker() -> SkillLinker:
    return skill_linker()


def parts(found: Sequence[LinkedPart]) -> list[str]:
    return [part.text for part in found]


def test_a_line_may_hold_several_skills(linker: SkillLinker) -> None:
    found = linker.link_line("manejo de caja, inglés; soldadura", "es")
    assert parts(found) == ["manejo de caja", "inglés", "soldadura"]


def test_a_name_with_and_in_it_is_not_cut(linker: SkillLinker) -> None:
    found = linker.link_line("higiene y seguridad", "es")
    assert parts(found) == ["higiene y seguridad"]


def test_two_skills_joined_by_and_are_cut(linker: SkillLinker) -> None:
    assert parts(linker.link_line("electricidad y plomería", "es")) == ["electricidad", "plomería"]


def test_an_empty_line_holds_no_skill(linker: SkillLinker) -> None:
    assert linker.link_line(" ; , ", "es") == ()


@pytest.mark.parametrize(
    ("text", "lang", "label"),
    [
        ("trabajo en equipo", "es", "trabajar en equipos"),
        ("pegar block", "es", "colocar ladrillos"),
        ("manejo de montacargas", "es", "manejar carretillas elevadoras"),
        ("I can drive a forklift", "en", "operate forklift"),
    ],
)
def test_skills_are_known_as_people_say_them(
    linker: SkillLinker, text: str, lang: str, label: str
) -> None:
    assert linker.link(text, lang, 1)[0].label == label


def test_a_skill_has_no_group(linker: SkillLinker) -> None:
    assert linker.link("soldadura", "es", 1)[0].isco is None


def test_suggestions_are_skills_of_the_occupation_essential_first() -> None:
    catalogs = load()
    occupation = catalogs.occupations.at(500).id
    known = dict(catalogs.occupations.skills_of(occupation))
    found = suggested_skills((occupation,), limit=8)
    assert set(found) <= set(known)
    assert [known[skill] for skill in found] == sorted(
        (known[skill] for skill in found), reverse=True
    )
