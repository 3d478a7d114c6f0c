"""Registrations that may be of one person: by a shared number, or by name and birth date."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from sqlalchemy.orm import Session

from matching.text import words
from models.repositories import identities, seekers
from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.seekers.find import center_of

Key = tuple[tuple[str, ...], date | None]
Ordering = Callable[[tuple[int, int]], tuple[bool, tuple[int, int]]]

MOST = 50
NAME = "name_and_birth"


@dataclass(frozen=True, slots=True)
class Double:
    """`agrees`: what the two share: curp, social_security_number, document, name_and_birth."""

    seeker: Seeker
    agrees: frozenset[str]


@dataclass(frozen=True, slots=True)
class Doubles:
    """`elsewhere`: a number is also held by somebody whom the actor may not see."""

    here: Sequence[Double]
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Pair:
    first: Seeker
    second: Seeker
    agrees: frozenset[str]


def possible_doubles(session: Session, actor: Actor, seeker: Seeker) -> Doubles:
    """Those that staff have not settled yet. Needs the person's details loaded."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    found = identities.numbers_shared_with(session, seeker)
    for other in _namesakes(session, seeker):
        found.setdefault(other, set()).add(NAME)
    for settled in identities.different_from(session, seeker.id):
        found.pop(settled, None)
    center = center_of(actor)
    people = [row for row in seekers.detailed(session, list(found)) if row.first_surname]
    here = [row for row in people if center in (None, row.center_id)]
    doubles = [Double(row, frozenset(found[row.id])) for row in here]
    return Doubles(sorted(doubles, key=_weight), elsewhere=len(here) < len(people))


def all_pairs(session: Session, actor: Actor) -> Sequence[Pair]:
    """At most MOST pairs among the people the actor may see, shared numbers first."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    center = center_of(actor)
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for name, ids in identities.sharing_a_number(session, center):
        _pair_up(found, name, ids)
    for ids in _by_name_and_birth(session, center).values():
        _pair_up(found, NAME, ids)
    settled = identities.pairs_settled(session)
    open_pairs = sorted((pair for pair in found if pair not in settled), key=_order(found))
    people = _people(session, open_pairs[:MOST])
    return [
        Pair(people[first], people[second], frozenset(found[first, second]))
        for first, second in open_pairs[:MOST]
    ]


def _namesakes(session: Session, seeker: Seeker) -> Iterable[int]:
    """Of the person's own center."""
    mine = _key(full_name(seeker), seeker.born_on)
    return (
        row.id
        for row in identities.born_on(session, seeker.center_id, seeker.born_on)
        if row.id != seeker.id and _key(row.name, row.born_on) == mine
    )


def _by_name_and_birth(session: Session, center: int | None) -> Mapping[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for row in identities.each_named(session, center):
        groups[_key(row.name, row.born_on)].append(row.id)
    return groups


def full_name(seeker: Seeker) -> str:
    return " ".join(filter(None, (seeker.given_names, seeker.first_surname, seeker.second_surname)))


def _key(name: str, born_on: date | None) -> Key:
    """Words in any order: surname and given name are often exchanged."""
    return tuple(sorted(words(name))), born_on


def _pair_up(found: dict[tuple[int, int], set[str]], name: str, ids: Sequence[int]) -> None:
    for first, second in combinations(sorted(ids), 2):
        found[first, second].add(name)


def _order(found: Mapping[tuple[int, int], set[str]]) -> Ordering:
    return lambda pair: (found[pair] == {NAME}, pair)


def _weight(double: Double) -> tuple[bool, int]:
    return double.agrees == {NAME}, double.seeker.id


def _people(session: Session, pairs: Iterable[tuple[int, int]]) -> dict[int, Seeker]:
    ids = {row_id for pair in pairs for row_id in pair}
    return {row.id: row for row in seekers.detailed(session, ids)}
