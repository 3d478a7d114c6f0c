"""Pydantic's findings as field errors with a pointer, a code and a sentence that can be said."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from services.errors import FieldError
from services.field_codes import SENTENCES, UNFORESEEN, code_of

QUOTED = re.compile(r"'([^']*)'")
# What a pattern asks for, in words.
CASES: Mapping[str, str] = {
    r"^\d{2}$": "two_digits",
    r"^[0-9]{2}$": "two_digits",
    r"^[0-9a-f]{64}$": "hash",
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": "email",
}


# Where "at least 1" is said in words.
MAY_BE_EMPTY = frozenset({"string_too_short", "too_short"})


def pointer(location: Iterable[object], prefix: str = "") -> str:
    """RFC 6901."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in location)
    return prefix + "".join(f"/{step}" for step in steps)


def field_errors(errors: Iterable[Mapping[str, Any]], prefix: str = "") -> tuple[FieldError, ...]:
    """From `ValidationError.errors()`. What was typed is not repeated: it may be personal."""
    found = list(errors)
    return tuple(_field_error(it, prefix) for it in found if not _is_said_within(it, found))


def _is_said_within(error: Mapping[str, Any], every: Iterable[Mapping[str, Any]]) -> bool:
    """A list of one bad entry is called too short as well: the entry did not count."""
    where = tuple(error["loc"])
    is_short = error["type"] == "too_short"
    return is_short and any(_begins(tuple(it["loc"]), where) for it in every)


def _begins(inner: tuple[object, ...], outer: tuple[object, ...]) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _field_error(error: Mapping[str, Any], prefix: str) -> FieldError:
    context = dict(error.get("ctx") or {})
    if "expected" in context:
        # Pydantic joins them with an English "or".
        expected = str(context["expected"])
        context["choices"] = ", ".join(QUOTED.findall(expected)) or expected.lower()
    for limit in ("ge", "le"):
        if isinstance(context.get(limit), float):
            context[limit] = f"{context[limit]:g}"
    return FieldError(
        pointer=pointer(error["loc"], prefix),
        code=code_of(error["type"]),
        message=SENTENCES.get(_name(error["type"], context), UNFORESEEN),
        context=context,
    )


def _name(kind: str, context: Mapping[str, Any]) -> str:
    case = CASES.get(str(context.get("pattern")))
    if kind in MAY_BE_EMPTY and context.get("min_length") == 1:
        case = "empty"
    return f"{kind}.{case}" if case else kind


def from_validation(error: ValidationError, prefix: str = "") -> tuple[FieldError, ...]:
    return field_errors(error.errors(include_url=False, include_input=False), prefix)
