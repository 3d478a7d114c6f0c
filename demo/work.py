"""The work that invented people have done, in their own words, and what they can do."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random

from demo.dice import drawn, happens
from demo.genders import said
from demo.packaged import Record, rows
from matching.catalogs import load
from services.social_security.wages import wage_floor

# How likely each tier of work is (1 elementary, 4 professional) for each schooling.
_TIERS = {
    "none": {1: 82, 2: 18},
    "literate": {1: 78, 2: 22},
    "primary": {1: 66, 2: 33, 3: 1},
    "secondary": {1: 50, 2: 43, 3: 7},
    "technical": {1: 24, 2: 44, 3: 32},
    "high_school": {1: 34, 2: 41, 3: 25},
    "higher_technical": {1: 18, 2: 30, 3: 40, 4: 12},
    "bachelor": {1: 12, 2: 18, 3: 28, 4: 42},
    "master": {2: 8, 3: 22, 4: 70},
}
# Pay hoped for, as a multiple of the wage floor of the place.
_HOPES = {1: (1.0, 1.12), 2: (1.03, 1.4), 3: (1.1, 1.7), 4: (1.4, 2.8)}
_OCCUPATIONS = {1: 48, 2: 36, 3: 16}
_LONGEST_MONTHS = 300
_TELL_THE_YEAR = 0.6


@dataclass(frozen=True, slots=True)
class Work:
    occupation: str
    tier: int
    weight: float
    titles: dict[str, tuple[str, ...]]
    words: tuple[str, ...]


@cache
def works() -> tuple[Work, ...]:
    return tuple(_work(row) for row in rows("works"))


def work_of(chance: Random, schooling: str) -> tuple[Work, ...]:
    """One to three, all different, the usual one first."""
    count = drawn(chance, _OCCUPATIONS)
    found: dict[str, Work] = {}
    while len(found) < count:
        tier = drawn(chance, _TIERS[schooling])
        choices = [work for work in works() if work.tier == tier]
        work = chance.choices(choices, [each.weight for each in choices])[0]
        found.setdefault(work.occupation, work)
    return tuple(found.values())


def past_work(
    chance: Random, origin: Record, done: tuple[Work, ...], age: int, *, is_woman: bool
) -> list[Record]:
    """In the shape of the contract: titles as this person would say them, months of each."""
    most = min(_LONGEST_MONTHS, max(6, (age - 15) * 12))
    words: dict[str, float] = origin["words"]
    column = drawn(chance, words)
    return [
        {
            "title": said(chance.choice(work.titles[column]), column, is_woman=is_woman),
            "months": _months(chance, most, at),
        }
        for at, work in enumerate(done)
    ]


def with_years(chance: Random, past: list[Record], born_on: date, today: date) -> list[Record]:
    """Three in five works with the year in which they ended: the usual one the latest."""
    working_years = today.year - born_on.year - 16
    return [
        work | {"last_year": today.year - _years_ago(chance, working_years, work["months"], at)}
        if happens(chance, _TELL_THE_YEAR)
        else work
        for at, work in enumerate(past)
    ]


def _years_ago(chance: Random, working_years: int, months: int, at: int) -> int:
    """Never so long that the work began before fifteen."""
    most = max(0, working_years - months // 12)
    return min(most, round(chance.expovariate(1 / (1.5 + 3 * at))))


def skills_of(chance: Random, done: tuple[Work, ...]) -> list[str]:
    """Ids of the catalog for some, words for the others, as desks and forms really give them."""
    catalogs, found = load(), list[str]()
    for work in done:
        known = catalogs.occupations.skills_of(work.occupation)
        weights = [3.0 if is_essential else 1.0 for _, is_essential in known]
        picked = chance.choices(known, weights, k=chance.randint(2, 5)) if known else []
        for skill, _ in dict.fromkeys(picked):
            is_typed = happens(chance, 0.45)
            found.append(catalogs.skills[skill].label("es") if is_typed else skill)
        found += chance.sample(work.words, chance.randint(0, len(work.words)))
    return list(dict.fromkeys(found))


def wage_hoped_for(
    chance: Random, done: tuple[Work, ...], municipality: str, today: date
) -> str | None:
    """Pesos a month, to the hundred; a quarter of the people name none."""
    if happens(chance, 0.25):
        return None
    low, high = _HOPES[max(work.tier for work in done)]
    floor = wage_floor(municipality, today).monthly
    hope = floor * Decimal(str(round(chance.uniform(low, high), 4)))
    return f"{(hope / 100).to_integral_value() * 100:.2f}"


def _months(chance: Random, most: int, at: int) -> int:
    """The usual work the longest; a few have none in it."""
    mean = 54 / (1 + at)
    return min(most, round(chance.expovariate(1 / mean)))


def _work(row: dict[str, str]) -> Work:
    columns = ("es_mx", "es_ca", "es_car", "ht", "fr", "en", "pt")
    return Work(
        occupation=row["occupation"],
        tier=int(row["tier"]),
        weight=float(row["weight"]),
        titles={name: tuple(row[name].split("|")) for name in columns},
        words=tuple(row["words"].split("|")),
    )
