"""The demo's own files: the vacancies in `data/`, the words and shares in `tables/`."""

import csv
import gzip
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Record = dict[str, Any]


@cache
def table(name: str) -> Record:
    """`tables/{name}.toml`. Callers read it, never change it."""
    return tomllib.loads((files("demo") / "tables" / f"{name}.toml").read_text("utf-8"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """`tables/{name}.csv`."""
    text = (files("demo") / "tables" / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def vacancies() -> tuple[dict[str, str], ...]:
    """The real vacancies as published, in the order of the source."""
    packed = (files("demo") / "data" / "vacancies.csv.gz").read_bytes()
    return tuple(csv.DictReader(gzip.decompress(packed).decode("utf-8").splitlines()))
