from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.functions import FunctionElement

from models.base import Base
from models.types import RowId, text_enum, utc_now
from models.vocabulary import FeedKind, FeedOperation


class CurrentTransaction(FunctionElement[int]):
    inherit_cache = True


@compiles(CurrentTransaction)
def _none(*_: Any, **__: Any) -> str:
    return "0"


@compiles(CurrentTransaction, "postgresql")
def _numbered(*_: Any, **__: Any) -> str:
    return "(pg_current_xact_id()::text::bigint)"


class Change(Base):
    """An opening or a seeker changed. Read through `models.feed`, which knows the commit order.

    `transaction_id` is PostgreSQL's 64-bit transaction id, 0 on SQLite.
    """

    __tablename__ = "changes"
    __table_args__ = (
        Index("ix_changes_transaction_id_sequence", "transaction_id", "sequence"),
        {"sqlite_autoincrement": True},
    )

    sequence: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=True)
    transaction_id: Mapped[int] = mapped_column(BigInteger, server_default=CurrentTransaction())
    kind: Mapped[FeedKind] = mapped_column(text_enum(FeedKind, "kind"))
    row_id: Mapped[int] = mapped_column(BigInteger)
    operation: Mapped[FeedOperation] = mapped_column(text_enum(FeedOperation, "operation"))
    at: Mapped[datetime] = mapped_column(default=utc_now)
