"""A file of openings whose ingestion is killed, again and again, and then run to its end."""

import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from models.database import Database
from models.employer import Employer
from models.opening import Opening, OpeningSkill
from tests.api.cli.terminal import lines_file, results_of
from tests.api.http.bodies import named_opening
from tests.factories import make_employer
from tests.faults.starting import STARTING
from tests.journeys import ingest_command

ROWS, KILLS = 1_600, 2


@pytest.fixture
def employer(database: Database) -> str:
    with database.write() as session:
        made: Employer = make_employer(session)
        return made.rfc


def start(url: str, path: Path, employer: str) -> ForkServerProcess:
    given = (url, path, employer)
    process = STARTING.Process(target=ingest_command.ingest, args=given, daemon=True)
    process.start()
    return process


def stored(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Opening)) or 0


def kill_within(process: ForkServerProcess, results: Path, seconds: float) -> None:
    """At a moment after its start on the rows, which shows by its new file of results."""
    while not results.exists():
        assert process.is_alive()
        time.sleep(0.005)
    time.sleep(seconds)
    process.kill()
    process.join()
    results.unlink()


def test_every_row_is_stored_once_however_often_it_was_killed(
    database: Database, database_url: str, employer: str, tmp_path: Path
) -> None:
    rows = [named_opening(f"o{number}", title=f"Mesero {number % 50}") for number in range(ROWS)]
    path = lines_file(tmp_path / "openings.ndjson", rows)
    results = tmp_path / "openings.ndjson.results.ndjson"
    moments = Random()  # noqa: S311 - any moment will do
    seen = []

    for _ in range(KILLS):
        kill_within(start(database_url, path, employer), results, moments.uniform(0, 0.8))
        seen.append(stored(database))

    last = start(database_url, path, employer)
    last.join()
    assert last.exitcode == 0
    assert seen == sorted(seen)
    told = [(row["row"], row["external_id"]) for row in results_of(path)]
    assert told == [(number + 1, f"o{number}") for number in range(ROWS)]
    statuses = [row["status"] for row in results_of(path)]
    assert statuses == ["unchanged"] * seen[-1] + ["created"] * (ROWS - seen[-1])
    check_stored_once(database, {row["id"] for row in results_of(path)})


def check_stored_once(database: Database, ids: set[str]) -> None:
    with database.read() as session:
        assert {str(one) for one in session.scalars(select(Opening.public_id))} == ids
        assert len(ids) == ROWS
        skills = session.scalar(select(func.count()).select_from(OpeningSkill))
    assert skills == 2 * ROWS
