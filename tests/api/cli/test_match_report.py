"""`puente match-report`: the file is opened again."""

import csv
import json
from uuid import uuid4

import pikepdf
import pytest
from openpyxl import load_workbook

from tests.api.cli.terminal import lines_file, opening_named
from tests.api.http.bodies import named_opening, seeker
from tests.factories import TIJUANA

FORMS = ("csv", "xlsx", "json", "ndjson")


@pytest.fixture
def stored(terminal, employer, center, tmp_path) -> None:
    """Two openings in Tapachula, one in Tijuana; three people in Tapachula."""
    openings = [named_opening("a", title="=Cocinero"), named_opening("b")]
    openings.append(named_opening("far", municipality=TIJUANA, monthly_wage_mxn="20000"))
    people = [seeker(external_id=f"p{number}") for number in range(3)]
    terminal.does(
        "ingest", "openings", lines_file(tmp_path / "o.ndjson", openings), "--employer", employer
    )
    terminal.does(
        "ingest", "seekers", lines_file(tmp_path / "s.ndjson", people), "--center", center
    )


def report(terminal, path, *words):
    return terminal.run("match-report", "--out", path, *words)


def rows_of(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    if path.suffix == ".xlsx":
        header, *rows = load_workbook(path)["matches"].iter_rows(values_only=True)
        return [dict(zip(header, row, strict=True)) for row in rows]
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.loads(text)["data"]
    return [json.loads(line) for line in text.splitlines()]


def test_every_form_holds_the_same_matches_best_first(terminal, stored, tmp_path) -> None:
    seen = {}
    for form in FORMS:
        path = tmp_path / f"matches.{form}"
        assert report(terminal, path).said.startswith("6 matches of 3 openings and 3 people")
        seen[form] = [
            (row["external_id"], int(row["rank"]), row["seeker"], float(row["score"]))
            for row in rows_of(path)
        ]

    first = seen["csv"]
    assert [(name, rank) for name, rank, _, _ in first] == [
        (name, rank) for name in ("a", "b") for rank in (1, 2, 3)
    ]
    assert all(seen[form] == first for form in FORMS)


def test_the_paper_form_is_a_document_in_the_language_asked_for(terminal, stored, tmp_path) -> None:
    for lang, title in (("es", "Coincidencias"), ("en", "Matches")):
        report(terminal, tmp_path / f"{lang}.pdf", "--lang", lang)
        with pikepdf.open(tmp_path / f"{lang}.pdf") as document:
            assert str(document.docinfo["/Title"]) == title
            assert str(document.Root.Lang) == lang


def test_no_cell_is_a_formula(terminal, stored, tmp_path) -> None:
    for form in ("csv", "xlsx"):
        report(terminal, tmp_path / f"m.{form}")

    assert rows_of(tmp_path / "m.csv")[0]["title"] == "'=Cocinero"
    sheet = load_workbook(tmp_path / "m.xlsx")["matches"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_reasons_and_headings_are_in_the_language_asked_for(terminal, stored, tmp_path) -> None:
    words = {}
    for lang, heading in (("es", "Motivos"), ("en", "Reasons")):
        report(terminal, tmp_path / f"{lang}.csv", "--lang", lang)
        words[lang] = rows_of(tmp_path / f"{lang}.csv")[0][heading]

    assert words["es"]
    assert words["en"]
    assert words["es"] != words["en"]


def test_one_opening_one_state_and_fewer_people(terminal, stored, database, tmp_path) -> None:
    path = tmp_path / "m.ndjson"
    chosen = str(opening_named(database, "b").public_id)

    report(terminal, path, "--opening", chosen, "--k", "2")
    assert [(row["opening"], row["rank"]) for row in rows_of(path)] == [(chosen, 1), (chosen, 2)]

    report(terminal, path, "--state", "02")
    assert rows_of(path) == []


def test_a_form_that_is_not_offered_is_refused_with_those_that_are(terminal, tmp_path) -> None:
    seen = report(terminal, tmp_path / "m.doc")

    assert (seen.status, "csv, xlsx, json, ndjson" in seen.said) == (2, True)
    assert not (tmp_path / "m.doc").exists()


def test_an_unknown_opening_is_said(terminal, tmp_path) -> None:
    seen = report(terminal, tmp_path / "m.csv", "--opening", str(uuid4()))

    assert (seen.status, "opening" in seen.said.lower()) == (1, True)
    assert not (tmp_path / "m.csv").exists()
