"""Merging two registrations and forgetting a person over HTTP."""

from uuid import uuid4

from tests.api.http.stories import done, registered
from tests.api.http.world import House

PATH = "/v1/seekers"


def test_the_registration_in_the_address_goes_on(house: House) -> None:
    kept, other = registered(house), registered(house)
    shown = done(house.staff.post(f"{PATH}/{kept}/merge", json={"other": str(other)}))
    assert shown["id"] == str(kept)
    assert done(house.staff.get(f"{PATH}/{other}"))["id"] == str(kept)
    again = house.staff.post(f"{PATH}/{kept}/merge", json={"other": str(other)})
    assert again.status_code == 200


def test_nobody_is_merged_with_somebody_unknown(house: House) -> None:
    kept = registered(house)
    answer = house.staff.post(f"{PATH}/{kept}/merge", json={"other": str(uuid4())})
    assert (answer.status_code, answer.json()["code"]) == (404, "seeker_not_found")


def test_a_registration_is_not_merged_with_itself(house: House) -> None:
    kept = registered(house)
    answer = house.staff.post(f"{PATH}/{kept}/merge", json={"other": str(kept)})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_with_itself")


def test_whoever_is_forgotten_is_gone_and_stands_in_the_list_without_a_name(house: House) -> None:
    person = registered(house)
    answer = done(house.staff.post(f"{PATH}/{person}/erase"))
    assert answer == {"id": str(person), "keeps_name": False, "kept_until": None}
    for path in ("", "/matches"):
        assert house.staff.get(f"{PATH}/{person}{path}").status_code == 404
    listed = {row["id"]: row for row in done(house.staff.get(PATH))["data"]}
    row = listed[str(person)]
    assert (row["status"], row["given_names"], row["documents"]) == ("archived", None, [])
    assert (row["has_curp"], row["needs"], row["consents"]) == (False, [], [])
