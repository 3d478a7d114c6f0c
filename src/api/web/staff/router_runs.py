"""Kept runs: what each ranked, whether it sends everybody the same few, whether it is fair."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from api.web.csrf import require_own_form
from api.web.dependencies import SentForm
from api.web.render import page
from api.web.staff.looking import Look
from api.web.staff.run_views import crowding_facts, fairness_view, run_row
from matching.catalogs import load
from services.matches.audits import (
    AuditNotFound,
    crowding,
    keep_audit,
    make_audit,
    may_audit,
    read_audit,
    recent_runs,
)
from services.matches.board import center_state
from services.matches.dropping import drop_run
from services.matches.runs import RunParameters, keep_run, rank_run, read_run

router = APIRouter(prefix="/staff/runs")

FORMATS = ("json", "csv", "xlsx")


@router.get("")
def list_runs(look: Look) -> Response:
    runs = recent_runs(look.session, look.staff)
    return page(
        look.request,
        "staff/runs.html",
        staff=look.staff,
        runs=[run_row(run, look.lang) for run in runs],
    )


@router.post("")
def make_run(look: Look, form: SentForm) -> Response:
    """Of the state of the center, or of all for whoever has none."""
    require_own_form(look.request, form)
    state = center_state(look.session, look.staff)
    parameters = RunParameters(state=state if state in load().states else None)
    ranked = rank_run(look.session, look.staff, parameters, on=look.today)
    with look.runtime.database.write() as session:
        made = keep_run(session, look.staff, ranked).public_id
    return RedirectResponse(f"/staff/runs/{made}", 303)


@router.get("/{run_id}")
def read_one(run_id: UUID, look: Look) -> Response:
    run = read_run(look.session, look.staff, run_id)
    crowd = crowding(look.session, look.staff, run_id)
    return page(
        look.request,
        "staff/run.html",
        staff=look.staff,
        run=run_row(run, look.lang),
        crowd=crowding_facts(crowd, look.lang),
        is_congested=crowd.found.is_congested,
        may_audit=may_audit(look.staff),
        fairness=_fairness(look, run_id),
        formats=FORMATS,
    )


@router.post("/{run_id}/fairness")
def audit_one(run_id: UUID, look: Look, form: SentForm) -> Response:
    require_own_form(look.request, form)
    made = make_audit(look.session, look.staff, run_id)
    with look.runtime.database.write() as session:
        keep_audit(session, look.staff, made, now=look.now)
    return RedirectResponse(f"/staff/runs/{run_id}#fairness", 303)


@router.post("/{run_id}/drop")
def drop_one(run_id: UUID, look: Look, form: SentForm) -> Response:
    require_own_form(look.request, form)
    with look.runtime.database.write() as session:
        drop_run(session, look.staff, run_id)
    return RedirectResponse("/staff/runs", 303)


def _fairness(look: Look, run_id: UUID) -> object:
    if not may_audit(look.staff):
        return None
    try:
        return fairness_view(read_audit(look.session, look.staff, run_id), look.lang)
    except AuditNotFound:
        return None
