"""Bodies as they were sent: for idempotency and for bulk rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, HTTPException, Request

from services.bulk import records_of

NDJSON_TYPES = frozenset({"application/x-ndjson", "application/ndjson", "application/jsonl"})
JSON_TYPES = frozenset({"application/json", ""})


async def raw_body(request: Request) -> bytes:
    return await request.body()


RawBody = Annotated[bytes, Depends(raw_body)]
IdempotencyKey = Annotated[
    str | None,
    Header(alias="Idempotency-Key", description="Any text of at most 255 characters."),
]


@dataclass(frozen=True, slots=True)
class BulkBody:
    content: bytes
    is_lines: bool

    def records(self) -> Iterator[Any]:
        return records_of(self.content, is_lines=self.is_lines)


def bulk_body(request: Request, content: RawBody) -> BulkBody:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in NDJSON_TYPES | JSON_TYPES:
        raise HTTPException(415)
    return BulkBody(content, is_lines=kind in NDJSON_TYPES)


BulkBodyDep = Annotated[BulkBody, Depends(bulk_body)]


def bulk_openapi(schema: str) -> dict[str, Any]:
    row = {"$ref": f"#/components/schemas/{schema}"}
    return {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"type": "array", "items": row, "maxItems": 10_000}},
                "application/x-ndjson": {"schema": row},
            },
        }
    }
