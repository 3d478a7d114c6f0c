"""Where invented people are, what documents they hold and which numbers they have been given."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from demo.dice import drawn, happens
from demo.invented import invent_curp, invent_nss, invent_person_rfc
from demo.names import Person
from demo.packaged import Record, table
from matching.catalogs import load
from matching.eligibility import document_rules
from services.social_security.identifiers import BORN_ABROAD, Bearer

_MEXICAN = "MX"
_TEMPORARY_DAYS = (-20, 175)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of whom `index` is next. `homonyms` counts who has the same CURP but for its mark."""

    index: int
    homonyms: dict[str, int]
    given: set[str]


def place_of(chance: Random, population: str) -> str:
    places: dict[str, float] = _group(population)["places"]
    return drawn(chance, places)


def documents_of(
    chance: Random, population: str, state: str, today: date, index: int
) -> list[Record]:
    """In the shape of the contract; a paper of the applicant names the state that gave it."""
    group = _group(population)
    papers = group["papers"]
    paper = chance.choices(papers, [each["weight"] for each in papers])[0]
    given_in = group["elsewhere"] if happens(chance, group.get("away", 0)) else state
    found = [_document(chance, kind, given_in, paper["days"], today) for kind in paper["kinds"]]
    # Six digits alone fall together by chance: strangers would look like one person.
    return [each | {"number": f"{each['number']}-{index}"} for each in found]


def numbers_of(
    chance: Random, person: Person, origin: Record, population: str, today: date, numbers: Numbers
) -> Record:
    """CURP, NSS and RFC in the shape of the contract; empty for who has no CURP yet."""
    group = _group(population)
    kind = _curp_kind(chance, group["curp"])
    if kind is None or person.sex is None:
        return {}
    curp = _curp(chance, person, origin, numbers)
    found: Record = {"curp": curp, "curp_kind": kind}
    if kind == "temporary":
        ends_on = today + timedelta(days=chance.randint(*_TEMPORARY_DAYS))
        found["curp_valid_until"] = ends_on.isoformat()
    if happens(chance, group["nss"]):
        found["social_security_number"] = _nss(chance, person, today, numbers)
    if happens(chance, group["rfc"]):
        found["rfc"] = invent_person_rfc(curp)
    return found


def _group(population: str) -> Record:
    group: Record = table("populations")[population]
    return group


def _document(chance: Random, kind: str, given_in: str, days: list[int], today: date) -> Record:
    rule = document_rules().kinds[kind]
    ends = (today + timedelta(days=chance.randint(*days))).isoformat() if rule.expires else None
    return {
        "kind": kind,
        "number": f"DEMO-{chance.randint(0, 999_999):06d}",
        "state": given_in if rule.bound else None,
        "valid_until": ends,
    }


def _curp_kind(chance: Random, shares: dict[str, float]) -> str | None:
    weights: dict[str | None, float] = dict(shares) | {None: max(0.0, 1 - sum(shares.values()))}
    return drawn(chance, weights)


def _curp(chance: Random, person: Person, origin: Record, numbers: Numbers) -> str:
    bearer = Bearer(
        given_names=person.given_names,
        first_surname=person.first_surname,
        second_surname=person.second_surname or "",
        born_on=person.born_on,
        sex=person.sex,
        birth_state=_birth_state(chance, origin),
    )
    first = invent_curp(bearer)
    earlier = numbers.homonyms.get(first[:16], 0)
    numbers.homonyms[first[:16]] = earlier + 1
    return invent_curp(bearer, homonym=earlier % 10)


def _birth_state(chance: Random, origin: Record) -> str:
    if origin["nationality"] != _MEXICAN:
        return BORN_ABROAD
    states = load().states
    return states[chance.choice(tuple(states.codes))].curp


def _nss(chance: Random, person: Person, today: date, numbers: Numbers) -> str:
    first_year = max(person.born_on.year + 16, today.year - 12)
    registered = chance.randint(min(first_year, today.year), today.year)
    tries = (
        invent_nss(number, registered=registered, born_on=person.born_on)
        for number in count(numbers.index)
    )
    found = next(number for number in tries if number not in numbers.given)
    numbers.given.add(found)
    return found
