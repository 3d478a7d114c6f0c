"""Answers about matches under load, beside an end point of the same service that does nothing.

Each address is asked for once, then a few of them again and again: an answer holds until a change
touches it; then again while people change. Callers and server share the machine's cores, so the
rate is a floor; the server's own CPU time for one request is the figure to compare.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

import httpx
from rich.table import Table

from bench.http.load import Callers, Load
from bench.http.server import Server
from bench.http.world import Keys

PAGE = 200
NOTHING = "/healthz"


@dataclass(frozen=True, slots=True)
class Asked:
    """How many addresses once, how long some of them again, over how many connections."""

    addresses: int
    seconds: float
    connections: int


@dataclass(frozen=True, slots=True)
class Question:
    """Addresses of one kind; the first few are for warming up and for asking again."""

    name: str
    headers: Mapping[str, str]
    paths: Sequence[str]


def answers(server: Server, keys: Keys, asked: Asked, touch: Callable[[], None]) -> Table:
    """`touch` changes what ranking reads of a person, as another process does."""
    table = Table("GET", "", "requests/s", "p50", "p99", "server CPU", "of /healthz")
    _wait_until_idle(server)
    nothing = _measured(server, _until_over(server, NOTHING_ASKED, asked))
    table.add_row(NOTHING, "", *_cells(nothing, nothing))
    for question in _questions(server, keys, asked):
        callers = _callers(server, question.paths, question.headers, asked)
        first = _measured(server, callers.each_once)
        again = _measured(server, _until_over(server, question, asked))
        with _every(CHANGE_AFTER, touch):
            changing = _measured(server, _until_over(server, question, asked))
        table.add_row(question.name, "first time", *_cells(first, nothing))
        table.add_row("", "again", *_cells(again, nothing))
        table.add_row("", "again, 10 people a second change", *_cells(changing, nothing))
    return table


def _wait_until_idle(server: Server) -> None:
    """What a start still loads in the background is not an answer's."""
    used = -1.0
    while server.cpu_seconds - used > 0.05:
        used = server.cpu_seconds
        time.sleep(1)


CHANGE_AFTER = 0.1


@contextmanager
def _every(seconds: float, work: Callable[[], None]) -> Iterator[None]:
    over = Event()

    def go_on() -> None:
        while not over.wait(seconds):
            work()

    worker = Thread(target=go_on)
    worker.start()
    try:
        yield
    finally:
        over.set()
        worker.join()


NOTHING_ASKED = Question(NOTHING, {}, [NOTHING])
# Of the addresses asked for before.
AGAIN = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """`cpu`: seconds of the server's for one request."""

    load: Load
    cpu: float


def _measured(server: Server, work: Callable[[], Load]) -> Measured:
    before = server.cpu_seconds
    load = work()
    return Measured(load, (server.cpu_seconds - before) / len(load.seconds))


def _cells(found: Measured, nothing: Measured) -> Iterator[str]:
    yield f"{found.load.rate:.0f}"
    yield f"{found.load.percentile(0.5):.1f} ms"
    yield f"{found.load.percentile(0.99):.1f} ms"
    yield f"{found.cpu * 1000:.2f} ms"
    yield f"{found.load.rate / nothing.load.rate:.2f} of the rate, {found.cpu / nothing.cpu:.1f}x"


def _until_over(server: Server, question: Question, asked: Asked) -> Callable[[], Load]:
    callers = _callers(server, question.paths[-AGAIN:], question.headers, asked)
    return lambda: callers.until_over(asked.seconds)


def _callers(
    server: Server, paths: Sequence[str], headers: Mapping[str, str], asked: Asked
) -> Callers:
    lines = "".join(f"{key}: {value}\r\n" for key, value in headers.items())
    requests = [f"GET {path} HTTP/1.1\r\nHost: bench\r\n{lines}\r\n".encode() for path in paths]
    return Callers(server.port, requests, asked.connections)


def _questions(server: Server, keys: Keys, asked: Asked) -> Iterator[Question]:
    with httpx.Client(base_url=server.url, timeout=600) as client:
        openings = _ids(client, "/v1/openings?status=published", keys.staff, asked.addresses)
        own = _ids(client, "/v1/openings?status=published", keys.owner, asked.addresses)
        people = _ids(client, "/v1/seekers?", keys.staff, asked.addresses)
    yield _matches("openings", "staff", keys.staff, openings)
    yield _matches("openings", "employer", keys.owner, own)
    yield _matches("seekers", "staff", keys.staff, people)
    states = [f"/v1/openings?limit=50&state={state:02}" for state in range(1, 33)]
    yield Question("openings?limit=50, staff", keys.staff, states)


def _matches(noun: str, who: str, headers: Mapping[str, str], ids: Sequence[str]) -> Question:
    paths = [f"/v1/{noun}/{each}/matches?limit=20" for each in ids]
    return Question(f"{noun}/…/matches?limit=20, {who}", headers, paths)


def _ids(client: httpx.Client, path: str, headers: Mapping[str, str], most: int) -> list[str]:
    """Of the first so many of a list."""
    found: list[str] = []
    following: str | None = ""
    while following is not None and len(found) < most:
        cursor = f"&cursor={following}" if following else ""
        answer = client.get(f"{path}&limit={PAGE}{cursor}", headers=headers)
        page = answer.raise_for_status().json()
        found += [row["id"] for row in page["data"]]
        following = page["next"]
    return found[:most]
