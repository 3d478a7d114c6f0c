"""`puente link`."""

import pytest
from typer.testing import CliRunner

from tests.api.cli.terminal import Terminal


@pytest.fixture
def terminal() -> Terminal:
    """No database is needed."""
    return Terminal()


def test_each_text_gets_its_occupations_best_first(terminal) -> None:
    seen = terminal.does("link", "--limit", "3", typed="cocinero\nelectricista\n")

    assert [line["text"] for line in seen.lines] == ["cocinero", "electricista"]
    for line, isco in zip(seen.lines, ("5120", "7411"), strict=True):
        scores = [found["score"] for found in line["results"]]
        assert line["results"][0]["isco"] == isco
        assert (len(scores), scores) == (3, sorted(scores, reverse=True))
        assert all(set(found) == {"id", "label", "isco", "score"} for found in line["results"])


def test_skills_have_no_isco(terminal) -> None:
    seen = terminal.does("link", "--kind", "skill", "--limit", "1", typed="soldar\n")

    (found,) = seen.lines[0]["results"]
    assert (found["isco"], bool(found["label"])) == (None, True)


@pytest.mark.parametrize(
    ("lang", "text", "isco"),
    [("en", "cook", "5120"), ("fr", "cuisinier", "5120"), ("pt", "cozinheiro", "5120")],
)
def test_texts_in_other_languages(terminal, lang, text, isco) -> None:
    seen = terminal.does("link", "--lang", lang, "--limit", "5", typed=text)

    assert isco in {found["isco"] for found in seen.lines[0]["results"]}


def test_blank_lines_and_foreign_letters_keep_their_line(terminal) -> None:
    texts = ["", "  ", "Niñera ✨", "厨师", "كهربائي", "mesero\r"]

    seen = terminal.does("link", typed="\n".join(texts) + "\n")

    assert [line["text"] for line in seen.lines] == [
        "",
        "  ",
        "Niñera ✨",
        "厨师",
        "كهربائي",
        "mesero",
    ]
    assert seen.lines[0]["results"] == seen.lines[1]["results"] == []
    assert "Niñera ✨" in seen.stdout


def test_nothing_in_nothing_out(terminal) -> None:
    assert terminal.does("link", typed="").stdout == ""


def test_labels_of_a_file_are_named_by_their_line(terminal, tmp_path) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("﻿Cocinero\n\nAlbañil\nAyudante de cocina\n", encoding="utf-8")

    seen = terminal.does("link", "--labels", labels, "--limit", "2", typed="albanil\ncocina\n")

    first, second = (line["results"] for line in seen.lines)
    assert (first[0]["row"], first[0]["label"]) == (3, "Albañil")
    assert {found["row"] for found in second} <= {1, 4}
    assert all(set(found) == {"row", "label", "score"} for found in [*first, *second])


def test_a_missing_file_of_labels_is_said(terminal, tmp_path) -> None:
    seen = terminal.run("link", "--labels", tmp_path / "none.txt", typed="mesero\n")

    assert (seen.status, "there is no file" in seen.said) == (2, True)


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_labels_is_said(terminal, tmp_path, content) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text(content)

    seen = terminal.run("link", "--labels", labels, typed="mesero\n")

    assert (seen.status, "there are no labels in" in seen.said) == (2, True)


@pytest.mark.parametrize("words", [["--lang", "de"], ["--kind", "job"], ["--limit", "0"]])
def test_what_is_not_offered_is_refused(terminal, words) -> None:
    assert terminal.run("link", *words, typed="mesero\n").status == 2


def test_bytes_that_are_not_text_do_not_end_the_run() -> None:
    from api.cli import app

    done = CliRunner().invoke(app, ["link", "--limit", "1"], input=b"mesero\n\xff\xfe\ncocinero\n")

    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 3)


def test_each_text_comes_with_whether_to_ask_and_with_what_was_set_aside(terminal) -> None:
    seen = terminal.does("link", typed="cajero\noperadores tecnicos\nmesero turno nocturno\n")

    assert [line["sure"] for line in seen.lines] == [True, False, True]
    assert [hint["meaning"] for hint in seen.lines[2]["hints"]] == ["schedule=night"]
