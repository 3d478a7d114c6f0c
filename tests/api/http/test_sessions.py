from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from models.center import Center
from models.repositories import access, centers
from services.access import log_in as logging_in
from services.access.passwords import hash_password
from services.access.tries import Tries
from services.errors import Malformed
from tests.api.http.stories import done
from tests.api.http.world import Caller, House
from tests.factories import make_staff

PATH = "/v1/sessions"
EMAIL, PASSWORD = "ana@sne.example", "una frase de prueba larga"


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def ana(house: House, password_hash: str) -> str:
    with house.database.write() as session:
        center: Center | None = centers.by_code(session, "TAP")
        assert center is not None
        make_staff(session, email=EMAIL, center_id=center.id, password_hash=password_hash)
    return EMAIL


def log_in(house: House, email: str = EMAIL, password: str = PASSWORD):  # type: ignore[no-untyped-def]
    return house.nobody.post(PATH, {"email": email, "password": password})


def test_a_right_password_gives_a_bearer_that_works(house: House, ana: str) -> None:
    body = done(log_in(house))

    assert (body["role"], body["center"]) == ("staff", "TAP")
    assert Caller(house.client, body["token"]).get("/v1/seekers").status_code == 200


def test_the_address_may_be_written_in_any_case(house: House, ana: str) -> None:
    assert log_in(house, f" {EMAIL.upper()} ").status_code == 201


def test_a_wrong_password_and_an_unknown_address_look_the_same(house: House, ana: str) -> None:
    answers = [log_in(house, password="another sentence"), log_in(house, email="eva@sne.example")]

    assert [(it.status_code, it.json()["code"]) for it in answers] == [(401, "log_in_failed")] * 2
    assert answers[0].json()["detail"] == answers[1].json()["detail"]


def test_after_five_wrong_tries_the_right_password_waits_a_quarter_hour(
    house: House, ana: str
) -> None:
    for _ in range(5):
        assert log_in(house, password="wrong").status_code == 401

    locked = log_in(house).status_code
    house.clock.now += timedelta(minutes=15, seconds=1)

    assert (locked, log_in(house).status_code) == (401, 201)


def test_somebody_who_left_does_not_come_in(house: House, ana: str) -> None:
    with house.database.write() as session:
        member = access.staff_by_email(session, EMAIL)
        assert member is not None
        member.is_active = False

    assert log_in(house).status_code == 401


def test_a_bearer_ends_with_its_hours(house: House, ana: str) -> None:
    caller = Caller(house.client, done(log_in(house))["token"])
    house.clock.now += timedelta(hours=house.runtime.settings.session_hours, seconds=1)

    assert caller.get("/v1/seekers").status_code == 401


def test_a_bearer_ends_with_the_log_out(house: House, ana: str) -> None:
    caller = Caller(house.client, done(log_in(house))["token"])

    answers = [caller.call("DELETE", f"{PATH}/current") for _ in range(2)]

    assert [it.status_code for it in answers] == [204, 401]
    assert caller.get("/v1/seekers").status_code == 401


def test_a_cookie_reads_but_does_not_write(house: House, ana: str) -> None:
    token = done(log_in(house))["token"].removeprefix("pnt_staff_")
    with_cookie = {"Cookie": f"staff={token}"}

    read = house.nobody.get("/v1/seekers", headers=with_cookie)
    written = house.nobody.post("/v1/seekers", {}, headers=with_cookie)

    assert (read.status_code, written.status_code) == (200, 401)


def test_no_token_or_password_is_stored_in_the_clear(house: House, ana: str) -> None:
    token = done(log_in(house))["token"]

    with house.database.read() as session:
        rows = [
            tuple(row)
            for table in ("staff_sessions", "staff_members", "api_keys")
            for row in session.connection().exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608 - three names
        ]

    stored = repr(rows)
    bearers = [token.removeprefix("pnt_staff_"), str(house.employer.bearer)[20:]]
    assert [secret for secret in (*bearers, PASSWORD) if secret in stored] == []


def test_a_short_password_is_refused_when_it_is_chosen() -> None:
    with pytest.raises(Malformed) as refused:
        hash_password("short")

    assert refused.value.errors[0].code == "password_length"


@pytest.fixture
def two_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging_in, "PER_ADDRESS", Tries(most=2, seconds=60))


@pytest.mark.usefixtures("two_tries")
def test_an_address_that_guessed_too_often_waits_whoever_it_names(house: House, ana: str) -> None:
    for email in ("eva@sne.example", "eli@sne.example"):
        assert log_in(house, email=email).status_code == 401

    refused = log_in(house)
    house.clock.now += timedelta(seconds=61)
    again = log_in(house)

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert refused.headers["retry-after"] == "60"
    assert "60" in refused.json()["detail"]
    assert again.status_code == 201


@pytest.mark.usefixtures("two_tries")
def test_whoever_gets_in_has_used_no_try_of_the_address(house: House, ana: str) -> None:
    assert [log_in(house).status_code for _ in range(4)] == [201] * 4


def test_another_address_is_not_made_to_wait(
    house: House, ana: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging_in, "PER_ADDRESS", Tries(most=1, seconds=60))
    log_in(house, email="eva@sne.example")
    elsewhere = Caller(TestClient(house.client.app, client=("203.0.113.9", 1)), None)

    assert log_in(house).status_code == 429
    body = {"email": EMAIL, "password": PASSWORD}
    assert elsewhere.post(PATH, body).status_code == 201
