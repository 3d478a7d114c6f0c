"""Each page of the form by itself: what it takes, what it gives back, what it refuses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from api.web.desk import Desk
from api.web.forms import Form, Mend
from api.web.seeker import journey
from api.web.seeker.answers import Answers, Moving, Paper, Tongue, Work, answers_of, kept
from api.web.seeker.application import intake
from api.web.seeker.returned import answers_of_intake
from api.web.seeker.summary import summary
from services.errors import Malformed
from services.wording.choices import DOCUMENTS
from tests.api.web.conftest import ANSWERS

DESK = Desk("es", date(2026, 11, 21))
NOTHING = Answers()


def form(step: str, **changes: str | Sequence[str]) -> Form:
    return Form.of(**{**ANSWERS[step], **changes})


def read(step: str, answers: Answers = NOTHING, **changes: str | Sequence[str]) -> Answers:
    return journey.BY_NAME[step].read(form(step, **changes), answers, DESK)


def refused(step: str, answers: Answers = NOTHING, **changes: str | Sequence[str]) -> list[str]:
    with pytest.raises(Mend) as caught:
        read(step, answers, **changes)
    return [error.pointer for error in caught.value.errors]


def everything() -> Answers:
    answers = Answers()
    for step in ANSWERS:
        answers = read(step, answers)
    return answers


@pytest.mark.parametrize("step", ANSWERS)
def test_what_is_shown_again_reads_as_the_same_answer(step: str) -> None:
    answers = everything()
    shown = journey.BY_NAME[step].show(answers, DESK)
    assert journey.BY_NAME[step].read(shown, answers, DESK) == answers


@pytest.mark.parametrize("step", sorted(ANSWERS.keys() - {"skills", "contact"}))
def test_an_empty_page_says_what_is_missing(step: str) -> None:
    with pytest.raises(Mend):
        journey.BY_NAME[step].read(Form(), Answers(), DESK)


def test_the_draft_keeps_the_answers_as_they_are() -> None:
    assert answers_of(kept(everything())) == everything()


def test_the_journey_has_at_most_twelve_questions() -> None:
    assert journey.ALONE.position(journey.STEPS[-1])[1] <= 12


@pytest.mark.parametrize("typed", ["962 123 4567", "+52 1 962 123 4567", "044-962-123-4567"])
def test_a_phone_is_taken_as_people_write_it(typed: str) -> None:
    contact = read("contact", phone=typed).contact
    assert contact
    assert contact.phone == "+529621234567"


@pytest.mark.parametrize("typed", ["12", "cero seis dos"])
def test_a_phone_that_cannot_be_one_is_refused(typed: str) -> None:
    assert refused("contact", phone=typed) == ["phone"]


@pytest.mark.parametrize("typed", ["10,000", "$ 10 000", "10000 pesos", "10,000.50"])
def test_a_wage_is_taken_as_people_write_it(typed: str) -> None:
    conditions = read("conditions", wage=typed).conditions
    assert conditions
    assert conditions.wage == 10000


@pytest.mark.parametrize("typed", ["mucho", "12", "99999999999999"])
def test_a_wage_that_cannot_be_one_is_refused(typed: str) -> None:
    assert refused("conditions", wage=typed) == ["wage"]


@pytest.mark.parametrize(
    ("given", "surname"), [("Jean-Claude", "N'Diaye"), ("Iñaki", "Ó"), ("Ana", "李")]
)
def test_names_keep_their_signs(given: str, surname: str) -> None:
    person = read("person", given_names=given, first_surname=surname).person
    assert person
    assert (person.given_names, person.first_surname) == (given, surname)


@pytest.mark.parametrize("day", ["31", "x", ""])
def test_a_day_that_does_not_exist_is_refused(day: str) -> None:
    changes = {"born-day": day, "born-month": "2"}
    assert refused("person", **changes) == ["born"]


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("31", "2", "1990", "Ese mes no tiene tantos días"),
        ("29", "2", "1990", "Ese mes no tiene tantos días"),
        ("32", "2", "1990", "Escriba el día, el mes y el año"),
        ("31", "", "1990", "Escriba el día, el mes y el año"),
        ("14", "8", "90", "Escriba el día, el mes y el año"),
    ],
)
def test_what_is_wrong_with_a_day_is_said(day: str, month: str, year: str, said: str) -> None:
    with pytest.raises(Mend) as found:
        read("person", **{"born-day": day, "born-month": month, "born-year": year})
    assert DESK.say(found.value.errors[0].message).startswith(said)


def test_a_place_in_another_state_is_not_called_unknown() -> None:
    assert refused("place", state="09") == ["state"]
    assert refused("place", place="Xyzzyx", state="09") == ["place"]


def test_of_many_towns_of_one_name_each_is_told_by_it_and_its_municipality() -> None:
    options = [it.label for it in DESK.places("San Juan", "").options]
    assert options
    assert all("San Juan" in label for label in options)
    assert any(": " in label for label in options)
    assert [it.label for it in DESK.places("Tapachula", "").options] == ["Tapachula, Chiapas"]


def test_a_paper_and_none_at_all_is_asked_again() -> None:
    assert refused("documents", documents=["refugiado", "nothing"]) == ["documents"]


def test_who_never_said_how_far_is_not_shown_nought_kilometres() -> None:
    stays = replace(everything(), moving=Moving(0, household_size=1))
    shown = {line.step: line.value for line in summary(stays, DESK)}["moving"]
    assert shown.splitlines()[0] == "Solo donde vivo"


def test_work_that_is_named_exactly_is_not_asked_about() -> None:
    (work,) = read("work").work or ()
    assert (work.was_asked, work.occupation is not None) == (False, True)


def test_unclear_work_is_asked_about_and_keeps_the_own_words() -> None:
    answers = Answers(work=(Work("cuidar niños", 60, was_asked=True),))
    closest = journey.BY_NAME["closest"]
    assert closest.is_needed(answers)
    assert not closest.is_done(answers)
    none = closest.read(Form.of(**{"closest-1": "none"}), answers, DESK)
    assert none.work == (Work("cuidar niños", 60, None, was_asked=True, has_answered=True),)


def test_the_same_words_again_keep_the_chosen_occupation() -> None:
    chosen = Work("cuidar niños", 60, "any", was_asked=True, has_answered=True)
    changes = {"title-1": "cuidar niños", "months-1": "12", "year-1": "2019"}
    answers = read("work", Answers(work=(chosen,)), **changes)
    assert answers.work == (replace(chosen, months=12, last_year=2019),)


def test_months_without_work_ask_which_work() -> None:
    changes = {"title-2": "", "months-2": "12"}
    assert refused("work", **changes) == ["title-2"]


def test_work_without_its_months_asks_for_these_alone() -> None:
    assert refused("work", **{"months-1": ""}) == ["months-1"]


def test_a_year_without_work_asks_which_work() -> None:
    assert refused("work", **{"title-2": "", "year-2": "2020"}) == ["title-2"]


@pytest.mark.parametrize("typed", ["1950", "2026"])
def test_the_year_of_work_is_of_the_past_or_this_one(typed: str) -> None:
    (work,) = read("work", **{"year-1": typed}).work or ()
    assert work.last_year == int(typed)


@pytest.mark.parametrize("typed", ["1949", "2027", "19", "ayer", "２０２０x", "2020.5"])
def test_a_year_that_cannot_be_one_is_refused(typed: str) -> None:
    assert refused("work", **{"year-1": typed}) == ["year-1"]


def test_work_still_done_has_no_year() -> None:
    (work,) = read("work", **{"year-1": ""}).work or ()
    assert work.last_year is None


def test_a_draft_from_before_there_were_years_still_opens() -> None:
    (work,) = answers_of({"work": [{"title": "albañil", "months": 12}]}).work or ()
    assert work == Work("albañil", 12)


def test_the_check_page_says_until_when() -> None:
    works = (Work("albañil", 12, last_year=2019), Work("albañil", 12))
    first, second = (summary(Answers(work=(work,)), DESK)[1].value for work in works)
    assert "hasta 2019" in first
    assert "hasta" not in second


def test_a_paper_that_expires_asks_until_when() -> None:
    answers = Answers(documents=(Paper("tvrh"),))
    papers = journey.BY_NAME["papers"]
    assert papers.is_needed(answers)
    assert not papers.is_done(answers)


def test_not_knowing_until_when_is_an_answer() -> None:
    answers = Answers(documents=(Paper("tvrh"),))
    papers = journey.BY_NAME["papers"]
    read_back = papers.read(Form.of(**{"unknown-tvrh": "1", "state-tvrh": "07"}), answers, DESK)
    assert read_back.documents == (Paper("tvrh", state="07", is_described=True),)


def test_a_paper_for_ever_asks_nothing_more() -> None:
    assert not journey.BY_NAME["papers"].is_needed(Answers(documents=(Paper("refugiado"),)))


def test_having_no_paper_is_an_answer() -> None:
    assert read("documents", documents=["nothing"]).documents == ()


def test_another_language_is_known_by_its_name() -> None:
    answers = read("languages", other="garifuna", **{"other-level": "native"})
    assert Tongue("cab", "native") in (answers.languages or ())


def test_a_language_recorded_at_a_desk_stays() -> None:
    known = Answers(languages=(Tongue("mam", "native"), Tongue("kjb", "basic")))
    again = read("languages", known, other="mam", **{"other-level": "native"})
    assert Tongue("kjb", "basic") in (again.languages or ())


def test_moving_to_some_states_asks_which() -> None:
    assert refused("moving", relocation="some") == ["states"]


def test_openings_are_not_compared_without_consent() -> None:
    assert refused("consent", matching="") == ["matching"]


def test_values_that_were_not_offered_are_passed_over() -> None:
    assert refused("schooling", schooling="wizard") == ["schooling"]


def test_the_answers_fit_the_intake_that_everybody_uses() -> None:
    said = intake(everything(), "es")
    assert (said.municipality, said.max_commute_km) == ("07089", 15)
    assert said.occupations[0].title == "albañil"
    assert said.relocation.willing


def test_what_is_stored_reads_back_as_the_same_answers() -> None:
    answers = everything()
    returned = answers_of_intake(intake(answers, "es"))
    assert intake(returned, "es") == intake(answers, "es")


def test_a_mexican_paper_makes_a_mexican_and_nothing_else_asks_for_nationality() -> None:
    mexican = replace(everything(), documents=(Paper("mexicano_retornado"),))
    assert intake(mexican, "es").nationality == "MX"
    assert intake(everything(), "es").nationality is None


def test_of_two_papers_each_is_named_where_its_day_is_missing() -> None:
    answers = Answers(documents=(Paper("tvrh"), Paper("en_tramite")))

    with pytest.raises(Mend) as found:
        journey.BY_NAME["papers"].read(Form.of(), answers, DESK)

    said = [DESK.say(error.message, **error.context) for error in found.value.errors]
    assert [sentence.partition(":")[0] for sentence in said] == [
        DESK.say(DOCUMENTS[kind]) for kind in ("tvrh", "en_tramite")
    ]


@pytest.mark.parametrize("name", ["123", "😀", "😀 12"])
def test_a_name_without_letters_is_mended_where_it_was_typed(name: str) -> None:
    assert refused("person", given_names=name) == ["given_names"]


@pytest.mark.parametrize("name", ["-", "Nguyễn", "محمد", "D’Acosta 2"])
def test_a_name_of_any_script_is_taken(name: str) -> None:
    assert read("person", first_surname=name).person is not None


@pytest.mark.parametrize("title", ["", "alba\u202eñil", "x" * 300])
def test_work_that_an_older_draft_let_through_is_told_not_failed(title: str) -> None:
    answers = replace(everything(), work=(Work(title, 12, None, has_answered=True),))
    with pytest.raises(Malformed):
        intake(answers, "es")
