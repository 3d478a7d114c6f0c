"""What ranking may read of a person and of an opening.

`SeekerProfile` holds no name, sex, age, nationality or status: only what the work needs and the
answer to "may this person work, where, and until when". `tests/matching/test_profiles.py` holds
the field list, so a new field is a decision, not an accident.

What many people have in common is a tuple with names: made, compared and hashed for every row.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple


class Level(IntEnum):
    """Command of a language; a higher level includes the lower ones."""

    BASIC = 1
    INTERMEDIATE = 2
    ADVANCED = 3
    NATIVE = 4

    # Enumerations hash in Python by default; profiles are hashed whenever they are stored.
    __hash__ = int.__hash__


class Schooling(IntEnum):
    """Highest level finished, in the order of the public employment forms."""

    NONE = 0
    LITERATE = 1
    PRIMARY = 2
    SECONDARY = 3
    TECHNICAL = 4
    HIGH_SCHOOL = 5
    HIGHER_TECHNICAL = 6
    BACHELOR = 7
    MASTER = 8
    DOCTORATE = 9

    __hash__ = int.__hash__


class Schedule(StrEnum):
    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    WEEKENDS = "weekends"
    TEMPORARY = "temporary"
    ROTATING = "rotating"
    NIGHT = "night"

    __hash__ = str.__hash__


class Answer(StrEnum):
    """May the person work there and then?"""

    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"

    __hash__ = str.__hash__


class Grant(NamedTuple):
    """One ground for working, as a document gives it. `states` empty: the whole country.

    It holds from `since` to `until`, both days included; None leaves that end open.
    """

    answer: Answer
    code: str
    states: frozenset[str] = frozenset()
    until: date | None = None
    since: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def covers(self, state: str) -> bool:
        return not self.states or state in self.states


class Language(NamedTuple):
    language: str
    level: Level


class Experience(NamedTuple):
    """`last_year` is that in which the person last did this work; None: still, or not said."""

    occupation: str
    months: int
    last_year: int | None = None


class Relocation(NamedTuple):
    """Where the person would move to. `states` empty: anywhere in the country."""

    willing: bool = False
    states: frozenset[str] = frozenset()
    household_size: int = 1


@dataclass(frozen=True, slots=True)
class SeekerProfile:
    """`key` identifies the row to the caller and breaks ties: the lower was registered first.

    Occupations and skills are ids of `matching.catalogs`; municipality is the 5-digit INEGI code;
    `minor_until` is the 18th birthday of a person who has not reached it, else None.
    """

    key: int
    municipality: str
    grants: tuple[Grant, ...] = ()
    skills: frozenset[str] = frozenset()
    experience: tuple[Experience, ...] = ()
    languages: tuple[Language, ...] = ()
    schooling: Schooling | None = None
    schedules: frozenset[Schedule] = frozenset()
    expected_monthly_wage: int | None = None
    max_commute_km: int = 0
    relocation: Relocation = field(default_factory=Relocation)
    available_from: date | None = None
    minor_until: date | None = None


@dataclass(frozen=True, slots=True)
class OpeningProfile:
    """`key` identifies the row to the caller and breaks ties: the lower was posted first.

    `expected_months` is how long the work should last, None when it has no end.
    """

    key: int
    municipality: str
    occupation: str | None = None
    required_skills: frozenset[str] = frozenset()
    optional_skills: frozenset[str] = frozenset()
    languages: tuple[Language, ...] = ()
    schooling: Schooling | None = None
    experience_months: int = 0
    monthly_wage: int | None = None
    schedule: Schedule | None = None
    starts_on: date | None = None
    accepts_minors: bool = False
    relocation_help: bool = False
    expected_months: int | None = None

    @property
    def state(self) -> str:
        """INEGI code of the state, the first two digits of the municipality's."""
        return self.municipality[:2]

    def starts(self, on: date) -> date:
        """The day the work can begin, seen from day `on`: never a day already gone."""
        return on if self.starts_on is None else max(self.starts_on, on)
