"""What a setting may be, and how to say what is wrong with one without repeating its value."""

import json
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from pydantic_core import ErrorDetails

# Of a misspelled name, so much is like the right one.
ALIKE = 0.85
EVERY_PROXY = "*"
SENTENCES: Mapping[str, str] = {
    "int_parsing": "has to be a whole number",
    "int_from_float": "has to be a whole number",
    "bool_parsing": "has to be true or false",
    "greater_than_equal": "has to be {ge} or more",
    "less_than_equal": "has to be {le} or less",
    "literal_error": "has to be {expected}",
    "date_parsing": 'lists days, such as ["2027-06-06"]',
    "date_from_datetime_parsing": 'lists days, such as ["2027-06-06"]',
    "date_from_datetime_inexact": 'lists days, such as ["2027-06-06"]',
    "date_type": 'lists days, such as ["2027-06-06"]',
    "string_type": "lists texts",
    "value_error": "{error}",
}


def json_list(given: Any) -> Any:
    """A list as it is written in the environment. ValueError for any other text."""
    if not isinstance(given, str):
        return given
    try:
        found = json.loads(given)
    except ValueError:
        found = None
    if not isinstance(found, list):
        raise ValueError('has to be a JSON list, such as ["one", "two"]')  # noqa: TRY004 - pydantic's
    return found


def web_address(given: str) -> str:
    if not _is_web_address(given):
        raise ValueError("has to begin with http:// or https:// and a host")
    return given


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def proxies(given: str) -> str:
    """Addresses or networks, separated by commas."""
    for part in filter(None, (part.strip() for part in given.split(","))):
        if part != EVERY_PROXY and not _is_network(part):
            raise ValueError("has to list addresses or networks, such as 127.0.0.1,10.0.0.0/8")
    return given


def _is_network(text: str) -> bool:
    try:
        ip_network(text)
    except ValueError:
        return False
    return True


def flaw(prefix: str, error: ErrorDetails) -> str:
    """The variable and what it has to be. What is about several variables names them itself."""
    context = error.get("ctx", {})
    said = SENTENCES.get(error["type"], error["msg"]).format_map(context)
    name = "_".join(str(step) for step in error["loc"][:1]).upper()
    return f"{prefix}{name} {said}" if name else said


def nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, known, n=1, cutoff=ALIKE)), None)
