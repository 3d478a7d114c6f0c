"""Which version a database stands at and which this program wants: read without Alembic, which
takes a third of a second to load and is needed for migrating alone."""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

INSTALLED = Path(__file__).parent / "migrations"
IN_CHECKOUT = Path(__file__).parents[2] / "migrations"
_NAME = re.compile(r"(\d{4})_\w+\.py")


def migrations() -> Path:
    return INSTALLED if INSTALLED.is_dir() else IN_CHECKOUT


@cache
def known() -> tuple[str, ...]:
    """Oldest first. A migration's file is named after its version: "0001_what_it_does.py"."""
    names = (_NAME.fullmatch(file.name) for file in (migrations() / "versions").iterdir())
    return tuple(sorted(name[1] for name in names if name))


def newest() -> str:
    return known()[-1]


def version_of(session: Session) -> str | None:
    """The version a database stands at; None when it has none of our tables. Waits for no
    writer."""
    if not inspect(session.connection()).has_table("alembic_version"):
        return None
    found: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
    return found
