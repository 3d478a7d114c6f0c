"""Cells of a sheet as the fields of the contract.

`a|b` is a list; `language:level|…`, `title:months:last_year|…` and
`kind:number:state:valid_until|…` are lists of objects; `contact.name` reaches inside; a cell that
starts with `{` or `[` is JSON. An empty cell leaves the field out. Spreadsheets eat leading zeros:
codes get them back.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

LISTS = frozenset(
    {"required_skills", "optional_skills", "skills", "offers", "schedules", "needs", "consents"}
)
PARTS = {
    "languages": ("language", "level"),
    "occupations": ("title", "months", "last_year"),
    "documents": ("kind", "number", "state", "valid_until"),
}
PADDED = {"municipality": 5, "social_security_number": 11, "state": 2}
BOOLEANS = {
    "true": True, "false": False, "sí": True, "si": True, "no": False,
    "verdadero": True, "falso": False, "1": True, "0": False,
}  # fmt: skip
BOOLEAN_FIELDS = frozenset({"accepts_minors", "willing"})


def record_of(cells: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, cell in cells:
        if name and cell not in ("", None):
            _place(record, name.split("."), cell)
    return record


def _place(record: dict[str, Any], path: list[str], cell: Any) -> None:
    *parents, name = path
    for parent in parents:
        inner = record.setdefault(parent, {})
        if not isinstance(inner, dict):
            return
        record = inner
    if (value := _value(name, cell)) is not None:
        record[name] = value


def _value(name: str, cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return cell
    text = _plain(cell).strip()
    if not text:
        return None
    if text[0] in "[{":
        return _json(text)
    return _text_value(name, text)


def _plain(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _text_value(name: str, text: str) -> Any:
    if name in LISTS:
        return _split(text)
    if name == "states":
        return [_padded("state", state) for state in _split(text)]
    if name in PARTS:
        return [_object(PARTS[name], part) for part in _split(text)]
    if name in BOOLEAN_FIELDS:
        return BOOLEANS.get(text.lower(), text)
    return _padded(name, text)


def _padded(name: str, text: str) -> str:
    is_number = text.isascii() and text.isdigit()
    return text.zfill(PADDED.get(name, 0)) if is_number else text


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _object(names: tuple[str, ...], part: str) -> dict[str, str]:
    values = [value.strip() for value in part.split(":", len(names) - 1)]
    pairs = zip(names, values, strict=False)
    return {name: _padded(name, value) for name, value in pairs if value}
