"""What a person at a terminal does and sees, and the files they have beside them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from typer.testing import CliRunner

from api.cli import app
from models.database import Database
from models.opening import Opening
from models.seeker import Seeker

SECRET = "a secret for tests only, of no worth"


@dataclass(frozen=True)
class Seen:
    """How a command ended. `said` has no line breaks: where lines end is the terminal's choice."""

    status: int
    stdout: str
    said: str

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.stdout.splitlines()]


class Terminal:
    def run(self, *words: str | Path, typed: str = "") -> Seen:
        """A fault that the command does not put into words comes through as it is."""
        done = CliRunner().invoke(app, [str(word) for word in words], input=typed)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Seen(done.exit_code, done.stdout, " ".join(done.output.replace("│", " ").split()))

    def does(self, *words: str | Path, typed: str = "") -> Seen:
        seen = self.run(*words, typed=typed)
        assert seen.status == 0, seen.said
        return seen


def lines_file(path: Path, rows: Sequence[Any]) -> Path:
    """NDJSON; a row that is text already goes in as it is."""
    written = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    return path


def sheet_file(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def results_of(path: Path) -> list[dict[str, Any]]:
    beside = path.with_name(path.name + ".results.ndjson")
    return [json.loads(line) for line in beside.read_text(encoding="utf-8").splitlines()]


def statuses(path: Path) -> list[str]:
    return [row["status"] for row in results_of(path)]


def faults(path: Path) -> list[tuple[int, str, str]]:
    """Row, pointer and code of each thing that is wrong."""
    return [
        (row["row"], error["pointer"], error["code"])
        for row in results_of(path)
        for error in row["errors"]
    ]


def opening_named(database: Database, external_id: str) -> Opening:
    with database.read() as session:
        found = select(Opening).where(Opening.external_id == external_id)
        return session.scalars(
            found.options(selectinload(Opening.skills), selectinload(Opening.languages))
        ).one()


def seeker_named(database: Database, external_id: str) -> Seeker:
    with database.read() as session:
        found = select(Seeker).where(Seeker.external_id == external_id)
        details = (selectinload(Seeker.documents), selectinload(Seeker.occupations))
        return session.scalars(found.options(*details)).one()
