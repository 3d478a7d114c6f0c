"""The loop from due hires to confirmed enrollments, with clerks that are killed at random.

`python -m tests.faults.enrollment_loop --lines 10000 --kills 40` runs it on both databases.
"""

import argparse
import json
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from demo.institute import Institute
from models import migrate
from models.crypto import Keyring
from models.database import Database, connect
from models.hiring_lifecycles import PlacementStatus
from models.movement_file import MovementFile
from models.placement import Placement, PlacementEvent
from services.consistency import findings
from services.enrollment.files import kept_content
from tests import postgres
from tests.enrollment_world import TODAY, make_world
from tests.faults import enrollment_clerk
from tests.faults.enrollment_clerk import SECRET
from tests.faults.starting import STARTING

LATE, TWICE = 0.3, 0.3


@dataclass
class Trial:
    """`clerks` work at once; SQLite takes one. `file_lines` is the longest file."""

    url: str
    lines: int
    kills: int
    file_lines: int = 50
    clerks: int = 1
    seed: int = 1
    patience: float = 90.0
    killed: int = 0
    institute: Institute = field(init=False)

    def run(self) -> None:
        self.chance = Random(self.seed)  # noqa: S311 - a simulation
        self.institute = Institute(Random(self.seed))  # noqa: S311 - a simulation
        folder = Path(tempfile.mkdtemp(prefix="puente-loop-"))
        try:
            for name in ("out", "in"):
                (folder / name).mkdir()
            with opened(self.url) as database:
                with database.write() as session:
                    make_world(session, self.lines)
                self._until_done(folder)
                check(self, database)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _until_done(self, folder: Path) -> None:
        working = [self._start(folder) for _ in range(self.clerks)]
        ends = time.monotonic() + self.patience
        while working:
            assert time.monotonic() < ends, "the clerks did not get done"
            self._answer(folder)
            for clerk in [it for it in working if not it.is_alive()]:
                working.remove(clerk)
                if clerk.exitcode:
                    assert clerk.exitcode == -signal.SIGKILL, clerk.exitcode
                    self.killed += 1
                    working.append(self._start(folder))
            time.sleep(0.02)

    def _start(self, folder: Path) -> ForkServerProcess:
        # A file of many lines takes many statements: the kill has to be able to come after it.
        longest = max(400, 8 * self.file_lines)
        fuse = self.chance.randrange(20, longest) if self.killed < self.kills else 0
        numbers = (self.file_lines, fuse, self.chance.randrange(10**6))
        given = (self.url, str(folder), *map(str, numbers))
        clerk = STARTING.Process(target=enrollment_clerk.main, args=given, daemon=True)
        clerk.start()
        return clerk

    def _answer(self, folder: Path) -> None:
        """Late and twice, as mail is; each reply is written whole."""
        for path in (folder / "out").iterdir():
            if path.suffix or (self.chance.random() < LATE):
                continue
            first = folder / "in" / f"{path.name}.1.json"
            if not first.exists():
                replies = self.institute.receive(path.read_bytes(), TODAY)
                _write(first, json.dumps([reply.as_json() for reply in replies]))
                if self.chance.random() < TWICE:
                    shutil.copy(first, folder / "in" / f"{path.name}.2.json")


def _write(path: Path, text: str) -> None:
    draft = path.with_suffix(".part")
    draft.write_text(text)
    draft.rename(path)


def check(trial: Trial, database: Database) -> None:
    """Nothing lost, nobody enrolled twice, and every trace agrees."""
    with database.read() as session:
        hires = session.scalars(select(Placement)).all()
        files = session.scalars(
            select(MovementFile).options(selectinload(MovementFile.movements))
        ).all()
        steps = session.execute(select(PlacementEvent.placement_id, PlacementEvent.transition))
        confirmed = Counter(row[0] for row in steps if row[1] == "confirm_enrollment")
        sent = {kept_content(file) for file in files}
        assert {hire.status for hire in hires} == {PlacementStatus.ENROLLMENT_CONFIRMED}
        assert set(confirmed.values()) == {1}
        assert len(confirmed) == trial.lines
        assert findings(session) == []
    assert len(trial.institute.enrolled) == trial.lines
    assert set(trial.institute.enrollments.values()) == {1}
    assert len(trial.institute.answered) == len(sent)
    lines = sum(len(replies) for replies in trial.institute.answered.values())
    refused = sum(
        reply.code is not None for each in trial.institute.answered.values() for reply in each
    )
    assert lines == trial.lines + refused


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = connect(url, Keyring.from_secret(SECRET))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def backends() -> Iterator[list[tuple[str, int]]]:
    """URL of an empty database, and how many clerks it takes at once."""
    folder = tempfile.mkdtemp(prefix="puente-loop-")
    with postgres.server() as url:
        urls = [(f"sqlite:///{folder}/puente.db", 1), (url, 2)]
        for one, _ in urls:
            migrate.upgrade(one)
        yield urls
    shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--lines", type=int, default=10_000)
    given.add_argument("--kills", type=int, default=40)
    asked = given.parse_args()
    with backends() as urls:
        for url, clerks in urls:
            began = time.monotonic()
            trial = Trial(url, asked.lines, asked.kills, 500, clerks, patience=3600.0)
            trial.run()
            seconds = time.monotonic() - began
            sys.stdout.write(
                f"{url.partition(':')[0]}: {asked.lines} lines, {trial.killed} kills, "
                f"{len(trial.institute.answered)} files, {seconds:.0f} s\n"
            )


if __name__ == "__main__":
    main()
