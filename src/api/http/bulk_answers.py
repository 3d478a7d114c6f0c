"""The answer to a bulk request: one result a row, and a status that does not flatter."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from api.http.problems import field_problem
from api.http.schemas import FieldProblem, Out
from models.lifecycles import OpeningStatus
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


class OpeningBulkRow(BulkRow):
    """`opening_status` is where the opening stands now, null for a refused row; `review_codes` say
    why it waits as `in_review`."""

    opening_status: OpeningStatus | None
    review_codes: list[str]


class OpeningBulkOut(Out):
    """One result a row, in the order sent."""

    created: int
    updated: int
    unchanged: int
    refused: int
    data: list[OpeningBulkRow]


def bulk_status(results: Sequence[RowResult]) -> int:
    """200: all rows stored; 207: some; 422: none."""
    refused = sum(row.status == REFUSED for row in results)
    if not refused:
        return 200
    return 207 if refused < len(results) else 422


def bulk_out(results: Sequence[RowResult], language: str) -> BulkOut:
    rows = [BulkRow(**_fields(row, language)) for row in results]
    return BulkOut(**_counts(results), data=rows)


def opening_bulk_out(results: Sequence[RowResult], language: str) -> OpeningBulkOut:
    rows = [
        OpeningBulkRow(
            **_fields(row, language),
            opening_status=OpeningStatus(row.standing) if row.standing else None,
            review_codes=list(row.review_codes),
        )
        for row in results
    ]
    return OpeningBulkOut(**_counts(results), data=rows)


def _counts(results: Sequence[RowResult]) -> dict[str, int]:
    counts = Counter(row.status for row in results)
    return {name: counts[name] for name in ("created", "updated", "unchanged", "refused")}


def _fields(row: RowResult, language: str) -> dict[str, Any]:
    return {
        "index": row.index,
        "external_id": row.external_id,
        "status": row.status,
        "id": row.public_id,
        "errors": [FieldProblem(**field_problem(found, language)) for found in row.errors],
    }
