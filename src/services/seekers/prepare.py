"""From what a person said to what is stored: words linked, the profile computed. No database."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from models.vocabulary import ConsentPurpose
from services.linking import Link, link_occupations, link_skills
from services.seekers.ages import check_age
from services.seekers.profile import Packed, profile_of
from services.seekers.schemas import PastWorkIn, SeekerIn


@dataclass(frozen=True, slots=True)
class PreparedSeeker:
    intake: SeekerIn
    occupations: tuple[Link, ...]
    skills: tuple[Link, ...]
    profile: Packed
    content_hash: str

    @property
    def is_matchable(self) -> bool:
        return ConsentPurpose.MATCHING in self.intake.consents


def prepare(people: Sequence[SeekerIn], *, today: date) -> list[PreparedSeeker]:
    """Linked in one call each for titles and skills. Raises Malformed under 15: `check_age`."""
    titles = link_occupations([_linkable(past) for person in people for past in person.occupations])
    skills = link_skills(list(chain.from_iterable(person.skills for person in people)))
    return [
        _prepared(
            person,
            tuple(titles[_linkable(past)] for past in person.occupations),
            tuple(skills[text] for text in dict.fromkeys(person.skills)),
            today,
        )
        for person in people
    ]


def _linkable(past: PastWorkIn) -> str:
    return past.occupation or past.title


def _prepared(
    person: SeekerIn, occupations: tuple[Link, ...], skills: tuple[Link, ...], today: date
) -> PreparedSeeker:
    check_age(person.born_on, today)
    plain = json.dumps(person.model_dump(mode="json"), sort_keys=True, default=sorted)
    return PreparedSeeker(
        intake=person,
        occupations=occupations,
        skills=skills,
        profile=profile_of(person, occupations, skills, today=today),
        content_hash=hashlib.sha256(plain.encode()).hexdigest(),
    )
