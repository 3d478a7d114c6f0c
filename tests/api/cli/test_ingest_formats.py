"""`puente ingest openings`: the same opening out of NDJSON, CSV and XLSX."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.api.cli.terminal import (
    faults,
    lines_file,
    opening_named,
    results_of,
    sheet_file,
    statuses,
)
from tests.api.http.bodies import named_opening

HEADER = [
    "external_id", "title", "municipality", "positions", "monthly_wage_mxn", "required_skills",
    "languages", "offers", "accepts_minors", "starts_on", "contact.name", "contact.email",
]  # fmt: skip
COOK = [
    "cook", "Cocinero de niños y señoras", "07089", "3", "12500.50", "higiene de alimentos | lavar",
    "es:native|en:basic", "meals|housing", "sí", "2027-01-31", "Inés Inventada", "rh@cal.example",
]  # fmt: skip


def ingest(terminal, path, employer):
    return terminal.run("ingest", "openings", path, "--employer", employer)


def check_cook(opening) -> None:
    assert (opening.title, opening.municipality, opening.positions) == (COOK[1], "07089", 3)
    assert (opening.monthly_wage_mxn, opening.starts_on) == (
        Decimal("12500.50"),
        date(2027, 1, 31),
    )
    assert [skill.text for skill in opening.skills] == ["higiene de alimentos", "lavar"]
    assert {line.language: str(line.level) for line in opening.languages} == {
        "es": "native",
        "en": "basic",
    }
    assert (sorted(opening.offers), opening.accepts_minors) == (["housing", "meals"], True)
    assert opening.contact["name"] == "Inés Inventada"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_in_the_ways_spreadsheets_write_it(
    terminal, database, employer, tmp_path, encoding, delimiter
) -> None:
    path = tmp_path / "openings.csv"
    path.write_bytes(
        "\r\n".join(delimiter.join(row) for row in (HEADER, COOK)).encode(encoding) + b"\r\n"
    )

    assert ingest(terminal, path, employer).status == 0

    assert statuses(path) == ["created"]
    check_cook(opening_named(database, "cook"))


def test_a_workbook_with_numbers_dates_and_lost_zeros(
    terminal, database, employer, tmp_path
) -> None:
    cook = dict(zip(HEADER, COOK, strict=True))
    cook |= {"municipality": 7089, "positions": 3, "monthly_wage_mxn": 12500.5}
    cook |= {"accepts_minors": True, "starts_on": datetime(2027, 1, 31)}  # noqa: DTZ001 - a cell
    path = sheet_file(tmp_path / "openings.xlsx", [HEADER, list(cook.values())])

    assert ingest(terminal, path, employer).status == 0

    check_cook(opening_named(database, "cook"))


def test_a_result_names_the_row_of_the_sheet_past_empty_ones(
    terminal, database, employer, tmp_path
) -> None:
    rows = [["external_id", "title", "municipality"], [], ["a", "", 7089], [], ["b", "Mesero", 1]]
    path = sheet_file(tmp_path / "openings.xlsx", rows)

    assert ingest(terminal, path, employer).status == 2

    assert [(row, pointer) for row, pointer, _ in faults(path)] == [
        (3, "/title"),
        (5, "/municipality"),
    ]


def test_objects_of_ndjson_and_json_in_a_cell_are_the_same(
    terminal, database, employer, tmp_path
) -> None:
    path = tmp_path / "cells.csv"
    path.write_text(
        "external_id,title,municipality,languages,required_skills\n"
        'a,Mesero,07089,"[{""language"": ""fr"", ""level"": ""basic""}]","[""servir, cobrar""]"\n',
        encoding="utf-8",
    )

    assert ingest(terminal, path, employer).status == 0

    opening = opening_named(database, "a")
    assert [line.language for line in opening.languages] == ["fr"]
    assert [skill.text for skill in opening.skills] == ["servir, cobrar"]


def test_the_same_file_again_changes_nothing(terminal, database, employer, tmp_path) -> None:
    unnamed = named_opening(title="Mesero")
    del unnamed["external_id"]
    path = lines_file(tmp_path / "a.ndjson", [named_opening("a"), named_opening("b"), unnamed])
    ingest(terminal, path, employer)
    first = results_of(path)

    seen = ingest(terminal, path, employer)

    assert seen.said.startswith("3 rows: 0 created, 0 updated, 3 unchanged, 0 refused.")
    assert [row["id"] for row in results_of(path)] == [row["id"] for row in first]


def test_what_changed_is_updated(terminal, database, employer, tmp_path) -> None:
    before = lines_file(tmp_path / "a.ndjson", [named_opening("a"), named_opening("b")])
    ingest(terminal, before, employer)
    rows = [named_opening("a"), named_opening("b", positions=9)]
    after = lines_file(tmp_path / "b.jsonl", rows)

    ingest(terminal, after, employer)

    assert statuses(after) == ["unchanged", "updated"]
    assert opening_named(database, "b").positions == 9


def test_results_go_where_they_are_asked_for(terminal, employer, tmp_path) -> None:
    path = lines_file(tmp_path / "a.ndjson", [named_opening("a")])
    target = tmp_path / "there.ndjson"

    terminal.does("ingest", "openings", path, "--employer", employer, "--results", target)

    assert '"status": "created"' in target.read_text(encoding="utf-8")
    assert not (tmp_path / "a.ndjson.results.ndjson").exists()


def test_results_do_not_go_over_the_file_that_is_read(terminal, employer, tmp_path) -> None:
    path = lines_file(tmp_path / "a.ndjson", [named_opening("a")])
    before = path.read_bytes()

    seen = terminal.run("ingest", "openings", path, "--employer", employer, "--results", path)

    assert (seen.status, "is a file that is read" in seen.said) == (2, True)
    assert path.read_bytes() == before
