"""Every code that a problem body can carry, with what it means in each language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.http.problems import HTTP_DETAILS, INTERNAL
from api.statuses import status_of_kind
from services.errors import PuenteError
from services.field_codes import SENTENCES, code_of
from services.social_security.reply_codes import reply_codes
from services.wording import STAFF_LANGUAGES, say

NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Code:
    """`status` is None for the code of a field, which travels inside a problem or a bulk row.
    `meaning`: by language, every sentence that comes with the code."""

    name: str
    status: int | None
    meaning: dict[str, tuple[str, ...]]


def problem_codes() -> list[Code]:
    """Of every refusal known by now, in the order of the alphabet."""
    known = [_code(kind.code, status_of_kind(kind), [kind.message]) for kind in _kinds()]
    # These are raised by the framework and the envelope, not by a use case.
    outer = [_code(f"http_{status}", status, [said]) for status, said in HTTP_DETAILS.items()]
    return sorted([*known, *outer, _code("internal", 500, [INTERNAL])], key=lambda each: each.name)


def field_codes() -> list[Code]:
    said: dict[str, list[str]] = {}
    for name, sentence in sorted(SENTENCES.items()):
        said.setdefault(code_of(name), []).append(sentence)
    return [_code(name, None, sentences) for name, sentences in said.items()]


def institute_codes() -> list[Code]:
    """What a row of a movement file may carry beside the codes of fields."""
    return [
        Code(it.code, None, {lang: (it.meaning(lang),) for lang in STAFF_LANGUAGES})
        for it in reply_codes()
    ]


def _kinds(kind: type[PuenteError] = PuenteError) -> Iterator[type[PuenteError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)


def _code(name: str, status: int | None, messages: Sequence[str]) -> Code:
    return Code(
        name, status, {lang: tuple(_said(it, lang) for it in messages) for lang in STAFF_LANGUAGES}
    )


def _said(message: str, lang: str) -> str:
    return say(message, lang, **{blank: f"‹{blank}›" for blank in NAMED.findall(message)})
