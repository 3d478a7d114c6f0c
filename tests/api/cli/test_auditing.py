"""`puente audit`: the audit record, read."""

from uuid import uuid4

import pytest

from tests.api.cli.terminal import lines_file, results_of
from tests.api.cli.test_accounts import EMAIL, PASSWORD
from tests.api.http.bodies import seeker


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


PHONE = "9621234599"


def changed_people(terminal, center, tmp_path) -> list[str]:
    """Two people from a file, one of whom has another phone and one language more in the next."""
    first = [seeker(external_id="a", languages=[]), seeker(external_id="b")]
    path = lines_file(tmp_path / "a.ndjson", first)
    terminal.does("ingest", "seekers", path, "--center", center)
    told = [{**first[0], "phone": PHONE, "languages": [{"language": "en", "level": "basic"}]}]
    path = lines_file(tmp_path / "a.ndjson", [*told, first[1]])
    terminal.does("ingest", "seekers", path, "--center", center)
    return [line["id"] for line in results_of(path)]


def test_the_record_names_made_rows_and_what_changed_in_a_row(
    terminal, database, center, tmp_path
) -> None:
    one, two = changed_people(terminal, center, tmp_path)

    lines = terminal.does("audit").lines

    [made] = [line["details"]["ids"] for line in lines if line["action"] == "seekers_created"]
    [changed] = [line for line in lines if line["action"] == "seeker_updated"]
    assert made == [one, two]
    assert (changed["subject_kind"], changed["subject"]) == ("seeker", one)
    assert changed["details"] == {"fields": ["languages", "phone"]}
    assert PHONE not in terminal.does("audit").stdout


def test_lines_that_name_a_row_among_others_are_its_own_too(
    terminal, database, center, tmp_path
) -> None:
    one, two = changed_people(terminal, center, tmp_path)

    assert actions(terminal, "--subject", one)[-1] == "seeker_updated"
    assert "seekers_created" in actions(terminal, "--subject", one)
    assert "seekers_created" in actions(terminal, "--subject", two)
    assert "seeker_updated" not in actions(terminal, "--subject", two)
