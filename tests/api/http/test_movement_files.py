"""A hire's movement over HTTP: checked, made, taken, sent, answered."""

from dataclasses import replace
from hashlib import sha256
from uuid import UUID, uuid4

import pytest

from tests.api.http import enrollment_stories, stories
from tests.api.http.enrollment_stories import DUE, PLACE, due, filed, replied
from tests.api.http.world import House

UNKNOWN = UUID(int=0, version=4)
FILES = "/v1/movement-files"


def test_a_registration_is_put_and_listed(house: House) -> None:
    number = enrollment_stories.with_registration(house)
    listed = stories.done(house.employer.get("/v1/employer-registrations"))["data"]
    assert [(row["number"], row["subdelegation"]) for row in listed] == [(number, "02")]
    assert stories.done(house.other_employer.get("/v1/employer-registrations"))["data"] == []


def test_a_registration_is_one_verified_employers(house: House) -> None:
    path = f"/v1/employer-registrations/{enrollment_stories.with_registration(house)}"
    answer = house.other_employer.put(path, PLACE)
    assert (answer.status_code, answer.json()["code"]) == (409, "registration_of_another")
    assert stories.done(house.other_employer.get("/v1/employer-registrations"))["data"] == []
    assert house.employer.put(path, PLACE).is_success


def test_a_registration_that_its_employer_gave_up_is_free(house: House) -> None:
    path = f"/v1/employer-registrations/{enrollment_stories.with_registration(house)}"
    stories.done(house.employer.put(path, {**PLACE, "is_active": False}))
    assert house.other_employer.put(path, PLACE).is_success
    assert house.employer.put(path, PLACE).json()["code"] == "registration_of_another"


def test_a_registration_of_the_wrong_shape_is_refused_with_its_place(house: House) -> None:
    answer = house.employer.put("/v1/employer-registrations/ABC", PLACE)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/number"


def test_the_preflight_stores_nothing_and_speaks_spanish(house: House) -> None:
    due(house)
    caller = house.employer.speaking("es")
    row = stories.done(caller.post(f"{FILES}/preflight", {}))["data"][0]
    assert row["is_good"] is False
    assert row["objections"] == [
        {
            "code": "018",
            "field": "clinic",
            "grade": "error",
            "meaning": "Falta la clínica (UMF): hasta tres dígitos, una vez para todo el archivo "
            "o en cada fila.",
        }
    ]
    assert stories.done(house.employer.get(FILES))["data"] == []


def test_a_file_with_a_bad_row_is_409_and_names_it(house: House) -> None:
    due(house)
    answer = house.employer.post(FILES, {})
    assert (answer.status_code, answer.json()["code"]) == (409, "rows_would_be_refused")
    assert answer.json()["errors"][0]["pointer"] == "/rows/0/clinic"


def test_the_content_is_lines_of_168_characters_with_the_digest(house: House) -> None:
    file = filed(house, 2)
    answers = [house.employer.get(f"{FILES}/{file['id']}/content") for _ in range(2)]
    content = answers[0].content
    assert content == answers[1].content
    assert [len(line) for line in content.split(b"\r\n")] == [168, 168, 0]
    assert sha256(content).hexdigest() == file["digest"] == answers[0].headers["x-content-sha256"]
    assert answers[0].headers["cache-control"] == "no-store"
    assert "08-A0112345101-000001.txt" in answers[0].headers["content-disposition"]


def test_the_same_key_makes_one_file(house: House) -> None:
    due(house)
    key = uuid4().hex
    first, second = (house.employer.post_once(FILES, DUE, key=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]


def test_without_a_key_a_second_file_has_nothing_to_take(house: House) -> None:
    filed(house)
    answer = house.employer.post(FILES, DUE)
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_to_file")


def test_staff_make_a_file_for_an_employer(house: House) -> None:
    due(house)
    asked = {**DUE, "employer": str(house.employer_id("Cal Inventada SA de CV"))}
    file = stories.done(house.staff.post(FILES, asked))
    assert stories.done(house.employer.get(f"{FILES}/{file['id']}"))["lines"] == 1


def test_staff_name_the_employer(house: House) -> None:
    answer = house.staff.post(FILES, DUE)
    assert answer.json()["errors"][0]["pointer"] == "/employer"


def test_sending_files_the_hires_and_discarding_is_then_too_late(house: House) -> None:
    file = filed(house)
    sent = {"sent_on": "2026-11-20", "receipt": "LOTE-77"}
    shown = stories.done(house.employer.post(f"{FILES}/{file['id']}/send", sent))
    assert (shown["status"], shown["receipt"]) == ("sent", "LOTE-77")
    placement = stories.done(house.employer.get(f"/v1/placements/{shown['data'][0]['placement']}"))
    assert placement["status"] == "enrollment_filed"
    assert house.employer.post(f"{FILES}/{file['id']}/discard").status_code == 409


def test_a_file_never_sent_is_discarded(house: House) -> None:
    file = filed(house)
    shown = stories.done(house.employer.post(f"{FILES}/{file['id']}/discard"))
    assert (shown["status"], shown["data"][0]["status"]) == ("discarded", "withdrawn")


def test_replies_as_json_say_who_has_the_turn_until_when(house: House) -> None:
    spanish = replace(house, employer=house.employer.speaking("es"))
    rows = replied(spanish, {"is_accepted": True}, {"code": "59"})["data"]
    assert [row["outcome"] for row in rows] == ["accepted", "refused"]
    assert (rows[1]["code"], rows[1]["turn"], rows[1]["act_by"]) == ("059", "staff", "2026-11-25")
    assert rows[1]["meaning"].startswith("El nombre es distinto")


def test_replies_as_a_sheet(house: House) -> None:
    file = filed(house, 2)
    sheet = "Línea;Resultado;Código\r\n1;Aceptado;\r\n2;Rechazado;048\r\n".encode("cp1252")
    answer = house.employer.call(
        "POST",
        f"{FILES}/{file['id']}/replies",
        content=sheet,
        headers={"Content-Type": "text/csv"},
    )
    body = stories.done(answer)
    assert [row["outcome"] for row in body["data"]] == ["accepted", "evidence"]
    assert body["file"]["status"] == "answered"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"replies": []}, "/replies"),
        ({"replies": [{"line": 1}]}, "/replies/0"),
        ({"replies": [{"is_accepted": True}]}, "/replies/0"),
        ({"replies": [{"line": 1, "is_accepted": True, "code": "059"}]}, "/replies/0"),
    ],
)
def test_unreadable_replies_are_422_with_the_place(house: House, body: dict, pointer: str) -> None:
    answer = house.employer.post(f"{FILES}/{uuid4()}/replies", body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_replies_of_another_type_are_415(house: House) -> None:
    answer = house.employer.call(
        "POST", f"{FILES}/{uuid4()}/replies", content=b"x", headers={"Content-Type": "image/png"}
    )
    assert answer.status_code == 415


def test_an_accepted_hire_is_verified_with_file_and_line_on_its_timeline(house: House) -> None:
    row = replied(house, {"is_accepted": True})["data"][0]
    placement = stories.done(house.employer.get(f"/v1/placements/{row['placement']}"))
    assert (placement["status"], placement["grade"]) == ("enrollment_confirmed", "B")
    assert placement["is_verified"] is True
    last = placement["events"][-1]
    assert (last["details"]["number"], last["details"]["line"]) == (1, 1)


def test_an_employer_sees_the_tasks_that_are_its_turn_only(house: House) -> None:
    task = enrollment_stories.with_task(house)
    assert house.employer.get(f"/v1/tasks/{task}").status_code == 404
    shown = stories.done(house.staff.get(f"/v1/tasks/{task}"))
    assert (shown["kind"], shown["turn"], shown["code"]) == ("identity", "staff", "059")


def test_a_task_is_finished_with_how_it_ended(house: House) -> None:
    task = enrollment_stories.with_task(house)
    given = {"resolution": "Corregido con el comprobante."}
    done = stories.done(house.staff.post(f"/v1/tasks/{task}/finish", given))
    assert (done["status"], done["resolution"]) == ("done", given["resolution"])
    assert stories.done(house.staff.get("/v1/tasks"))["data"] == []


def test_after_059_the_name_of_the_institute_goes_into_the_next_file(house: House) -> None:
    row = replied(house, {"code": "059"})["data"][0]
    placement = stories.done(house.staff.get(f"/v1/placements/{row['placement']}"))
    path = f"/v1/seekers/{placement['seeker']}/insured-name"
    stories.done(house.staff.put(path, enrollment_stories.NAME))
    again = stories.done(house.employer.post(FILES, DUE))
    content = house.employer.get(f"{FILES}/{again['id']}/content").content.decode("cp1252")
    assert content[22:28] == "PIERRE"
    assert content[49:76] == " " * 27


def test_the_catalogue_of_codes_is_public_and_bilingual(house: House) -> None:
    rows = stories.done(house.nobody.speaking("es").get("/v1/reply-codes"))["data"]
    known = {row["code"]: row for row in rows}
    assert known["048"]["outcome"] == "evidence"
    assert known["059"]["task"] == "identity"
    assert known["015"]["meaning"].startswith("El salario")


def test_evidence_with_a_base_shows_the_difference(house: House) -> None:
    placement = due(house)[0]
    seen = {
        "evidence": "weeks_certificate",
        "evidence_hash": "ab" * 32,
        "registered_base_mxn": "330.58",
    }
    body = stories.done(house.staff.post(f"/v1/placements/{placement}/evidence", seen))
    assert body["placement"]["grade"] == "A"
    assert body["wage"]["falls_short"] is True
    assert body["wage"]["short_daily"] == "36.68"


def test_the_list_for_the_desk_is_a_sheet_of_those_who_consented(house: House) -> None:
    enrollment_stories.listed(house)
    stories.registered(house, **enrollment_stories.WITHOUT_NSS)
    sheet = house.staff.get("/v1/number-desk/list").text
    people = stories.done(house.staff.get("/v1/number-desk/people"))["data"]
    assert len(sheet.splitlines()) == 2
    assert sorted(len(row["listed"]) for row in people) == [0, 1]


def test_an_appointment_and_the_number_issued(house: House) -> None:
    path = f"/v1/number-desk/requests/{enrollment_stories.listed(house)}"
    when = {"appointment_at": "2026-11-24T10:00:00-06:00", "place": "Módulo IMSS"}
    assert stories.done(house.staff.post(f"{path}/appoint", when))["status"] == "appointed"
    issued = {"social_security_number": "92919084431"}
    assert stories.done(house.staff.post(f"{path}/issue", issued))["status"] == "issued"


@pytest.mark.parametrize(
    ("path", "body", "pointer", "code"),
    [
        ("replies", {"replies": [{"line": 1}]}, "/replies/0", "no_answer"),
        ("replies", {"replies": []}, "/replies", "too_short"),
        (
            "preflight",
            {"rows": [{"placement": str(UNKNOWN), "effective_on": "1990-01-01"}]},
            "/rows/0/effective_on",
            "no_figures",
        ),
    ],
)
def test_a_list_of_one_bad_entry_is_told_of_the_entry_alone(
    house: House, path: str, body: dict[str, object], pointer: str, code: str
) -> None:
    file = f"{filed(house)['id']}/" if path == "replies" else ""
    refused = house.employer.post(f"{FILES}/{file}{path}", body)
    assert [(it["pointer"], it["code"]) for it in refused.json()["errors"]] == [(pointer, code)]
