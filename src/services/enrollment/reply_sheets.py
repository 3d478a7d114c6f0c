"""A sheet of replies as staff or an employer copy it from the receipt: CSV with a header.

Columns by their Spanish or English names: `línea`/`line`, `nss`, `resultado`/`result`,
`código`/`code`. A result is accepted or refused; a code alone is enough for a refusal.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from matching.text import fold
from services.enrollment.schemas import MOST_LINES, RepliesIn, ReplyIn
from services.errors import N_, FieldError, Malformed, TooManyRows, UnreadableFile
from services.field_codes import field_error
from services.validation import from_validation

COLUMNS = {
    "linea": "line", "line": "line", "renglon": "line",
    "nss": "social_security_number", "social_security_number": "social_security_number",
    "resultado": "result", "result": "result", "estado": "result",
    "codigo": "code", "code": "code", "error": "code", "rechazo": "code",
}  # fmt: skip
# How a zip archive begins, which a spreadsheet's own format is.
WORKBOOK = b"PK\x03\x04"
ACCEPTED = frozenset({"aceptado", "aceptada", "accepted", "ok", "procesado", "operado", "si", "1"})
REFUSED = frozenset({"rechazado", "rechazada", "refused", "rejected", "no", "0"})


def read_sheet(content: bytes) -> RepliesIn:
    """Raises UnreadableFile, TooManyRows, or Malformed with each line to mend."""
    replies, errors = [], list[FieldError]()
    for number, cells in enumerate(_rows(content)):
        try:
            replies.append(ReplyIn.model_validate(_reply(cells, number)))
        except ValidationError as error:
            errors += from_validation(error, f"/replies/{number}")
        except Malformed as error:
            errors += error.errors
    if errors:
        raise Malformed(errors=errors[:1000])
    if not replies:
        raise UnreadableFile(kind="CSV", why=N_("there is no row under the header"))
    return RepliesIn(replies=tuple(replies))


def _rows(content: bytes) -> Iterator[Mapping[str, str]]:
    if content.startswith(WORKBOOK):
        raise UnreadableFile(kind="CSV", why=N_("it is a workbook: save it as CSV"))
    text = _text(content)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [COLUMNS.get(fold(cell)) for cell in next(rows, [])]
    if not {"line", "social_security_number"} & set(names):
        raise UnreadableFile(kind="CSV", why=N_("the first row needs a column `line` or `nss`"))
    try:
        for number, cells in enumerate(filter(any, rows)):
            if number >= 2 * MOST_LINES:
                raise TooManyRows(most=2 * MOST_LINES)
            pairs = zip(names, cells, strict=False)
            yield {name: cell.strip() for name, cell in pairs if name and cell.strip()}
    except csv.Error as error:
        raise UnreadableFile(kind="CSV", why=N_("look for an open quote")) from error


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _reply(cells: Mapping[str, str], number: int) -> dict[str, object]:
    named = {name: cells[name] for name in ("line", "social_security_number") if name in cells}
    result, code = fold(cells.get("result", "")), cells.get("code")
    if result in ACCEPTED and code in (None, "0", "00", "000"):
        return {**named, "is_accepted": True}
    if code and (result in REFUSED or not result):
        return {**named, "code": code}
    if result and result not in ACCEPTED | REFUSED and result.isdigit():
        return {**named, "code": result}
    where = f"/replies/{number}/result"
    raise Malformed(errors=[field_error(where, "unreadable_result")])
