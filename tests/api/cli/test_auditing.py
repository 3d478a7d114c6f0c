"""`puente audit`: the audit record, read."""

from uuid import uuid4

import pytest

from tests.api.cli.test_accounts import EMAIL, PASSWORD


def actions(terminal, *words) -> list[str]:
    return [line["action"] for line in terminal.does("audit", *words).lines]


def test_the_record_is_told_oldest_first(terminal, database, employer) -> None:
    terminal.does("staff", "add", EMAIL, typed=PASSWORD)
    terminal.does("staff", "close", EMAIL)

    lines = terminal.does("audit").lines

    assert [line["action"] for line in lines][-2:] == ["staff_added", "staff_closed"]
    assert [line["sequence"] for line in lines] == list(range(1, len(lines) + 1))
    assert lines[-1]["subject"] == lines[-2]["subject"]
    assert EMAIL not in terminal.does("audit").stdout


def test_one_row_or_the_newest_lines_are_asked_for(terminal, database) -> None:
    terminal.does("staff", "add", EMAIL, typed=PASSWORD)
    terminal.does("staff", "add", "otra@inventada.example", typed=PASSWORD)
    terminal.does("staff", "close", EMAIL)
    closed = terminal.does("audit", "--limit", "1").lines[0]

    assert closed["action"] == "staff_closed"
    assert actions(terminal, "--subject", closed["subject"]) == ["staff_added", "staff_closed"]
    assert actions(terminal, "--days", "1") == ["staff_added", "staff_added", "staff_closed"]
    assert actions(terminal, "--subject", str(uuid4())) == []


@pytest.mark.parametrize("words", [("--subject", "x"), ("--days", "0"), ("--limit", "0")])
def test_what_cannot_be_asked_is_refused(terminal, database, words) -> None:
    assert terminal.run("audit", *words).status == 2
