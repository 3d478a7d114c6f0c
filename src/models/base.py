"""The declarative base: names by convention, random public ids, sealed fields."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from models.sealing import SealedField
from models.types import Json, RowId, UtcDateTime, utc_now

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {
        int: RowId,
        datetime: UtcDateTime,
        dict[str, Any]: Json,
        list[str]: Json,
        list[Any]: Json,
    }

    def __init_subclass__(cls, **kwargs: Any) -> None:
        for name, field in list(vars(cls).items()):
            if isinstance(field, SealedField):
                field.add_columns(cls, name)
        super().__init_subclass__(**kwargs)


class Numbered:
    """An internal row number; it is never shown outside."""

    id: Mapped[int] = mapped_column(RowId, primary_key=True, sort_order=-3)


class Identified(Numbered):
    """A row with a random public id, known from the moment the object is made."""

    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=uuid4, sort_order=-2)

    def __init__(self, **values: Any) -> None:
        # Sealed fields are bound to the row by its public id, so it is set before them.
        self.public_id = values.pop("public_id", None) or uuid4()
        super().__init__(**values)


class Timestamped:
    created_at: Mapped[datetime] = mapped_column(default=utc_now, sort_order=90)
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now, sort_order=91)
