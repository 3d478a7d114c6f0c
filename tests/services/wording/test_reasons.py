"""Every code the engine can give has words, in both voices and languages."""

import pytest

from matching.catalogs import load
from matching.eligibility import CODES, Subject, document_rules
from matching.profiles import Schedule, Schooling
from services.wording import STAFF_LANGUAGES, say_choice
from services.wording.choices import DOCUMENTS
from services.wording.reasons import (
    ABOUT_PERSON,
    PERMISSION_CODES,
    TO_PERSON,
    say_permission,
    say_reason,
)

EXAMPLES = {
    Subject.SKILL: lambda: next(iter(load().skills)).id,
    Subject.OCCUPATION: lambda: next(iter(load().occupations)).id,
    Subject.LANGUAGE: lambda: "es",
    Subject.MUNICIPALITY: lambda: "07089",
    Subject.STATE: lambda: "07",
    Subject.SCHEDULE: lambda: "night",
    Subject.SCHOOLING: lambda: "primary",
    Subject.MONTHS: lambda: "6",
    Subject.KILOMETRES: lambda: "12",
    Subject.PERCENT: lambda: "8",
    Subject.DAY: lambda: "2026-12-01",
    Subject.YEAR_MONTH: lambda: "2027-05",
    Subject.PERMISSION: lambda: "EXPIRED",
    Subject.PESOS: lambda: "9451.20",
    Subject.HOURS: lambda: "48",
    Subject.NOTHING: lambda: None,
}


@pytest.mark.parametrize("lang", STAFF_LANGUAGES)
@pytest.mark.parametrize("to_person", [True, False])
@pytest.mark.parametrize("code", CODES)
def test_every_reason_is_a_sentence(code: str, to_person: bool, lang: str) -> None:
    subject = EXAMPLES[CODES[code].subject]()
    said = say_reason(code, subject, lang, load(), to_person=to_person)
    assert said != code
    assert said.endswith(".")
    assert "%(" not in said


def test_no_words_are_kept_for_reasons_that_do_not_exist() -> None:
    assert set(TO_PERSON) == set(ABOUT_PERSON) == set(CODES)


def test_every_code_of_a_document_rule_has_words() -> None:
    codes = {rule.code for rule in document_rules().kinds.values()}
    assert codes <= set(PERMISSION_CODES)


@pytest.mark.parametrize("lang", STAFF_LANGUAGES)
@pytest.mark.parametrize("code", PERMISSION_CODES)
def test_every_permission_code_is_a_sentence(code: str, lang: str) -> None:
    assert say_permission(code, lang).endswith(".")


def test_every_document_that_has_a_rule_can_be_chosen() -> None:
    assert set(DOCUMENTS) == set(document_rules().kinds)


def test_every_schedule_and_level_of_school_has_words() -> None:
    values = [("schedule", each.value) for each in Schedule]
    values += [("schooling_asked", each.name.lower()) for each in Schooling]
    assert [pair for pair in values if say_choice(*pair, "es") == pair[1]] == []


def test_an_unknown_reason_is_shown_as_its_code() -> None:
    assert say_reason("not_yet_invented", None, "es", load()) == "not_yet_invented"


def test_a_subject_that_left_the_catalogs_is_shown_as_it_is() -> None:
    assert "gone" in say_reason("skill_held", "gone", "es", load())
