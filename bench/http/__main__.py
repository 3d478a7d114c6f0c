"""`python -m bench.http`: the service over HTTP, one process, on the demo's data.

The start, the answers about matches at eight connections, a match report, and 10,000 openings in
one call. Beside the wall time stands the server's own CPU time: others may be using the machine.
"""

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterator
from time import perf_counter
from uuid import uuid4

import httpx
from rich.console import Console
from rich.table import Table

from bench.http.answers import Asked, answers
from bench.http.server import Server, serving
from bench.http.world import Keys, environment_of, openings_to_send, prepared, touching

Row = tuple[str, str, str, str]
out = Console()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.http", description=__doc__)
    parser.add_argument("--database", default="sqlite:///var/bench40k.db", help="made when missing")
    parser.add_argument("--people", type=int, default=40_000, help="when it is made")
    parser.add_argument("--addresses", type=int, default=1000, help="asked for once")
    parser.add_argument("--seconds", type=float, default=10.0, help="of asking again")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--answers-only", action="store_true", help="no report, no bulk")
    asked = parser.parse_args()
    callers = prepared(asked.database, people=asked.people)
    table = Table("", "wall", "server CPU", "", title=_machine())
    with serving(environment_of(asked.database)) as server:
        start = f"{server.ready_after:.2f} s", f"{server.cpu_seconds:.2f} s"
        table.add_row("start until ready", *start, f"{server.memory_mb():.0f} MB")
        load = Asked(asked.addresses, asked.seconds, asked.connections)
        with touching(asked.database) as touch:
            out.print(answers(server, callers, load, touch))
        for row in () if asked.answers_only else _measured(server, callers):
            table.add_row(*row)
    out.print(table)


def _machine() -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, load {load}"


def _measured(server: Server, callers: Keys) -> Iterator[Row]:
    staff = httpx.Client(base_url=server.url, headers=callers.staff, timeout=600)
    employer = httpx.Client(base_url=server.url, headers=callers.employer, timeout=600)
    yield from _report(server, staff)
    yield from _bulk(server, employer)


def _timed(server: Server, name: str, work: Callable[[], str]) -> Row:
    server.forget_peak()
    before, cpu, memory = perf_counter(), server.cpu_seconds, server.memory_mb()
    note = work()
    grown = server.memory_mb("VmHWM") - memory
    took, used = perf_counter() - before, server.cpu_seconds - cpu
    return name, f"{took:.2f} s", f"{used:.2f} s", f"{note}, peak {grown:+.0f} MB"


def _report(server: Server, staff: httpx.Client) -> Iterator[Row]:
    def ask() -> str:
        with staff.stream("GET", "/v1/reports/matches?state=07&format=csv") as answer:
            answer.raise_for_status()
            return f"{sum(map(len, answer.iter_bytes())) / 1e6:.1f} MB of CSV"

    yield _timed(server, "match report of one state, k=10", ask)


def _bulk(server: Server, employer: httpx.Client) -> Iterator[Row]:
    """The rows are new in every run; their titles are the real ones."""
    rows = openings_to_send(uuid4().hex[:8])
    body = json.dumps(rows).encode()

    def send(key: str) -> str:
        headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
        answer = employer.post("/v1/openings/bulk", content=body, headers=headers)
        counts = answer.raise_for_status().json()
        told = {name: counts[name] for name in ("created", "unchanged", "refused") if counts[name]}
        return ", ".join(f"{count} {name}" for name, count in told.items())

    first = uuid4().hex
    yield _timed(server, f"{len(rows):,} openings in one call", lambda: send(first))
    yield _timed(server, "the same, another key", lambda: send(uuid4().hex))
    yield _timed(server, "the same, the same key", lambda: send(first))


if __name__ == "__main__":
    main()
