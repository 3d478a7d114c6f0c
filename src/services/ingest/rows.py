"""Rows of a NDJSON, CSV or XLSX file as records, one at a time, with their place in the file."""

import codecs
import csv
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO

import python_calamine

from services.errors import N_, UnreadableFile
from services.ingest.cells import record_of
from services.repeated_fields import readable_repeats

# A 3.7 MB sheet was seen to unpack to 422 MB: the sizes inside the zip are checked first.
MOST_UNPACKED = 400_000_000
LONGEST_LINE = 1_000_000
csv.field_size_limit(LONGEST_LINE)


@dataclass(frozen=True, slots=True)
class FileRow:
    """`number` is the line or sheet row a person would look for; `fault`, a name of
    `services.field_codes`, if it cannot be read, and `place` the pointer to it."""

    number: int
    record: dict[str, Any]
    fault: str | None = None
    place: str = ""


Heading = Callable[[str], str]


def read_rows(path: Path, field_of: Heading = str.strip) -> Iterator[FileRow]:
    """`field_of` gives the field that a sheet's heading names. Raises UnreadableFile when the file
    as a whole is not what its name says."""
    readers = {".ndjson": _ndjson, ".jsonl": _ndjson, ".csv": _csv, ".xlsx": _xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFile(kind=path.suffix or path.name, why=N_("use .ndjson, .csv or .xlsx"))
    if not path.is_file():
        raise UnreadableFile(kind=path.name, why=N_("there is no such file"))
    rows = reader(path, field_of)
    # Reading one row finds a wrong header now, before a caller has done anything.
    first = list(islice(rows, 1))
    return chain(first, rows)


def count_rows(path: Path) -> int | None:
    """For a progress bar; None where counting would mean reading a workbook twice."""
    if path.suffix.lower() == ".xlsx":
        return None
    with path.open("rb") as file:
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    return max(0, lines - (path.suffix.lower() == ".csv"))


def _ndjson(path: Path, _field_of: Heading) -> Iterator[FileRow]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _json_row(number, line)


def _json_row(number: int, line: bytes) -> FileRow:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return FileRow(number, {}, fault="json_invalid.line")
    if not isinstance(record, dict):
        return FileRow(number, {}, fault="dict_type")
    if twice := readable_repeats(line):
        return FileRow(number, {}, fault="repeated_field", place=twice[0])
    return FileRow(number, record)


def _csv(path: Path, field_of: Heading) -> Iterator[FileRow]:
    with _text(path) as file:
        sample = file.read(8192)
        file.seek(0)
        delimiter = max(",;\t", key=sample.partition("\n")[0].count)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        header = _header(map(field_of, next(reader, [])), "CSV")
        yield from _csv_rows(reader, header)


def _csv_rows(reader: Any, header: list[str]) -> Iterator[FileRow]:
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield FileRow(reader.line_num, {}, fault="csv_invalid")
            continue
        if any(cell.strip() for cell in cells):
            yield _sheet_row(reader.line_num, header, cells)


def _text(path: Path) -> TextIO:
    """UTF-8, or else the Windows code page that spreadsheet programs in Mexico write."""
    encoding = "utf-8-sig" if _is_utf8(path) else "cp1252"
    return path.open(encoding=encoding, newline="", errors="replace")


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            for block in iter(lambda: file.read(1 << 20), b""):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _xlsx(path: Path, field_of: Heading) -> Iterator[FileRow]:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise UnreadableFile(kind="XLSX", why=N_("it unpacks to more than 400 MB; send CSV"))
        sheet = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        rows = sheet.iter_rows()
    except (zipfile.BadZipFile, python_calamine.CalamineError) as error:
        raise UnreadableFile(kind="XLSX", why=N_("it is not a workbook")) from error
    header = _header([field_of(str(cell)) for cell in next(rows, [])], "XLSX")
    for number, cells in enumerate(rows, 2):
        if any(cell != "" for cell in cells):
            yield _sheet_row(number, header, cells)


def _header(cells: Iterable[str], kind: str) -> list[str]:
    names = [cell.strip() for cell in cells]
    if not any(names):
        raise UnreadableFile(kind=kind, why=N_("the first row has to hold the field names"))
    if len(set(filter(None, names))) != len(list(filter(None, names))):
        raise UnreadableFile(kind=kind, why=N_("a field name appears twice in the first row"))
    return names


def _sheet_row(number: int, header: list[str], cells: list[Any]) -> FileRow:
    if len(cells) > len(header) and any(str(cell).strip() for cell in cells[len(header) :]):
        return FileRow(number, {}, fault="too_many_cells")
    return FileRow(number, record_of(zip(header, cells, strict=False)))
