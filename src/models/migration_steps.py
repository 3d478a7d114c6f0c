"""What migrations are written with. Applied migrations depend on it: add here, never alter."""

from collections.abc import Iterator

import sqlalchemy as sa

from models.types import Json, RowId

__all__ = ["Json", "RowId", "append_only", "choice"]

_SQLITE = """
CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
  USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def choice(name: str, *values: str) -> sa.Enum:
    """A text column's type with a CHECK that only these values are in it."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def append_only(table: str, dialect: str) -> Iterator[str]:
    """The statements after which the rows of a table can be neither changed nor removed."""
    if dialect == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            yield _SQLITE.format(table=table, verb=verb)
    else:
        yield _FUNCTION
        yield _POSTGRESQL.format(table=table)
