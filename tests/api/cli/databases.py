"""Databases that a command finds empty."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def empty_database(url: str, folder: Path) -> Iterator[str]:
    """The URL of a database of the same kind, without tables."""
    if url.startswith("sqlite"):
        yield f"sqlite:///{folder / 'other.db'}"
        return
    name = "other"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield url.replace("/postgres?", f"/{name}?")
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
