"""Invented people looking for work, in the shape of the contract. No real person is among them.

The same seed, count and day give the same people, and the first n of a larger count are the
people of the smaller one. `README.md` says where the shares come from.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from demo.dice import dice, drawn, happens
from demo.invented import invent_phone
from demo.names import Person, invented_person
from demo.packaged import Record, table
from demo.papers import Numbers, documents_of, numbers_of, place_of
from demo.work import past_work, skills_of, wage_hoped_for, with_years, work_of

DEFAULT_COUNT = 5_000
DEFAULT_SEED = 2026
_PHONE_SHARE, _EMAIL_SHARE = 0.84, 0.24
_COMMUTES = {0: 22, 5: 8, 10: 22, 15: 14, 20: 14, 30: 12, 50: 8}
_HOUSEHOLDS = {1: 46, 2: 17, 3: 15, 4: 12, 5: 6, 6: 4}
_SCHEDULES = {"full_time": 0.9, "part_time": 0.2, "weekends": 0.1, "night": 0.14, "rotating": 0.22}
_CONSENTS = {"matching": 0.965, "sharing_on_referral": 0.8, "contact": 0.87}
_CITIES = ("19", "05", "14", "24", "01", "22", "11", "09", "21", "23")
_SCHOOL_FOR_A_PROFESSION = frozenset({"bachelor", "master"})


def seekers(n: int, seed: int, today: date) -> Iterator[Record]:
    homonyms, given = dict[str, int](), set[str]()
    for index in range(n):
        person = _seeker(dice(f"{seed}:{index}"), seed, today, Numbers(index, homonyms, given))
        # A die of its own: everything else is thrown as before there were years.
        yield person | {"occupations": _past(dice(f"{seed}:{index}:years"), person, today)}


def _seeker(chance: Random, seed: int, today: date, numbers: Numbers) -> Record:
    origin = _origin(chance)
    population = drawn(chance, origin["populations"])
    person = invented_person(chance, origin, today)
    municipality = place_of(chance, population)
    documents = documents_of(chance, population, municipality[:2], today, numbers.index)
    return {
        "external_id": f"DEMO-{seed}-{numbers.index:06d}",
        **_identity(person, origin),
        **_reach(chance, origin, numbers.index),
        "center": _center(chance, municipality),
        "population": population,
        "documents": documents,
        **numbers_of(chance, person, origin, population, today, numbers),
        "municipality": municipality,
        **_moving(chance, population),
        **_working_life(chance, person, origin, municipality, today),
        "needs": _needs(chance, population, has_papers=bool(documents)),
        "consents": [name for name, share in _CONSENTS.items() if happens(chance, share)],
    }


def _past(chance: Random, person: Record, today: date) -> list[Record]:
    return with_years(chance, person["occupations"], date.fromisoformat(person["born_on"]), today)


def _origin(chance: Random) -> Record:
    origins = table("origins")["origins"]
    origin: Record = chance.choices(origins, [each["share"] for each in origins])[0]
    return origin


def _identity(person: Person, origin: Record) -> Record:
    return {
        "given_names": person.given_names,
        "first_surname": person.first_surname,
        "second_surname": person.second_surname,
        "born_on": person.born_on.isoformat(),
        "sex": person.sex,
        "nationality": origin["nationality"],
    }


def _reach(chance: Random, origin: Record, index: int) -> Record:
    return {
        "phone": invent_phone(index) if happens(chance, _PHONE_SHARE) else None,
        "email": f"persona{index:06d}@example.org" if happens(chance, _EMAIL_SHARE) else None,
        "preferred_language": drawn(chance, origin["forms"]),
    }


def _center(chance: Random, municipality: str) -> str:
    centers = table("centers")
    weights: dict[str, float] = centers[municipality if municipality in centers else "elsewhere"]
    return drawn(chance, weights)


def _moving(chance: Random, population: str) -> Record:
    group = table("populations")[population]
    is_willing = happens(chance, group["moves"])
    states = list(group.get("states", ()))
    if is_willing and not states and happens(chance, 0.4):
        states = sorted(chance.sample(_CITIES, chance.randint(1, 4)))
    return {
        "max_commute_km": drawn(chance, _COMMUTES),
        "relocation": {
            "willing": is_willing,
            "states": states if is_willing else [],
            "household_size": drawn(chance, _HOUSEHOLDS),
        },
    }


def _working_life(
    chance: Random, person: Person, origin: Record, municipality: str, today: date
) -> Record:
    age = person.age(today)
    schooling = _schooling(chance, origin, age)
    done = work_of(chance, schooling)
    starts_on = today + timedelta(days=chance.randint(0, 40))
    return {
        "occupations": past_work(chance, origin, done, age, is_woman=person.sex == "M"),
        "skills": skills_of(chance, done),
        "languages": _languages(chance, origin),
        "schooling": schooling,
        "schedules": [name for name, share in _SCHEDULES.items() if happens(chance, share)],
        "expected_monthly_wage_mxn": wage_hoped_for(chance, done, municipality, today),
        "available_from": starts_on.isoformat() if happens(chance, 0.4) else None,
    }


def _schooling(chance: Random, origin: Record, age: int) -> str:
    """A profession takes until 22 at least."""
    shares: dict[str, float] = table("origins")["schooling"][origin["schooling"]]
    found = drawn(chance, shares)
    return "high_school" if age < 22 and found in _SCHOOL_FOR_A_PROFESSION else found


def _languages(chance: Random, origin: Record) -> list[Record]:
    """At most one level of each; Spanish is one of the languages like any other."""
    found = []
    for language, levels in origin["speaks"].items():
        level = drawn(chance, levels | {None: max(0.0, 1 - sum(levels.values()))})
        if level is not None:
            found.append({"language": language, "level": level})
    return found


def _needs(chance: Random, population: str, *, has_papers: bool) -> list[str]:
    needs = table("needs")
    found = [name for name, share in needs[population].items() if happens(chance, share)]
    if not has_papers and population == "asylum_seeker" and "documents" not in found:
        found.append("documents")
    return found
