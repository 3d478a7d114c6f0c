from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from models.api_key import ApiKey
from models.repositories import centers
from services.access.actor import SYSTEM, Scope
from services.access.keys import PREFIX_LENGTH, make_key, owner_named
from services.errors import EmployerNotFound
from tests.api.http.stories import done
from tests.api.http.world import Caller, House


def change(house: House, caller: Caller, **fields: object) -> None:
    assert caller.bearer is not None
    with house.database.write() as session:
        prefix = caller.bearer[:PREFIX_LENGTH]
        row = session.scalars(select(ApiKey).where(ApiKey.prefix == prefix)).one()
        for name, value in fields.items():
            setattr(row, name, value)


def test_a_revoked_key_is_nobodys(house: House) -> None:
    change(house, house.employer, revoked_at=house.clock.now)

    assert house.employer.get("/v1/openings").status_code == 401


def test_a_key_ends_with_its_day(house: House) -> None:
    change(house, house.employer, expires_at=house.clock.now + timedelta(days=1))
    during = house.employer.get("/v1/openings").status_code
    house.clock.pass_days(1)

    assert (during, house.employer.get("/v1/openings").status_code) == (200, 401)


def test_a_key_of_a_center_that_closed_is_nobodys(house: House) -> None:
    with house.database.write() as session:
        center = centers.by_code(session, "ALB")
        assert center is not None
        center.is_active = False

    assert house.partner.get("/v1/seekers").status_code == 401


def test_the_beginning_of_a_key_is_not_the_key(house: House) -> None:
    assert house.employer.bearer is not None
    forged = [house.employer.bearer[:PREFIX_LENGTH], house.employer.bearer[:-1] + "x"]

    assert [house.caller(it).get("/v1/openings").status_code for it in forged] == [401, 401]


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer "])
def test_the_word_before_the_key_may_be_written_in_any_case(house: House, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {house.employer.bearer}"}

    assert house.nobody.get("/v1/openings", headers=headers).status_code == 200


ROUTES = {
    Scope.OPENINGS: "/v1/openings",
    Scope.REFERRALS: "/v1/referrals",
    Scope.PLACEMENTS: "/v1/placements",
}


@pytest.mark.parametrize("scope", sorted(ROUTES))
def test_each_scope_opens_its_own_door_alone(house: House, scope: Scope) -> None:
    limited = house.employer_with(scopes=[scope])

    statuses = {name: limited.get(path).status_code for name, path in ROUTES.items()}

    assert statuses == {name: 200 if name is scope else 403 for name in ROUTES}


def test_a_partner_without_the_scope_does_not_see_people(house: House) -> None:
    with house.database.write() as session:
        center = centers.by_code(session, "ALB")
        assert center is not None
        limited = house.caller(make_key(session, SYSTEM, center, [Scope.REFERRALS]))

    answer = limited.get("/v1/seekers")

    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")


def test_a_call_outside_the_scopes_names_the_one_that_is_missing(house: House) -> None:
    answers = [house.employer.get("/v1/seekers"), house.partner.get("/v1/openings")]

    assert [answer.json()["code"] for answer in answers] == ["scope_missing"] * 2
    assert "seekers" in answers[0].json()["detail"]


def test_a_test_key_works_and_is_told_apart(house: House) -> None:
    with house.database.write() as session:
        center = centers.by_code(session, "ALB")
        assert center is not None
        key = make_key(session, SYSTEM, center, [Scope.SEEKERS], is_test=True)

    assert key.startswith("pnt_test_")
    assert done(house.caller(key).get("/v1/seekers"))["data"] == []


def test_a_key_is_made_for_somebody_there_is(house: House) -> None:
    with house.database.read() as session:
        for name in ("XAXX010101000", "nobody", "5f0c2f0a-8d0e-4f5b-9a51-0a4f0c6b7d10"):
            with pytest.raises(EmployerNotFound):
                owner_named(session, name)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/openings?limit=abc",
        "/v1/openings/one/matches?limit=abc",
        f"/v1/seekers/{UUID(int=1)}/matches?limit=abc",
    ],
)
def test_a_wrong_key_is_told_before_a_wrong_question(house: House, path: str) -> None:
    nobody = house.caller("pnt_live_wrong").get(path)
    somebody = house.staff.get(path)

    assert (nobody.status_code, somebody.status_code) == (401, 422)
