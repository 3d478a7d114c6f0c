"""Reading of the reference tables that the build starts from."""

import csv
from pathlib import Path

from matching.text import fold

Row = dict[str, str]


def rows(folder: Path, name: str) -> list[Row]:
    """Rows of `NAME.csv`; a missing file or column stops the build."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def many(cell: str) -> list[str]:
    """Values of a `|`-separated cell, without the stray slashes that some carry at an end."""
    return [value for value in (part.strip(" /") for part in cell.split("|")) if value]


def others(label: str, cell: str) -> str:
    """Alternatives of a label, each once and other than it, in the order of the source."""
    seen = {fold(label)}
    kept = []
    for value in many(cell):
        if fold(value) not in seen:
            seen.add(fold(value))
            kept.append(value)
    return "|".join(kept)


def natural(code: str) -> tuple[int | str, ...]:
    """Sorts `7112.2` before `7112.10`."""
    return tuple(int(part) if part.isdigit() else part for part in code.split("."))
