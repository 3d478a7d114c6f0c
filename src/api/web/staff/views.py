"""What the pages for staff show: everything already in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from api.web.match_views import MatchView, OpeningView, place_name, wage_words
from matching.catalogs import load
from models.opening import Opening
from models.seeker import Seeker
from services.errors import N_
from services.wording import say_choice, words
from services.wording.labels import brief

Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PersonView:
    id: UUID
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class PairView:
    person: PersonView
    opening: OpeningView
    match: MatchView


def person_view(seeker: Seeker) -> PersonView:
    names = (seeker.given_names, seeker.first_surname, seeker.second_surname)
    return PersonView(
        id=seeker.public_id,
        name=" ".join(name for name in names if name),
        place=place_name(seeker.municipality),
    )


def person_facts(seeker: Seeker, lang: str) -> Facts:
    """Needs the details loaded. What staff need at a glance; identifiers stay out."""
    say = words(lang)
    return _told(
        [
            (say(N_("Place")), place_name(seeker.municipality)),
            (say(N_("Work")), "; ".join(_past_work(seeker, lang))),
            (
                say(N_("Skills")),
                ", ".join(_skill(line.text, lang) for line in seeker.skills),
            ),
            (say(N_("Languages")), ", ".join(_languages(seeker, lang))),
            (say(N_("Schooling")), _choice("schooling_asked", seeker.schooling, lang)),
            (
                say(N_("Schedule")),
                ", ".join(_choice("schedule", it, lang) for it in seeker.schedules),
            ),
            (say(N_("Wage hoped for")), _money(seeker, lang)),
            (say(N_("Would move to")), _relocation(seeker, lang)),
            (say(N_("Papers")), "; ".join(_papers(seeker, lang))),
            (say(N_("Phone")), seeker.phone or ""),
            (say(N_("E-mail")), seeker.email or ""),
        ]
    )


def opening_facts(opening: Opening, lang: str) -> Facts:
    """Needs the details loaded."""
    say = words(lang)
    required = [line.text for line in opening.skills if line.is_required]
    welcome = [line.text for line in opening.skills if not line.is_required]
    return _told(
        [
            (say(N_("Wage")), wage_words(opening, lang)),
            (
                say(N_("Free positions")),
                f"{opening.positions - opening.positions_filled} / {opening.positions}",
            ),
            (say(N_("Schedule")), _choice("schedule", opening.schedule, lang)),
            (say(N_("Contract")), _choice("contract", opening.contract, lang)),
            (say(N_("Required skills")), ", ".join(required)),
            (say(N_("Optional skills")), ", ".join(welcome)),
            (
                say(N_("Languages")),
                ", ".join(_spoken(line.language, line.level, lang) for line in opening.languages),
            ),
            (say(N_("Schooling")), _choice("schooling_asked", opening.schooling, lang)),
            (say(N_("They offer")), ", ".join(_choice("offer", it, lang) for it in opening.offers)),
            (say(N_("Closes on")), say.day(opening.closes_on) if opening.closes_on else ""),
        ]
    )


def _told(facts: list[tuple[str, str]]) -> Facts:
    return [(label, value) for label, value in facts if value]


def _choice(family: str, value: str | None, lang: str) -> str:
    return say_choice(family, value, lang) if value else ""


def _past_work(seeker: Seeker, lang: str) -> list[str]:
    return [f"{line.title} ({words(lang).months(line.months)})" for line in seeker.occupations]


def _skill(text: str, lang: str) -> str:
    known = load().skills.get(text)
    return brief(known.label(lang)) if known else text


def _languages(seeker: Seeker, lang: str) -> list[str]:
    return [_spoken(line.language, line.level, lang) for line in seeker.languages]


def _spoken(language: str, level: str, lang: str) -> str:
    return f"{load().languages[language].name(lang)} ({_choice('level', level, lang).lower()})"


def _money(seeker: Seeker, lang: str) -> str:
    wage = seeker.expected_monthly_wage_mxn
    return words(lang)(N_("%(amount)s a month"), amount=words(lang).money(wage)) if wage else ""


def _relocation(seeker: Seeker, lang: str) -> str:
    if not seeker.relocation_willing:
        return ""
    states = ", ".join(load().states[state].short_name for state in seeker.relocation_states)
    return states or words(lang)(N_("any state"))


def _papers(seeker: Seeker, lang: str) -> list[str]:
    say = words(lang)
    return [
        _choice("document", paper.kind, lang)
        + (
            f", {say(N_('until %(day)s'), day=say.day(paper.valid_until))}"
            if paper.valid_until
            else ""
        )
        for paper in seeker.documents
    ]
