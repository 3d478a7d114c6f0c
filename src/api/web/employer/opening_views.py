"""An opening as its employer sees it in a list and on its own page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from api.web.desk import Desk
from api.web.match_views import place_name, wage_words
from models.lifecycles import OPENING, OpeningStatus
from models.opening import Opening
from services.access.actor import Actor
from services.errors import N_
from services.openings.publish import BY_ITSELF
from services.openings.review_words import why_in_review
from services.steps import possible_steps
from services.wording import words
from services.wording.employers import OPENINGS

# A name for who has none of their own: the form sent twice names the same opening.
MADE_HERE = re.compile(r"web-[0-9a-f]{12}")
BUTTONS = {"publish": N_("Publish"), "pause": N_("Pause")}


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """`steps` are taken at once; closing is asked for twice."""

    id: UUID
    title: str
    place: str
    wage: str
    status: str
    why: Sequence[str]
    positions: str
    steps: Sequence[tuple[str, str]]
    may_close: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """`name` is the employer's own. `comes_back`: saving puts it before people again. `linked`:
    what was written as a skill, and what it was taken for."""

    row: OpeningRow
    name: str
    is_public: bool
    comes_back: bool
    linked: Sequence[tuple[str, str]]


def opening_row(opening: Opening, actor: Actor, lang: str) -> OpeningRow:
    say = words(lang)
    steps = [it for it in possible_steps(OPENING, opening.status, actor) if it not in BY_ITSELF]
    return OpeningRow(
        id=opening.public_id,
        title=opening.title,
        place=place_name(opening.municipality),
        wage=wage_words(opening, lang),
        status=say(OPENINGS[opening.status]),
        why=why_in_review(opening, lang),
        positions=f"{opening.positions_filled} / {opening.positions}",
        steps=[(step, say(BUTTONS[step])) for step in steps if step in BUTTONS],
        may_close="close" in steps,
    )


ENDED = frozenset({OpeningStatus.CLOSED, OpeningStatus.REJECTED})


def standing(opening: Opening, actor: Actor, desk: Desk) -> Standing:
    linked = [(line.text, desk.skill_label(line.skill)) for line in opening.skills if line.skill]
    return Standing(
        row=opening_row(opening, actor, desk.lang),
        name="" if MADE_HERE.fullmatch(opening.external_id) else opening.external_id,
        is_public=opening.status is OpeningStatus.PUBLISHED,
        comes_back=opening.status in ENDED,
        linked=[(text, label) for text, label in linked if desk.skill_label(text) != label],
    )
