import numpy as np
import pytest

from matching.catalogs import Catalogs, load

BRICKLAYER = "7112.1"
WAITER = "5131.2"


@pytest.fixture(scope="module")
def catalogs() -> Catalogs:
    return load()


def by_code(catalogs: Catalogs, code: str) -> str:
    return next(each.id for each in catalogs.occupations if each.code == code)


def test_an_occupation_is_named_in_four_languages(catalogs: Catalogs) -> None:
    waiter = catalogs.occupations[by_code(catalogs, WAITER)]
    assert [waiter.label(lang) for lang in ("es", "en", "fr")] == [
        "camarero/camarera",
        "waiter/waitress",
        "serveur/serveuse",
    ]
    assert waiter.label("pt")
    assert waiter.isco == "5131"


def test_a_language_without_a_name_falls_back_to_spanish(catalogs: Catalogs) -> None:
    waiter = catalogs.occupations[by_code(catalogs, WAITER)]
    assert waiter.label("ht") == waiter.label("es")
    assert waiter.alternatives("ht") == ()


def test_a_skill_without_a_spanish_name_falls_back_to_english(catalogs: Catalogs) -> None:
    spanish, english = catalogs.skills.names.labels("es"), catalogs.skills.names.labels("en")
    row = spanish.index("")
    assert catalogs.skills.at(row).label("es") == english[row]


def test_every_occupation_and_skill_has_a_name(catalogs: Catalogs) -> None:
    assert all(occupation.label() for occupation in catalogs.occupations)
    assert all(skill.label() for skill in catalogs.skills)


def test_rows_and_ids_lead_to_each_other(catalogs: Catalogs) -> None:
    for table in (catalogs.occupations, catalogs.skills):
        middle = len(table) // 2
        assert table.row(table.at(middle).id) == middle
        assert table.at(middle) == table[table.codes[middle]]


def test_an_unknown_id_is_not_in_the_catalog(catalogs: Catalogs) -> None:
    assert "no-such-id" not in catalogs.occupations
    assert catalogs.occupations.get("no-such-id") is None
    with pytest.raises(KeyError):
        catalogs.occupations["no-such-id"]


def test_the_whole_of_the_edition_is_there(catalogs: Catalogs) -> None:
    assert (len(catalogs.occupations), len(catalogs.skills)) == (3_039, 14_023)
    assert len(catalogs.skill_groups) == 640
    assert len(catalogs.occupations.skills.targets) == 123_664


def test_essential_skills_come_before_optional_ones(catalogs: Catalogs) -> None:
    skills = catalogs.occupations.skills_of(by_code(catalogs, BRICKLAYER))
    essential = [is_essential for _, is_essential in skills]
    assert essential == sorted(essential, reverse=True)
    assert {True, False} == set(essential)


def test_a_bricklayer_needs_to_lay_bricks(catalogs: Catalogs) -> None:
    skills = catalogs.occupations.skills_of(by_code(catalogs, BRICKLAYER))
    essential = {catalogs.skills[skill].label("en") for skill, needed in skills if needed}
    assert "lay bricks" in essential


def test_skills_lead_back_to_the_occupations_that_call_for_them(catalogs: Catalogs) -> None:
    bricklayer = by_code(catalogs, BRICKLAYER)
    for skill, essential in catalogs.occupations.skills_of(bricklayer):
        assert (bricklayer, essential) in catalogs.skills.occupations_of(skill)


def test_both_sides_of_the_relation_hold_the_same_pairs(catalogs: Catalogs) -> None:
    ahead, back = catalogs.occupations.skills, catalogs.skills.occupations
    assert len(ahead.targets) == len(back.targets) == int(back.starts[-1])
    assert int(ahead.essential.sum()) == int(back.essential.sum())


def test_related_skills_are_related_from_either_side(catalogs: Catalogs) -> None:
    related = [skill for skill in catalogs.skills.codes if catalogs.skills.related(skill)]
    assert len(related) > 4_000
    for skill in related[::50]:
        assert all(
            skill in catalogs.skills.related(other) for other in catalogs.skills.related(skill)
        )


def test_what_is_told_of_all_at_once_is_what_each_tells(catalogs: Catalogs) -> None:
    essentials = {key: list(skills) for key, skills in catalogs.occupations.essentials()}

    assert essentials == {
        occupation.id: [
            skill
            for skill, is_essential in catalogs.occupations.skills_of(occupation.id)
            if is_essential
        ]
        for occupation in catalogs.occupations
    }
    assert dict(catalogs.skills.groups()) == {it.id: it.groups for it in catalogs.skills}
    assert list(catalogs.skills.pairs()) == [
        (skill.id, other)
        for skill in catalogs.skills
        for other in catalogs.skills.related(skill.id)
    ]


def test_relations_cannot_be_written_to(catalogs: Catalogs) -> None:
    relation = catalogs.occupations.skills
    with pytest.raises(ValueError, match="read-only"):
        relation.targets[0] = np.uint16(1)


def test_skills_stand_in_groups_with_parents(catalogs: Catalogs) -> None:
    groups = catalogs.skill_groups
    welding = next(skill for skill in catalogs.skills if skill.groups and skill.type == "skill")
    group = groups[welding.groups[0]]
    assert group.parent in groups
    assert welding in catalogs.skills.in_group(group.code)


def test_every_group_that_a_skill_names_exists(catalogs: Catalogs) -> None:
    named = {group for skill in catalogs.skills for group in skill.groups}
    assert named <= set(catalogs.skill_groups.codes)


def test_the_version_names_the_edition_and_the_content(catalogs: Catalogs) -> None:
    edition, _, digest = catalogs.version.rpartition("-")
    assert edition.endswith("esco1.2.0")
    assert len(digest) == 8
