"""`puente runs`: the match runs that are kept, and dropping those not needed any more."""

import json
import sys
from datetime import timedelta
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console

from api.cli.database import ready
from api.cli.given import read_id
from api.cli.operations import settings
from models.match_run import MatchRun
from models.types import utc_now
from services.access.actor import SYSTEM
from services.matches.audits import recent_runs
from services.matches.dropping import drop_run, drop_runs_before

out = Console()
runs = typer.Typer(help="Kept match runs.", no_args_is_help=True)


@runs.command("list")
def list_runs(
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most, the newest.")] = 100,
) -> None:
    """Print the kept runs as NDJSON, newest first."""
    with ready(settings()) as runtime, runtime.database.read() as session:
        for run in recent_runs(session, SYSTEM, limit=limit):
            sys.stdout.write(json.dumps(_line(run)) + "\n")


@runs.command("drop")
def drop(
    run: Annotated[
        UUID | None, typer.Argument(help="Its id, as `runs list` prints it.", parser=read_id)
    ] = None,
    days: Annotated[
        int | None,
        typer.Option("--older-than", min=1, max=36_500, help="All older than so many days."),
    ] = None,
) -> None:
    """Drop a run, or all older than so many days: rows, audits and what they read. For good."""
    if (run is None) == (days is None):
        raise typer.BadParameter("give a run, or --older-than")
    with ready(settings()) as runtime, runtime.database.write() as session:
        if run is not None:
            drop_run(session, SYSTEM, run)
            dropped = 1
        else:
            before = utc_now() - timedelta(days=days or 0)
            dropped = drop_runs_before(session, SYSTEM, before)
    out.print(f"Match runs dropped: {dropped}")


def _line(run: MatchRun) -> dict[str, Any]:
    return {
        "id": str(run.public_id),
        "started_at": run.started_at.isoformat(),
        "requested_by": run.requested_by,
        "parameters": run.parameters,
        "openings": run.openings,
        "people": run.seekers,
        "matches": run.matches,
    }


def add_to(app: typer.Typer) -> None:
    app.add_typer(runs, name="runs")
