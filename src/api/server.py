"""How the HTTP server itself refuses: with a problem body, as the application would."""

import json
import logging
import uuid

from uvicorn.protocols.http.auto import AutoHTTPProtocol

from api.http.problems import HTTP_DETAILS, TITLES, TYPE_PREFIX
from api.middleware import SECURITY_HEADERS

logger = logging.getLogger("puente.request")

CODE = "http_400"


class Protocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """What cannot be read as HTTP reaches no application: a method that nobody knows, an address
    or a header that is broken or too long."""

    def send_400_response(self, msg: str) -> None:
        request_id = uuid.uuid4().hex
        logger.info(msg, extra={"request_id": request_id, "status": 400})
        body = _problem(request_id)
        headers = {
            "Content-Type": "application/problem+json",
            "Content-Language": "en",
            "Content-Length": str(len(body)),
            "Connection": "close",
            "X-Request-Id": request_id,
            **SECURITY_HEADERS,
        }
        lines = ["HTTP/1.1 400 Bad Request", *(f"{name}: {it}" for name, it in headers.items())]
        self.transport.write("\r\n".join([*lines, "", ""]).encode() + body)
        self.transport.close()


def _problem(request_id: str) -> bytes:
    """In English: in which language to answer could not be read either."""
    body = {
        "type": f"{TYPE_PREFIX}{CODE}",
        "title": TITLES[400],
        "status": 400,
        "detail": HTTP_DETAILS[400],
        "code": CODE,
        "errors": [],
        "request_id": request_id,
    }
    return json.dumps(body).encode()
