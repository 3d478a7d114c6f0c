"""`puente fairness-report` and `puente assign`: a run's treatment of groups, and who goes where."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import Progress

from api.cli.database import ready
from api.cli.given import Lang, StateOption, given, read_id
from api.cli.operations import settings
from models.database import Database
from models.types import utc_now
from services.access.actor import SYSTEM
from services.calendar import legal_day

out = Console()
FORMATS = ("csv", "xlsx", "json", "ndjson")
OutFile = Annotated[Path, typer.Option("--out", help="FILE.csv, .xlsx, .json or .ndjson")]


def fairness_report_command(
    out_file: OutFile,
    run: Annotated[
        UUID | None,
        typer.Option(help="A kept run; without it one is made now.", parser=read_id),
    ] = None,
    state: StateOption = None,
    k: Annotated[int, typer.Option(min=1, max=100, help="People for each opening.")] = 10,
    openings: Annotated[int, typer.Option(min=1, help="At most so many, spread evenly.")] = 1000,
    lang: Annotated[Lang, typer.Option(help="Of the words of groups and verdicts.")] = Lang.ES,
) -> None:
    """How a run treated groups of people: sums alone, small cells hidden; the audit is kept."""
    from services.matches.audits import keep_audit, make_audit
    from services.matches.runs import read_run
    from services.reports.fairness import fairness_lines, fairness_report
    from services.reports.render import render

    form = _form(out_file)
    with ready(settings()) as runtime:
        database = runtime.database
        run_id = run or _new_run(database, k, state)
        with Progress(transient=True) as bar, database.read() as session:
            task = bar.add_task("auditing", total=None)
            made = make_audit(
                session,
                SYSTEM,
                run_id,
                most_openings=openings,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        with database.write() as session, out_file.open("wb") as sink:
            audit = keep_audit(session, SYSTEM, made, now=utc_now())
            report = fairness_report(read_run(session, SYSTEM, run_id), audit, lang)
            sink.writelines(render(report, list(fairness_lines(audit, lang)), form))
    read = made.content["openings_read"]
    out.print(f"{read} openings read: {out_file} (run {run_id})", soft_wrap=True)


def assign_command(
    out_file: OutFile,
    state: StateOption = None,
    each: Annotated[int, typer.Option(min=1, max=200, help="Best people of each opening.")] = 50,
    floor: Annotated[int, typer.Option(min=0, max=20, help="Best openings of each person.")] = 3,
    title: Annotated[str, typer.Option(help="What the fair or group is called.")] = "",
) -> None:
    """Who goes where, to the greatest sum of scores; the proposal is kept, nobody is referred."""
    from services.assignments.propose import keep_proposal, propose
    from services.assignments.read import every_assigned
    from services.assignments.schemas import AssignmentIn
    from services.reports.assignment import assignment_report
    from services.reports.render import render

    form = _form(out_file)
    asked = given(AssignmentIn, title=title, state=state, each=each, floor=floor)
    with ready(settings()) as runtime:
        database = runtime.database
        with database.read() as session:
            proposal = propose(session, SYSTEM, asked, on=legal_day(utc_now()))
        with database.write() as session, out_file.open("wb") as sink:
            run = keep_proposal(session, SYSTEM, proposal, now=utc_now())
            lines = list(every_assigned(session, SYSTEM, run))
            sink.writelines(render(assignment_report(run), lines, form))
            name = run.public_id
    found = proposal.summary
    out.print(
        f"{found['placed']} of {found['people']} people placed in {found['positions']} positions "
        f"of {found['openings']} openings (best pair first: {found['greedy_placed']}): {out_file} "
        f"(assignment {name})",
        soft_wrap=True,
    )


def _form(out_file: Path) -> str:
    form = out_file.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise typer.BadParameter(f"use one of {', '.join(FORMATS)}", param_hint="--out")
    return form


def _new_run(database: Database, k: int, state: str | None) -> UUID:
    from services.matches.runs import RunParameters, keep_run, rank_run

    with database.read() as session:
        on = legal_day(utc_now())
        ranked = rank_run(session, SYSTEM, RunParameters(k, state), on=on)
    with database.write() as session:
        return keep_run(session, SYSTEM, ranked).public_id


def add_to(app: typer.Typer) -> None:
    app.command("fairness-report")(fairness_report_command)
    app.command("assign")(assign_command)
