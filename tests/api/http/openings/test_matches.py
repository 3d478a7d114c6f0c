import json

import pytest

from tests.api.http.bodies import ELSEWHERE, opening, seeker
from tests.api.http.stories import done, posted, registered
from tests.api.http.world import House

PARTS = {
    "skills", "occupation", "experience", "language", "location", "wage", "schedule", "schooling",
}  # fmt: skip
APPLICANT = {
    "population": "asylum_seeker",
    "documents": [{"kind": "solicitante_constancia", "state": "07", "number": "PAPEL-1"}],
    "curp_kind": "temporary",
    "curp_valid_until": "2027-03-01",
}


def matches(house: House, posted_one: dict[str, str], caller: str = "staff") -> dict[str, object]:
    body: dict[str, object] = done(
        getattr(house, caller).get(f"/v1/openings/{posted_one['id']}/matches")
    )
    return body


def test_a_person_who_fits_is_found_with_everything_that_explains_it(house: House) -> None:
    person, opening = registered(house), posted(house)

    match = done(house.staff.get(f"/v1/openings/{opening['id']}/matches"))["data"][0]

    assert match["seeker"]["id"] == person
    assert set(match["components"]) == PARTS
    assert all(0 <= part <= 1 for part in [match["score"], *match["components"].values()])
    assert match["reasons"]
    assert all(set(reason) == {"code", "subject", "text"} for reason in match["reasons"])
    assert match["obstacles"] == []
    assert match["work_permission"]["answer"] == "yes"
    assert set(match["engine"]) == {"version", "weights", "catalogs"}


def test_reasons_are_said_in_the_language_asked_for(house: House) -> None:
    registered(house)
    path = f"/v1/openings/{posted(house)['id']}/matches"

    english, spanish = (done(house.staff.speaking(lang).get(path)) for lang in ("en", "es"))

    def told(body: dict[str, list[dict[str, list[dict[str, str]]]]], part: str) -> list[str]:
        return [reason[part] for reason in body["data"][0]["reasons"]]

    assert told(english, "code") == told(spanish, "code")
    assert told(english, "text") != told(spanish, "text")


def test_best_first_and_no_more_than_asked(house: House) -> None:
    for months in (0, 6, 48):
        registered(house, occupations=[{"title": "ayudante de cocina", "months": months}])
    path = f"/v1/openings/{posted(house, experience_months=24)['id']}/matches"

    scores = [match["score"] for match in done(house.staff.get(path))["data"]]
    first = done(house.staff.get(f"{path}?limit=1"))["data"]

    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3
    assert [match["score"] for match in first] == scores[:1]


def test_those_who_did_not_agree_to_matching_are_not_there(house: House) -> None:
    registered(house, consents=["contact"])

    assert matches(house, posted(house))["data"] == []


def test_those_who_may_not_work_there_are_not_there_and_are_counted(house: House) -> None:
    registered(house, documents=[{"kind": "visitante_sin_permiso"}])
    registered(house)

    found = matches(house, posted(house))

    assert len(found["data"]) == 1  # type: ignore[arg-type]
    assert (found["considered"], found["eligible"]) == (2, 1)
    assert found["excluded"]


def test_staff_see_the_people_of_their_center(house: House) -> None:
    person = registered(house)
    opening = posted(house)

    shown = {
        name: [it["seeker"]["id"] for it in matches(house, opening, name)["data"]]  # type: ignore[attr-defined]
        for name in ("staff", "other_staff", "supervisor")
    }

    assert shown == {"staff": [person], "other_staff": [], "supervisor": [person]}


def test_a_change_is_in_the_next_answer(house: House) -> None:
    person, opening = registered(house), posted(house)
    assert matches(house, opening)["data"]

    done(house.staff.put(f"/v1/seekers/{person}", seeker(municipality=ELSEWHERE)))

    assert matches(house, opening)["data"] == []


def test_who_is_archived_is_gone_from_the_next_answer(house: House) -> None:
    person, opening = registered(house), posted(house)
    assert matches(house, opening)["data"]

    done(house.staff.post(f"/v1/seekers/{person}/archive"))

    assert matches(house, opening)["data"] == []


@pytest.mark.parametrize("limit", ["0", "201", "x"])
def test_the_limit_is_1_to_200(house: House, limit: str) -> None:
    answer = house.staff.get(f"/v1/openings/{posted(house)['id']}/matches?limit={limit}")

    assert answer.status_code == 422


NEVER = (
    "Persona", "Inventada", "Prueba", "1992-03-04", "+5296", "962 ", "persona@inventada.example",
    "solicitante", "constancia", "refugiado", "refugee", "asylum", "PAPEL-1", "temporary_curp",
    "state_restricted", "2027-03-01",
)  # fmt: skip


def test_an_employer_learns_neither_who_nor_with_which_papers(house: House) -> None:
    registered(house, **APPLICANT)
    opening = posted(house)
    assert matches(house, opening)["data"][0]["work_permission"]["codes"]  # type: ignore[index]

    body = matches(house, opening, "employer")

    told = json.dumps(body, ensure_ascii=False)
    assert body["data"]
    assert [word for word in NEVER if word.lower() in told.lower()] == []


def test_an_employer_learns_that_the_permission_is_under_review(house: House) -> None:
    registered(house, **APPLICANT)

    match = matches(house, posted(house), "employer")["data"][0]  # type: ignore[index]

    assert match["work_permission"]["answer"] == "conditional"
    assert match["work_permission"]["codes"] == []


def test_an_employer_sees_the_same_order_and_scores(house: House) -> None:
    for months in (3, 30):
        registered(house, occupations=[{"title": "ayudante de cocina", "months": months}])
    registered(house, **APPLICANT)
    opening = posted(house)

    def order(caller: str) -> list[tuple[str, float]]:
        found = matches(house, opening, caller)["data"]
        return [(it["seeker"]["id"], it["score"]) for it in found]  # type: ignore[attr-defined]

    assert order("employer") == order("staff")


def test_an_employer_is_not_told_whom_which_gate_ruled_out(house: House) -> None:
    registered(house, documents=[{"kind": "visitante_sin_permiso"}])

    assert matches(house, posted(house), "employer")["excluded"] == {}


def test_an_unverified_employer_sees_nobody(house: House) -> None:
    registered(house)
    newcomer = house.employer_with(verified=False)
    done(newcomer.put("/v1/openings/a", opening()))

    answer = newcomer.get("/v1/openings/a/matches")

    assert (answer.status_code, answer.json()["code"]) == (409, "employer_not_verified")
