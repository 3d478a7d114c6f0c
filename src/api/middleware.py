"""What every request passes: an id, a size limit, security headers, one log line, one metric."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from prometheus_client import Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("puente.request")

REQUESTS = Counter("puente_requests_total", "Requests", ["method", "route", "status"])
SECONDS = Histogram("puente_request_seconds", "Time to the last byte", ["route"])

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,80}")

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
}
# What it tells of people is kept by nobody on the way; what may be kept says so itself.
API = "/v1/"
PLAIN = "identity"
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"


OnFailure = Callable[[Request, Exception], Response]


@dataclass(frozen=True, slots=True)
class Limits:
    ordinary: int
    bulk: int

    def of(self, path: str) -> int:
        return self.bulk if path.endswith(("/bulk", "/replies")) else self.ordinary


class Envelope:
    """Wraps the application. Pure ASGI, so streamed answers stay streams."""

    def __init__(
        self, app: ASGIApp, *, limits: Limits, is_https: bool, on_failure: OnFailure
    ) -> None:
        self.app = app
        self.limits = limits
        self.is_https = is_https
        self.on_failure = on_failure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = scope["method"]
        if method == "HEAD":
            # Answered as GET is, without the body: at every address alike.
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        request_id = _request_id(Headers(scope=scope).get("x-request-id", ""))
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        of_api = scope["path"].startswith(API)
        answer = _Answer(send, request_id, of_api=of_api, is_https=self.is_https)
        started = time.perf_counter()
        try:
            limited = _limited(scope, receive, self.limits.of(scope["path"]))
            await self.app(scope, limited, answer.send)
        except Exception as error:
            if answer.has_started:
                raise
            # Said here, inside the envelope: a failure carries its id and headers too.
            failure = self.on_failure(Request(scope), error)
            await failure(scope, receive, answer.send)
        finally:
            _record(scope, method, answer.status, time.perf_counter() - started)


class _Answer:
    def __init__(self, send: Send, request_id: str, *, of_api: bool, is_https: bool) -> None:
        self._send = send
        self._of_api = of_api
        self._request_id = request_id
        self._is_https = is_https
        self.status = 500
        self.has_started = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.has_started = message["status"], True
            headers = MutableHeaders(scope=message)
            headers["X-Request-Id"] = self._request_id
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            if self._of_api:
                headers.setdefault("Cache-Control", "no-store")
            if self._is_https:
                headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        await self._send(message)


def _without_body(send: Send) -> Send:
    async def headers_alone(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return headers_alone


def _request_id(given: str) -> str:
    return given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex


def _limited(scope: Scope, receive: Receive, most: int) -> Receive:
    headers = Headers(scope=scope)
    declared = headers.get("content-length", "")
    too_large = declared.isdigit() and int(declared) > most
    # Not unpacked: a small body could become a very large one.
    is_packed = headers.get("content-encoding", PLAIN).lower() != PLAIN
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        if too_large:
            raise HTTPException(413)
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise HTTPException(413)
        if seen and is_packed:
            raise HTTPException(415, headers={"Accept-Encoding": PLAIN})
        return message

    return limited


def _route_of(scope: Scope) -> str:
    """As it is declared, never as it was asked for: an address may name somebody."""
    # Routes of an included router know their prefix only here.
    effective = scope.get("fastapi", {}).get("effective_route_context")
    declared = effective or scope.get("route")
    return str(getattr(declared, "path_format", "unmatched"))


def _record(scope: Scope, method: str, status: int, seconds: float) -> None:
    route = _route_of(scope)
    method = method if method in METHODS else "other"
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)
    logger.info(
        "Request answered",
        extra={
            "method": method,
            "route": route,
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
        },
    )
