"""Numbers that pass every check and belong to nobody: for the demo only.

Each kind keeps to a corner that the issuing office does not use or hardly ever reaches, so that
an invented number is told from a real one at sight.
"""

from datetime import date

from services.social_security import curp as curps
from services.social_security import nss as nsss
from services.social_security import rfc as rfcs
from services.social_security.identifiers import Bearer, expected_letters

# The mark before the check digit counts homonyms from 0 or A up; its far end is not reached.
_MARKS = {False: "9876543210", True: "ZYXWVUTSRQ"}
# No delegation has the series 00.
_NSS_SERIES = "00"
_RFC_MARK = "DM"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Companies founded on a leap day.
_FOUNDED = ("000229", "040229", "080229", "120229", "160229", "200229", "240229")


def invent_curp(bearer: Bearer, *, homonym: int = 0) -> str:
    """A valid CURP of this bearer, every field of whom must be known; `homonym` from 0 to 9."""
    assert bearer.born_on is not None  # noqa: S101 - narrows for the types; callers know the day
    letters = expected_letters(bearer)
    body = (
        "".join(letters[at] for at in (1, 2, 3, 4))
        + f"{bearer.born_on:%y%m%d}{bearer.sex}{bearer.birth_state}"
        + "".join(letters[at] for at in (14, 15, 16))
        + _MARKS[bearer.born_on.year >= 2000][homonym]
    )
    return body + curps.check_digit(body)


def invent_nss(number: int, *, registered: int, born_on: date) -> str:
    """`number` tells people of the same years apart."""
    body = f"{_NSS_SERIES}{registered % 100:02d}{born_on.year % 100:02d}{number % 10_000:04d}"
    return body + nsss.check_digit(body)


def invent_person_rfc(curp: str) -> str:
    body = curp[:10] + _RFC_MARK
    return body + rfcs.check_digit(body)


def invent_company_rfc(number: int) -> str:
    """Different for each number below 4,732."""
    tens, ones = divmod(number % 676, 26)
    founded = _FOUNDED[number // 676 % len(_FOUNDED)]
    body = f"X{_LETTERS[tens]}{_LETTERS[ones]}{founded}{_RFC_MARK}"
    return body + rfcs.check_digit(body)


def invent_registration(number: int, state: str) -> str:
    """An employer registration of modality 10; no municipality key begins with Z and a state."""
    return f"Z{state}{number:05d}10{number % 10}"


def invent_phone(number: int) -> str:
    """After the area code 55 a subscriber's number never begins with 0."""
    return f"+52550{number % 10_000_000:07d}"
