"""The finished answers as the intake shape that every other way in uses too."""

from pydantic import ValidationError

from api.web.seeker.answers import Answers, Moving, Paper, Tongue, Work
from matching.eligibility import document_rules
from services.errors import Malformed
from services.fields import LanguageIn
from services.seekers.schemas import (
    DocumentIn,
    PastWorkIn,
    RelocationIn,
    SeekerIn,
)
from services.validation import from_validation


def intake(answers: Answers, lang: str) -> SeekerIn:
    """Raises ValueError while a page is unanswered, Malformed for what the pages let through."""
    try:
        return SeekerIn.model_validate(_values(answers, lang))
    except ValidationError as error:
        raise Malformed(errors=from_validation(error)) from error


def _values(answers: Answers, lang: str) -> dict[str, object]:
    person, contact, wanted = answers.person, answers.contact, answers.conditions
    if not (person and contact and wanted and answers.moving):
        raise ValueError("the check page comes after every other page")
    return {
        "given_names": person.given_names,
        "first_surname": person.first_surname,
        "second_surname": person.second_surname,
        "born_on": person.born_on,
        "nationality": _nationality(answers.documents or ()),
        "phone": contact.phone,
        "email": contact.email,
        "preferred_language": lang,
        "documents": tuple(_document(paper) for paper in answers.documents or ()),
        "municipality": answers.municipality,
        "max_commute_km": answers.moving.max_commute_km,
        "relocation": _relocation(answers.moving),
        "occupations": tuple(_past_work(work) for work in answers.work or ()),
        "skills": answers.skills or (),
        "languages": tuple(LanguageIn(**_plain(each)) for each in answers.languages or ()),
        "schooling": answers.schooling,
        "schedules": frozenset(wanted.schedules),
        "expected_monthly_wage_mxn": wanted.wage,
        "available_from": wanted.available_from,
        "consents": frozenset(answers.consents or ()),
    }


def _past_work(work: Work) -> PastWorkIn:
    return PastWorkIn(
        title=work.title,
        months=work.months,
        last_year=work.last_year,
        occupation=work.occupation,
    )


def _plain(tongue: Tongue) -> dict[str, str]:
    return {"language": tongue.language, "level": tongue.level}


def _document(paper: Paper) -> DocumentIn:
    """What the person does not know is left unsaid: it takes back nothing that staff saw."""
    told = {"state": paper.state, "valid_until": paper.valid_until}
    known = {name: value for name, value in told.items() if value is not None}
    return DocumentIn.model_validate({"kind": paper.kind, **known})


def _relocation(moving: Moving) -> RelocationIn:
    return RelocationIn(
        willing=moving.is_willing,
        states=frozenset(moving.states),
        household_size=moving.household_size,
    )


def _nationality(documents: tuple[Paper, ...]) -> str | None:
    """Only where a paper says so: the form asks nobody for a nationality."""
    rules = document_rules()
    if any(rules.kinds[paper.kind].mexican for paper in documents):
        return rules.own_nationality
    return None
