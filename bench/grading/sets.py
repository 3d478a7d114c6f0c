"""The graded openings and people of this folder; README.md says how they were graded."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OPENINGS, PEOPLE, GRADES = HERE / "openings.ndjson", HERE / "people.ndjson", HERE / "grades.csv"

# Every third opening is held back: nothing is tuned on it.
HELD_BACK = 3


@dataclass(frozen=True, slots=True)
class Graded:
    """`grades` 1..3 by person, everybody else 0; `ruled_out` why a person may not be listed."""

    opening: str
    language: str
    grades: dict[str, int]
    ruled_out: dict[str, str]

    @property
    def is_held_back(self) -> bool:
        return int(self.opening.removeprefix("v")) % HELD_BACK == 0


def graded() -> list[Graded]:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    ruled_out: dict[str, dict[str, str]] = defaultdict(dict)
    with GRADES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["ruled_out_by"]:
                ruled_out[row["opening"]][row["person"]] = row["ruled_out_by"]
            elif row["grade"] != "0":
                grades[row["opening"]][row["person"]] = int(row["grade"])
    return [
        Graded(name, WRITTEN_IN.get(name, "es"), grades[name], ruled_out[name])
        for name in (record["external_id"] for record in records(OPENINGS))
    ]


# Openings that are not written in Spanish.
WRITTEN_IN = {
    "v21": "en",
    "v29": "fr",
    "v38": "en",
    "v42": "ht",
    "v43": "pt",
    "v44": "fr",
    "v45": "en",
}


def languages_of_people() -> dict[str, str]:
    return {record["external_id"]: record["preferred_language"] for record in records(PEOPLE)}


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
