"""`puente rank`: two files in, one out, no database."""

import json
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import Progress

from api.cli.given import check_not_read, check_there, some_of
from models.types import utc_now
from services.calendar import legal_day
from services.ingest.rows import count_rows, read_rows
from services.matches.offline import rank_rows

# Standard output may be the ranking itself.
told = Console(stderr=True)


def rank(
    openings: Annotated[Path, typer.Option(help="NDJSON of openings, in the contract's fields.")],
    seekers: Annotated[Path, typer.Option(help="NDJSON of seekers; no name is needed.")],
    out_file: Annotated[
        Path, typer.Option("--out", help="Where the NDJSON goes; - is standard output.")
    ],
    k: Annotated[int, typer.Option(min=1, max=10_000, help="People for each opening.")] = 10,
) -> None:
    """Rank without a database: a line for each opening, in the order of its file, as it is made."""
    for file in (openings, seekers):
        check_there(file)
    check_not_read(out_file, "--out", openings, seekers)
    today = legal_day(utc_now())
    posted, people = (some_of(read_rows(file), file) for file in (openings, seekers))
    lines = rank_rows(posted, people, k=k, on=today)
    with (
        Progress(console=told, transient=True) as bar,
        _sink(out_file) as sink,
    ):
        task = bar.add_task("ranking", total=count_rows(openings))
        for line in lines:
            sink.write(json.dumps(line, ensure_ascii=False) + "\n")
            bar.advance(task)


def _sink(out_file: Path) -> AbstractContextManager[TextIO]:
    if str(out_file) == "-":
        return nullcontext(sys.stdout)
    return out_file.open("w", encoding="utf-8", buffering=1)


def add_to(app: typer.Typer) -> None:
    app.command("rank")(rank)
