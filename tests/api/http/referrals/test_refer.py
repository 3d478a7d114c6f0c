import pytest
from sqlalchemy import select

from models.consent import Consent
from services.access.actor import Scope
from tests.api.http.bodies import ELSEWHERE, opening, seeker
from tests.api.http.stories import done, posted, referred, registered
from tests.api.http.world import House

PATH = "/v1/referrals"
APPLICANT = {
    "population": "asylum_seeker",
    "documents": [{"kind": "solicitante_constancia", "state": "07"}],
}


def ask(house: House, seeker_id: str, opening_id: str, **more: object):  # type: ignore[no-untyped-def]
    return house.staff.post(PATH, {"seeker": seeker_id, "opening": opening_id, **more})


def test_without_the_persons_yes_it_is_a_proposal(house: House) -> None:
    answer = ask(house, registered(house), posted(house)["id"])

    body = answer.json()
    assert (answer.status_code, body["status"], body["person"]) == (201, "proposed", None)
    assert body["disclosure"] == "pseudonym"
    assert [event["transition"] for event in body["events"]] == ["create"]


def test_with_the_persons_yes_it_is_sent_at_once(house: House) -> None:
    body = referred(house)

    assert (body["status"], body["official_status"]) == ("sent", "vinculado")
    assert [event["transition"] for event in body["events"]] == ["create", "send"]
    assert body["person"]["name"] == "Persona Inventada Prueba"
    assert body["expires_on"] == "2026-12-20"
    assert 0 < body["score"] <= 1


def test_a_partner_asks_and_staff_send(house: House) -> None:
    asked = {"seeker": registered(house), "opening": posted(house)["id"], "has_consented": True}
    made = done(house.own_partner.post(PATH, asked))

    sent = done(house.staff.post(f"{PATH}/{made['id']}/send"))

    assert (made["status"], sent["status"]) == ("consented", "sent")


def test_the_same_person_is_not_referred_twice_at_a_time(house: House) -> None:
    person, opening_id = registered(house), posted(house)["id"]
    done(ask(house, person, opening_id))

    answer = ask(house, person, opening_id)

    assert (answer.status_code, answer.json()["code"]) == (409, "already_exists")


def test_after_the_end_of_one_there_may_be_another(house: House) -> None:
    person, opening_id = registered(house), posted(house)["id"]
    first = done(ask(house, person, opening_id))["id"]
    done(house.staff.post(f"{PATH}/{first}/decline"))

    assert ask(house, person, opening_id).status_code == 201


@pytest.mark.parametrize("step", ["pause", "close"])
def test_nobody_is_referred_to_what_is_not_published(house: House, step: str) -> None:
    opening_id = posted(house)["id"]
    done(house.employer.post(f"/v1/openings/{opening_id}/{step}"))

    assert ask(house, registered(house), opening_id).json()["code"] == "opening_not_open"


def test_nobody_is_referred_to_what_waits_for_review(house: House) -> None:
    newcomer = house.employer_with(verified=False)
    opening_id = done(newcomer.put("/v1/openings/a", opening()))["id"]

    assert ask(house, registered(house), opening_id).json()["code"] == "opening_not_open"


def test_the_law_decides_who_may_not_work(house: House) -> None:
    person = registered(house, documents=[{"kind": "visitante_sin_permiso"}])

    answer = ask(house, person, posted(house)["id"])

    assert (answer.status_code, answer.json()["code"]) == (409, "not_eligible")
    assert "no_work_permission" in answer.json()["detail"]


def test_a_minor_is_not_sent_where_none_are_accepted(house: House) -> None:
    person = registered(house, born_on="2010-06-01", curp=None)

    refused = ask(house, person, posted(house)["id"])
    taken = ask(house, person, posted(house, accepts_minors=True, weekly_hours=36)["id"])

    assert (refused.json()["code"], taken.status_code) == ("not_eligible", 201)


def test_what_only_weighs_or_lies_far_is_for_staff_to_judge(house: House) -> None:
    far = registered(house, municipality=ELSEWHERE)

    assert ask(house, far, posted(house)["id"]).status_code == 201


def test_a_permission_under_review_is_recorded_with_who_looked(house: House) -> None:
    body = done(ask(house, registered(house, **APPLICANT), posted(house)["id"]))

    assert body["work_permission"] == "conditional"
    assert body["work_permission_codes"]


def test_whoever_is_archived_is_not_referred(house: House) -> None:
    person = registered(house)
    done(house.staff.post(f"/v1/seekers/{person}/archive"))

    assert ask(house, person, posted(house)["id"]).status_code == 409


def test_a_person_face_to_face_needs_no_consent_to_the_ranking(house: House) -> None:
    person = registered(house, consents=[])

    answer = ask(house, person, posted(house)["id"], has_consented=True)

    assert (answer.status_code, answer.json()["status"]) == (201, "sent")


def test_the_consent_that_was_witnessed_is_kept_with_its_notice(house: House) -> None:
    person = registered(house, consents=["matching"])

    done(ask(house, person, posted(house)["id"], has_consented=True))

    with house.database.read() as session:
        kept = {str(row.purpose): row for row in session.scalars(select(Consent))}
    assert set(kept) == {"matching", "sharing_on_referral"}
    assert len(kept["sharing_on_referral"].notice_hash) == 64
    assert str(kept["sharing_on_referral"].channel) == "desk"


@pytest.mark.parametrize("side", ["seeker", "opening"])
def test_somebody_or_something_unknown_is_404(house: House, side: str) -> None:
    nobody = "5f0c2f0a-8d0e-4f5b-9a51-0a4f0c6b7d10"
    body = {"seeker": registered(house), "opening": posted(house)["id"], side: nobody}

    answer = house.staff.post(PATH, body)

    assert (answer.status_code, answer.json()["code"]) == (404, f"{side}_not_found")


@pytest.mark.parametrize("body", [{}, {"seeker": "x", "opening": "y"}, {"note": "a" * 1001}])
def test_what_is_no_referral_is_malformed(house: House, body: dict[str, str]) -> None:
    assert house.staff.post(PATH, body).status_code == 422


def test_a_key_needs_the_scope(house: House) -> None:
    limited = house.employer_with(scopes=[Scope.OPENINGS])

    assert limited.get(PATH).json()["code"] == "scope_missing"


def test_each_side_lists_its_own(house: House) -> None:
    body = referred(house)
    proposal = referred(house, is_sent=False)

    shown = {
        name: {row["id"] for row in done(getattr(house, name).get(PATH))["data"]}
        for name in ("employer", "other_employer", "staff", "other_staff", "own_partner", "partner")
    }

    assert shown == {
        "employer": {body["id"]},
        "other_employer": set(),
        "staff": {body["id"], proposal["id"]},
        "other_staff": set(),
        "own_partner": {body["id"], proposal["id"]},
        "partner": set(),
    }


def test_a_list_of_one_state_with_pages(house: House) -> None:
    for _ in range(3):
        referred(house)
    referred(house, is_sent=False)

    first = house.staff.get(f"{PATH}?status=sent&limit=2")
    rest = house.staff.get(first.links["next"]["url"])

    assert [len(done(it)["data"]) for it in (first, rest)] == [2, 1]


def test_an_employer_asking_for_what_it_may_not_see_finds_nothing(house: House) -> None:
    referred(house, is_sent=False)

    assert done(house.employer.get(f"{PATH}?status=proposed"))["data"] == []


def test_the_match_is_not_needed_to_have_been_asked_for(house: House) -> None:
    person = done(house.other_staff.post("/v1/seekers", seeker()))["id"]
    asked = {"seeker": person, "opening": posted(house)["id"]}

    assert house.supervisor.post(PATH, asked).status_code == 201
