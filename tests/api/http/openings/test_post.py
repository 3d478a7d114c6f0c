from datetime import timedelta

from tests.api.http.bodies import named_opening, opening
from tests.api.http.stories import done
from tests.api.http.world import House

PATH = "/v1/openings"


def count_of(house: House) -> int:
    return len(done(house.employer.get(PATH))["data"])


def test_post_creates(house: House) -> None:
    answer = house.employer.post_once(PATH, named_opening("a"))

    assert (answer.status_code, answer.json()["external_id"]) == (201, "a")
    assert "idempotent-replayed" not in answer.headers


def test_without_a_key_nothing_happens(house: House) -> None:
    answer = house.employer.post(PATH, named_opening())

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert count_of(house) == 0


def test_a_key_of_256_characters_is_refused(house: House) -> None:
    statuses = [
        house.employer.post_once(PATH, named_opening(), key="k" * size).status_code
        for size in (256, 255)
    ]

    assert statuses == [400, 201]


def test_the_same_request_again_gives_the_same_answer(house: House) -> None:
    body = named_opening()
    first = house.employer.post_once(PATH, body, key="once")

    again = house.employer.post_once(PATH, body, key="once")

    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["idempotent-replayed"] == "true"
    assert count_of(house) == 1


def test_the_same_key_with_another_body_is_refused(house: House) -> None:
    done(house.employer.post_once(PATH, named_opening(), key="once"))

    answer = house.employer.post_once(PATH, named_opening(), key="once")

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert count_of(house) == 1


def test_keys_of_two_employers_do_not_meet(house: House) -> None:
    mine = done(house.employer.post_once(PATH, named_opening("a"), key="once"))
    theirs = done(house.other_employer.post_once(PATH, named_opening("b"), key="once"))

    assert (mine["external_id"], theirs["external_id"]) == ("a", "b")


def test_keys_of_two_routes_do_not_meet(house: House) -> None:
    done(house.employer.post_once(PATH, named_opening("a"), key="once"))

    answer = house.employer.post_once(f"{PATH}/bulk", [named_opening("b")], key="once")

    assert answer.status_code == 200


def test_a_refused_request_does_not_use_up_its_key(house: House) -> None:
    assert house.employer.post_once(PATH, opening(), key="once").status_code == 422

    assert house.employer.post_once(PATH, named_opening(), key="once").status_code == 201


def test_a_conflict_does_not_use_up_its_key(house: House) -> None:
    done(house.employer.post_once(PATH, named_opening("a")))
    assert house.employer.post_once(PATH, named_opening("a"), key="once").status_code == 409

    assert house.employer.post_once(PATH, named_opening("b"), key="once").status_code == 201


def test_a_key_is_forgotten_after_seven_days(house: House) -> None:
    done(house.employer.post_once(PATH, named_opening("a"), key="once"))
    house.clock.now += timedelta(days=7, seconds=1)

    assert (
        done(house.employer.post_once(PATH, named_opening("b"), key="once"))["external_id"] == "b"
    )


def test_a_known_external_id_is_a_conflict(house: House) -> None:
    done(house.employer.post_once(PATH, named_opening("a")))

    answer = house.employer.post_once(PATH, named_opening("a", title="Soldadora"))

    assert (answer.status_code, answer.json()["code"]) == (409, "already_exists")
    assert "external_id" in answer.json()["detail"]
    assert done(house.employer.get(f"{PATH}/a"))["title"] == "Ayudante de cocina"
