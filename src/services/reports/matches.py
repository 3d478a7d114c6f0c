"""The match report: people for openings, best first, each with its reasons in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from matching.catalogs import Catalogs, load
from matching.scoring import COMPONENTS
from models.match_run import MatchRun
from models.repositories import match_runs
from models.repositories.match_runs import MatchFacts
from models.repositories.openings import OpeningBrief
from models.repositories.seekers import SeekerBrief
from services.errors import N_
from services.matches.runs import names_of
from services.reports.declaration import Column, Printed, PrintedColumn, Report
from services.wording import Words, say_choice, words
from services.wording.reasons import say_permission, say_reason


@dataclass(frozen=True, slots=True)
class Line:
    run: MatchRun
    row: MatchFacts
    opening: OpeningBrief
    seeker: SeekerBrief
    language: str

    @property
    def place(self) -> str:
        return place_name(self.opening.municipality)

    @property
    def reasons(self) -> list[str]:
        return [spoken(code, subject, self.language) for code, subject in self.row.reasons]


@lru_cache(maxsize=100_000)
def spoken(code: str, subject: str | None, language: str) -> str:
    return say_reason(code, subject, language, load())


@lru_cache(maxsize=5_000)
def place_name(municipality: str) -> str:
    known: Catalogs = load()
    found = known.municipalities[municipality]
    return f"{found.name}, {known.states[found.state].short_name}"


# What stands over a column in a sheet that a person asked for.
HEADINGS: Mapping[str, str] = {
    "opening": N_("Opening (id)"),
    "external_id": N_("Employer's reference"),
    "title": N_("Title of the opening"),
    "employer": N_("Employer"),
    "municipality": N_("Municipality (INEGI)"),
    "place": N_("Municipality and state"),
    "rank": N_("Rank"),
    "seeker": N_("Person (id)"),
    "center": N_("Center"),
    "seeker_place": N_("Where the person lives"),
    "score": N_("Score"),
    "work_permission": N_("Permission to work"),
    "permission_until": N_("Permitted until"),
    "permission_codes": N_("About the permission"),
    "reasons": N_("Reasons"),
    "engine_version": N_("Engine"),
    "weights": N_("Weights"),
    "catalogs_version": N_("Catalogs"),
    "skills": N_("Skills"),
    "occupation": N_("Occupation"),
    "experience": N_("Experience"),
    "language": N_("Language"),
    "location": N_("Location"),
    "wage": N_("Wage"),
    "schedule": N_("Schedule"),
    "schooling": N_("Schooling"),
}


def _component(name: str) -> Column[Line]:
    return Column(name, lambda line: line.row.components[name] / 1000, width=10)


COLUMNS: tuple[Column[Line], ...] = (
    Column("opening", lambda line: str(line.opening.public_id), width=38),
    Column("external_id", lambda line: line.opening.external_id),
    Column("title", lambda line: line.opening.title, width=36),
    Column("employer", lambda line: line.opening.employer_name, width=30),
    Column("municipality", lambda line: line.opening.municipality, width=8),
    Column("place", lambda line: line.place, width=26),
    Column("rank", lambda line: line.row.rank, width=6),
    Column("seeker", lambda line: str(line.seeker.public_id), width=38),
    Column("center", lambda line: line.seeker.center_code),
    Column("seeker_place", lambda line: place_name(line.seeker.municipality), width=26),
    Column("score", lambda line: line.row.score / 1_000_000, width=10),
    *(_component(name) for name in COMPONENTS),
    Column(
        "work_permission",
        lambda line: str(line.row.permission),
        cell=lambda line: say_choice("permission", line.row.permission, line.language),
        width=16,
    ),
    Column(
        "permission_until",
        lambda line: line.row.permission_until and f"{line.row.permission_until:%Y-%m}",
        width=12,
    ),
    Column(
        "permission_codes",
        lambda line: line.row.permission_codes,
        cell=lambda line: "; ".join(
            say_permission(code, line.language) for code in line.row.permission_codes
        ),
        width=40,
    ),
    Column(
        "reasons",
        lambda line: [
            {"code": code, "subject": subject, "text": text}
            for (code, subject), text in zip(line.row.reasons, line.reasons, strict=True)
        ],
        cell=lambda line: " ".join(line.reasons),
        width=90,
    ),
    Column("engine_version", lambda line: line.run.engine_version, width=10),
    Column("weights", lambda line: line.run.weights["name"], width=10),
    Column("catalogs_version", lambda line: line.run.catalogs_version, width=26),
)


def match_report(run: MatchRun, language: str, headings: str | None = None) -> Report[Line]:
    """`headings`: the language over a sheet's columns; None for the names of the fields."""
    return Report(
        name="matches",
        title="Matches",
        columns=COLUMNS,
        about=about(run),
        printed=printed(run, words(language)),
        headings={name: words(headings)(said) for name, said in HEADINGS.items()}
        if headings
        else {},
    )


COUNTS = N_("%(matches)s matches of %(openings)s openings and %(seekers)s people.")
MADE = N_("Ranked on %(day)s by engine %(engine)s, weights %(weights)s, catalogs %(catalogs)s.")
UNTIL = N_("%(answer)s, until %(month)s")
PEOPLE_STAND_HERE = N_("Each person stands here by their number in the service, without a name.")


def printed(run: MatchRun, say: Words) -> Printed[Line]:
    made = say(
        MADE,
        day=say.day(run.ranked_on),
        engine=run.engine_version,
        weights=run.weights["name"],
        catalogs=run.catalogs_version,
    )
    counts = {name: say.number(getattr(run, name)) for name in ("matches", "openings", "seekers")}
    return Printed(
        language=say.lang,
        title=say(N_("Matches")),
        notes=[say(COUNTS, **counts), say(PEOPLE_STAND_HERE), made],
        group=lambda line: line.row.opening_id,
        heading=lambda line: line.opening.title,
        subheading=lambda line: f"{line.opening.employer_name} · {line.place}",
        columns=_on_paper(say),
    )


def _on_paper(say: Words) -> list[PrintedColumn[Line]]:
    return [
        PrintedColumn(say(N_("Place")), lambda line: str(line.row.rank)),
        PrintedColumn(say(N_("Person")), _person, share=5),
        PrintedColumn(say(N_("Score")), lambda line: f"{line.row.score / 10_000:.0f} %"),
        PrintedColumn(say(N_("Permission to work")), lambda line: _permission(line, say), share=3),
        PrintedColumn(say(N_("Reasons")), lambda line: " ".join(line.reasons), share=11),
    ]


def _person(line: Line) -> str:
    return f"{place_name(line.seeker.municipality)}\n{line.seeker.public_id}"


def _permission(line: Line, say: Words) -> str:
    """The answer and its last month; why stands among the reasons."""
    until = line.row.permission_until
    answer = say_choice("permission", line.row.permission, say.lang)
    return say(UNTIL, answer=answer, month=say.month(until)) if until else answer


def about(run: MatchRun) -> Mapping[str, Any]:
    weights = run.weights["name"]
    return {
        "run": str(run.public_id),
        "ranked_on": run.ranked_on,
        "engine_version": run.engine_version,
        "weights": weights,
        "catalogs_version": run.catalogs_version,
        "k": run.parameters["k"],
        "state": run.parameters["state"],
        "openings": run.openings,
        "seekers": run.seekers,
        "matches": run.matches,
        "input_digest": run.input_digest,
        "result_digest": run.result_digest,
    }


def match_lines(session: Session, run: MatchRun, language: str) -> Iterator[Line]:
    """Opening by opening, best first; rows whose person was erased since are left out."""
    opening_of, seeker_of = names_of(session, run)
    for row in match_runs.rows(session, run):
        opening, seeker = opening_of.get(row.opening_id), seeker_of.get(row.seeker_id)
        if opening is not None and seeker is not None:
            yield Line(run, row, opening, seeker, language)
