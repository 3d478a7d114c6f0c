"""An assignment as a report: a line for each person, nothing that names them."""

from models.assignment_run import AssignmentRun
from services.assignments.read import AssignedBrief
from services.reports.declaration import Column, Report
from services.reports.matches import place_name

COLUMNS: tuple[Column[AssignedBrief], ...] = (
    Column("seeker", lambda line: str(line.seeker.public_id), width=38),
    Column("center", lambda line: line.seeker.center_code),
    Column("seeker_place", lambda line: place_name(line.seeker.municipality), width=26),
    Column("opening", lambda line: line.opening and str(line.opening.public_id), width=38),
    Column("external_id", lambda line: line.opening and line.opening.external_id),
    Column("title", lambda line: line.opening and line.opening.title, width=36),
    Column("employer", lambda line: line.opening and line.opening.employer_name, width=30),
    Column("place", lambda line: line.opening and place_name(line.opening.municipality), width=26),
    Column("score", lambda line: line.row.score / 1_000_000, width=10),
    Column("best_score", lambda line: line.row.best_score / 1_000_000, width=10),
    Column("regret", lambda line: (line.row.best_score - line.row.score) / 1_000_000, width=10),
)


def assignment_report(run: AssignmentRun) -> Report[AssignedBrief]:
    return Report(
        name="assignment",
        title=run.title,
        columns=COLUMNS,
        about={
            "assignment": str(run.public_id),
            "title": run.title,
            "planned_on": run.planned_on,
            "engine_version": run.engine_version,
            "catalogs_version": run.catalogs_version,
            **run.summary,
        },
    )
