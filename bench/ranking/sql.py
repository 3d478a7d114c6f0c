"""The same score in SQL, on PostgreSQL and on DuckDB: peers to beat, and oracles."""

import re
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import psycopg

from bench.ranking.measure import Answer
from matching.index import kernel_parts as n
from matching.index.question import Asked
from matching.index.records import (
    AVAILABLE,
    COMMUTE,
    COUNT_BITS,
    COUNTS,
    FLAGS,
    PERMIT,
    PLACE,
    RELOCATION,
    SCHEDULE_BITS,
    TONGUE,
    WAGE,
)
from matching.index.seekers import SeekerColumns, held_skills, held_work
from matching.index.vocabularies import Vocabularies
from matching.scoring import pair

SCORE = Path(__file__).with_name("score.sql").read_text("utf-8")
SCHEMA = {
    "people": "person int, key bigint, place int, commute int, relocation int, permit int,"
    " tongue int, wage int, taken int, schooling int, available int",
    "work": "person int, occupation int, months int, last_year int",
    "skill": "person int, skill int",
}
INDEXES = """
CREATE INDEX ON people (place);
CREATE INDEX ON work (person);
CREATE INDEX ON skill (person);
ANALYZE;
"""


class PostgresPeer:
    def __init__(self, address: str, columns: SeekerColumns, words: Vocabularies) -> None:
        self._words = words
        self._db = psycopg.connect(address, autocommit=True)
        for table, rows in tables_of(columns).items():
            self._db.execute(f"CREATE TABLE {table} ({SCHEMA[table]})")  # type: ignore[arg-type]
            with self._db.cursor().copy(f"COPY {table} FROM STDIN") as copy:  # type: ignore[arg-type]
                for row in rows.tolist():
                    copy.write_row(row)
        self._db.execute(INDEXES)

    @property
    def version(self) -> str:
        row = self._db.execute("SHOW server_version").fetchone()
        return "PostgreSQL " + (row[0] if row else "?")

    def top(self, asked: Asked, k: int) -> Answer:
        """(key, score) of the best k, best first."""
        found = self._db.execute(SCORE, parameters(asked, self._words) | {"k": k})
        return [(int(key), int(score)) for key, score in found.fetchall()]


class DuckPeer:
    def __init__(self, columns: SeekerColumns, words: Vocabularies) -> None:
        self._words = words
        self._db = duckdb.connect(config={"threads": 1})
        self._db.execute("SET integer_division = true")
        for table, rows in tables_of(columns).items():
            names = [it.split()[0] for it in SCHEMA[table].split(", ")]
            data = {name: np.ascontiguousarray(rows[:, at]) for at, name in enumerate(names)}
            self._db.register("data", data)
            self._db.execute(f"CREATE TABLE {table} ({SCHEMA[table]})")
            self._db.execute(f"INSERT INTO {table} SELECT * FROM data")  # noqa: S608 - own names
            self._db.unregister("data")
        self._score = re.sub(r"%\((\w+)\)s", r"$\1", SCORE)

    @property
    def version(self) -> str:
        return "DuckDB " + duckdb.__version__

    def top(self, asked: Asked, k: int) -> Answer:
        found = self._db.execute(self._score, parameters(asked, self._words) | {"k": k})
        return [(int(key), int(score)) for key, score in found.fetchall()]


def tables_of(columns: SeekerColumns) -> dict[str, np.ndarray[Any, Any]]:
    records = columns.records[: columns.size]
    wide, rows = records.astype(np.int64), np.arange(columns.size)
    flags, counts = wide[:, FLAGS], wide[:, COUNTS]
    plain = (PLACE, COMMUTE, RELOCATION, PERMIT, TONGUE, WAGE)
    people = [rows, columns.key[: columns.size], wide[:, plain], flags % 2**SCHEDULE_BITS]
    people += [(flags >> SCHEDULE_BITS) - 1, wide[:, AVAILABLE]]
    work = held_work(columns, records)
    skills, _ = held_skills(columns, records)
    return {
        "people": np.column_stack(people),
        "work": np.column_stack(
            [np.repeat(rows, counts >> COUNT_BITS), work.occupations, work.months, work.years]
        ),
        "skill": np.column_stack([np.repeat(rows, counts % 2**COUNT_BITS), skills]),
    }


def parameters(asked: Asked, words: Vocabularies) -> dict[str, Any]:
    numbers, tables = asked.numbers[0], asked.tables
    metres, part = np.split(tables.places[numbers[n.PLACE_LINE]], 2)
    found = {
        "metres": metres,
        "part": part,
        "moves": tables.moves[numbers[n.MOVE_LINE]],
        "permitted": (tables.barred[numbers[n.PERMIT_LINE]] == 0).astype(int),
        "language": tables.tongue[numbers[n.TONGUE_LINE]],
        "fit": tables.fit[numbers[n.FIT_LINE]],
        "start": numbers[n.START],
        "year": numbers[n.YEAR],
        "wage": numbers[n.WAGE_AT],
        "schedule": numbers[n.SCHEDULES_AT],
        "schooling": numbers[n.SCHOOLING_AT],
        "asked": numbers[n.ASKED],
        "required": numbers[n.REQUIRED],
        "optional": numbers[n.OPTIONAL],
        "blended": numbers[n.BLENDED] != 0,
        "move": numbers[n.MOVE_PART],
        "weights": numbers[:8],
    }
    plain = {name: value.tolist() for name, value in found.items()}
    constants = {
        "transferable": pair.TRANSFERABLE,
        "wished": pair.WISHED,
        "presumed": pair.PRESUMED,
        "slope": pair.WAGE_SLOPE,
        "fresh": pair.FRESH_YEARS,
        "fades": pair.FADES,
        "least_kept": pair.LEAST_KEPT,
    }
    return plain | constants | _credits(asked.slots.tolist(), words)


def _credits(slots: list[int], words: Vocabularies) -> dict[str, list[int]]:
    """Which skill credits which wanted skill with how much; which occupation implies which."""
    best: dict[tuple[int, int], int] = {}
    implied: list[tuple[int, int]] = []
    for slot, row in enumerate(slots):
        skill = words.skills.id_of(row) if row else ""
        near = [(row, pair.HELD)] if row else []
        near += [(int(it), pair.RELATED) for it in words.related(skill)]
        near += [(int(it), pair.GROUPED) for it in words.grouped(skill)]
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
