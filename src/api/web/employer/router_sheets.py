"""A sheet of openings, loaded in the employer's browser."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from api.web.csrf import require_own_form
from api.web.desk import Desk
from api.web.employer.looking import EmployerLook, EmployersLook
from api.web.employer.sheet_views import SheetResult, columns, model_sheet, result_view
from api.web.forms import Form
from api.web.render import page
from api.web.staff.steps import NO_ERRORS, refusals
from services.bulk import MOST_ROWS
from services.errors import N_, FieldError, Malformed, PuenteError, TooManyRows
from services.ingest.kinds import OwnSheet, own_openings
from services.ingest.rows import FileRow, read_rows
from services.ingest.run import ingest
from services.ingest.spoken import KNOWN, PlaceCode, field_of

router = APIRouter(prefix="/employer/openings/sheet")

KINDS = (".csv", ".xlsx")
NO_FILE = FieldError("file", "missing", N_("Choose the file."))
OTHER_KIND = FieldError("file", "other_kind", N_("Choose a file that ends in .csv or .xlsx."))
NO_ROWS = FieldError("file", "empty", N_("There is no row below the headings."))
UNKNOWN_COLUMNS = N_(
    "The first row has to hold the headings. These are not known: %(headings)s. Correct them, or "
    "take their columns out."
)
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class SentFile:
    form: Form
    name: str
    content: bytes

    @property
    def kind(self) -> str:
        """Raises Malformed for one that cannot be read."""
        if not self.content:
            raise Malformed(errors=[NO_FILE])
        kind = Path(self.name).suffix.lower()
        if kind not in KINDS:
            raise Malformed(errors=[OTHER_KIND])
        return kind


@dataclass(frozen=True, slots=True)
class Columns:
    """Reads headings, and keeps which fields they name."""

    fields: list[str] = field(default_factory=list)

    def __call__(self, heading: str) -> str:
        self.fields.append(field_of(heading))
        return self.fields[-1]

    def check(self) -> None:
        """Raises Malformed for those that name none."""
        unknown = [name for name in self.fields if name and name not in KNOWN]
        if unknown:
            headings = ", ".join(unknown[:MOST_NAMED])
            wrong = FieldError("file", "unknown_columns", UNKNOWN_COLUMNS, {"headings": headings})
            raise Malformed(errors=[wrong])


async def sent_file(request: Request) -> SentFile:
    """A dependency."""
    async with request.form(max_files=1, max_fields=20) as data:
        given = data.get("file")
        form = Form.sent(data)
        if not isinstance(given, UploadFile):
            return SentFile(form, "", b"")
        return SentFile(form, given.filename or "", await given.read())


@router.get("")
def ask(look: EmployerLook) -> Response:
    return _page(look)


@router.get("/model.csv")
def model(look: EmployerLook) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="vacantes.csv"'}
    return Response(model_sheet(look.lang), media_type="text/csv; charset=utf-8", headers=headers)


@router.post("")
def load_sheet(sent: Annotated[SentFile, Depends(sent_file)], look: EmployerLook) -> Response:
    require_own_form(look.request, sent.form)
    try:
        result = _loaded(sent, look)
    except PuenteError as error:
        return _page(look, refusals(error, look.lang, general="file"))
    return _page(look, result=result)


def _loaded(sent: SentFile, look: EmployersLook) -> SheetResult:
    columns, database = Columns(), look.runtime.database
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet{sent.kind}"
        path.write_bytes(sent.content)
        rows = _counted(list(read_rows(path, columns)))
    columns.check()
    sheet = OwnSheet(frozenset(columns.fields), _place_code(look.desk))
    prepare = own_openings(database, look.actor, sheet)
    results = list(ingest(database, rows, prepare, now=look.now))
    return result_view(results, {row.number: row.record for row in rows}, look.desk)


def _counted(rows: Sequence[FileRow]) -> Sequence[FileRow]:
    if len(rows) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    if not rows:
        raise Malformed(errors=[NO_ROWS])
    return rows


def _place_code(desk: Desk) -> PlaceCode:
    def code(text: str) -> str | None:
        found = desk.places_written(text)
        # The only place of the state that begins so: Comitán, Chiapas.
        is_one = len(found.options) == 1 and "," in text
        return found.options[0].value if found.is_sure or is_one else None

    return code


def _page(
    look: EmployersLook,
    errors: Mapping[str, str] = NO_ERRORS,
    *,
    result: SheetResult | None = None,
) -> Response:
    return page(
        look.request,
        "employer/sheet.html",
        status=422 if errors else 200,
        employer=look.here,
        errors=errors,
        columns=columns(look.lang),
        result=result,
    )
