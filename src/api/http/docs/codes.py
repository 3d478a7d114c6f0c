"""Every code that a problem body can carry, with what it means in each language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.http.problems import HTTP_DETAILS, INTERNAL, status_of_kind
from services.errors import PuenteError
from services.validation import SENTENCES
from services.wording import LANGUAGES, say

NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Code:
    """`status` is None for the code of a field, which travels inside a 422 or a bulk row."""

    name: str
    status: int | None
    meaning: dict[str, str]


def problem_codes() -> list[Code]:
    """Of every refusal known by now, in the order of the alphabet."""
    known = [_code(kind.code, status_of_kind(kind), kind.message) for kind in _kinds()]
    # These are raised by the framework and the envelope, not by a use case.
    outer = [_code(f"http_{status}", status, said) for status, said in HTTP_DETAILS.items()]
    return sorted([*known, *outer, _code("internal", 500, INTERNAL)], key=lambda each: each.name)


def field_codes() -> list[Code]:
    return [_code(name, None, said) for name, said in sorted(SENTENCES.items())]


def _kinds(kind: type[PuenteError] = PuenteError) -> Iterator[type[PuenteError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)


def _code(name: str, status: int | None, message: str) -> Code:
    blanks = {blank: f"‹{blank}›" for blank in NAMED.findall(message)}
    return Code(name, status, {lang: say(message, lang, **blanks) for lang in LANGUAGES})
