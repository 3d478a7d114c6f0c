"""Facts as labels and values, and what has happened, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.web.match_views import wage_words
from matching.catalogs import load
from models.opening import Opening
from models.timeline import TimelineEvent
from services.calendar import legal_day
from services.corrections import NEVER
from services.errors import N_
from services.wording import say_choice, words
from services.wording.hiring import say_evidence
from services.wording.labels import brief, skill_label

Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EventView:
    """`corrected`: what is right instead; `correct_at`: where the reader may put it right."""

    label: str
    about: str
    note: str
    corrected: Sequence[str] = ()
    correct_at: str = ""


def opening_facts(opening: Opening, lang: str) -> Facts:
    """Needs the details loaded."""
    say = words(lang)
    required = [skill(line.text, lang) for line in opening.skills if line.is_required]
    welcome = [skill(line.text, lang) for line in opening.skills if not line.is_required]
    return told(
        [
            (say(N_("Wage")), wage_words(opening, lang)),
            (
                say(N_("Free positions")),
                f"{opening.positions - opening.positions_filled} / {opening.positions}",
            ),
            (say(N_("Schedule")), choice("schedule", opening.schedule, lang)),
            (say(N_("Contract")), choice("contract", opening.contract, lang)),
            (say(N_("Required skills")), _begun(", ".join(required))),
            (say(N_("Optional skills")), _begun(", ".join(welcome))),
            (
                say(N_("Languages")),
                _begun(", ".join(spoken(it.language, it.level, lang) for it in opening.languages)),
            ),
            (say(N_("Schooling")), _begun(choice("schooling_asked", opening.schooling, lang))),
            (say(N_("They offer")), ", ".join(choice("offer", it, lang) for it in opening.offers)),
            (say(N_("Closes on")), say.day(opening.closes_on) if opening.closes_on else ""),
        ]
    )


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def corrected(
    later: Sequence[TimelineEvent], lang: str, say_right: Callable[[TimelineEvent], list[str]]
) -> list[str]:
    """A sentence for each correction of which `say_right` has something to say."""
    say = words(lang)
    return [
        say(
            N_("Corrected on %(day)s. What is right: %(right)s"),
            day=say.day(legal_day(event.at)),
            right=" · ".join(right),
        )
        for event in later
        if (right := say_right(event))
    ]


def right_day(event: TimelineEvent, lang: str) -> list[str]:
    """Of a correction; nothing where the day was right."""
    if (event.details or {}).get(NEVER):
        return [words(lang)(N_("it did not happen"))]
    return [words(lang).day(legal_day(event.happened_at))] if event.happened_at else []


def evidence_shown(event: TimelineEvent, lang: str) -> list[str]:
    kind, grade = event.evidence_kind, event.evidence_grade
    return [say_evidence(kind, grade, lang)] if kind else []


def told(facts: list[tuple[str, str]]) -> Facts:
    return [(label, value) for label, value in facts if value]


def choice(family: str, value: str | None, lang: str) -> str:
    return say_choice(family, value, lang) if value else ""


def spoken(language: str, level: str, lang: str) -> str:
    return f"{load().languages[language].name(lang)} ({choice('level', level, lang).lower()})"


def skill(text: str, lang: str) -> str:
    """The label of a catalog id; anything else is somebody's own words."""
    label = skill_label(text, lang)
    return brief(label) if label else text
