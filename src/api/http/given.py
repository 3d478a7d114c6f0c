"""An answer as it is kept for a repeated request."""

from fastapi import Response
from fastapi.responses import JSONResponse

from services.idempotency import Answer


def given(answer: Answer) -> Response:
    headers = {"Idempotent-Replayed": "true"} if answer.is_replay else None
    return JSONResponse(answer.body, status_code=answer.status, headers=headers)
