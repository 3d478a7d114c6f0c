"""The form over HTTP: nothing lost, nothing foreign taken, nothing personal left behind."""

from typing import Any

import pytest
from sqlalchemy import select

from models.database import Database
from models.form_draft import FormDraft
from models.repositories import seekers
from services.runtime import Runtime
from tests.api.web.conftest import ANSWERS, Visitor

PERSONAL = ("María", "Acosta", "962", "1994", "albañil", "refugiado")


def count_people(database: Database) -> int:
    with database.read() as session:
        return len(list(seekers.each_matchable(session)))


def test_the_first_answer_gives_a_cookie_that_scripts_cannot_read(visitor: Visitor) -> None:
    cookie = visitor.answer("place").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age" not in cookie


def test_each_answer_leads_to_the_next_question(visitor: Visitor) -> None:
    leads_to = [visitor.answer(step).headers["location"] for step in ANSWERS]
    steps = list(ANSWERS)
    assert leads_to == ["/form/work?kept=1", *(f"/form/{step}" for step in steps[2:]), "/check"]


def test_what_was_typed_is_shown_again_beside_what_to_mend(visitor: Visitor) -> None:
    visitor.answer("place")
    response = visitor.answer("person", first_surname="", given_names="Rosa <b>")
    assert response.status_code == 422
    assert 'value="Rosa &lt;b&gt;"' in response.text
    assert 'href="#first_surname"' in response.text
    assert 'id="first_surname-error"' in response.text


def test_marks_that_nobody_sees_are_dropped_and_stop_nobody(
    visitor: Visitor, runtime: Runtime
) -> None:
    mark = "\u202e"
    visitor.answer_all(but=("work", "person"))
    visitor.answer("work", **{"title-1": f"{mark}albañil{mark}"})
    visitor.answer("skills", others=f"soldar{mark}")
    visitor.answer("person", given_names=f"Ana{mark}")
    assert visitor.send("/check").headers["location"] == "/done"
    with runtime.database.read() as session:
        (found,) = seekers.each_matchable(session)
        row = seekers.by_public_id(session, found.public_id)
        assert row
        assert (row.given_names, row.occupations[0].title) == ("Ana", "albañil")
        assert "soldar" in {line.text for line in row.skills}


def test_switching_the_language_keeps_what_was_typed(visitor: Visitor) -> None:
    visitor.answer("place")
    page = visitor.answer("work", lang="en", **{"title-1": "vendedora de tamales"})
    assert page.status_code == 200
    assert 'lang="en"' in page.text
    assert 'value="vendedora de tamales"' in page.text
    assert "What work do you know" in visitor.see("/form/work").text


def test_a_form_from_another_site_is_refused(visitor: Visitor) -> None:
    visitor.client.headers["origin"] = "https://elsewhere.example"
    assert visitor.answer("place").status_code == 403


def test_a_form_of_another_visit_comes_back_with_its_answers(visitor: Visitor) -> None:
    visitor.answer("place")
    response = visitor.client.post("/form/work", data={"csrf": "old", **ANSWERS["work"]})
    assert response.status_code == 422
    assert 'value="albañil"' in response.text


def test_the_check_page_shows_every_answer(visitor: Visitor) -> None:
    visitor.answer_all()
    page = visitor.see("/check").text
    for shown in ("Tapachula, Chiapas", "albañil", "soldar", "Secundaria", "14 de agosto de 1994"):
        assert shown in page


def test_the_check_page_waits_for_the_last_answer(visitor: Visitor) -> None:
    visitor.answer_all(but=["schooling"])
    assert visitor.see("/check").headers["location"] == "/form/schooling"


def test_sending_the_whole_form_twice_registers_one_person(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.answer_all()
    visitor.send("/check")
    visitor.send("/check")
    assert count_people(runtime.database) == 1


def test_an_answer_sent_twice_changes_nothing(visitor: Visitor) -> None:
    visitor.answer("place")
    first, second = visitor.answer("work"), visitor.answer("work")
    assert first.headers["location"] == second.headers["location"]


def test_a_changed_answer_leads_back_to_the_check_page(visitor: Visitor) -> None:
    visitor.answer_all()
    response = visitor.answer("schooling", schooling="primary")
    assert response.headers["location"] == "/check"
    assert "Primaria" in visitor.see("/check").text


def test_a_change_after_registering_is_stored(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    visitor.answer("person", given_names="Rosa")
    assert visitor.send("/check").headers["location"] == "/matches"
    with runtime.database.read() as session:
        assert [person.given_names for person in seekers.each_matchable(session)] == ["Rosa"]


def test_leaving_empties_the_device(visitor: Visitor) -> None:
    visitor.register()
    response = visitor.see("/exit")
    assert response.headers["location"].startswith("https://")
    assert "storage" in response.headers["clear-site-data"]
    assert "María" not in visitor.see("/form/person").text


def test_leaving_ends_the_visit_also_for_who_kept_the_cookie(visitor: Visitor) -> None:
    visitor.register()
    token = visitor.client.cookies["visit"]
    visitor.see("/exit")
    visitor.client.cookies.set("visit", token)
    assert visitor.see("/matches").headers["location"] == "/form"


def test_no_address_of_the_journey_holds_anything_personal(visitor: Visitor) -> None:
    addresses = [visitor.answer(step).headers["location"] for step in ANSWERS]
    addresses.append(visitor.send("/check").headers["location"])
    assert not [each for each in addresses for word in PERSONAL if word in each]


@pytest.mark.parametrize("address", ["/form/person", "/check", "/done", "/matches"])
def test_personal_pages_are_kept_nowhere(visitor: Visitor, address: str) -> None:
    visitor.register()
    assert visitor.see(address).headers["cache-control"] == "no-store"


def test_the_draft_is_unreadable_in_the_database(visitor: Visitor, runtime: Runtime) -> None:
    visitor.answer_all()
    from sqlalchemy import text

    with runtime.database.read() as session:
        rows = session.execute(text("SELECT * FROM form_drafts")).all()
    assert rows
    assert "Acosta" not in repr(rows)


def test_a_minor_under_fifteen_is_told_so(visitor: Visitor) -> None:
    visitor.answer("place")
    response = visitor.answer("person", **{"born-year": "2024"})
    assert response.status_code == 422
    assert "quince" in response.text


def test_a_town_stands_for_its_municipality(visitor: Visitor) -> None:
    visitor.answer_all(but=["place"])
    visitor.answer("place", place="Ciudad Hidalgo", state="07")
    assert "Suchiate, Chiapas" in visitor.see("/check").text


def test_an_ambiguous_place_is_asked_about(visitor: Visitor) -> None:
    page = visitor.answer("place", place="Ciudad Hidalgo")
    assert page.status_code == 422
    assert "Suchiate, Chiapas" in page.text
    chosen = visitor.answer("place", place="Ciudad Hidalgo", municipality="07087")
    assert chosen.status_code == 303


def test_a_phone_that_keeps_no_cookies_is_told_after_the_first_answer(visitor: Visitor) -> None:
    answered = visitor.answer("place")
    visitor.client.cookies.clear()

    sent_back = visitor.see(answered.headers["location"])
    told = visitor.see(sent_back.headers["location"])

    assert told.status_code == 422
    assert "permita las cookies" in told.text
    assert 'name="place"' in told.text


def test_whoever_keeps_them_reads_nothing_of_cookies(visitor: Visitor) -> None:
    shown = visitor.see(visitor.answer("place").headers["location"])
    second = visitor.answer("work").headers["location"]

    assert (shown.status_code, "cookies" in shown.text) == (200, False)
    assert "?" not in second


@pytest.mark.parametrize(
    "older", [{"skills": ["soldar\x01"]}, {"work": [{"title": "alba\u202eñil", "months": 60}]}]
)
def test_what_only_the_whole_intake_refuses_is_told_on_the_check_page(
    visitor: Visitor, runtime: Runtime, older: dict[str, Any]
) -> None:
    visitor.answer_all()
    with runtime.database.write() as session:
        row = session.scalars(select(FormDraft)).one()
        row.answers = {**(row.answers or {}), **older}
    sent = visitor.send("/check")
    assert sent.status_code == 422
    assert "Por favor corrija" in sent.text
