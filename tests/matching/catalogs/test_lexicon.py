"""The hand-kept wordings: every code exists, nothing is said twice, nothing is lost unseen."""

from collections import Counter
from collections.abc import Iterator

import pytest

from matching.catalogs import Catalogs, load
from matching.catalogs.packaged import lexicon
from matching.text import fold

LANGUAGES = {"es", "en", "fr", "ht", "pt"}
ROWS_AT_LEAST = {
    "occupations": 10_000,
    "titles_mx": 500,
    "names": 5_000,
    "abbreviations": 650,
    "noise": 1_000,
    "skills": 4_000,
    "gender": 150,
}
KEYS = {
    "occupations": ("term", "lang", "region"),
    "titles_mx": ("title",),
    "names": ("term", "lang"),
    "abbreviations": ("short", "lang", "scope"),
    "noise": ("term", "lang"),
    "skills": ("term", "lang", "region"),
    "gender": ("masculine", "feminine", "lang"),
}
WITH_UNIT_GROUPS = ("occupations", "titles_mx", "names")


@pytest.fixture(scope="module")
def catalogs() -> Catalogs:
    return load()


def cells(name: str) -> Iterator[str]:
    for row in lexicon(name):
        yield from row.values()


@pytest.mark.parametrize(("name", "least"), ROWS_AT_LEAST.items())
def test_a_file_keeps_its_rows(name: str, least: int) -> None:
    assert len(lexicon(name)) >= least


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_nothing_is_said_twice(name: str, key: tuple[str, ...]) -> None:
    said = Counter(tuple(row[column].lower() for column in key) for row in lexicon(name))
    assert [each for each, times in said.items() if times > 1] == []


def test_one_wording_has_one_occupation_in_one_country() -> None:
    countries = Counter(
        (row["term"].lower(), row["lang"], country)
        for row in lexicon("occupations")
        for country in row["region"].split("|")
    )
    assert [each for each, times in countries.items() if times > 1] == []


@pytest.mark.parametrize("name", KEYS)
def test_cells_are_trimmed(name: str) -> None:
    assert [cell for cell in cells(name) if cell != cell.strip()] == []


@pytest.mark.parametrize("name", [name for name in KEYS if name != "titles_mx"])
def test_languages_are_the_five_of_the_service(name: str) -> None:
    assert {row["lang"] for row in lexicon(name)} <= LANGUAGES


@pytest.mark.parametrize("name", WITH_UNIT_GROUPS)
def test_one_to_three_different_unit_groups_that_exist(name: str, catalogs: Catalogs) -> None:
    for row in lexicon(name):
        codes = row["isco"].split("|")
        assert len(codes) == len(set(codes)) <= 3, row
        assert all(code in catalogs.isco and len(code) == 4 for code in codes), row


@pytest.mark.parametrize("name", WITH_UNIT_GROUPS)
def test_an_occupation_exists(name: str, catalogs: Catalogs) -> None:
    known = {row["esco_id"] for row in lexicon(name)} - {""}
    assert [each for each in known if each not in catalogs.occupations] == []


@pytest.mark.parametrize("name", WITH_UNIT_GROUPS)
def test_an_occupation_is_of_one_of_its_unit_groups(name: str, catalogs: Catalogs) -> None:
    strange = [
        row
        for row in lexicon(name)
        if row["esco_id"]
        and catalogs.occupations[row["esco_id"]].isco not in row["isco"].split("|")
    ]
    assert strange == []


def test_a_skill_exists(catalogs: Catalogs) -> None:
    known = {row["skill_id"] for row in lexicon("skills")}
    assert len(known) >= 400
    assert [each for each in known if each not in catalogs.skills] == []


def test_three_hundred_occupations_have_several_names_in_four_languages() -> None:
    names = Counter((row["isco"], row["esco_id"], row["lang"]) for row in lexicon("names"))
    occupations = {(isco, occupation) for isco, occupation, _ in names}
    rich = [
        each
        for each in occupations
        if all(names[*each, lang] >= 2 for lang in ("ht", "fr", "pt", "en"))
    ]
    assert len(rich) >= 300


def test_countries_are_written_as_two_letters(catalogs: Catalogs) -> None:
    countries = {
        country
        for name in ("occupations", "skills")
        for row in lexicon(name)
        for country in row["region"].split("|")
        if country
    }
    assert [each for each in countries if each not in catalogs.nationalities] == []


def test_vocabularies_of_the_columns() -> None:
    registers = {row["register"] for row in (*lexicon("occupations"), *lexicon("skills"))}
    assert registers <= {"neutral", "colloquial", "formal", "trade"}
    assert {row["scope"] for row in lexicon("abbreviations")} <= {"title", "skill", "any"}
    kinds = {row["kind"] for row in lexicon("noise")}
    assert kinds == {"noise", "schedule", "place", "contract", "level"}


def test_what_noise_means_names_its_kind() -> None:
    strange = [
        row
        for row in lexicon("noise")
        if row["meaning"] and not row["meaning"].startswith(row["kind"] + "=")
    ]
    assert strange == []


def test_a_vacancy_title_is_written_as_the_board_wrote_it() -> None:
    titles = [row["title"] for row in lexicon("titles_mx")]
    assert [each for each in titles if each != each.lower()] == []
    assert [each for each in titles if fold(each) == ""] == []


def test_a_title_agrees_with_the_same_wording_of_an_occupation() -> None:
    groups = {
        fold(row["term"]): row["isco"].split("|")[0]
        for row in lexicon("occupations")
        if row["lang"] == "es" and row["region"] == ""
    }
    differ = [
        row
        for row in lexicon("titles_mx")
        if groups.get(fold(row["title"]), row["isco"][:4]) != row["isco"][:4]
    ]
    assert differ == []


@pytest.mark.parametrize(
    ("term", "region", "isco"),
    [
        ("afanador", "", "9112"),
        ("tablajero", "MX", "7511"),
        ("velador", "MX", "5414"),
        ("almacenista", "", "4321"),
        ("gandolero", "VE", "8332"),
        ("mesonero", "VE", "5131"),
        ("bodeguero", "VE|PE|CU", "5221"),
        ("pulpero", "HN|CR|NI", "5221"),
        ("celador", "CO", "5414"),
        ("operador de quinta rueda", "MX", "8332"),
        ("media cuchara", "MX", "7112"),
    ],
)
def test_regional_words_mean_what_they_mean_there(term: str, region: str, isco: str) -> None:
    found = [
        row["isco"].split("|")[0]
        for row in lexicon("occupations")
        if row["term"] == term and row["region"] == region
    ]
    assert found == [isco]
