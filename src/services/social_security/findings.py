"""What is wrong with a number that somebody typed, and where: codes, never sentences."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Generic, TypeVar

T = TypeVar("T")


class Flaw(StrEnum):
    """Every code a finding may carry; the words for them live in the message catalogues."""

    WRONG_LENGTH = "wrong_length"
    LETTER_EXPECTED = "letter_expected"
    DIGIT_EXPECTED = "digit_expected"
    LETTER_OR_DIGIT_EXPECTED = "letter_or_digit_expected"
    NON_ASCII_DIGIT = "non_ascii_digit"
    VOWEL_EXPECTED = "vowel_expected"
    CONSONANT_EXPECTED = "consonant_expected"
    IMPOSSIBLE_DATE = "impossible_date"
    DATE_IN_FUTURE = "date_in_future"
    UNKNOWN_SEX = "unknown_sex"
    UNKNOWN_STATE = "unknown_state"
    REFUSED_WORD = "refused_word"
    CHECK_DIGIT = "check_digit"
    ALL_ZERO = "all_zero"
    GENERIC_RFC = "generic_rfc"
    UNKNOWN_MODALITY = "unknown_modality"
    NAME_DIFFERS = "name_differs"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    BIRTH_YEAR_DIFFERS = "birth_year_differs"
    CENTURY_DIFFERS = "century_differs"
    SEX_DIFFERS = "sex_differs"
    STATE_DIFFERS = "state_differs"
    CURP_DIFFERS = "curp_differs"
    TEMPORARY_EXPIRED = "temporary_expired"
    TEMPORARY_UNDATED = "temporary_undated"
    TEMPORARY_TOO_LONG = "temporary_too_long"
    TEMPORARY_NOT_FOREIGN_BORN = "temporary_not_foreign_born"
    PERMANENT_WITH_END = "permanent_with_end"


class Grade(StrEnum):
    """An error stops the number from being used; a warning asks a person to look again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """`position` counts from 1 in the tidied text, None for the whole; `subject` is what belongs
    or was met there, where telling it helps and gives nothing away."""

    code: Flaw
    position: int | None = None
    grade: Grade = Grade.ERROR
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """`value` is None exactly when a finding is an error. `text` is the input, tidied."""

    text: str
    value: T | None
    findings: tuple[Finding, ...]

    @property
    def is_valid(self) -> bool:
        return self.value is not None

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.grade is Grade.ERROR)


_SEPARATORS = frozenset("-_./\u00ad\u200b\u2060\ufeff")
# Only these change case: str.upper() would turn other alphabets' letters into ASCII ones.
_UPPER = str.maketrans(ascii_lowercase + "ñ", ascii_uppercase + "Ñ")


def tidy(text: str) -> str:
    """Upper case, without spaces, hyphens, dots and slashes; any other character stays."""
    kept = (char for char in unicodedata.normalize("NFC", text) if not _separates(char))
    return "".join(kept).translate(_UPPER)


def _separates(char: str) -> bool:
    return char.isspace() or char in _SEPARATORS or unicodedata.category(char) == "Pd"


_CLASSES = {
    "A": (frozenset(ascii_uppercase), Flaw.LETTER_EXPECTED),
    "L": (frozenset(ascii_uppercase + "Ñ&"), Flaw.LETTER_EXPECTED),
    "9": (frozenset(digits), Flaw.DIGIT_EXPECTED),
    "X": (frozenset(ascii_uppercase + digits), Flaw.LETTER_OR_DIGIT_EXPECTED),
}


def misfits(text: str, mask: str) -> tuple[Finding, ...]:
    """Where `text` leaves `mask` (A letter, L letter, Ñ or &, 9 digit, X letter or digit)."""
    strange = tuple(
        _strange(char, at) for at, char in enumerate(text, 1) if _is_strange_digit(char)
    )
    if len(text) != len(mask):
        return (Finding(Flaw.WRONG_LENGTH, subject=f"{len(text)}/{len(mask)}"), *strange)
    return tuple(
        _misfit(char, kind, at)
        for at, (char, kind) in enumerate(zip(text, mask, strict=True), 1)
        if char not in _CLASSES[kind][0]
    )


def _misfit(char: str, kind: str, at: int) -> Finding:
    return (
        _strange(char, at)
        if _is_strange_digit(char)
        else Finding(_CLASSES[kind][1], at, subject=char)
    )


def _strange(char: str, at: int) -> Finding:
    return Finding(Flaw.NON_ASCII_DIGIT, at, subject=char)


def _is_strange_digit(char: str) -> bool:
    return char.isdigit() and not char.isascii()


def read(text: str, value: T, findings: Iterable[Finding]) -> Reading[T]:
    """The reading of a text of the right shape: `value` stands unless a finding is an error."""
    found = tuple(findings)
    refused = any(finding.grade is Grade.ERROR for finding in found)
    return Reading(text, None if refused else value, found)
