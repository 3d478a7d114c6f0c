"""Answers that anybody may keep carry an ETag, and are not sent again to whoever has them."""

from hashlib import blake2b
from typing import Any

from fastapi import Request, Response

UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Unchanged"}}
ANY = "*"


def unless_unchanged(request: Request, answer: Response) -> Response:
    """304 where `If-None-Match` names what would be sent."""
    if not answer.headers.get("Cache-Control", "").startswith("public"):
        return answer
    tag = f'"{blake2b(answer.body, digest_size=16).hexdigest()}"'
    answer.headers["ETag"] = tag
    if not {tag, ANY}.intersection(_tags(request.headers.get("if-none-match", ""))):
        return answer
    kept = {name: it for name, it in answer.headers.items() if not name.startswith("content-")}
    return Response(status_code=304, headers=kept)


def _tags(given: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in given.split(",")}
