"""The two sides of a pair, each looked up once for all the pairs it is in."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from matching.profiles import OpeningProfile, SeekerProfile
from matching.scoring.knowledge import Knowledge

# Lists of wanted skills that are kept looked up: an occupation's are those of many openings.
LISTS_KEPT = 2**11


class Wanted(NamedTuple):
    """Skills that are wanted: `order` by their ids, `near` those related to any of them, `related`
    which of them these are related to; `groups` those they are in, `grouped` which of them are in
    each."""

    skills: frozenset[str]
    order: tuple[str, ...]
    near: frozenset[str]
    related: dict[str, list[str]]
    groups: frozenset[str]
    grouped: dict[str, list[str]]


class Asked(NamedTuple):
    """What an opening asks for, seen from one day. `wanted` are the skills it requires, or else
    those essential in its occupation."""

    opening: OpeningProfile
    knowledge: Knowledge
    state: str
    start: date
    wanted: Wanted
    optional: Wanted


class Brought(NamedTuple):
    """What a person has: `groups` those of the skills, `worked` the essential skills of each
    occupation held for at least a month."""

    seeker: SeekerProfile
    skills: frozenset[str]
    groups: frozenset[str]
    worked: list[frozenset[str]]


_NONE: frozenset[str] = frozenset()


def asked(opening: OpeningProfile, on: date, knowledge: Knowledge) -> Asked:
    skills = opening.required_skills or knowledge.essentials(opening.occupation)
    return Asked(
        opening,
        knowledge,
        opening.state,
        opening.starts(on),
        wanted(skills, knowledge),
        wanted(opening.optional_skills, knowledge),
    )


def brought(seeker: SeekerProfile, knowledge: Knowledge) -> Brought:
    worked = [knowledge.essentials(it.occupation) for it in seeker.experience if it.months > 0]
    return Brought(seeker, seeker.skills, knowledge.groups_of(seeker.skills), worked)


@lru_cache(maxsize=LISTS_KEPT)
def wanted(skills: frozenset[str], knowledge: Knowledge) -> Wanted:
    order = tuple(sorted(skills))
    related, grouped = _by(knowledge.related, order), _by(knowledge.groups, order)
    return Wanted(skills, order, frozenset(related), related, frozenset(grouped), grouped)


def _by(named: Callable[[str], Iterable[str]], skills: Iterable[str]) -> dict[str, list[str]]:
    """The skills for which each is named."""
    found: dict[str, list[str]] = {}
    for skill in skills:
        for each in named(skill):
            found.setdefault(each, []).append(skill)
    return found
