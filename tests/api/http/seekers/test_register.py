from typing import Any

import pytest
from sqlalchemy import select

from models.consent import Consent
from models.repositories import seekers
from services.seekers.notices import notice_for
from tests.api.http.bodies import ELSEWHERE, opening, seeker
from tests.api.http.stories import done, posted, registered
from tests.api.http.world import House

PATH = "/v1/seekers"


def stored_consents(house: House) -> list[Consent]:
    with house.database.read() as session:
        return list(session.scalars(select(Consent).order_by(Consent.id)))


def refusals(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


def test_a_desk_registers_and_sees_to_what_the_words_were_linked(house: House) -> None:
    answer = house.staff.post(PATH, seeker())

    assert answer.status_code == 201
    assert (answer.json()["outcome"], answer.json()["is_matchable"]) == ("created", True)
    assert answer.json()["occupations"][0]["occupation"] is not None


def test_four_facts_are_enough(house: House) -> None:
    body = {
        "given_names": "Persona",
        "first_surname": "Inventada",
        "born_on": "1990-01-01",
        "municipality": "07089",
    }

    shown = done(house.staff.get(f"{PATH}/{done(house.staff.post(PATH, body))['id']}"))

    assert (shown["center"], shown["consents"], shown["is_matchable"]) == ("TAP", [], False)


def test_without_them_each_is_named(house: House) -> None:
    assert refusals(house.staff.post(PATH, {})) == [
        ("/given_names", "missing"),
        ("/first_surname", "missing"),
        ("/born_on", "missing"),
        ("/municipality", "missing"),
    ]


def test_what_is_known_is_shown_but_no_number_of_a_paper(house: House) -> None:
    body = seeker(documents=[{"kind": "refugiado", "number": "SECRET-1"}], rfc="GODE561231GR8")
    answer = house.staff.get(f"{PATH}/{done(house.staff.post(PATH, body))['id']}")

    shown = done(answer)
    assert (shown["given_names"], shown["documents"]) == ("Persona", ["refugiado"])
    assert (shown["has_curp"], shown["has_social_security_number"]) == (True, True)
    phone = (body["phone"], body["phone"].replace(" ", ""))
    hidden = ("SECRET-1", body["curp"], body["social_security_number"], body["rfc"], *phone)
    assert [number for number in hidden if number in answer.text] == []


def test_the_year_in_which_work_ended_is_kept_and_told_to_those_who_attend(house: House) -> None:
    works = [
        {"title": "ayudante de cocina", "months": 24, "last_year": 2021},
        {"title": "soldador", "months": 6},
    ]
    stored = done(house.staff.post(PATH, seeker(occupations=works)))

    assert [work["last_year"] for work in stored["occupations"]] == [2021, None]
    shown = done(house.staff.get(f"{PATH}/{stored['id']}"))
    assert [work["last_year"] for work in shown["occupations"]] == [2021, None]


def test_a_transfer_counts_like_the_state_of_the_procedure(house: House) -> None:
    paper = {"kind": "solicitante_constancia", "state": "07", "transfer_states": ["02"]}
    registered(house, documents=[paper], relocation={"willing": True})
    far = posted(house, municipality=ELSEWHERE)["id"]

    found = done(house.staff.get(f"/v1/openings/{far}/matches"))

    assert [each["work_permission"]["answer"] for each in found["data"]] == ["conditional"]


def test_an_employer_is_not_told_when_work_ended(house: House) -> None:
    works = [{"title": "ayudante de cocina", "months": 24, "last_year": 2021}]
    registered(house, occupations=works)
    opening = posted(house)["id"]

    shown = done(house.employer.get(f"/v1/openings/{opening}/matches"))["data"][0]["seeker"]

    assert shown["occupations"][0].keys() == {"occupation", "label", "months"}


@pytest.mark.parametrize(
    ("year", "code"),
    [(2027, "year_to_come"), (1949, "greater_than_equal"), ("ayer", "int_parsing")],
)
def test_a_year_in_which_nobody_can_have_worked_is_refused(
    house: House, year: Any, code: str
) -> None:
    works = [{"title": "soldador"}, {"title": "ayudante de cocina", "last_year": year}]

    refused = house.staff.post(PATH, seeker(occupations=works))

    assert refusals(refused) == [("/occupations/1/last_year", code)]


def test_replacing_leaves_nothing_of_what_was_left_out(house: House) -> None:
    person = registered(house)
    body = {
        "given_names": "Otra",
        "first_surname": "Inventada",
        "born_on": "1990-01-01",
        "municipality": ELSEWHERE,
        "curp": None,
        "consents": [],
        "documents": [],
    }

    assert done(house.staff.put(f"{PATH}/{person}", body))["outcome"] == "updated"

    shown = done(house.staff.get(f"{PATH}/{person}"))
    assert (shown["given_names"], shown["municipality"]) == ("Otra", ELSEWHERE)
    assert shown["skills"] == shown["occupations"] == shown["documents"] == []
    assert (shown["has_curp"], shown["consents"], shown["is_matchable"]) == (False, [], False)


def test_the_same_again_is_unchanged(house: House) -> None:
    body = seeker()
    person = done(house.staff.post(PATH, body))["id"]

    assert done(house.staff.put(f"{PATH}/{person}", body))["outcome"] == "unchanged"


def test_a_name_of_somebody_else_is_a_conflict(house: House) -> None:
    registered(house, external_id="a")
    other = registered(house, external_id="b")

    answers = [
        house.staff.post(PATH, seeker(external_id="a")),
        house.staff.put(f"{PATH}/{other}", seeker(external_id="a")),
    ]

    assert [(it.status_code, it.json()["code"]) for it in answers] == [(409, "already_exists")] * 2


@pytest.mark.parametrize("unnamed", [{}, {"external_id": None}])
def test_a_person_keeps_the_name_unless_another_is_sent(
    house: House, unnamed: dict[str, Any]
) -> None:
    person = registered(house, external_id="a")
    body = seeker(given_names="Otra")
    del body["external_id"]

    put = done(house.staff.put(f"{PATH}/{person}", body | unnamed))
    fed = done(house.staff.post_once(f"{PATH}/bulk", [body | {"external_id": "a"}]))
    named = done(house.staff.put(f"{PATH}/{person}", body | {"external_id": "b"}))

    assert (put["external_id"], named["external_id"]) == ("a", "b")
    assert [(row["status"], row["id"]) for row in fed["data"]] == [("unchanged", person)]


def test_two_centers_may_use_the_same_name(house: House) -> None:
    registered(house, external_id="a")

    assert house.other_staff.post(PATH, seeker(external_id="a")).status_code == 201


def test_a_key_makes_a_repeated_request_harmless(house: House) -> None:
    body = seeker(external_id=None)
    first = house.staff.post_once(PATH, body, key="desk-1")

    again = house.staff.post_once(PATH, body, key="desk-1")

    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotent-replayed"] == "true"
    assert len(done(house.staff.get(PATH))["data"]) == 1


def test_each_center_lists_its_own(house: House) -> None:
    here = registered(house)
    there = done(house.other_staff.post(PATH, seeker()))["id"]

    shown = {
        name: {row["id"] for row in done(getattr(house, name).get(PATH))["data"]}
        for name in ("staff", "own_partner", "other_staff", "partner", "supervisor")
    }

    assert shown == {
        "staff": {here},
        "own_partner": {here},
        "other_staff": {there},
        "partner": set(),
        "supervisor": {here, there},
    }


def test_a_partner_registers_in_its_own_center(house: House) -> None:
    person = done(house.partner.post(PATH, seeker()))["id"]

    assert done(house.partner.get(f"{PATH}/{person}"))["center"] == "ALB"
    assert house.staff.get(f"{PATH}/{person}").status_code == 404


def test_nobody_registers_in_anothers_center(house: House) -> None:
    answers = [caller.post(PATH, seeker(center="TIJ")) for caller in (house.staff, house.partner)]

    assert {(it.status_code, it.json()["errors"][0]["code"]) for it in answers} == {
        (404, "not_your_center")
    }


def test_a_supervisor_registers_in_any_center(house: House) -> None:
    person = done(house.supervisor.post(PATH, seeker(center="TIJ")))["id"]

    assert done(house.other_staff.get(f"{PATH}/{person}"))["center"] == "TIJ"


def test_a_center_that_does_not_exist_is_refused(house: House) -> None:
    assert refusals(house.supervisor.post(PATH, seeker(center="NOWHERE"))) == [
        ("/center", "unknown_center")
    ]


@pytest.mark.parametrize("center", ["TAP", None])
def test_a_supervisor_moves_a_person_to_another_center(house: House, center: str | None) -> None:
    person = registered(house)

    done(house.supervisor.put(f"{PATH}/{person}", seeker(center="TIJ")))

    assert house.staff.get(f"{PATH}/{person}").status_code == 404
    assert house.other_staff.get(f"{PATH}/{person}").status_code == 200


AGES = {
    "2011-11-20": 201,  # Fifteen today.
    "2011-11-21": 422,
    "2026-11-21": 422,
    "1916-11-20": 201,
    "1916-11-19": 422,
}


@pytest.mark.parametrize("born_on", sorted(AGES))
def test_the_youngest_are_fifteen_and_the_oldest_plausible(house: House, born_on: str) -> None:
    answer = house.staff.post(PATH, seeker(born_on=born_on, curp=None))

    assert answer.status_code == AGES[born_on]


def test_under_fifteen_is_refused_kindly(house: House) -> None:
    answer = house.staff.post(PATH, seeker(born_on="2015-01-01", curp=None))

    assert refusals(answer) == [("/born_on", "too_young")]
    assert "center" in answer.json()["errors"][0]["message"]


def test_a_consent_is_kept_with_the_notice_it_was_given_under(house: House) -> None:
    registered(house, preferred_language="es", consents=["matching", "contact"])

    kept = stored_consents(house)

    assert [str(row.purpose) for row in kept] == ["contact", "matching"]
    assert {(row.notice_version, row.notice_language, row.notice_hash) for row in kept} == {
        (notice.version, notice.language, notice.hash)
        for notice in (notice_for(row.purpose, "es") for row in kept)
    }
    assert {(str(row.channel), str(row.recorded_by_kind)) for row in kept} == {("desk", "staff")}
    assert all(row.given_at == house.clock.now and row.withdrawn_at is None for row in kept)


def test_a_partner_records_consents_as_a_partner(house: House) -> None:
    done(house.partner.post(PATH, seeker(consents=["matching"])))

    assert [str(row.channel) for row in stored_consents(house)] == ["partner"]


def test_taking_a_consent_back_keeps_that_it_was_given(house: House) -> None:
    body = seeker(consents=["matching", "contact"])
    person = done(house.staff.post(PATH, body))["id"]
    house.clock.pass_days(1)

    done(house.staff.put(f"{PATH}/{person}", {**body, "consents": ["contact"]}))

    kept = {str(row.purpose): row.withdrawn_at for row in stored_consents(house)}
    assert kept == {"contact": None, "matching": house.clock.now}
    assert done(house.staff.get(f"{PATH}/{person}"))["consents"] == ["contact"]


def test_a_consent_given_again_is_a_new_one(house: House) -> None:
    body = seeker(consents=["matching"])
    person = done(house.staff.post(PATH, body))["id"]
    done(house.staff.put(f"{PATH}/{person}", {**body, "consents": []}))

    done(house.staff.put(f"{PATH}/{person}", body))

    assert [row.withdrawn_at is None for row in stored_consents(house)] == [False, True]
    assert done(house.staff.get(f"{PATH}/{person}"))["is_matchable"] is True


def test_without_the_consent_to_matching_a_person_has_no_matches(house: House) -> None:
    posted(house)
    silent, willing = registered(house, consents=["contact"]), registered(house)

    shown = {
        person: len(done(house.staff.get(f"{PATH}/{person}/matches"))["data"])
        for person in (silent, willing)
    }

    assert shown == {silent: 0, willing: 1}


def test_an_archived_person_leaves_matching_and_takes_the_consents_along(house: House) -> None:
    person = registered(house)

    shown = done(house.staff.post(f"{PATH}/{person}/archive"))

    assert (shown["status"], shown["is_matchable"], shown["consents"]) == ("archived", False, [])
    assert all(row.withdrawn_at == house.clock.now for row in stored_consents(house))


def test_archiving_twice_changes_nothing(house: House) -> None:
    path = f"{PATH}/{registered(house)}/archive"
    first = done(house.staff.post(path))

    assert done(house.staff.post(path)) == first


def test_a_person_who_withdrew_comes_back_at_a_desk(house: House) -> None:
    body = seeker()
    person = done(house.staff.post(PATH, body))["id"]
    done(house.staff.post(f"{PATH}/{person}/archive"))

    done(house.staff.put(f"{PATH}/{person}", body))

    shown = done(house.staff.get(f"{PATH}/{person}"))
    assert (shown["status"], shown["is_matchable"]) == ("registered", True)


def test_a_person_who_withdrew_does_not_come_back_by_being_in_a_file(house: House) -> None:
    body = seeker()
    person = done(house.partner.post(PATH, body))["id"]
    done(house.partner.post(f"{PATH}/{person}/archive"))

    done(house.partner.post_once(f"{PATH}/bulk", [body]))

    shown = done(house.partner.get(f"{PATH}/{person}"))
    assert (shown["status"], shown["is_matchable"], shown["consents"]) == ("archived", False, [])


def test_matches_of_a_person_speak_to_the_person(house: House) -> None:
    posted(house)
    person = registered(house)

    match = done(house.staff.speaking("es").get(f"{PATH}/{person}/matches"))["data"][0]

    assert match["opening"]["title"] == opening()["title"]
    assert match["opening"]["contact"] is None
    assert match["reasons"][0]["text"]


def test_personal_fields_are_not_stored_in_the_clear(house: House) -> None:
    body = seeker(documents=[{"kind": "refugiado", "number": "SECRET-1"}])
    person = done(house.staff.post(PATH, body))["id"]

    with house.database.read() as session:
        connection = session.connection()
        rows = [
            *connection.exec_driver_sql("SELECT * FROM seekers"),
            *connection.exec_driver_sql("SELECT * FROM seeker_documents"),
        ]
        row = seekers.by_curp(session, body["curp"])[0]

    stored = repr([tuple(bytes(v) if isinstance(v, memoryview) else v for v in it) for it in rows])
    secrets = (body["curp"], body["social_security_number"], "SECRET-1", "9621234567", "1992-03-04")
    assert [secret for secret in secrets if secret in stored] == []
    assert str(row.public_id) == person
