"""Reports on paper: pages that hold what was given, in as many volumes as it takes."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pytest

from services.reports import paper
from services.reports.declaration import Printed, PrintedColumn, Report
from services.reports.paper import as_pdf


@dataclass(frozen=True)
class Row:
    group: int
    text: str


PRINTED: Printed[Row] = Printed(
    language="es",
    title="Coincidencias",
    notes=["Una nota."],
    group=lambda row: row.group,
    heading=lambda row: f"Vacante {row.group}",
    subheading=lambda row: "Empresa inventada",
    columns=[PrintedColumn("Texto", lambda row: row.text, share=1)],
)
REPORT: Report[Row] = Report(name="matches", title="Matches", columns=(), printed=PRINTED)


def printed(rows: list[Row]) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(b"".join(as_pdf(REPORT, iter(rows)))))


def many(groups: int) -> Iterator[Row]:
    for group in range(groups):
        yield from (Row(group, "una razón") for _ in range(3))


def test_one_volume_is_tagged_and_says_its_language_and_title() -> None:
    document = printed(list(many(2)))

    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang) == "es"
    assert str(document.docinfo["/Title"]) == "Coincidencias"


def test_a_report_without_a_row_is_a_page() -> None:
    assert len(printed([]).pages) == 1


def test_volumes_are_joined_and_pages_counted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = len(printed(list(many(60))).pages)
    monkeypatch.setattr(paper, "GROUPS_IN_A_VOLUME", 20)
    joined = printed(list(many(60)))

    assert whole > 1
    assert whole <= len(joined.pages) <= whole + 2  # each volume begins on a page of its own


@pytest.mark.parametrize("text", ["#panic()", "*no* $x$", "\\u{0}", "@ref <label>", "ñ è ạ 中"])
def test_text_is_never_read_as_markup(text: str) -> None:
    assert len(printed([Row(0, text)]).pages) == 1


def test_the_same_rows_make_the_same_bytes() -> None:
    one, other = (b"".join(as_pdf(REPORT, many(3))) for _ in range(2))

    assert one == other


def test_a_report_not_made_for_paper_says_so() -> None:
    with pytest.raises(ValueError, match="not made for paper"):
        next(as_pdf(Report(name="other", title="", columns=()), []))
