"""Structured logs: static sentences with allow-listed fields, so personal data cannot slip in."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, Literal

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger", "request_id", "method", "route", "status",
        "milliseconds", "actor_kind", "opening_id", "seeker_id", "employer_id", "placement_id",
        "referral_id", "match_run_id", "center_code", "rows", "created", "updated", "failed",
        "code", "exception", "error_type", "where", "version", "database", "position", "openings",
        "seekers", "host", "port", "topic", "message_id", "attempts", "setting", "_record",
        "_from_structlog",
    }
)  # fmt: skip


def keep_allowed(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> Mapping[str, Any]:
    """Drop every field that is not on the list; an exception keeps its type and place only."""
    return {key: value for key, value in event.items() if key in ALLOWED}


def place_of_exception(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Messages of exceptions may quote what a person typed: log the type and the line instead."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error_type"] = type(error).__name__
        event["where"] = _last_places(error)
    return event


def _last_places(error: BaseException) -> list[str]:
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/src/')[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[-6:]


def configure(*, level: str, form: Literal["json", "console"]) -> None:
    """Send everything, the libraries' records too, through one chain to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        place_of_exception,
        keep_allowed,
    ]
    renderer: Any = structlog.processors.JSONRenderer()
    if form == "console":
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for noisy in ("uvicorn.access", "httpx", "alembic", "numba"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
