"""From what a person said to what is stored: words linked, the profile computed. No database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Any

from models.vocabulary import ConsentPurpose
from services.fingerprint import fingerprint
from services.linking import Link, link_occupations, link_skills
from services.seekers.plausible import check_plausible
from services.seekers.profile import Packed, packed_grants, profile_of
from services.seekers.schemas import FormLanguage, SeekerIn


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
    """Linked in one call a language for titles and skills. Raises as `check_plausible` does."""
    words = {lang: _links(people, lang) for lang in {it.preferred_language for it in people}}
    return [_prepared(person, words[person.preferred_language], today) for person in people]


def with_kept(person: PreparedSeeker, kept: Mapping[str, Any]) -> PreparedSeeker:
    """The same person with these fields, and allowed to work as they say."""
    if not kept:
        return person
    said = person.intake.model_copy(update=kept)
    allowed = {**person.profile, "grants": packed_grants(said)}
    return replace(person, intake=said, profile=allowed, content_hash=fingerprint(said))


def with_name(person: PreparedSeeker, external_id: str | None) -> PreparedSeeker:
    """The same person, under this name where they were sent without one."""
    if person.intake.external_id is not None or external_id is None:
        return person
    return renamed(person, external_id)


def renamed(person: PreparedSeeker, external_id: str | None) -> PreparedSeeker:
    said = person.intake.model_copy(update={"external_id": external_id})
    return replace(person, intake=said, content_hash=fingerprint(said))


@dataclass(frozen=True, slots=True)
class Links:
    titles: dict[str, Link]
    skills: dict[str, Link]


def _links(people: Sequence[SeekerIn], lang: FormLanguage) -> Links:
    speakers = [person for person in people if person.preferred_language is lang]
    titles = [past.occupation or past.title for person in speakers for past in person.occupations]
    skills = list(chain.from_iterable(person.skills for person in speakers))
    return Links(link_occupations(titles, lang=lang.value), link_skills(skills, lang=lang.value))


def _prepared(person: SeekerIn, links: Links, today: date) -> PreparedSeeker:
    check_plausible(person, today)
    occupations = tuple(links.titles[past.occupation or past.title] for past in person.occupations)
    skills = tuple(links.skills[text] for text in dict.fromkeys(person.skills))
    return PreparedSeeker(
        intake=person,
        occupations=occupations,
        skills=skills,
        profile=profile_of(person, occupations, skills, today=today),
        content_hash=fingerprint(person),
    )
