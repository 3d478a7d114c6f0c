"""`puente fairness-report` and `puente assign`: the files are opened again."""

import csv
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from models.match_run import MatchRun
from tests.api.cli.terminal import lines_file
from tests.api.http.bodies import named_opening, seeker


@pytest.fixture
def stored(terminal, employer, center, tmp_path) -> None:
    """Two openings of one position each; twelve women and twelve men in the same town."""
    openings = [named_opening(name, positions=1) for name in ("a", "b")]
    people = [seeker(sex="HM"[number % 2]) for number in range(24)]
    terminal.does(
        "ingest", "openings", lines_file(tmp_path / "o.ndjson", openings), "--employer", employer
    )
    terminal.does(
        "ingest", "seekers", lines_file(tmp_path / "s.ndjson", people), "--center", center
    )


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_fairness_report_has_a_line_for_each_group(terminal, stored, tmp_path) -> None:
    path = tmp_path / "fair.csv"

    seen = terminal.run("fairness-report", "--out", path, "--lang", "en", "--k", "5")

    sexes = {row["group"]: row for row in rows_of(path) if row["attribute"] == "Sex"}
    assert seen.said.startswith("2 openings read")
    assert {name: row["people"] for name, row in sexes.items()} == {"Men": "12", "Women": "12"}


def test_the_assignment_fills_the_positions(terminal, stored, tmp_path) -> None:
    path = tmp_path / "who.csv"

    seen = terminal.run("assign", "--out", path, "--title", "Feria")

    placed = [row for row in rows_of(path) if row["opening"]]
    assert seen.said.startswith("2 of 24 people placed in 2 positions of 2 openings")
    assert sorted(row["external_id"] for row in placed) == ["a", "b"]


def test_an_unknown_run_and_an_unknown_form_are_said(terminal, tmp_path) -> None:
    unknown = terminal.run("fairness-report", "--out", tmp_path / "f.csv", "--run", str(uuid4()))
    bad = terminal.run("assign", "--out", tmp_path / "f.doc")

    assert (unknown.status, "run" in unknown.said) == (1, True)
    assert (bad.status, "csv, xlsx, json, ndjson" in bad.said) == (2, True)
    assert not (tmp_path / "f.csv").exists()


@pytest.mark.parametrize("state", ["99", "Chiapas", "7"])
@pytest.mark.parametrize("command", ["match-report", "fairness-report", "assign"])
def test_an_unknown_state_is_refused_and_nothing_kept(
    terminal, database, tmp_path, command, state
) -> None:
    seen = terminal.run(command, "--state", state, "--out", tmp_path / "f.csv")

    assert seen.status == 1
    assert "--state: Use a 2-digit INEGI state code, 01 to 32." in seen.said
    assert not (tmp_path / "f.csv").exists()
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(MatchRun)) == 0


def test_a_title_that_is_too_long_is_a_sentence(terminal, tmp_path) -> None:
    seen = terminal.run("assign", "--title", "a" * 201, "--out", tmp_path / "f.csv")

    assert (seen.status, "title: Write at most 200 characters." in seen.said) == (1, True)
