"""Many rows into one table: COPY on PostgreSQL, one prepared statement on SQLite.

Both take the values as the driver wants them: an INSERT of SQLAlchemy's would go through every
row in Python three times more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.database_errors import hide_values

# Below this a plain INSERT is quicker.
WORTH_A_COPY = 50


def insert_many(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows name the same columns; columns with a default may be left out of all of them."""
    if not rows:
        return
    # The columns are taken from the first row; what others have beyond them would be dropped.
    if any(row.keys() != rows[0].keys() for row in rows):
        raise ValueError("rows stored together name the same columns")
    if len(rows) < WORTH_A_COPY:
        session.execute(insert(table), rows)
    else:
        _insert(session.connection(), table, rows)


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    given = [table.c[name] for name in rows[0]]
    defaults = [column for column in table.c if column.default and column.name not in rows[0]]
    names = ", ".join(f'"{column.name}"' for column in (*given, *defaults))
    ready = _adapted(connection.dialect, given, defaults, rows)
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * (len(given) + len(defaults)))
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({places})'  # noqa: S608 - names only
        connection.exec_driver_sql(statement, list(ready))
    else:
        _copy(connection, f'COPY "{table.name}" ({names}) FROM STDIN', ready)


def _copy(connection: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    import psycopg  # noqa: PLC0415 - seventy modules that nothing beside SQLite needs

    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        hide_values(error)
        raise DBAPIError.instance(
            statement, None, error, psycopg.Error, hide_parameters=True, dialect=connection.dialect
        ) from error


def _adapted(
    dialect: Dialect,
    given: Sequence[Column[Any]],
    defaults: Sequence[Column[Any]],
    rows: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[Any, ...]]:
    binds = [(column.name, _processor(dialect, column)) for column in given]
    made = [(_default(column), _processor(dialect, column)) for column in defaults]
    for row in rows:
        values = [bind(row[name]) if bind else row[name] for name, bind in binds]
        for make, bind in made:
            value = make()
            values.append(bind(value) if bind else value)
        yield tuple(values)


def _processor(dialect: Dialect, column: Column[Any]) -> Any:
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)
