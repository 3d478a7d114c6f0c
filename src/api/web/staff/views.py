"""What the pages for staff show: everything already in words."""

from dataclasses import dataclass
from uuid import UUID

from api.web.facts import Facts, choice, skill, spoken, told
from api.web.match_views import MatchView, OpeningView, place_name
from matching.catalogs import load
from models.seeker import Seeker, SeekerOccupation
from services.errors import N_
from services.wording import words


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
        # Whoever was forgotten has none.
        name=" ".join(name for name in names if name) or "–",
        place=place_name(seeker.municipality),
    )


def person_facts(seeker: Seeker, lang: str) -> Facts:
    """Needs the details loaded. What staff need at a glance; identifiers stay out."""
    say = words(lang)
    return told(
        [
            (say(N_("Place")), place_name(seeker.municipality)),
            (say(N_("Work")), "; ".join(_past_work(seeker, lang))),
            (
                say(N_("Skills")),
                ", ".join(skill(line.text, lang) for line in seeker.skills),
            ),
            (say(N_("Languages")), ", ".join(_languages(seeker, lang))),
            (say(N_("Schooling")), choice("schooling_asked", seeker.schooling, lang)),
            (
                say(N_("Schedule")),
                ", ".join(choice("schedule", it, lang) for it in seeker.schedules),
            ),
            (say(N_("Wage hoped for")), _money(seeker, lang)),
            (say(N_("Would move to")), _relocation(seeker, lang)),
            (say(N_("Papers")), "; ".join(_papers(seeker, lang))),
            (say(N_("Phone")), seeker.phone or ""),
            (say(N_("E-mail")), seeker.email or ""),
        ]
    )


def _past_work(seeker: Seeker, lang: str) -> list[str]:
    return [f"{line.title} ({_how_long(line, lang)})" for line in seeker.occupations]


def _how_long(past: SeekerOccupation, lang: str) -> str:
    say = words(lang)
    length = say.months(past.months)
    if past.last_year is None:
        return length
    return f"{length}, {say(N_('until %(year)s'), year=past.last_year)}"


def _languages(seeker: Seeker, lang: str) -> list[str]:
    return [spoken(line.language, line.level, lang) for line in seeker.languages]


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
        choice("document", paper.kind, lang)
        + (
            f", {say(N_('until %(day)s'), day=say.day(paper.valid_until))}"
            if paper.valid_until
            else ""
        )
        for paper in seeker.documents
    ]
