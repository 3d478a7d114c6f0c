"""Reports as streams: each opens a read session of its own, which ends with the stream."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from services.access.actor import Actor
from services.matches.runs import read_run
from services.reports.matches import match_lines, match_report
from services.reports.render import render
from services.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Spoken:
    """The language of a report's words, and that of a sheet's headings: None where nobody asked
    for one, so that a program finds the names of the fields."""

    language: str
    headings: str | None


def stream_match_report(
    runtime: Runtime, actor: Actor, run_id: UUID, form: str, spoken: Spoken
) -> Iterator[bytes]:
    with runtime.database.read() as session:
        run = read_run(session, actor, run_id)
        report = match_report(run, spoken.language, spoken.headings)
        yield from render(report, match_lines(session, run, spoken.language), form)
