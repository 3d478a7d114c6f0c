from typing import Any

import pytest
from sqlalchemy import select

from models.consent import Consent
from models.hiring_lifecycles import REFERRAL
from services.consistency import findings
from tests.api.http.bodies import seeker
from tests.api.http.stories import done, posted, referred, registered
from tests.api.http.world import House

CONSENT = {"evidence": "consent"}
# How to come from a new proposal to each state, by whom.
WAYS: dict[str, list[tuple[str, str]]] = {
    "proposed": [],
    "consented": [("staff", "consent")],
    "sent": [("staff", "consent"), ("staff", "send")],
    "interview": [("staff", "consent"), ("staff", "send"), ("employer", "interview")],
    "offered": [("staff", "consent"), ("staff", "send"), ("employer", "offer")],
    "accepted": [
        ("staff", "consent"),
        ("staff", "send"),
        ("employer", "offer"),
        ("staff", "accept"),
    ],
    "declined_by_person": [("own_partner", "decline")],
    "not_selected": [("staff", "consent"), ("staff", "send"), ("employer", "not_select")],
    "no_show": [("staff", "consent"), ("staff", "send"), ("employer", "no_show")],
    "withdrawn": [("staff", "withdraw")],
    "expired": [("staff", "expire")],
}
STAFF_STEPS = [row for row in REFERRAL.transitions if row.name != "hire"]


def step(house: House, referral: str, name: str, caller: str = "staff"):  # type: ignore[no-untyped-def]
    return getattr(house, caller).post(f"/v1/referrals/{referral}/{name}", CONSENT)


def brought_to(house: House, status: str) -> str:
    referral: str = referred(house, is_sent=False)["id"]
    for caller, name in WAYS[status]:
        done(step(house, referral, name, caller))
    return referral


def test_from_proposal_to_acceptance_everything_is_written_down(house: House) -> None:
    body = done(house.staff.get(f"/v1/referrals/{brought_to(house, 'accepted')}"))

    told = [(it["transition"], it["to_status"], it["actor_kind"]) for it in body["events"]]
    assert told == [
        ("create", "proposed", "staff"),
        ("consent", "consented", "staff"),
        ("send", "sent", "staff"),
        ("offer", "offered", "employer"),
        ("accept", "accepted", "staff"),
    ]
    assert [event["sequence"] for event in body["events"]] == [1, 2, 3, 4, 5]
    assert len({event["hash"] for event in body["events"]}) == 5
    with house.database.read() as session:
        assert findings(session) == []


@pytest.mark.parametrize("status", sorted(WAYS))
def test_only_the_steps_of_the_table_are_possible(house: House, status: str) -> None:
    """Each step from each state: refused with the possible ones, or as the table says."""
    referral = brought_to(house, status)
    possible = done(house.staff.get(f"/v1/referrals/{referral}"))["transitions"]

    for row in STAFF_STEPS:
        if status in row.sources or status == row.target:
            continue
        answer = step(house, referral, row.name)
        found = (answer.status_code, answer.json()["code"])
        assert found == (409, "illegal_transition"), row.name
        assert all(name in answer.json()["detail"] for name in possible)

    after = done(house.staff.get(f"/v1/referrals/{referral}"))
    assert after["status"] == status
    assert set(possible) == {
        row.name for row in STAFF_STEPS if status in row.sources and "staff" in row.by
    }


@pytest.mark.parametrize("name", ["interview", "offer", "not_select", "no_show"])
def test_a_step_sent_twice_is_taken_once(house: House, name: str) -> None:
    referral = referred(house)["id"]

    first, again = (done(step(house, referral, name, "employer")) for _ in range(2))

    assert again == first


@pytest.mark.parametrize(
    ("caller", "name"),
    [
        ("employer", "accept"),
        ("employer", "decline"),
        ("employer", "withdraw"),
        ("own_partner", "send"),
        ("own_partner", "offer"),
    ],
)
def test_nobody_takes_the_step_of_another(house: House, caller: str, name: str) -> None:
    answer = step(house, referred(house)["id"], name, caller)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_a_step_of_another_name_is_refused_with_the_names_there_are(house: House) -> None:
    answer = step(house, referred(house)["id"], "teleport")

    assert (answer.status_code, answer.json()["code"]) == (404, "transition_not_found")
    assert "interview" in answer.json()["detail"]


def test_a_hire_is_recorded_as_a_placement(house: House) -> None:
    answer = step(house, referred(house)["id"], "hire")

    assert (answer.status_code, answer.json()["code"]) == (409, "hire_by_placement")


def test_consent_is_a_step_with_evidence(house: House) -> None:
    referral = referred(house, is_sent=False)["id"]

    answer = house.staff.post(f"/v1/referrals/{referral}/consent")

    assert (answer.status_code, answer.json()["code"]) == (422, "evidence_missing")


def test_a_consent_given_later_is_kept_as_one_given_at_once(house: House) -> None:
    person = registered(house, consents=["matching"])
    asked = {"seeker": person, "opening": posted(house)["id"]}
    referral = done(house.staff.post("/v1/referrals", asked))["id"]

    done(step(house, referral, "consent"))

    with house.database.read() as session:
        purposes = sorted(str(row.purpose) for row in session.scalars(select(Consent)))
    assert purposes == ["matching", "sharing_on_referral"]


def test_a_consent_taken_back_stops_the_sending(house: House) -> None:
    body = seeker()
    person = done(house.staff.post("/v1/seekers", body))["id"]
    asked = {"seeker": person, "opening": posted(house)["id"], "has_consented": True}
    referral = done(house.own_partner.post("/v1/referrals", asked))["id"]
    done(house.staff.put(f"/v1/seekers/{person}", {**body, "consents": ["matching"]}))

    answer = step(house, referral, "send")

    assert (answer.status_code, answer.json()["code"]) == (409, "consent_missing")


def test_the_employer_learns_the_name_when_the_referral_is_sent_not_before(house: House) -> None:
    referral = brought_to(house, "consented")
    path = f"/v1/referrals/{referral}"
    before = [house.employer.get(path), house.employer.post(f"{path}/interview")]

    done(step(house, referral, "send"))
    after = done(house.employer.get(path))

    assert [it.status_code for it in before] == [404, 404]
    assert after["person"] == {
        "name": "Persona Inventada Prueba",
        "phone": "+529621234567",
        "email": "persona@inventada.example",
        "preferred_language": "es",
    }
    assert after["work_permission_codes"] == []


def test_whoever_leaves_takes_name_and_phone_along(house: House) -> None:
    body = referred(house)
    path = f"/v1/referrals/{body['id']}"
    before = done(house.employer.get(path))["person"]

    done(house.staff.post(f"/v1/seekers/{body['seeker']}/archive"))

    assert before is not None
    assert done(house.employer.get(path))["person"] is None


@pytest.mark.parametrize("ending", ["withdraw", "not_select"])
def test_out_of_the_referral_a_person_is_reached_by_the_center_alone(
    house: House, ending: str
) -> None:
    path = f"/v1/referrals/{brought_to(house, 'interview')}"

    done(house.staff.post(f"{path}/{ending}", {"note": "Se va a otra ciudad."}))

    seen = done(house.employer.get(path))
    assert seen["person"]["name"] == "Persona Inventada Prueba"
    assert (seen["person"]["phone"], seen["person"]["email"]) == (None, None)
    assert [event["to_status"] for event in seen["events"]][:3] == ["proposed", "consented", "sent"]
    assert {event["note"] for event in seen["events"]} == {None}
    assert done(house.staff.get(path))["person"]["phone"] == "+529621234567"


def test_what_ended_before_it_was_sent_stays_unknown_to_the_employer(house: House) -> None:
    referral = brought_to(house, "declined_by_person")

    assert house.employer.get(f"/v1/referrals/{referral}").status_code == 404
    assert done(house.employer.get("/v1/referrals"))["data"] == []


def test_evidence_and_its_day_are_kept(house: House) -> None:
    referral = referred(house)["id"]
    given: dict[str, Any] = {
        "happened_on": "2026-11-19",
        "evidence": "statement",
        "evidence_hash": "ab" * 32,
        "note": "Por teléfono.",
    }

    body = done(house.employer.post(f"/v1/referrals/{referral}/interview", given))

    event = body["events"][-1]
    assert event["happened_at"].startswith("2026-11-19")
    assert (event["evidence_kind"], event["evidence_grade"]) == ("statement", "C")
    assert (event["evidence_hash"], event["note"]) == ("ab" * 32, "Por teléfono.")


def test_nobody_grades_their_own_word_higher(house: House) -> None:
    given = {"evidence": "statement", "evidence_grade": "A"}

    body = done(house.employer.post(f"/v1/referrals/{referred(house)['id']}/interview", given))

    assert body["events"][-1]["evidence_grade"] == "C"


@pytest.mark.parametrize(
    "given",
    [
        {"evidence": "hearsay"},
        {"evidence_hash": "abc"},
        {"happened_on": "tomorrow"},
        {"note": "a" * 1001},
        {"note": "\x00"},
        {"extra": 1},
        [],
    ],
)
def test_what_is_no_step_is_malformed(house: House, given: Any) -> None:
    answer = house.employer.post(f"/v1/referrals/{referred(house)['id']}/interview", given)

    assert answer.status_code == 422


def test_the_table_and_this_test_know_the_same_states() -> None:
    reached = set(WAYS) | {"hired", "opening_cancelled", "hired_elsewhere"}

    assert reached == {str(status) for status in REFERRAL.states}
