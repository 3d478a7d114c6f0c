"""`puente ingest openings`: files, or rows of them, that cannot be taken in."""

import pytest
from sqlalchemy import func, select

from models.database import Database
from models.opening import Opening
from services.ingest import run
from tests.api.cli.terminal import faults, lines_file, results_of, sheet_file, statuses
from tests.api.http.bodies import named_opening


def ingest(terminal, path, employer):
    return terminal.run("ingest", "openings", path, "--employer", employer)


def count(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Opening)) or 0


def test_good_rows_are_stored_and_bad_ones_named(terminal, database, employer, tmp_path) -> None:
    rows = [
        named_opening("a"),
        "{not json",
        "",
        named_opening("b", municipality="99999"),
        "[1, 2]",
        named_opening("c", title="", wages=1),
        named_opening("d"),
        '{"external_id": "e", "title": "Uno", "title": "Dos", "municipality": "07089"}',
    ]
    path = lines_file(tmp_path / "a.ndjson", rows)

    seen = ingest(terminal, path, employer)

    assert seen.status == 2
    assert seen.said.startswith("7 rows: 2 created, 0 updated, 0 unchanged, 5 refused.")
    assert [row["row"] for row in results_of(path)] == [1, 2, 4, 5, 6, 7, 8]
    assert faults(path) == [
        (2, "", "json_invalid"),
        (4, "/municipality", "unknown_municipality"),
        (5, "", "dict_type"),
        (6, "/title", "string_too_short"),
        (6, "/wages", "extra_forbidden"),
        (8, "/title", "repeated_field"),
    ]
    assert all(error["message"] for row in results_of(path) for error in row["errors"])
    assert count(database) == 2


def test_a_name_that_comes_twice_is_stored_once(
    terminal, database, employer, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(run, "BLOCK", 2)
    names = ("a", "b", " a ", "a", "b")
    path = lines_file(tmp_path / "a.ndjson", [named_opening(name) for name in names])

    assert ingest(terminal, path, employer).status == 2

    assert faults(path) == [(row, "/external_id", "duplicate_row") for row in (3, 4, 5)]
    messages = [row["errors"][0]["message"] for row in results_of(path)[2:]]
    assert [message[-6:] for message in messages] == ["row 1.", "row 1.", "row 2."]
    assert count(database) == 2


def test_equal_rows_without_a_name_are_one_opening_in_any_block(
    terminal, database, employer, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(run, "BLOCK", 2)
    unnamed = named_opening()
    del unnamed["external_id"]
    path = lines_file(tmp_path / "a.ndjson", [unnamed] * 4)

    ingest(terminal, path, employer)

    assert statuses(path) == ["created", "refused", "refused", "refused"]
    assert [row for row, _, code in faults(path) if code == "duplicate_row"] == [2, 3, 4]
    assert count(database) == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("external_id,title\na,Mesero,more\n", [(2, "", "too_many_cells")]),
        ('external_id,title\na,"Mesero\n', [(2, "", "csv_invalid")]),
        (
            "external_id,puesto\na,Mesero\n",
            [
                (2, "/title", "missing"),
                (2, "/municipality", "missing"),
                (2, "/puesto", "extra_forbidden"),
            ],
        ),
    ],
    ids=["too many cells", "an open quote", "a foreign field"],
)
def test_a_csv_row_that_cannot_be_read_is_named(
    terminal, employer, tmp_path, content, found
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")

    assert ingest(terminal, path, employer).status == 2
    assert faults(path) == found


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.csv", "", "the first row has to hold the field names"),
        ("a.csv", "title,title\nx,y\n", "a field name appears twice"),
        ("a.xlsx", "no workbook", "it is not a workbook"),
        ("a.pdf", "", "use .ndjson, .csv or .xlsx"),
        ("a.csv", None, "there is no such file"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_whole(
    terminal, employer, tmp_path, name, content, why
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")

    seen = ingest(terminal, path, employer)

    assert (seen.status, why in seen.said) == (1, True)
    assert not path.with_name(name + ".results.ndjson").exists()


def test_an_empty_workbook_is_refused_whole(terminal, employer, tmp_path) -> None:
    seen = ingest(terminal, sheet_file(tmp_path / "a.xlsx", []), employer)

    assert (seen.status, "field names" in seen.said) == (1, True)


@pytest.mark.parametrize("owner", ["NOBODY", "TAP"])
def test_openings_belong_to_an_employer_that_is_known(terminal, center, tmp_path, owner) -> None:
    path = lines_file(tmp_path / "a.ndjson", [named_opening()])

    seen = ingest(terminal, path, owner)

    assert (seen.status, "employer" in seen.said.lower()) == (1, True)


def test_a_file_without_rows_is_a_refusal(terminal, database, center, tmp_path) -> None:
    (tmp_path / "empty.ndjson").write_text("\n")

    refused = terminal.run("ingest", "seekers", tmp_path / "empty.ndjson", "--center", center)

    assert (refused.status, "it holds no rows" in refused.said) == (1, True)
    assert not (tmp_path / "empty.ndjson.results.ndjson").exists()
