"""What reaches no application is refused as everything else."""

import json
from typing import Any
from unittest.mock import Mock

import pytest
from anyio.from_thread import start_blocking_portal
from uvicorn import Config
from uvicorn.server import ServerState

from api.server import Protocol


async def answer_to(sent: bytes) -> tuple[bytes, dict[str, str], Any]:
    """The first line, the headers and the body."""
    config = Config(app=lambda *_: None, log_config=None)
    protocol = Protocol(config=config, server_state=ServerState(), app_state={})
    transport = Mock(get_extra_info=Mock(return_value=None))
    protocol.connection_made(transport)
    protocol.data_received(sent)
    head, _, body = b"".join(it.args[0] for it in transport.write.call_args_list).partition(
        b"\r\n\r\n"
    )
    first, *lines = head.split(b"\r\n")
    transport.close.assert_called_once_with()
    return first, dict(it.decode().lower().split(": ", 1) for it in lines), json.loads(body)


@pytest.mark.parametrize(
    "sent",
    [
        b"FOO /v1/openings HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /v1/openings?status=" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /v1/openings HTTP/1.1\r\nHost: a\r\nContent-Length: b\r\n\r\n",
        b"\x16\x03\x01",
    ],
)
def test_what_is_no_http_is_refused_with_a_problem_body(sent: bytes) -> None:
    # In a thread of its own: a browser of other tests may have left its loop in this one.
    with start_blocking_portal() as portal:
        first, headers, body = portal.call(answer_to, sent)

    assert first == b"HTTP/1.1 400 Bad Request"
    assert headers["content-type"] == "application/problem+json"
    assert headers["connection"] == "close"
    assert headers["x-content-type-options"] == "nosniff"
    assert (body["status"], body["code"], body["errors"]) == (400, "http_400", [])
    assert body["request_id"] == headers["x-request-id"]
    assert "65,000" in body["detail"]
