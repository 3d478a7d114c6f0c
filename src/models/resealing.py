"""Key rotation: seal every personal value anew with the current key.

Return codes and draft codes cannot be hashed anew, for only their hash is kept: keep an older key
on the ring for as long as such a code may be used.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import tables
from models.repositories import match_runs
from models.sealing import Cipher, SealedField, keyring_of

BATCH = 500


def reseal(session: Session) -> int:
    """How many rows were sealed anew. Run again, it finds none."""
    rows = sum(_reseal_table(session, table, fields) for table, fields in sealed_tables())
    return rows + match_runs.reseal_inputs(session)


def sealed_tables() -> Iterator[tuple[type[Any], tuple[SealedField[Any], ...]]]:
    for mapper in sorted(tables.Base.registry.mappers, key=lambda mapper: mapper.class_.__name__):
        fields = [field for field in vars(mapper.class_).values() if isinstance(field, SealedField)]
        if fields:
            yield mapper.class_, tuple(fields)


def _reseal_table(session: Session, table: type[Any], fields: tuple[SealedField[Any], ...]) -> int:
    count, last = 0, 0
    columns = [table.id, table.public_id, *(getattr(table, field.sealed) for field in fields)]
    page = select(*columns).order_by(table.id).limit(BATCH)
    while rows := session.execute(page.where(table.id > last)).mappings().all():
        last = rows[-1]["id"]
        for row in rows:
            count += _reseal_row(session, table, fields, row)
    return count


def _reseal_row(
    session: Session,
    table: type[Any],
    fields: tuple[SealedField[Any], ...],
    row: Mapping[Any, Any],
) -> bool:
    keyring = keyring_of(session)
    values: dict[str, Any] = {}
    for field in fields:
        held: Cipher | None = row[field.sealed]
        if held is not None and not keyring.is_current(held.blob):
            values |= field.values(row["public_id"], field.opened(held, row["public_id"]))
    if values:
        statement = update(table.__table__).where(table.__table__.c.id == row["id"])
        session.execute(statement.values(values))
    return bool(values)
