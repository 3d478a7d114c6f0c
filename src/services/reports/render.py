"""Reports as CSV, XLSX, JSON, NDJSON and PDF. Everything streams; a report of any length fits."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from services.reports.declaration import Cell, Report

Row = TypeVar("Row")

BLOCK = 64 * 1024
# OWASP's list: a sheet program would run what follows as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 32_767
MOST_SHEET_ROWS = 1_048_575

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "pdf": "application/pdf",
}


def render(report: Report[Row], rows: Iterable[Row], form: str) -> Iterator[bytes]:
    """The report's bytes in blocks. `form` is one of MEDIA_TYPES."""
    return RENDERERS[form](report, rows)


def as_csv(report: Report[Row], rows: Iterable[Row]) -> Iterator[bytes]:
    """UTF-8 with a byte-order mark, so that a spreadsheet program reads the accents."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(report.header)
    cells = [column.in_sheet for column in report.columns]
    for row in rows:
        found = [cell(row) for cell in cells]
        writer.writerow([guarded(it) if isinstance(it, str) else it for it in found])
        if buffer.tell() > BLOCK:
            yield _drained(buffer)
    yield _drained(buffer)


def _drained(buffer: io.StringIO) -> bytes:
    block = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return block


def guarded(text: str) -> str:
    """What a spreadsheet program would take for a formula gets an apostrophe before it."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def as_ndjson(report: Report[Row], rows: Iterable[Row]) -> Iterator[bytes]:
    return _blocks(_json(_record(report, row)) + b"\n" for row in rows)


def as_json(report: Report[Row], rows: Iterable[Row]) -> Iterator[bytes]:
    def parts() -> Iterator[bytes]:
        about = _json({"report": report.name, **report.about})
        yield about[:-1] + b',"data":['
        for number, row in enumerate(rows):
            yield (b",\n" if number else b"\n") + _json(_record(report, row))
        yield b"\n]}\n"

    return _blocks(parts())


def _record(report: Report[Row], row: Row) -> dict[str, Any]:
    return {column.name: column.value(row) for column in report.columns}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


_encoder = json.JSONEncoder(ensure_ascii=False, default=_plain, separators=(",", ":"))


def _json(value: object) -> bytes:
    return _encoder.encode(value).encode()


def _blocks(parts: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size > BLOCK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def as_xlsx(report: Report[Row], rows: Iterable[Row]) -> Iterator[bytes]:
    """One sheet with the rows and one with what the report is about; no formula, no link."""
    with tempfile.TemporaryFile() as file:
        _write_workbook(file, report, rows)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _write_workbook(file: Any, report: Report[Row], rows: Iterable[Row]) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "remove_timezone": True,
        "default_date_format": "yyyy-mm-dd",
    }
    from xlsxwriter import Workbook  # noqa: PLC0415 - loads long, needed for sheets alone

    with Workbook(file, options) as book:
        sheet = book.add_worksheet(report.name[:31])
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        _write_header(sheet, report, book.add_format({"bold": True, "bottom": 1}))
        last, cells = 0, [column.in_sheet for column in report.columns]
        for last, row in enumerate(rows, 1):
            if last > MOST_SHEET_ROWS:
                raise ValueError("a sheet holds 1,048,575 rows; ask for CSV or NDJSON")
            for place, cell in enumerate(cells):
                _write_cell(sheet, last, place, cell(row))
        sheet.autofilter(0, 0, last, len(report.columns) - 1)
        about = book.add_worksheet("about")
        about.set_column(0, 1, 30)
        for line, (name, value) in enumerate(report.about.items()):
            _write_cell(about, line, 0, name)
            _write_cell(about, line, 1, value)


def _write_header(sheet: Any, report: Report[Row], bold: Any) -> None:
    for place, (column, heading) in enumerate(zip(report.columns, report.header, strict=True)):
        sheet.set_column(place, place, max(column.width, len(heading) + 2))
        sheet.write_string(0, place, heading, bold)


def _write_cell(sheet: Any, line: int, place: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(line, place, cell[:LONGEST_CELL])
    elif isinstance(cell, bool):
        sheet.write_boolean(line, place, cell)
    elif isinstance(cell, Decimal):
        sheet.write_number(line, place, float(cell))
    elif isinstance(cell, datetime | date):
        sheet.write_datetime(line, place, cell)
    elif cell is not None:
        sheet.write_number(line, place, cell)


def as_pdf(report: Report[Row], rows: Iterable[Row]) -> Iterator[bytes]:
    """See `paper.as_pdf`."""
    from services.reports import paper  # noqa: PLC0415 - loads long, needed for paper alone

    return paper.as_pdf(report, rows)


RENDERERS: Mapping[str, Callable[[Any, Iterable[Any]], Iterator[bytes]]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
    "ndjson": as_ndjson,
    "pdf": as_pdf,
}
