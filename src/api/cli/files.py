"""Files in and out: `puente ingest`, `puente match-report`."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import Progress
from sqlalchemy.orm import Session

from api.cli.database import ready
from api.cli.given import Lang, StateOption, check_not_read, check_there, read_id, some_of
from api.cli.operations import settings
from models.database import Database
from models.types import utc_now
from services.access.actor import SYSTEM
from services.calendar import legal_day
from services.collecting import keep_for_good
from services.ingest.kinds import openings_of, people_of
from services.ingest.rows import count_rows, read_rows
from services.ingest.run import LineResult, Prepare, ingest
from services.matches.runs import RunParameters, keep_run, rank_run, read_run
from services.reports.matches import match_lines, match_report
from services.reports.render import MEDIA_TYPES, render
from services.wording import say

out = Console()


app_ingest = typer.Typer(help="Take in a file; safe to run again.", no_args_is_help=True)

Results = Annotated[
    Path | None, typer.Option(help="Where the result of each row goes (FILE.results.ndjson).")
]


@app_ingest.command("openings")
def ingest_openings(
    file: Path,
    employer: Annotated[str, typer.Option(help="The employer's id or RFC.")],
    results: Results = None,
) -> None:
    """Openings of one employer from NDJSON, CSV or XLSX."""
    _ingest(file, lambda session: openings_of(session, employer), results)


@app_ingest.command("seekers")
def ingest_seekers(
    file: Path,
    center: Annotated[str, typer.Option(help="The code of the center that attends them.")],
    results: Results = None,
) -> None:
    """People of one center from NDJSON, CSV or XLSX."""
    _ingest(file, lambda session: people_of(session, center), results)


def _ingest(file: Path, find: Callable[[Session], Prepare], results: Path | None) -> None:
    target = results or file.with_name(file.name + ".results.ndjson")
    check_there(file)
    check_not_read(target, "--results", file)
    counts: Counter[str] = Counter()
    with ready(settings()) as runtime:
        with runtime.database.read() as session:
            prepare = find(session)
        rows = some_of(read_rows(file), file)
        with target.open("w", encoding="utf-8") as sink, Progress(transient=True) as bar:
            task = bar.add_task(file.name, total=count_rows(file))
            for result in ingest(runtime.database, rows, prepare, now=utc_now()):
                sink.write(_line(result) + "\n")
                counts[result.status] += 1
                bar.advance(task)
    _summary(counts, target)


def _line(result: LineResult) -> str:
    errors = [
        {
            "pointer": error.pointer,
            "code": error.code,
            "message": say(error.message, "en", **error.context),
        }
        for error in result.errors
    ]
    record = {
        "row": result.row,
        "external_id": result.external_id,
        "status": result.status,
        "id": str(result.id) if result.id else None,
        "errors": errors,
    }
    return json.dumps(record, ensure_ascii=False)


def _summary(counts: Counter[str], target: Path) -> None:
    told = ", ".join(
        f"{counts[name]} {name}" for name in ("created", "updated", "unchanged", "refused")
    )
    out.print(f"{counts.total()} rows: {told}. Results: {target}", soft_wrap=True)
    if counts["refused"]:
        raise typer.Exit(2)


def match_report_command(
    out_file: Annotated[
        Path, typer.Option("--out", help="FILE.csv, .xlsx, .pdf, .json or .ndjson")
    ],
    state: StateOption = None,
    opening: Annotated[UUID | None, typer.Option(help="Only this opening.", parser=read_id)] = None,
    k: Annotated[int, typer.Option(min=1, max=100, help="People for each opening.")] = 10,
    lang: Annotated[
        Lang | None,
        typer.Option(help="Of words and headings; without it the headings are the fields' names."),
    ] = None,
) -> None:
    """Rank every open opening against every matchable person; the run is kept."""
    form = out_file.suffix.removeprefix(".").lower()
    if form not in MEDIA_TYPES:
        raise typer.BadParameter(f"use one of {', '.join(MEDIA_TYPES)}", param_hint="--out")
    _check_writable(out_file)
    with ready(settings()) as runtime:
        run_id = _ranked(runtime.database, RunParameters(k, state, opening))
        with runtime.database.read() as session, out_file.open("wb") as sink:
            run = read_run(session, SYSTEM, run_id)
            report, spoken = match_report(run, lang or Lang.ES, lang), lang or Lang.ES
            for block in render(report, match_lines(session, run, spoken), form):
                sink.write(block)
            counts = (run.matches, run.openings, run.seekers)
    out.print(
        f"{counts[0]} matches of {counts[1]} openings and {counts[2]} people: {out_file} "
        f"(run {run_id})",
        soft_wrap=True,
    )


def _check_writable(file: Path) -> None:
    """Said before the ranking, which takes minutes. A file that is there keeps what it has."""
    is_new = not file.exists()
    with file.open("ab"):
        pass
    if is_new:
        file.unlink()


def _ranked(database: Database, parameters: RunParameters) -> UUID:
    now = utc_now()
    with Progress(transient=True) as bar:
        task = bar.add_task("ranking", total=None)
        with database.read() as session:
            ranked = rank_run(
                session,
                SYSTEM,
                parameters,
                on=legal_day(now),
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        keep_for_good()
        bar.update(task, description="keeping the run")
        with database.write() as session:
            return keep_run(session, SYSTEM, ranked).public_id


def add_to(app: typer.Typer) -> None:
    app.add_typer(app_ingest, name="ingest")
    app.command("match-report")(match_report_command)
