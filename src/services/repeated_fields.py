"""Fields that stand twice in a JSON object: only the last would count, and nobody would be told."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from services.validation import pointer


def repeated_fields(text: bytes) -> list[str]:
    """RFC 6901 pointers to them. Raises ValueError or RecursionError for what cannot be read."""
    return list(_within(json.loads(text, object_pairs_hook=_Seen())))


def readable_repeats(text: bytes) -> list[str]:
    """The same; none in what cannot be read, which is told by whoever reads it."""
    try:
        return repeated_fields(text)
    except (ValueError, RecursionError):
        return []


class _Twice(list[str]):
    """Pointers to them, from an object on."""


class _Seen:
    """Makes nothing of an object, so that a body of 64 MB costs no more than its text; but from the
    first field that stands twice on, of each object where such fields are."""

    def __init__(self) -> None:
        self._is_any = False

    def __call__(self, pairs: list[tuple[str, Any]]) -> _Twice | None:
        if not self._is_any and len(dict(pairs)) == len(pairs):
            return None
        self._is_any = True
        times = Counter(name for name, _ in pairs)
        own = [pointer([name]) for name in times if times[name] > 1]
        return _Twice(
            [*own, *(pointer([name]) + it for name, inner in pairs for it in _within(inner))]
        )


def _within(value: Any) -> Iterator[str]:
    if isinstance(value, _Twice):
        yield from value
    elif isinstance(value, list):
        for place, item in enumerate(value):
            for it in _within(item):
                yield f"/{place}{it}"
