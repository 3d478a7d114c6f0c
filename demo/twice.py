"""People registered a second time, as it happens between a desk and a telephone: for merging."""

from collections.abc import Iterable, Iterator
from itertools import islice

from demo.packaged import Record

_CENTER = "TAP"
_NUMBERS = ("curp", "curp_kind", "curp_valid_until", "social_security_number", "rfc")


def registered_twice(people: Iterable[Record]) -> Iterator[Record]:
    """Two of `people`, again: one by CURP without papers, one by the paper with names exchanged."""
    at_the_desk = (
        person
        for person in people
        if person["center"] == _CENTER and "curp" in person and person["documents"]
    )
    for again, person in zip((_by_curp, _by_paper), islice(at_the_desk, 2), strict=False):
        yield again(person) | {"external_id": f"{person['external_id']}-B"}


def _by_curp(person: Record) -> Record:
    works = person["occupations"][:1]
    return person | {"documents": [], "email": None, "occupations": works, "skills": []}


def _by_paper(person: Record) -> Record:
    exchanged = {
        "given_names": person["first_surname"],
        "first_surname": person["given_names"],
        "needs": [],
    }
    kept = {name: value for name, value in person.items() if name not in _NUMBERS}
    return kept | exchanged
