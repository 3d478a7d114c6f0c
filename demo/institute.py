"""The institute, simulated: reads a movement file, checks layout and windows, answers each line.

It shares nothing with the service but the calendar: positions, digits and rules are written anew,
from the published structure of the record, so that a mistake in one is seen by the other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from random import Random

from services.social_security.business_days import business_days_after

REGISTRATION, NSS = slice(0, 11), slice(11, 22)
FIRST, SECOND, GIVEN = slice(22, 49), slice(49, 76), slice(76, 103)
BASE, WORKER_TYPE, WAGE_TYPE, WEEK = (
    slice(103, 109),
    slice(115, 116),
    slice(116, 117),
    slice(117, 118),
)
DAY, CLINIC, KIND, CAUSE = slice(118, 126), slice(126, 129), slice(131, 133), slice(148, 149)
LEAST_BASE = 31504
ORDINARY = frozenset({"10", "13", "14", "17", "30", "32"})
NAME = re.compile("[A-ZÑ#¥]+( [A-ZÑ#¥]+)*")
MEXICO = timezone(timedelta(hours=-6))

# Of a thousand lines that are right in themselves: what the institute finds in its own records.
REALISTIC: Mapping[str, int] = {
    "059": 25, "058": 12, "061": 6, "015": 5, "023": 3, "006": 2, "049": 2, "777": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reply:
    """`code` None: accepted."""

    line: int
    code: str | None

    def as_json(self) -> dict[str, object]:
        if self.code is None:
            return {"line": self.line, "is_accepted": True}
        return {"line": self.line, "code": self.code}


@dataclass
class Institute:
    """Remembers who is enrolled where, and what it answered: a file sent twice gets one answer.

    A person refused by chance is taken the next time: by then somebody has corrected the data.
    `enrollments` counts acceptances, so that a person taken twice would be seen.
    """

    chance: Random
    refusals: Mapping[str, int] = field(default_factory=lambda: dict(REALISTIC))
    enrolled: set[tuple[str, str]] = field(default_factory=set)
    enrollments: Counter[tuple[str, str]] = field(default_factory=Counter)
    answered: dict[str, list[Reply]] = field(default_factory=dict)
    refused_before: set[tuple[str, str]] = field(default_factory=set)

    def receive(self, content: bytes, today: date) -> list[Reply]:
        digest = sha256(content).hexdigest()
        if digest not in self.answered:
            lines = [line for line in _lines(content) if not line.startswith("*" * 13)]
            replies = [Reply(n, self._answer(line, today)) for n, line in enumerate(lines, 1)]
            self.answered[digest] = replies
        return self.answered[digest]

    def _answer(self, line: str, today: date) -> str | None:
        wrong = next(_wrong(line, today), None)
        if wrong is not None:
            return wrong
        who = (line[REGISTRATION], line[NSS])
        if line[KIND] == "02":
            return self._withdraw(who)
        if line[KIND] == "07":
            return None if who in self.enrolled else "050"
        if who in self.enrolled:
            return "048"
        if who not in self.refused_before and (code := self._by_chance()):
            self.refused_before.add(who)
            return code
        self.enrolled.add(who)
        self.enrollments[who] += 1
        return None

    def _withdraw(self, who: tuple[str, str]) -> str | None:
        if who not in self.enrolled:
            return "051" if self.enrollments[who] else "026"
        self.enrolled.discard(who)
        return None

    def _by_chance(self) -> str | None:
        drawn = self.chance.randrange(1000)
        for code, share in self.refusals.items():
            if drawn < share:
                return code
            drawn -= share
        return None


def _lines(content: bytes) -> list[str]:
    text = content.decode("cp1252")
    end = "\r\n" if "\r\n" in text else "\n"
    return text.removesuffix(end).split(end)


def _wrong(line: str, today: date) -> Iterator[str]:
    """The code of the first rule that the line breaks by itself."""
    if len(line) != 168 or line[167] != "9" or line[KIND] not in ("02", "07", "08"):
        yield "007"
        return
    if not re.fullmatch(r"[A-Z0-9]\d{10}", line[REGISTRATION]):
        yield "031"
    if not _luhn(line[NSS]):
        yield "004"
    names = (line[FIRST].rstrip(), line[GIVEN].rstrip(), line[SECOND].rstrip() or "X")
    if not all(NAME.fullmatch(name) for name in names):
        yield "006"
    yield from _wrong_pay(line)
    yield from _wrong_day(line, today)


def _wrong_pay(line: str) -> Iterator[str]:
    if line[KIND] == "02":
        if line[CAUSE] not in "123456789A" or line[BASE] != "000000":
            yield "019"
        return
    if not line[BASE].isdigit() or int(line[BASE]) == 0:
        yield "008"
    elif int(line[BASE]) < LEAST_BASE:
        yield "015"
    if line[WAGE_TYPE] not in "012":
        yield "016"
    if line[WEEK] not in "0123456":
        yield "033"
    if line[KIND] == "08":
        yield from _wrong_enrollment(line)


def _wrong_enrollment(line: str) -> Iterator[str]:
    if line[WORKER_TYPE] not in "1234":
        yield "017"
    if not line[CLINIC].isdigit():
        yield "018"


def _wrong_day(line: str, today: date) -> Iterator[str]:
    try:
        day = datetime.strptime(line[DAY], "%d%m%Y").replace(tzinfo=MEXICO).date()
    except ValueError:
        yield "013"
        return
    back = 30 if line[KIND] == "08" and line[8:10] in ORDINARY else 364
    ahead = {"08": 1, "07": 2, "02": 0}[line[KIND]]
    if not today - timedelta(days=back) <= day <= business_days_after(today, ahead):
        yield "021"


def _luhn(number: str) -> bool:
    if not re.fullmatch(r"[0-9]{11}", number) or set(number) == {"0"}:
        return False
    doubled = [int(c) * (1 + at % 2) for at, c in enumerate(number)]
    return sum(n - 9 * (n > 9) for n in doubled) % 10 == 0
