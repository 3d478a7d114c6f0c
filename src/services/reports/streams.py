"""Reports as streams: each opens a read session of its own, which ends with the stream."""

from collections.abc import Iterator
from uuid import UUID

from services.access.actor import Actor
from services.matches.runs import read_run
from services.reports.matches import match_lines, match_report
from services.reports.render import render
from services.runtime import Runtime


def stream_match_report(
    runtime: Runtime, actor: Actor, run_id: UUID, form: str, language: str
) -> Iterator[bytes]:
    with runtime.database.read() as session:
        run = read_run(session, actor, run_id)
        yield from render(match_report(run, language), match_lines(session, run, language), form)
