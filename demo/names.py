"""Names, birth dates and sexes of invented people."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.dice import drawn, happens
from demo.packaged import Record, table

_X_SHARE = 0.006
_UNSAID_SHARE = 0.004
# Lower and upper age of each group, and its share: most are between 25 and 39.
_AGES = {(16, 17): 1.5, (18, 24): 22, (25, 29): 24, (30, 39): 31, (40, 49): 14.5, (50, 64): 7}
_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Person:
    """`sex` None: the person did not say. `second_surname` None: the person has one surname."""

    given_names: str
    first_surname: str
    second_surname: str | None
    sex: str | None
    born_on: date

    def age(self, on: date) -> int:
        return int((on - self.born_on).days / _YEAR)


def invented_person(chance: Random, origin: Record, today: date) -> Person:
    names = table("names")[origin["names"]]
    is_woman = happens(chance, origin["women"])
    has_two = happens(chance, names["two_surnames"])
    return Person(
        given_names=_given(chance, names["women" if is_woman else "men"], twice=has_two),
        first_surname=chance.choice(names["surnames"]),
        second_surname=chance.choice(names["surnames"]) if has_two else None,
        sex=_sex(chance, is_woman=is_woman),
        born_on=_born_on(chance, today),
    )


def _given(chance: Random, names: list[str], *, twice: bool) -> str:
    """A second given name for some of those whose custom has two surnames."""
    first, second = chance.sample(names, 2)
    is_single = " " in first or "-" in first or not twice or not happens(chance, 0.4)
    return first if is_single else f"{first} {second}"


def _sex(chance: Random, *, is_woman: bool) -> str | None:
    said = "M" if is_woman else "H"
    return drawn(chance, {said: 1 - _X_SHARE - _UNSAID_SHARE, "X": _X_SHARE, None: _UNSAID_SHARE})


def _born_on(chance: Random, today: date) -> date:
    youngest, oldest = drawn(chance, _AGES)
    days = chance.randint(round(youngest * _YEAR) + 1, round((oldest + 1) * _YEAR) - 2)
    return today - timedelta(days=days)
