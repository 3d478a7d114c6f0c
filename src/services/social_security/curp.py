"""CURP, the population key: 18 characters that repeat the person's name, birth, sex and state.

The check digit alone is weak: the tens of the day never change it, even weights let a difference
of five pass, and letters that are equal modulo ten may be exchanged. `curp_bearer` compares the
key with what the person says, which closes most of the gap (data/SOURCES.md has the rates).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.social_security.findings import Finding, Flaw, Grade, Reading, misfits, read, tidy
from services.social_security.tables import column

MASK = "AAAA999999AAAAAAX9"
SEXES = "HMX"
BORN_ABROAD = "NE"
_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
_VOWELS = "AEIOUX"


@dataclass(frozen=True, slots=True)
class Curp:
    """`sex` is H, M or X; `birth_state` the two letters of the key, NE for born abroad."""

    text: str
    born_on: date
    sex: str
    birth_state: str

    @property
    def is_foreign_born(self) -> bool:
        return self.birth_state == BORN_ABROAD


def read_curp(text: str, *, on: date | None = None) -> Reading[Curp]:
    """Any case, spaces and hyphens allowed. With `on`, a birth after that day is refused too."""
    tidied = tidy(text)
    shape = misfits(tidied, MASK)
    if shape:
        return Reading(tidied, None, shape)
    born_on = _born_on(tidied)
    findings = (*_structure(tidied), *_birth(born_on, on), *_letters(tidied))
    if born_on is None:
        return Reading(tidied, None, findings)
    return read(tidied, Curp(tidied, born_on, tidied[10], tidied[11:13]), findings)


def check_digit(first_17: str) -> str:
    total = sum(_ALPHABET.index(char) * (18 - at) for at, char in enumerate(first_17))
    return str(-total % 10)


def may_be_same_person(one: Curp, other: Curp) -> bool:
    """True of a temporary and a later permanent key of one person, and of homonyms born on the
    same day: only a person can tell these apart."""
    return one.text[:16] == other.text[:16]


def _structure(text: str) -> Iterator[Finding]:
    if text[:4] in column("curp_refused_words", "word"):
        yield Finding(Flaw.REFUSED_WORD, 1)
    if text[10] not in SEXES:
        yield Finding(Flaw.UNKNOWN_SEX, 11, subject=text[10])
    if text[11:13] not in column("curp_states", "code"):
        yield Finding(Flaw.UNKNOWN_STATE, 12, subject=text[11:13])
    if text[17] != check_digit(text[:17]):
        yield Finding(Flaw.CHECK_DIGIT, 18)


def _birth(born_on: date | None, on: date | None) -> Iterator[Finding]:
    if born_on is None:
        yield Finding(Flaw.IMPOSSIBLE_DATE, 5)
    elif on is not None and born_on > on:
        yield Finding(Flaw.DATE_IN_FUTURE, 5)


def _letters(text: str) -> Iterator[Finding]:
    # The register never issues these, but a derived rule must not turn a person away.
    if text[1] not in _VOWELS:
        yield Finding(Flaw.VOWEL_EXPECTED, 2, Grade.WARNING, text[1])
    for at in (13, 14, 15):
        if text[at] in "AEIOU":
            yield Finding(Flaw.CONSONANT_EXPECTED, at + 1, Grade.WARNING, text[at])


def _born_on(text: str) -> date | None:
    century = 1900 if text[16].isdigit() else 2000
    try:
        return date(century + int(text[4:6]), int(text[6:8]), int(text[8:10]))
    except ValueError:
        return None
