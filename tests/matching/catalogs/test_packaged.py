import csv
import gzip
import hashlib
import io
import json
from pathlib import Path

import pytest

from matching.catalogs import load

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "src" / "matching" / "catalogs" / "data"
VACANCIES = ROOT / "demo" / "data" / "vacancies.csv.gz"
LISTED = json.loads((DATA / "manifest.json").read_text())["files"]
BY_HAND = {"languages.csv", "choices.csv", "manifest.json", "SOURCES.md"}


@pytest.fixture(scope="module")
def vacancies() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(VACANCIES.read_bytes()).decode())))


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_packaged_file_is_as_it_was_built(name: str) -> None:
    content = gzip.decompress((DATA / name).read_bytes())
    assert hashlib.sha256(content).hexdigest() == LISTED[name]["sha256"]


def test_every_packaged_file_is_listed_and_has_its_source_told() -> None:
    names = {path.name for path in DATA.iterdir()}
    assert names == set(LISTED) | BY_HAND
    sources = (DATA / "SOURCES.md").read_text()
    families = {name.partition(".")[0] for name in LISTED} | {"languages", "choices"}
    assert [family for family in families if f"`{family}." not in sources] == []


def test_the_packaged_data_stays_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 12_000_000


def test_the_demo_has_the_real_vacancies_in_the_codes_of_the_contract(
    vacancies: list[dict[str, str]],
) -> None:
    catalogs = load()
    assert len({row["id"] for row in vacancies}) == len(vacancies) == 10_173
    for row in vacancies:
        assert row["municipality"] in catalogs.municipalities
        assert row["schooling"] in catalogs.schooling
        assert not row["contract"] or row["contract"] in catalogs.contracts
        assert row["title"]
        assert len(row["days"]) == 7


def test_languages_asked_for_come_with_a_level(vacancies: list[dict[str, str]]) -> None:
    catalogs = load()
    asked = [pair for row in vacancies for pair in row["languages"].split("|") if pair]
    assert len(asked) > 500
    for pair in asked:
        language, _, level = pair.partition(":")
        assert language in catalogs.languages
        assert level in catalogs.language_levels


def test_the_demo_says_where_its_vacancies_come_from() -> None:
    sources = VACANCIES.with_name("SOURCES.md").read_text()
    assert "MIT" in sources
    assert "PhantomInsights/mexican-jobs-2020" in sources
