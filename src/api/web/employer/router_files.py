"""Movement files that are made: the list, one with its lines, the file itself, sent, discarded."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import ReadSession, RuntimeDep, WriteSession
from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm
from api.web.employer.access import EmployerDep, Here
from api.web.employer.file_views import ResultView, file_row, file_view, movement_tabs, result_views
from api.web.employer.reply_forms import (
    SentSheet,
    replies_by_hand,
    replies_of_sheet,
    sheet_errors,
)
from api.web.forms import Form
from api.web.languages import language_of
from api.web.lists import LISTED
from api.web.render import page
from api.web.staff.steps import NO_ERRORS, read_as, refusals, typed
from services.enrollment.files import (
    content_of_file,
    discard_file,
    list_files,
    placements_in,
    read_file,
    send_file,
)
from services.enrollment.replies import enter_replies
from services.enrollment.schemas import SentIn
from services.errors import PuenteError
from services.paging import cursor_of, opaque
from services.runtime import Runtime

router = APIRouter(prefix="/employer/files")


@router.get("")
def list_all(
    request: Request, here: EmployerDep, session: ReadSession, after: str = ""
) -> Response:
    lang = language_of(request)
    found = list_files(session, here.actor, None, after=cursor_of(after), limit=LISTED)
    following = opaque(found.next)
    return page(
        request,
        "employer/files.html",
        employer=here,
        rows=[file_row(row, lang) for row in found.rows],
        tabs=movement_tabs(lang),
        before=None,
        after=f"/employer/files?after={following}" if following else None,
    )


@router.get("/{file_id}")
def show_one(request: Request, file_id: UUID, here: EmployerDep, runtime: RuntimeDep) -> Response:
    return _page(request, here, runtime, file_id)


@router.get("/{file_id}/content")
def take_content(file_id: UUID, here: EmployerDep, session: WriteSession) -> Response:
    found = content_of_file(session, here.actor, file_id)
    headers = {
        "Content-Disposition": f'attachment; filename="{found.name}"',
        "Cache-Control": "no-store",
    }
    return Response(found.content, media_type="application/octet-stream", headers=headers)


@router.post("/{file_id}/send")
def send_one(
    request: Request,
    file_id: UUID,
    form: SentForm,
    here: EmployerDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    try:
        sent = read_as(SentIn, typed(form, "sent_on", "receipt"))
        with runtime.database.write() as session:
            send_file(session, here.actor, file_id, sent, moment)
    except PuenteError as error:
        errors = refusals(error, language_of(request), general="sent_on")
        return _page(request, here, runtime, file_id, form=form, errors=errors)
    return RedirectResponse(f"/employer/files/{file_id}", 303)


@router.post("/{file_id}/discard")
def discard_one(
    request: Request,
    file_id: UUID,
    form: SentForm,
    here: EmployerDep,
    session: WriteSession,
    moment: MomentDep,
) -> Response:
    require_own_form(request, form)
    discard_file(session, here.actor, file_id, moment)
    return RedirectResponse(f"/employer/files/{file_id}", 303)


@router.post("/{file_id}/replies")
def enter_all(
    request: Request,
    file_id: UUID,
    sheet: SentSheet,
    here: EmployerDep,
    runtime: RuntimeDep,
    moment: MomentDep,
) -> Response:
    """By hand for each line, or the sheet copied from the receipt. Sent twice is harmless."""
    form, lang = sheet.form, language_of(request)
    require_own_form(request, form)
    try:
        intake = replies_of_sheet(sheet) if sheet.is_given else replies_by_hand(form)
        with runtime.database.write() as session:
            entered = enter_replies(session, here.actor, file_id, intake, moment)
            results = result_views(entered, lang)
    except PuenteError as error:
        is_sheet = sheet.is_given
        errors = sheet_errors(error, lang) if is_sheet else refusals(error, lang, general="sheet")
        return _page(request, here, runtime, file_id, form=form, errors=errors)
    return _page(request, here, runtime, file_id, results=results)


def _page(  # noqa: PLR0913 - what the page shows
    request: Request,
    here: Here,
    runtime: Runtime,
    file_id: UUID,
    *,
    form: Form | None = None,
    errors: Mapping[str, str] = NO_ERRORS,
    results: Sequence[ResultView] = (),
) -> Response:
    with runtime.database.read() as session:
        found = read_file(session, here.actor, file_id)
        placements = placements_in(session, here.actor, found)
        file = file_view(found, placements, language_of(request))
    return page(
        request,
        "employer/file.html",
        status=422 if errors else 200,
        employer=here,
        form=form or Form(),
        errors=errors,
        file=file,
        results=results,
    )
