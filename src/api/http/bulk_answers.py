"""The answer to a bulk request: one result a row, and a status that does not flatter."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from api.http.problems import field_problem
from api.http.schemas import FieldProblem, Out
from services.bulk import REFUSED, RowResult


class BulkRow(Out):
    """`status` is created, updated, unchanged or refused; a refused row says what to mend."""

    index: int
    external_id: str | None
    status: str
    id: UUID | None
    errors: list[FieldProblem]


class BulkOut(Out):
    """One result a row, in the order sent."""

    created: int
    updated: int
    unchanged: int
    refused: int
    data: list[BulkRow]


_adapter = TypeAdapter(BulkOut)


def bulk_status(results: Sequence[RowResult]) -> int:
    """200: all rows stored; 207: some; 422: none."""
    refused = sum(row.status == REFUSED for row in results)
    if not refused:
        return 200
    return 207 if refused < len(results) else 422


def bulk_out(results: Sequence[RowResult], language: str) -> dict[str, Any]:
    counts = Counter(row.status for row in results)
    answer = BulkOut(
        created=counts["created"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        refused=counts["refused"],
        data=[
            BulkRow(
                index=row.index,
                external_id=row.external_id,
                status=row.status,
                id=row.public_id,
                errors=[FieldProblem(**field_problem(found, language)) for found in row.errors],
            )
            for row in results
        ],
    )
    plain: dict[str, Any] = _adapter.dump_python(answer, mode="json")
    return plain
