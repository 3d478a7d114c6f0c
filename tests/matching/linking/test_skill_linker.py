from collections.abc import Sequence

import pytest

from matching.catalogs import load
from matching.catalogs.packaged import lexicon
from matching.linking import (
    LinkedPart,
    SkillLinker,
    occupation_linker,
    skill_linker,
    suggested_skills,
)


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


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("atención al cliente", "es"),
        ("manejo de alimentos", "es"),
        ("product advice", "en"),
        ("faire le ménage", "fr"),
        ("operar trator", "pt"),
    ],
)
def test_what_somebody_wrote_down_as_a_name_of_a_skill_is_sure(
    linker: SkillLinker, text: str, lang: str
) -> None:
    written = {row["skill_id"] for row in lexicon("skills") if row["term"] == text}

    best = linker.link(text, lang, 1)[0]

    assert best.id in written
    assert best.score >= SkillLinker.SURE


def test_a_skill_has_no_group(linker: SkillLinker) -> None:
    assert linker.link("soldadura", "es", 1)[0].isco is None


def test_suggestions_are_what_makes_the_trade_of_each_occupation_in_turn() -> None:
    catalogs, linker = load(), occupation_linker()
    mason, baker = (linker.link(title, "es", 1)[0].id for title in ("albañil", "panadero"))

    found = suggested_skills((mason, baker), limit=12)
    labels = [catalogs.skills.label_of(skill, "es") for skill in found]

    own = [dict(catalogs.occupations.skills_of(each)) for each in (mason, baker)]
    assert [skill in own[turn % 2] for turn, skill in enumerate(found)] == [True] * 12
    assert "colocar ladrillos" in labels[:6]
    assert "trabajar de forma ergonómica" not in labels
