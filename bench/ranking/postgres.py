"""The same score in SQL, on a PostgreSQL installed by pip: the peer to beat, and an oracle."""

from pathlib import Path
from typing import Any

import numpy as np
import psycopg

from matching.index import kernel_parts as n
from matching.index.kernel_people import Ask
from matching.index.kernel_plans import Plan
from matching.index.records import (
    AVAILABLE,
    COMMUTE,
    FLAGS,
    MONTH_BITS,
    PERMIT,
    PLACE,
    RELOCATION,
    SCHEDULE_BITS,
    SKILL_AT,
    SKILL_COUNT,
    TONGUE,
    WAGE,
    WORK_AT,
    WORK_COUNT,
)
from matching.index.seekers import SeekerColumns
from matching.index.vocabularies import Vocabularies

SCORE = Path(__file__).with_name("score.sql").read_text("utf-8")
SCHEMA = """
CREATE TABLE people (
    row int PRIMARY KEY, key bigint, place int, commute int, relocation int, permit int,
    tongue int, wage int, taken int, schooling int, available int
);
CREATE TABLE work (row int, occupation int, months int);
CREATE TABLE skill (row int, skill int);
"""
INDEXES = """
CREATE INDEX ON people (place);
CREATE INDEX ON work (row);
CREATE INDEX ON skill (row);
ANALYZE;
"""


class PostgresPeer:
    def __init__(self, address: str, columns: SeekerColumns, words: Vocabularies) -> None:
        self._words = words
        self._db = psycopg.connect(address, autocommit=True)
        self._db.execute("DROP TABLE IF EXISTS people, work, skill")
        self._db.execute(SCHEMA)
        for table, rows in _tables(columns).items():
            self._copy(table, rows)
        self._db.execute(INDEXES)

    @property
    def version(self) -> str:
        row = self._db.execute("SHOW server_version").fetchone()
        return "PostgreSQL " + (row[0] if row else "?")

    def top(self, ask: Ask, plan: Plan, k: int) -> list[int]:
        """Rows of the best k, best first."""
        found = self._db.execute(SCORE, _parameters(ask, plan, self._words) | {"k": k}).fetchall()
        return [row for row, _ in found]

    def _copy(self, table: str, rows: np.ndarray[Any, Any]) -> None:
        with self._db.cursor().copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows.tolist():
                copy.write_row(row)


def _tables(columns: SeekerColumns) -> dict[str, np.ndarray[Any, Any]]:
    records = columns.records[: columns.size].astype(np.int64)
    rows = np.arange(columns.size)
    flags = records[:, FLAGS]
    plain = (PLACE, COMMUTE, RELOCATION, PERMIT, TONGUE, WAGE)
    people = np.column_stack(
        [
            rows,
            columns.key[: columns.size],
            records[:, plain],
            flags % 2**SCHEDULE_BITS,
            (flags >> SCHEDULE_BITS) - 1,
            records[:, AVAILABLE],
        ]
    )
    work = columns.work[: int(records[-1, WORK_AT] + records[-1, WORK_COUNT])]
    skill = columns.skill[: int(records[-1, SKILL_AT] + records[-1, SKILL_COUNT])]
    owner = np.repeat(rows, records[:, WORK_COUNT])
    return {
        "people": people,
        "work": np.column_stack([owner, work >> MONTH_BITS, work % 2**MONTH_BITS]),
        "skill": np.column_stack([np.repeat(rows, records[:, SKILL_COUNT]), skill]),
    }


def _parameters(ask: Ask, plan: Plan, words: Vocabularies) -> dict[str, Any]:
    numbers = ask.numbers
    starts = [0, *numbers[n.PART_AT : n.FIT_AT + 1].tolist(), len(ask.tables)]
    names = ("metres", "part", "moves", "permitted", "language", "fit")
    tables = {
        name: ask.tables[first:last].tolist()
        for name, first, last in zip(names, starts, starts[1:], strict=False)
    }
    return (
        tables
        | _credits(plan, words)
        | {
            "start": int(numbers[n.START]),
            "wage": int(numbers[n.WAGE_AT]),
            "schedule": int(numbers[n.SCHEDULES_AT]),
            "schooling": int(numbers[n.SCHOOLING_AT]),
            "asked": int(numbers[n.ASKED]),
            "required": int(numbers[n.REQUIRED]),
            "optional": int(numbers[n.OPTIONAL]),
            "blended": bool(numbers[n.BLENDED]),
            "move": int(numbers[n.MOVE_PART]),
            "weights": numbers[:8].tolist(),
        }
    )


def _credits(plan: Plan, words: Vocabularies) -> dict[str, list[int]]:
    """Which skill credits which wanted skill with how much; which occupation implies which."""
    best: dict[tuple[int, int], int] = {}
    implied: list[tuple[int, int]] = []
    ids = dict(enumerate(words.knowledge.skills, start=1))
    for slot, row in enumerate(plan.slots.tolist()):
        skill = ids.get(row, "")
        near = [(row, 1000)] if row else []
        near += [(int(it), 500) for it in words.related(skill)]
        near += [(int(it), 200) for it in words.grouped(skill)]
        for other, credit in near:
            best[other, slot] = max(best.get((other, slot), 0), credit)
        implied += [(int(it), slot) for it in words.needing(skill)]
    return {
        "of_skill": [skill for skill, _ in best],
        "of_slot": [slot for _, slot in best],
        "of_credit": list(best.values()),
        "by_work": [occupation for occupation, _ in implied],
        "by_slot": [slot for _, slot in implied],
    }
