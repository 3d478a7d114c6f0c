"""Days that no hire can have, and the same step told twice in two ways."""

from typing import Any

import httpx
import pytest

from tests.api.http.enrollment_stories import DUE, due, filed, listed
from tests.api.http.stories import CERTIFICATE, RECEIPT, STATEMENT, done, hired, referred, started
from tests.api.http.world import House

FILES = "/v1/movement-files"
NO_FIGURES = "no_figures"


def refused_at(answer: httpx.Response) -> tuple[int, str, str]:
    found = answer.json()["errors"][0]
    return answer.status_code, found["pointer"], found["code"]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("1900-01-01", NO_FIGURES),
        ("1999-01-01", NO_FIGURES),
        ("2014-01-01", NO_FIGURES),
        ("2025-11-19", "day_too_early"),
        ("2027-11-21", "day_too_late"),
        ("2199-12-31", "day_too_late"),
    ],
)
def test_a_hire_with_a_first_day_of_another_age_is_refused(
    house: House, day: str, code: str
) -> None:
    asked = {"referral": referred(house)["id"], "starts_on": day, "has_accepted": True}
    assert refused_at(house.employer.post("/v1/placements", asked)) == (422, "/starts_on", code)


def test_a_hire_of_months_ago_is_written_down(house: House) -> None:
    assert hired(house, starts_on="2026-01-15")["starts_on"] == "2026-01-15"


@pytest.mark.parametrize("day", ["1999-11-20", "2199-12-31"])
def test_work_did_not_start_in_another_age(house: House, day: str) -> None:
    path = f"/v1/placements/{hired(house)['id']}/start"
    answer = house.employer.post(path, {**STATEMENT, "starts_on": day})
    assert refused_at(answer)[:2] == (422, "/starts_on")


@pytest.mark.parametrize(
    ("day", "code"), [("2026-11-21", "day_to_come"), ("2025-11-19", "day_too_early")]
)
@pytest.mark.parametrize("what", ["accept", "end", "evidence"])
def test_what_happened_to_a_hire_was_neither_tomorrow_nor_long_ago(
    house: House, day: str, code: str, what: str
) -> None:
    path = f"/v1/placements/{started(house)['id']}/{what}"
    answer = house.staff.post(path, {**CERTIFICATE, "happened_on": day})
    assert refused_at(answer) == (422, "/happened_on", code)


def test_a_file_was_not_sent_tomorrow_nor_answered(house: House) -> None:
    path = f"{FILES}/{filed(house)['id']}"
    replies = {"received_on": "2026-11-21", "replies": [{"line": 1, "is_accepted": True}]}
    sent = house.employer.post(f"{path}/send", {"sent_on": "2026-11-21"})
    received = house.employer.post(f"{path}/replies", replies)
    assert refused_at(sent) == (422, "/sent_on", "day_to_come")
    assert refused_at(received) == (422, "/received_on", "day_to_come")


@pytest.mark.parametrize("path", [FILES, f"{FILES}/preflight"])
@pytest.mark.parametrize("movement", ["08", "07"])
def test_a_movement_before_the_figures_of_pay_is_refused(
    house: House, path: str, movement: str
) -> None:
    row = {"placement": due(house)[0], "effective_on": "1999-01-01"}
    answer = house.employer.post(path, {**DUE, "movement": movement, "rows": [row]})
    assert refused_at(answer) == (422, "/rows/0/effective_on", NO_FIGURES)


@pytest.mark.parametrize(
    ("before", "name", "first", "again", "pointer"),
    [
        ([], "start", {"starts_on": "2026-11-19"}, {"starts_on": "2026-11-18"}, "/starts_on"),
        ([], "start", {"note": "Llegó."}, {"note": "Llegó tarde."}, "/note"),
        ([], "start", {}, {"monthly_wage_mxn": "12000.00"}, "/monthly_wage_mxn"),
        (["start"], "end", {"cause": "voluntary"}, {"cause": "other"}, "/cause"),
        (["start"], "end", {}, {"happened_on": "2026-11-20", "note": "Renunció."}, "/note"),
        (["start"], "file_enrollment", RECEIPT, {"receipt": "lote 0002"}, "/receipt"),
        (
            ["start", "file_enrollment"],
            "refuse_enrollment",
            {**RECEIPT, "reply_code": "999"},
            {**RECEIPT, "reply_code": "059"},
            "/reply_code",
        ),
        (
            ["start"],
            "confirm_enrollment",
            CERTIFICATE,
            {"evidence_hash": "cd" * 32},
            "/evidence_hash",
        ),
    ],
)
def test_a_step_told_again_otherwise_is_not_swallowed(
    house: House,
    before: list[str],
    name: str,
    first: dict[str, Any],
    again: dict[str, Any],
    pointer: str,
) -> None:
    path = f"/v1/placements/{hired(house)['id']}"
    for step in before:
        done(house.staff.post(f"{path}/{step}", STATEMENT if step == "start" else RECEIPT))
    body = {**STATEMENT, **first}
    stands = done(house.staff.post(f"{path}/{name}", body))

    same = house.staff.post(f"{path}/{name}", body)
    other = house.staff.post(f"{path}/{name}", {**body, **again})

    assert (same.status_code, same.json()) == (200, stands)
    assert (other.json()["code"], *refused_at(other)) == (
        "recorded_otherwise",
        409,
        pointer,
        "recorded_otherwise",
    )
    assert done(house.staff.get(path)) == stands


def test_a_step_told_again_with_less_in_it_is_harmless(house: House) -> None:
    path = f"/v1/placements/{hired(house)['id']}/start"
    done(house.staff.post(path, {**STATEMENT, "starts_on": "2026-11-19", "note": "Llegó."}))
    assert house.staff.post(path, STATEMENT).status_code == 200


def test_an_acceptance_after_a_hire_that_came_accepted_is_harmless(house: House) -> None:
    path = f"/v1/placements/{hired(house)['id']}/accept"
    assert house.staff.post(path, {**STATEMENT, "note": "También por teléfono."}).status_code == 200


def test_a_file_sent_again_with_another_receipt_is_not_swallowed(house: House) -> None:
    path = f"{FILES}/{filed(house)['id']}/send"
    sent = {"sent_on": "2026-11-20", "receipt": "LOTE-77"}
    answers = [house.employer.post(path, body) for body in (sent, sent, {"receipt": "LOTE-78"})]
    assert [it.status_code for it in answers] == [200, 200, 409]
    assert refused_at(answers[2]) == (409, "/receipt", "recorded_otherwise")


def test_an_appointment_for_a_number_is_moved(house: House) -> None:
    path = f"/v1/number-desk/requests/{listed(house)}/appoint"
    first = {"appointment_at": "2026-12-01T16:00:00Z", "place": "Módulo inventado"}
    same = {**first, "appointment_at": "2026-12-01T10:00:00-06:00"}
    moved = {"appointment_at": "2026-12-02T16:00:00Z"}
    answers = [done(house.staff.post(path, body)) for body in (first, same, moved)]
    assert [it["appointment_at"] for it in answers] == [
        "2026-12-01T16:00:00Z",
        "2026-12-01T16:00:00Z",
        "2026-12-02T16:00:00Z",
    ]
    assert answers[2]["place"] == "Módulo inventado"


@pytest.mark.parametrize(
    ("at", "code"),
    [("2020-01-01T10:00:00Z", "day_too_early"), ("2126-12-01T16:00:00Z", "day_too_late")],
)
def test_an_appointment_of_another_age_is_refused(house: House, at: str, code: str) -> None:
    path = f"/v1/number-desk/requests/{listed(house)}/appoint"
    refused = house.staff.post(path, {"appointment_at": at, "place": "Módulo inventado"})
    assert refused_at(refused) == (422, "/appointment_at", code)


@pytest.mark.parametrize("cause", ["zzz", "resigned", "", 2, "B"])
def test_a_job_ends_by_a_cause_of_the_institutes_list(house: House, cause: object) -> None:
    path = f"/v1/placements/{started(house)['id']}/end"
    answer = house.employer.post(path, {"cause": cause})
    assert refused_at(answer) == (422, "/cause", "unknown_cause")
    assert "/v1/catalogs/end_causes" in answer.json()["errors"][0]["message"]


def test_every_cause_of_the_catalog_ends_a_job_by_word_and_by_code(house: House) -> None:
    known = done(house.nobody.get("/v1/catalogs/end_causes"))["data"]
    placements = [started(house)["id"] for _ in range(2)]
    for placement, cause in zip(placements, (known[1]["id"], known[1]["detail"]), strict=True):
        ended = done(house.employer.post(f"/v1/placements/{placement}/end", {"cause": cause}))
        assert ended["end_cause"] == known[1]["id"] == "voluntary"
    assert [entry["detail"] for entry in known] == [*"123456789", "A"]
