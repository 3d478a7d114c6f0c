"""Every way to get one character wrong, or to swap two neighbours."""

from collections.abc import Iterator
from string import ascii_uppercase, digits

SIGNS = digits + ascii_uppercase


def substitutions(text: str, signs: str = SIGNS) -> Iterator[str]:
    for at, right in enumerate(text):
        for sign in signs:
            if sign != right:
                yield text[:at] + sign + text[at + 1 :]


def swaps(text: str) -> Iterator[str]:
    for at in range(len(text) - 1):
        if text[at] != text[at + 1]:
            yield text[:at] + text[at + 1] + text[at] + text[at + 2 :]
