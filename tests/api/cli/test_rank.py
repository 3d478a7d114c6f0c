"""`puente rank`: files in, a file out, no database."""

import json

import pytest

from tests.api.cli.terminal import Terminal, lines_file
from tests.api.http.bodies import named_opening, seeker
from tests.factories import TIJUANA


@pytest.fixture
def terminal(monkeypatch) -> Terminal:
    monkeypatch.setenv("PUENTE_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    return Terminal()


@pytest.fixture
def files(tmp_path):
    openings = [named_opening(name) for name in ("z", "a")]
    openings.append(named_opening("far", municipality=TIJUANA))
    people = [seeker(external_id=f"p{number}", experience=None) for number in range(3)]
    for number, person in enumerate(people):
        del person["experience"]
        person["occupations"] = [{"title": "ayudante de cocina", "months": 12 * number}]
    return (
        lines_file(tmp_path / "openings.ndjson", openings),
        lines_file(tmp_path / "seekers.ndjson", people),
        tmp_path / "out.ndjson",
    )


def rank(terminal, files, *words):
    openings, seekers, out = files
    return terminal.run("rank", "--openings", openings, "--seekers", seekers, "--out", out, *words)


def test_a_year_in_which_work_ended_is_read_and_one_to_come_refused(terminal, files) -> None:
    works = [{"title": "ayudante de cocina", "months": 24, "last_year": 2019}]
    lines_file(files[1], [seeker(external_id="p", occupations=works)])
    assert rank(terminal, files).status == 0

    works[0]["last_year"] = 2150
    lines_file(files[1], [seeker(external_id="p", occupations=works)])
    refused = rank(terminal, files)

    assert (refused.status, "/1/occupations/0/last_year" in refused.said) == (1, True)


def written(files):
    return [json.loads(line) for line in files[2].read_text(encoding="utf-8").splitlines()]


def test_a_line_for_each_opening_in_the_order_of_its_file(terminal, files) -> None:
    assert rank(terminal, files).status == 0

    assert [line["opening"] for line in written(files)] == ["z", "a", "far"]
    assert [len(line["matches"]) for line in written(files)] == [3, 3, 0]


def test_matches_have_the_fields_of_the_contract_best_first(terminal, files) -> None:
    rank(terminal, files)

    matches = written(files)[0]["matches"]
    assert {match["seeker"] for match in matches} == {"p0", "p1", "p2"}
    scores = [match["score"] for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    for match in matches:
        assert {"seeker", "score", "components", "reasons", "obstacles"} <= set(match)
        assert all(0 <= part <= 1 for part in match["components"].values())
        assert all(set(reason) == {"code", "subject"} for reason in match["reasons"])
        assert match["obstacles"] == []


def test_twice_the_same_file(terminal, files) -> None:
    rank(terminal, files)
    first = files[2].read_bytes()

    rank(terminal, files)

    assert files[2].read_bytes() == first


def test_fewer_when_fewer_are_asked_for(terminal, files) -> None:
    rank(terminal, files)
    everybody = written(files)[0]["matches"]

    rank(terminal, files, "--k", "1")

    assert written(files)[0]["matches"] == everybody[:1]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (json.dumps(named_opening("b", title="")), "/2/title"),
        ("{not json", "This line is not JSON"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(terminal, files, row, found) -> None:
    lines_file(files[0], [named_opening("a"), row])
    files[2].write_text("earlier\n")

    seen = rank(terminal, files)

    assert (seen.status, found in seen.said) == (1, True)
    assert files[2].read_text() == "earlier\n"


def test_every_line_to_mend_is_told_by_its_place_in_the_file(terminal, files, monkeypatch) -> None:
    monkeypatch.setattr("services.matches.offline.BLOCK", 2)
    person = bare("p0")
    lines = [person, "", "{not json", bare("p1"), bare("p2", municipality="x"), bare("p3"), person]
    lines_file(files[1], lines)

    said = rank(terminal, files).said

    assert said.index("3: This line is not JSON") < said.index("/5/municipality")
    assert "/7/external_id: This external_id stands in an earlier row of the file: row 1." in said


def test_people_read_in_blocks_are_ranked_as_if_read_at_once(terminal, files, monkeypatch) -> None:
    lines_file(files[1], [bare(f"p{number}", skills=[]) for number in range(7)])
    rank(terminal, files)
    at_once = files[2].read_text()
    monkeypatch.setattr("services.matches.offline.BLOCK", 2)

    rank(terminal, files)

    assert files[2].read_text() == at_once
    assert [match["seeker"] for match in written(files)[0]["matches"]] == [
        f"p{number}" for number in range(7)
    ]


def test_a_missing_file_is_said(terminal, files) -> None:
    files[1].unlink()

    seen = rank(terminal, files)

    assert (seen.status, "there is no such file" in seen.said) == (1, True)


def people_file(files, *people):
    lines_file(files[1], list(people))


def bare(name, **more):
    """All that ranking reads of a person: no name, no number, no birth date."""
    return {
        "external_id": name,
        "nationality": "MX",
        "municipality": named_opening("z")["municipality"],
        "occupations": [{"title": "ayudante de cocina", "months": 6}],
        "languages": [{"language": "es", "level": "native"}],
        **more,
    }


def test_nobody_needs_a_name_and_what_is_null_was_left_out(terminal, files) -> None:
    people_file(files, bare("p0", sex=None, skills=None), bare("p1", curp="not a CURP"))

    assert rank(terminal, files).status == 0

    assert {match["seeker"] for match in written(files)[0]["matches"]} == {"p0", "p1"}


def test_a_child_refuses_no_file_and_is_in_no_list(terminal, files) -> None:
    people_file(files, bare("child", born_on="2015-05-05"), bare("grown", born_on="1990-05-05"))

    assert rank(terminal, files).status == 0

    assert [match["seeker"] for match in written(files)[0]["matches"]] == ["grown"]


def test_a_refusal_names_the_file_and_speaks_of_no_request(terminal, files) -> None:
    people_file(files, bare("p0", municipality="99999"))

    seen = rank(terminal, files)

    assert seen.status == 1
    assert "lines of --seekers" in seen.said
    assert "/1/municipality" in seen.said
    assert "mode=partial" not in seen.said


def test_a_misspelt_kind_of_paper_is_named_and_not_ranked_as_no_paper(terminal, files) -> None:
    people_file(files, bare("p0", nationality="HN", documents=[{"kind": "tvhr", "state": "07"}]))

    seen = rank(terminal, files)

    assert (seen.status, "/1/documents/0/kind" in seen.said) == (1, True)
    assert "/v1/catalogs/documents" in seen.said


def test_a_terminal_set_to_spanish_is_answered_in_spanish(terminal, files, monkeypatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: ("es_MX", "UTF-8"))
    people_file(files, bare("p0", municipality="99999"))

    assert "No se ordenó nada" in rank(terminal, files).said


def test_what_stands_against_an_opening_itself_stands_beside_its_people(terminal, files) -> None:
    lines_file(files[0], [named_opening("long", weekly_hours=60), named_opening("fine")])

    rank(terminal, files)

    assert [line["obstacles"] for line in written(files)] == [
        [{"code": "hours_above_limit", "subject": "48"}],
        [],
    ]


@pytest.mark.parametrize("place", [0, 1])
def test_a_file_that_is_read_is_not_written_over(terminal, files, place) -> None:
    before = files[place].read_bytes()

    seen = rank(terminal, (*files[:2], files[place]))

    assert (seen.status, "is a file that is read" in seen.said) == (2, True)
    assert files[place].read_bytes() == before


def test_a_link_to_a_file_that_is_read_is_not_written_over(terminal, files) -> None:
    before = files[0].read_bytes()
    files[2].symlink_to(files[0])

    assert rank(terminal, files).status == 2
    assert files[0].read_bytes() == before


def test_a_file_without_rows_is_a_refusal(terminal, files) -> None:
    files[0].write_text("")

    seen = rank(terminal, files)

    assert (seen.status, "it holds no rows" in seen.said) == (1, True)
    assert not files[2].exists()


def test_a_dash_is_standard_output(terminal, files, monkeypatch) -> None:
    monkeypatch.chdir(files[0].parent)

    seen = terminal.does("rank", "--openings", files[0], "--seekers", files[1], "--out", "-")

    assert [line["opening"] for line in seen.lines] == ["z", "a", "far"]
    assert not (files[0].parent / "-").exists()
