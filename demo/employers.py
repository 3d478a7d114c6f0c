"""Invented employers, each name marked "(demo)", in the places of the vacancies they post."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from demo.dice import dice
from demo.invented import invent_company_rfc, invent_phone, invent_registration
from demo.packaged import Record
from demo.sectors import begins, endings
from demo.staffing import Staffed, staffed

MARK = "(demo)"
TENT = "tent"
_TENT_EMPLOYERS = 66
_FIRST_PHONE = 9_000_000


def employers(today: date) -> Iterator[Record]:
    """The fields of `models.employer`, with its registrations; the order never changes."""
    names = _names()
    tents = _tents()
    for employer in staffed():
        yield _employer(employer, names[employer.number], employer.number in tents, today)


@cache
def rfc_of(number: int) -> str:
    return invent_company_rfc(number)


@cache
def is_tent(number: int) -> bool:
    return number in _tents()


def _employer(employer: Staffed, name: str, is_in_tent: bool, today: date) -> Record:
    number, chance = employer.number, dice(f"employer:{employer.number}")
    headcount = max(8, round(chance.lognormvariate(4.2, 1.0)))
    has_constancia = is_in_tent or chance.random() < 0.3
    updated_on = today - timedelta(days=chance.randint(5, 330))
    return {
        "rfc": rfc_of(number),
        "legal_name": f"{name}, S.A. de C.V. {MARK}",
        "trade_name": f"{name} {MARK}",
        "municipality": _seat(employer),
        "contact": {
            "name": f"Contacto inventado {MARK}",
            "phone": invent_phone(_FIRST_PHONE + number),
            "email": f"contacto{number:03d}@example.com",
        },
        "tags": [TENT] if is_in_tent else [],
        "is_verified": True,
        "inm_constancia_no": f"DEMO-{number:05d}" if has_constancia else None,
        "inm_constancia_updated_on": updated_on.isoformat() if has_constancia else None,
        "headcount_total": headcount,
        "headcount_foreign": int(headcount * chance.uniform(0, 0.09)),
        "registrations": list(_registrations(employer)),
    }


def _registrations(employer: Staffed) -> Iterator[Record]:
    """One for the seat; a company has one in each municipality and class."""
    seat = _seat(employer)
    yield {"number": invent_registration(employer.number, seat[:2]), "municipality": seat}


def _seat(employer: Staffed) -> str:
    counts = Counter(vacancy["municipality"] for vacancy in employer.vacancies)
    return min(counts, key=lambda place: (-counts[place], place))


@cache
def _names() -> tuple[str, ...]:
    """No name twice."""
    chance, taken, names = dice("employer names"), set[str](), list[str]()
    for employer in staffed():
        free = sorted(
            f"{begin} {end}"
            for begin in begins(employer.sector)
            for end in endings()
            if f"{begin} {end}" not in taken
        )
        names.append(chance.choice(free))
        taken.add(names[-1])
    return tuple(names)


@cache
def _tents() -> frozenset[int]:
    """Firms of the programme tend to be the larger ones: drawn from those with most vacancies."""
    largest = sorted(staffed(), key=lambda employer: -len(employer.vacancies))
    drawn = dice("tent").sample(largest[: 2 * _TENT_EMPLOYERS], _TENT_EMPLOYERS)
    return frozenset(employer.number for employer in drawn)
