"""Reports on paper: PDF in volumes of bounded size, joined where there is more than one."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from importlib.resources import files
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pikepdf
import typst

from services.reports.declaration import Printed, Report

Row = TypeVar("Row")

BLOCK = 64 * 1024
GROUPS_IN_A_VOLUME = 200  # some 250 MB while a volume is set
_LAYOUT = "paper.typ"


def as_pdf(report: Report[Row], rows: Iterable[Row]) -> Iterator[bytes]:
    """Letter pages, rows under the heading they share. One volume is tagged as PDF/UA-1.

    Raises ValueError for a report that does not say how it is printed.
    """
    printed = report.printed
    if printed is None:
        raise ValueError(f"the report {report.name} is not made for paper")
    with TemporaryDirectory() as folder:
        volumes = _volumes(printed, rows, Path(folder))
        target = volumes[0] if len(volumes) == 1 else _joined(volumes, Path(folder))
        with target.open("rb") as file:
            while block := file.read(BLOCK):
                yield block


def _volumes(printed: Printed[Row], rows: Iterable[Row], folder: Path) -> list[Path]:
    (folder / _LAYOUT).write_bytes(files("services.reports").joinpath(_LAYOUT).read_bytes())
    groups = _groups(printed, rows)
    made: list[Path] = []
    first_page = 1
    while (volume := list(islice(groups, GROUPS_IN_A_VOLUME))) or not made:
        content = {**_words(printed), "first_page": first_page, "groups": volume}
        (folder / "report.json").write_text(json.dumps(content), encoding="utf-8")
        target = folder / f"{len(made)}.pdf"
        _set(folder, target)
        first_page += _pages(target)
        made.append(target)
    return made


def _set(folder: Path, target: Path) -> None:
    """PDF/UA-1 refuses text that no font here can show, such as an emoji in a title: then the
    page shows an empty box, and is tagged without claiming the standard."""
    layout = folder / _LAYOUT
    compile_it = partial(typst.compile, layout, target, folder, ignore_system_fonts=True)
    try:
        compile_it(pdf_standards="ua-1")
    except typst.TypstError:
        compile_it()


def _words(printed: Printed[Row]) -> dict[str, Any]:
    return {
        "language": printed.language,
        "title": printed.title,
        "notes": list(printed.notes),
        "columns": [column.title for column in printed.columns],
        "widths": [column.share for column in printed.columns],
    }


def _groups(printed: Printed[Row], rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    for _, of_one in groupby(rows, key=printed.group):
        held = list(of_one)
        yield {
            "heading": printed.heading(held[0]),
            "subheading": printed.subheading(held[0]),
            "rows": [[column.text(row) for column in printed.columns] for row in held],
        }


def _pages(path: Path) -> int:
    with pikepdf.open(path) as document:
        return len(document.pages)


def _joined(volumes: list[Path], folder: Path) -> Path:
    """Pages are copied when the whole is written: the volumes stay open until then."""
    target = folder / "joined.pdf"
    with pikepdf.open(volumes[0]) as whole:
        others = [pikepdf.open(volume) for volume in volumes[1:]]
        for other in others:
            whole.pages.extend(other.pages)
        whole.save(target)
        for other in others:
            other.close()
    return target
