"""What is stored of a person as the answers of the form: for changing them later."""

from api.web.seeker.answers import (
    Answers,
    Conditions,
    Contact,
    Moving,
    Paper,
    Person,
    Tongue,
    Work,
)
from services.seekers.schemas import PastWorkIn, SeekerIn
from services.wording.choices import DOCUMENTS


def answers_of_intake(known: SeekerIn) -> Answers:
    """The inverse of `application.intake`, for what the form asks."""
    return Answers(
        spoken=known.preferred_language.value,
        municipality=known.municipality,
        work=tuple(map(_work, known.occupations)),
        skills=known.skills,
        languages=tuple(Tongue(each.language, each.level.name.lower()) for each in known.languages),
        schooling=known.schooling.name.lower() if known.schooling is not None else None,
        conditions=Conditions(
            schedules=tuple(sorted(known.schedules)),
            wage=_whole(known),
            available_from=known.available_from,
        ),
        moving=Moving(
            max_commute_km=known.max_commute_km,
            is_willing=known.relocation.willing,
            states=tuple(sorted(known.relocation.states)),
            household_size=known.relocation.household_size,
        ),
        documents=_papers(known),
        person=Person(known.given_names, known.first_surname, known.second_surname, known.born_on),
        contact=Contact(known.phone, known.email),
        consents=tuple(sorted(known.consents)),
    )


def _work(past: PastWorkIn) -> Work:
    return Work(
        past.title, past.months, past.occupation, has_answered=True, last_year=past.last_year
    )


def _whole(known: SeekerIn) -> int | None:
    wage = known.expected_monthly_wage_mxn
    return None if wage is None else int(wage)


def _papers(known: SeekerIn) -> tuple[Paper, ...]:
    return tuple(
        Paper(paper.kind, paper.state, paper.valid_until, is_described=True)
        for paper in known.documents
        if paper.kind in DOCUMENTS
    )
