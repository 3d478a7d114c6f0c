"""From what an employer sent to what is stored: words linked, hindrances found. No database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import cos, hypot, radians

from matching.catalogs import load
from models.vocabulary import RejectionReason
from services.days import is_plausible_start
from services.fingerprint import fingerprint
from services.linking import Link, link_occupations, link_skills
from services.openings.advertisements import Demand, unlawful_demands
from services.openings.minors import unlawful_for_minors
from services.openings.own_obstacles import own_obstacles
from services.openings.schemas import OpeningFields


@dataclass(frozen=True, slots=True)
class SkillLine:
    link: Link
    is_required: bool


@dataclass(frozen=True, slots=True)
class PreparedOpening:
    """`review_codes` are reasons why a person at the service has to look before it is published."""

    external_id: str
    fields: OpeningFields
    occupation: Link
    skills: tuple[SkillLine, ...]
    review_codes: tuple[str, ...]
    content_hash: str


def prepare(openings: Sequence[tuple[str, OpeningFields]], *, today: date) -> list[PreparedOpening]:
    """Pairs of external id and fields, linked in one call each for titles and skills."""
    occupations = link_occupations([fields.occupation or fields.title for _, fields in openings])
    skills = link_skills(list(chain.from_iterable(_skill_texts(fields) for _, fields in openings)))
    return [
        PreparedOpening(
            external_id=external_id,
            fields=fields,
            occupation=occupations[fields.occupation or fields.title],
            skills=tuple(_skill_lines(fields, skills)),
            review_codes=tuple(review_codes(fields, today)),
            content_hash=fingerprint(fields),
        )
        for external_id, fields in openings
    ]


def _skill_texts(fields: OpeningFields) -> Iterable[str]:
    return chain(fields.required_skills, fields.optional_skills)


def _skill_lines(fields: OpeningFields, links: dict[str, Link]) -> Iterable[SkillLine]:
    for text in dict.fromkeys(fields.required_skills):
        yield SkillLine(links[text], is_required=True)
    for text in dict.fromkeys(fields.optional_skills):
        if text not in fields.required_skills:
            yield SkillLine(links[text], is_required=False)


def demands_of(fields: OpeningFields) -> Iterable[Demand]:
    return unlawful_demands(fields.title, [fields.description, *_skill_texts(fields)])


# Staff said no to it once: they have to look again, however it is sent.
REJECTED_BEFORE = "rejected_before"
# What stays with an opening that is sent again, until staff publish it.
OF_A_REJECTION = frozenset({REJECTED_BEFORE, *map(str, RejectionReason)})


def review_codes(fields: OpeningFields, today: date) -> Iterable[str]:
    """What the law has against its pay, its hours or what it asks of people, a point that cannot be
    in its municipality, a closing day that is over, and a first day in another age."""
    for found in own_obstacles(fields, today=today):
        yield found.code
    if _is_far_away(fields):
        yield "place_far_away"
    yield from unlawful_for_minors(fields)
    for demand in demands_of(fields):
        yield demand.code
    if fields.closes_on is not None and fields.closes_on < today:
        yield "closing_day_past"
    if fields.starts_on is not None and not is_plausible_start(fields.starts_on, today):
        yield "first_day_implausible"


# No municipality reaches farther from its head town.
FARTHEST_KM = 400
KM_OF_A_DEGREE = 111


def _is_far_away(fields: OpeningFields) -> bool:
    """On a flat map: close enough for what is not close at all."""
    if fields.latitude is None or fields.longitude is None:
        return False
    town = load().municipalities[fields.municipality]
    north = fields.latitude - town.latitude
    east = (fields.longitude - town.longitude) * cos(radians(town.latitude))
    return hypot(north, east) * KM_OF_A_DEGREE > FARTHEST_KM
