"""Ages that the labor law knows (LFT 22, 23 and 174 to 178)."""

from datetime import date

from services.errors import Malformed
from services.field_codes import field_error

YOUNGEST = 15
ADULT = 18
OLDEST = 110


def birthday(born_on: date, age: int) -> date:
    """Born on 29 February: the birthday of a common year is 1 March."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def eighteenth_birthday(born_on: date) -> date:
    return birthday(born_on, ADULT)


def check_age(born_on: date, today: date) -> None:
    """Raises Malformed under 15, in the future, or implausibly long ago."""
    if born_on > today:
        raise Malformed(errors=[field_error("/born_on", "day_to_come")])
    if birthday(born_on, YOUNGEST) > today:
        raise Malformed(errors=[field_error("/born_on", "too_young")])
    if birthday(born_on, OLDEST) < today:
        raise Malformed(errors=[field_error("/born_on", "implausible_date")])
