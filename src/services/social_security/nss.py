"""NSS, the social security number: series, year registered, year born, serial, check digit."""

from dataclasses import dataclass
from datetime import date

from services.social_security.findings import Finding, Flaw, Grade, Reading, misfits, read, tidy

MASK = "9" * 11
# The institute reports this where it does not know the year of birth.
_UNKNOWN_YEAR = 97


@dataclass(frozen=True, slots=True)
class SocialSecurityNumber:
    """Years have two digits and wrap: they say nothing certain about order."""

    text: str
    registered_year: int
    born_year: int


def read_nss(text: str) -> Reading[SocialSecurityNumber]:
    """Spaces and hyphens allowed; ASCII digits only."""
    tidied = tidy(text)
    findings = misfits(tidied, MASK)
    if findings:
        return Reading(tidied, None, findings)
    value = SocialSecurityNumber(tidied, int(tidied[2:4]), int(tidied[4:6]))
    return read(tidied, value, _flaws(tidied))


def check_digit(first_10: str) -> str:
    """The Luhn digit: every second digit doubled, products above nine lose nine."""
    products = (int(digit) * (1 + at % 2) for at, digit in enumerate(first_10))
    return str(-sum(product - 9 * (product > 9) for product in products) % 10)


def compare_nss(number: SocialSecurityNumber, born_on: date) -> tuple[Finding, ...]:
    """A warning at most: late registration and unknown years are common."""
    if number.born_year in (_UNKNOWN_YEAR, born_on.year % 100):
        return ()
    return (Finding(Flaw.BIRTH_YEAR_DIFFERS, 5, Grade.WARNING),)


def _flaws(text: str) -> tuple[Finding, ...]:
    if set(text) == {"0"}:
        return (Finding(Flaw.ALL_ZERO),)
    return () if text[10] == check_digit(text[:10]) else (Finding(Flaw.CHECK_DIGIT, 11),)
