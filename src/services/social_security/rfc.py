"""RFC, the tax key: 13 characters for a person, 12 for a company.

About one real RFC in a hundred carries a digit that does not match, so the digit only warns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.social_security.curp import Curp
from services.social_security.findings import Finding, Flaw, Grade, Reading, misfits, read, tidy
from services.social_security.tables import column

PERSON_MASK = "LLLL999999XXX"
COMPANY_MASK = "LLL999999XXX"
_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
_DIGITS = "0123456789A"


class RfcKind(StrEnum):
    PERSON = "person"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Rfc:
    text: str
    kind: RfcKind


def read_rfc(text: str) -> Reading[Rfc]:
    """Any case, spaces and hyphens allowed. The generic keys of the tax office are refused."""
    tidied = tidy(text)
    mask = COMPANY_MASK if len(tidied) == len(COMPANY_MASK) else PERSON_MASK
    shape = misfits(tidied, mask)
    if shape:
        return Reading(tidied, None, shape)
    kind = RfcKind.PERSON if mask is PERSON_MASK else RfcKind.COMPANY
    return read(tidied, Rfc(tidied, kind), _flaws(tidied, kind))


def check_digit(without_digit: str) -> str:
    """For the first 12 of a person's key or the first 11 of a company's."""
    padded = without_digit.rjust(12)
    total = sum(_ALPHABET.index(char) * (13 - at) for at, char in enumerate(padded))
    return _DIGITS[-total % 11]


def compare_rfc(rfc: Rfc, curp: Curp) -> tuple[Finding, ...]:
    """Both keys begin with the same name letters and birth date, small exceptions apart."""
    if rfc.kind is RfcKind.PERSON and rfc.text[4:10] != curp.text[4:10]:
        return (Finding(Flaw.CURP_DIFFERS, 5, Grade.WARNING),)
    if rfc.kind is RfcKind.PERSON and rfc.text[:4] != curp.text[:4]:
        return (Finding(Flaw.CURP_DIFFERS, 1, Grade.WARNING),)
    return ()


def _flaws(text: str, kind: RfcKind) -> Iterator[Finding]:
    if text in column("generic_rfcs", "rfc"):
        yield Finding(Flaw.GENERIC_RFC)
        return
    date_at = len(text) - 9
    if not _is_date(text[date_at : date_at + 6]):
        yield Finding(Flaw.IMPOSSIBLE_DATE, date_at + 1)
    if kind is RfcKind.PERSON and text[:4] in column("rfc_refused_words", "word"):
        yield Finding(Flaw.REFUSED_WORD, 1)
    if text[-1] != check_digit(text[:-1]):
        yield Finding(Flaw.CHECK_DIGIT, len(text), Grade.WARNING)


def _is_date(yymmdd: str) -> bool:
    # The century is not told; 29 February of '00 existed in 2000 alone, so try that one.
    try:
        date(2000 + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:]))
    except ValueError:
        return False
    return True
