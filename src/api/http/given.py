"""An answer as it is kept for a repeated request."""

from fastapi import Response

from api.http.dependencies import Call
from services.idempotency import Answer, OnceRequest, answered_before


def given(answer: Answer) -> Response:
    headers = {"Idempotent-Replayed": "true"} if answer.is_replay else None
    return Response(answer.text, answer.status, headers, media_type="application/json")


def kept_answer(call: Call, request: OnceRequest) -> Answer | None:
    """Before any row is checked, and in a session of its own: the writing one would make others
    wait while the rows are linked."""
    with call.runtime.database.read() as session:
        return answered_before(session, call.actor, request, now=call.now)
