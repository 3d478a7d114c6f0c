"""The packaged tables of law, wages and codes. `data/SOURCES.md` says where each comes from."""

import csv
from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Rows of `data/{name}.csv` in file order; an empty cell is an empty string."""
    path = files("services.social_security") / "data" / f"{name}.csv"
    with path.open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def column(name: str, field: str) -> frozenset[str]:
    return frozenset(row[field] for row in rows(name))


@cache
def term(name: str) -> int:
    """A length of time set by law, in the unit that `data/terms.csv` gives."""
    return next(int(row["value"]) for row in rows("terms") if row["term"] == name)
