from typing import Any

import httpx
import pytest

from models.hiring_lifecycles import PLACEMENT
from services.consistency import findings
from tests.api.http.stories import CERTIFICATE, RECEIPT, STATEMENT, done, hired, referred
from tests.api.http.world import House

PATH = "/v1/placements"
REFUSAL = {"evidence": "movement_receipt", "reply_code": "059"}
# How to come from an offer to each state: who, which step, with what, after how many days.
START = ("employer", "start", STATEMENT, 0)
FILE = ("employer", "file_enrollment", RECEIPT, 0)
CONFIRM = ("staff", "confirm_enrollment", CERTIFICATE, 0)
WAYS: dict[str, list[tuple[str, str, dict[str, str], int]]] = {
    "offered": [],
    "accepted": [("staff", "accept", STATEMENT, 0)],
    "started": [START],
    "enrollment_filed": [START, FILE],
    "enrollment_refused": [START, FILE, ("employer", "refuse_enrollment", REFUSAL, 0)],
    "enrollment_confirmed": [START, CONFIRM],
    "retained_30": [START, CONFIRM, ("staff", "retain_30", CERTIFICATE, 30)],
    "retained_90": [START, CONFIRM, ("staff", "retain_90", CERTIFICATE, 90)],
    "retained_180": [START, CONFIRM, ("staff", "retain_180", CERTIFICATE, 180)],
    "ended": [START, ("employer", "end", {"cause": "voluntary"}, 0)],
    "no_show": [("employer", "no_show", {}, 0)],
    "not_accepted": [("employer", "not_accept", {}, 0)],
    "offer_declined": [("staff", "decline", {}, 0)],
    "hired_elsewhere": [("staff", "hired_elsewhere", {}, 0)],
    "self_employed": [("staff", "self_employed", {"evidence": "payment_receipt"}, 0)],
    "opening_cancelled": [("employer", "cancel_opening", {}, 0)],
    "document_expired": [("staff", "expire_document", {}, 0)],
}


def step(
    house: House, placement: str, name: str, given: Any = None, caller: str = "staff"
) -> httpx.Response:
    answer: httpx.Response = getattr(house, caller).post(f"{PATH}/{placement}/{name}", given)
    return answer


def brought_to(house: House, status: str) -> str:
    asked = {"referral": referred(house)["id"], "starts_on": "2026-11-20"}
    placement: str = done(house.employer.post(PATH, asked))["id"]
    for caller, name, given, days in WAYS[status]:
        house.clock.pass_days(days)
        done(step(house, placement, name, given, caller))
    return placement


def test_from_the_offer_to_a_month_in_the_job(house: House) -> None:
    placement = brought_to(house, "enrollment_filed")
    done(step(house, placement, "confirm_enrollment", CERTIFICATE))
    house.clock.pass_days(30)
    done(step(house, placement, "retain_30", CERTIFICATE))

    body = done(house.staff.get(f"{PATH}/{placement}"))
    told = [(it["transition"], it["to_status"], it["evidence_grade"]) for it in body["events"]]
    assert told == [
        ("create", "offered", None),
        ("start", "started", "C"),
        ("file_enrollment", "enrollment_filed", "B"),
        ("confirm_enrollment", "enrollment_confirmed", "A"),
        ("retain_30", "retained_30", "A"),
    ]
    assert (body["status"], body["official_status"]) == ("retained_30", "permanencia_30")
    assert (body["grade"], body["is_verified"]) == ("A", True)
    assert body["enrolled_on"] == "2026-11-20"
    assert len({event["hash"] for event in body["events"]}) == 5
    with house.database.read() as session:
        assert findings(session) == []


@pytest.mark.parametrize("status", sorted(WAYS))
def test_only_the_steps_of_the_table_are_possible(house: House, status: str) -> None:
    """Each step that the table does not give from this state is refused with those it does."""
    placement = brought_to(house, status)
    before = done(house.staff.get(f"{PATH}/{placement}"))

    for row in PLACEMENT.transitions:
        if status in row.sources or status == row.target or "staff" not in row.by:
            continue
        answer = step(house, placement, row.name, REFUSAL)
        found = (answer.status_code, answer.json()["code"])
        assert found == (409, "illegal_transition"), row.name
        assert all(name in answer.json()["detail"] for name in before["transitions"])

    assert done(house.staff.get(f"{PATH}/{placement}")) == before
    assert set(before["transitions"]) == {
        row.name for row in PLACEMENT.transitions if status in row.sources and "staff" in row.by
    }
    with house.database.read() as session:
        assert findings(session) == []


def test_every_state_is_reached_by_this_test() -> None:
    assert set(WAYS) == {str(status) for status in PLACEMENT.states}


@pytest.mark.parametrize("status", sorted(name for name, way in WAYS.items() if way))
def test_a_step_sent_twice_is_taken_once(house: House, status: str) -> None:
    placement = brought_to(house, status)
    once = done(house.staff.get(f"{PATH}/{placement}"))
    caller, name, given, _days = WAYS[status][-1]

    done(step(house, placement, name, given, caller))

    assert done(house.staff.get(f"{PATH}/{placement}")) == once


NEED_EVIDENCE = {
    "offered": {"accept", "start", "self_employed"},
    "started": {"file_enrollment", "confirm_enrollment"},
    "enrollment_filed": {"refuse_enrollment", "confirm_enrollment"},
    "enrollment_confirmed": {"retain_30", "retain_90", "retain_180"},
}


@pytest.mark.parametrize("status", sorted(NEED_EVIDENCE))
def test_a_step_without_its_evidence_is_refused(house: House, status: str) -> None:
    placement = brought_to(house, status)

    answers = {name: step(house, placement, name) for name in NEED_EVIDENCE[status]}

    assert {name: it.json()["code"] for name, it in answers.items()} == dict.fromkeys(
        NEED_EVIDENCE[status], "evidence_missing"
    )


def test_a_statement_does_not_prove_an_enrollment(house: House) -> None:
    answer = step(house, brought_to(house, "started"), "confirm_enrollment", STATEMENT)

    assert answer.json()["code"] == "evidence_missing"
    assert "weeks_certificate" in answer.json()["detail"]


def test_a_receipt_of_the_employer_is_a_weaker_proof(house: House) -> None:
    placement = brought_to(house, "enrollment_filed")

    body = done(step(house, placement, "confirm_enrollment", RECEIPT, "employer"))

    assert (body["grade"], body["is_verified"]) == ("B", True)


@pytest.mark.parametrize(
    ("days", "name"), [(29, "retain_30"), (89, "retain_90"), (179, "retain_180")]
)
def test_a_follow_up_before_its_day_is_too_early(house: House, days: int, name: str) -> None:
    placement = brought_to(house, "enrollment_confirmed")
    house.clock.pass_days(days)
    early = step(house, placement, name, CERTIFICATE)
    house.clock.pass_days(1)

    in_time = step(house, placement, name, CERTIFICATE)

    assert (early.status_code, early.json()["code"]) == (409, "too_early")
    assert in_time.status_code == 200


def test_work_does_not_start_tomorrow(house: House) -> None:
    placement = hired(house, starts_on="2026-11-21")["id"]
    early = step(house, placement, "start", STATEMENT)
    house.clock.pass_days(1)

    assert (early.json()["code"], step(house, placement, "start", STATEMENT).status_code) == (
        "too_early",
        200,
    )


def test_work_without_a_first_day_asks_for_it(house: House) -> None:
    asked = {"referral": referred(house)["id"]}
    placement = done(house.employer.post(PATH, asked))["id"]

    answer = step(house, placement, "start", STATEMENT)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/starts_on"


def test_a_start_below_the_floor_is_refused(house: House) -> None:
    placement = hired(house)["id"]

    answer = step(house, placement, "start", {**STATEMENT, "monthly_wage_mxn": "8000.00"})

    assert (answer.status_code, answer.json()["code"]) == (409, "wage_below_floor")


@pytest.mark.parametrize(
    ("caller", "wage"),
    [("employer", "9500.00"), ("employer", "12000.00"), ("staff", "9500.00")],
)
def test_another_wage_at_the_start_stands_beside_what_was_offered(
    house: House, caller: str, wage: str
) -> None:
    placement = hired(house)
    offered = placement["offered_monthly_wage_mxn"]

    body = done(
        step(house, placement["id"], "start", {**STATEMENT, "monthly_wage_mxn": wage}, caller)
    )

    assert (body["offered_monthly_wage_mxn"], body["starting_monthly_wage_mxn"]) == (offered, wage)
    assert body["events"][-1]["details"] == {"wage": wage, "wage_before": offered}


def test_the_wage_offered_told_again_at_the_start_is_no_other_wage(house: House) -> None:
    placement = hired(house)
    same = {**STATEMENT, "monthly_wage_mxn": placement["offered_monthly_wage_mxn"]}

    body = done(step(house, placement["id"], "start", same))

    assert body["starting_monthly_wage_mxn"] is None
    assert body["events"][-1]["details"] is None


@pytest.mark.parametrize(("wage", "opened"), [("9500.00", 1), ("12000.00", 0)])
def test_a_lower_wage_at_the_start_is_a_task_for_staff_at_once(
    house: House, wage: str, opened: int
) -> None:
    placement = hired(house)["id"]

    told = {**STATEMENT, "monthly_wage_mxn": wage}
    for _ in range(2):
        done(step(house, placement, "start", told))

    tasks = done(house.staff.get("/v1/tasks"))["data"]
    assert [(it["kind"], it["placement"], it["turn"]) for it in tasks] == [
        ("wage_below_offer", placement, "staff")
    ] * opened
    assert done(house.employer.get("/v1/tasks"))["data"] == []


def test_work_starts_on_its_first_day_whenever_that_is_told(house: House) -> None:
    placement = hired(house, starts_on="2026-11-18")["id"]

    body = done(step(house, placement, "start", STATEMENT))

    assert body["events"][-1]["happened_at"].startswith("2026-11-18")


def test_the_day_on_which_work_started_is_its_first_day(house: House) -> None:
    placement = hired(house, starts_on="2026-11-18")["id"]

    body = done(step(house, placement, "start", {**STATEMENT, "happened_on": "2026-11-19"}))

    assert body["starts_on"] == "2026-11-19"


def test_a_start_told_for_two_days_is_refused(house: House) -> None:
    told = {**STATEMENT, "starts_on": "2026-11-19", "happened_on": "2026-11-17"}

    answer = step(house, hired(house)["id"], "start", told)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "not_the_first_day"


@pytest.mark.parametrize(("day", "status"), [("2026-11-17", 422), ("2026-11-18", 200)])
def test_an_enrollment_lies_at_most_a_business_day_before_the_work(
    house: House, day: str, status: int
) -> None:
    placement = hired(house, starts_on="2026-11-19")["id"]
    done(step(house, placement, "start", STATEMENT))

    answer = step(house, placement, "confirm_enrollment", {**RECEIPT, "happened_on": day})

    assert answer.status_code == status
    if status == 422:
        assert answer.json()["errors"][0]["code"] == "before_first_day"


def test_another_wage_told_after_the_start_is_refused(house: House) -> None:
    placement = hired(house)["id"]
    told = {**STATEMENT, "monthly_wage_mxn": "12000.00"}
    done(step(house, placement, "start", told))

    answer = step(house, placement, "start", {**STATEMENT, "monthly_wage_mxn": "9500.00"})

    assert (answer.status_code, answer.json()["code"]) == (409, "recorded_otherwise")


def test_a_refusal_of_the_institute_has_its_code(house: House) -> None:
    placement = brought_to(house, "enrollment_filed")
    without = step(house, placement, "refuse_enrollment", RECEIPT)

    body = done(step(house, placement, "refuse_enrollment", REFUSAL))

    assert without.json()["errors"][0]["pointer"] == "/reply_code"
    assert (body["events"][-1]["code"], body["enrollments"][-1]["reply_code"]) == ("059", "059")


def test_after_a_refusal_it_is_filed_again(house: House) -> None:
    placement = brought_to(house, "enrollment_refused")
    done(step(house, placement, "file_enrollment", RECEIPT))

    body = done(step(house, placement, "confirm_enrollment", CERTIFICATE))

    assert body["status"] == "enrollment_confirmed"
    assert [it["reply_code"] for it in body["enrollments"]] == ["059", None]


def test_work_does_not_end_before_it_started(house: House) -> None:
    answer = step(house, brought_to(house, "started"), "end", {"happened_on": "2026-11-01"})

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "before_start")


def test_an_end_keeps_its_day_and_cause(house: House) -> None:
    placement = brought_to(house, "started")
    house.clock.pass_days(10)

    given = {"cause": "voluntary", "happened_on": "2026-11-28"}
    body = done(step(house, placement, "end", given, "employer"))

    assert (body["status"], body["ended_on"], body["end_cause"]) == (
        "ended",
        "2026-11-28",
        "voluntary",
    )


@pytest.mark.parametrize(
    ("caller", "name", "status"),
    [
        ("employer", "accept", "offered"),
        ("employer", "decline", "offered"),
        ("employer", "retain_30", "enrollment_confirmed"),
        ("own_partner", "start", "offered"),
        ("own_partner", "confirm_enrollment", "started"),
    ],
)
def test_nobody_takes_the_step_of_another(
    house: House, caller: str, name: str, status: str
) -> None:
    answer = step(house, brought_to(house, status), name, CERTIFICATE, caller)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    "given",
    [
        {"monthly_wage_mxn": "NaN"},
        {"receipt": "\x00"},
        {"reply_code": "a" * 11},
        {"starts_on": "9999-12-31"},
        {"extra": True},
    ],
)
def test_what_is_no_step_is_malformed(house: House, given: Any) -> None:
    answer = step(house, hired(house)["id"], "start", {**STATEMENT, **given})

    assert answer.status_code == 422


def test_a_wrong_first_day_is_put_right_beside_what_was_written(house: House) -> None:
    placement = brought_to(house, "accepted")
    path = f"{PATH}/{placement}"
    wrong = done(house.staff.post(f"{path}/start", {**STATEMENT, "starts_on": "2026-11-10"}))
    event = wrong["events"][-1]

    right = {"event": event["sequence"], "happened_on": "2026-11-18", "note": "Era el 18."}
    shown = done(house.staff.post(f"{path}/corrections", right))

    assert (wrong["enrollment_due_on"], shown["enrollment_due_on"]) == ("2026-11-18", "2026-11-25")
    assert shown["starts_on"] == "2026-11-18"
    assert shown["events"][:-1] == wrong["events"]
    made = shown["events"][-1]
    assert (made["transition"], made["details"]) == ("correct", {"corrects": event["sequence"]})


@pytest.mark.parametrize(
    ("given", "pointer", "code"),
    [
        ({"event": 99, "note": "x"}, "/event", "not_correctable"),
        ({"event": 1}, "", "nothing_corrected"),
        ({"event": 1, "happened_on": "2027-11-18"}, "/happened_on", "day_to_come"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_where_it_is_wrong(
    house: House, given: dict[str, Any], pointer: str, code: str
) -> None:
    refused = house.staff.post(f"{PATH}/{hired(house)['id']}/corrections", given)

    assert refused.status_code == 422
    assert [(it["pointer"], it["code"]) for it in refused.json()["errors"]] == [(pointer, code)]


def test_the_employer_does_not_read_why_staff_corrected(house: House) -> None:
    path = f"{PATH}/{brought_to(house, 'started')}"
    done(house.staff.post(f"{path}/corrections", {"event": 1, "note": "Lo dijo la vecina."}))

    assert "vecina" not in house.employer.get(path).text
