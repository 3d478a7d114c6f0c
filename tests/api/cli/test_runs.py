"""`puente runs`: kept match runs, listed and dropped."""

import pytest

from tests.api.cli.terminal import lines_file
from tests.api.http.bodies import named_opening


@pytest.fixture
def kept(terminal, database, employer, tmp_path) -> list[str]:
    """Ids of two runs, newest first."""
    rows = lines_file(tmp_path / "a.ndjson", [named_opening("a")])
    terminal.does("ingest", "openings", rows, "--employer", employer)
    for name in ("one.csv", "two.csv"):
        terminal.does("match-report", "--out", tmp_path / name)
    return [line["id"] for line in terminal.does("runs", "list").lines]


def test_kept_runs_are_listed_newest_first(terminal, kept) -> None:
    lines = terminal.does("runs", "list").lines

    assert len(set(kept)) == 2
    assert lines[0]["started_at"] > lines[1]["started_at"]
    assert [line["openings"] for line in lines] == [1, 1]
    assert [line["id"] for line in terminal.does("runs", "list", "--limit", "1").lines] == kept[:1]


def test_one_run_is_dropped_by_its_id_and_that_is_recorded(terminal, kept) -> None:
    assert terminal.does("runs", "drop", kept[1]).said == "Match runs dropped: 1"

    assert [line["id"] for line in terminal.does("runs", "list").lines] == kept[:1]
    told = terminal.does("audit", "--subject", kept[1]).lines
    assert [line["action"] for line in told] == ["match_run", "match_run_dropped"]


def test_runs_of_today_are_not_older_than_a_day(terminal, kept) -> None:
    assert terminal.does("runs", "drop", "--older-than", "1").said == "Match runs dropped: 0"
    assert len(terminal.does("runs", "list").lines) == 2


@pytest.mark.parametrize("words", [(), ("x",), ("--older-than", "0")])
def test_what_cannot_be_dropped_is_refused(terminal, database, words) -> None:
    assert terminal.run("runs", "drop", *words).status == 2


def test_a_run_that_is_not_there_is_a_refusal(terminal, database, kept) -> None:
    other = kept[0][:-1] + ("0" if kept[0][-1] != "0" else "1")

    assert terminal.run("runs", "drop", other).status == 1
