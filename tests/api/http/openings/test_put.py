from tests.api.http.bodies import opening
from tests.api.http.world import House


def test_put_creates(house: House) -> None:
    answer = house.employer.put("/v1/openings/cocina-1", opening())
    assert answer.status_code == 201, answer.text
    assert answer.json()["status"] == "published"


def test_put_creates2(house: House) -> None:
    answer = house.employer.put("/v1/openings/cocina-1", opening())
    assert answer.status_code == 201, answer.text


def test_put_creates3(house: House) -> None:
    answer = house.employer.put("/v1/openings/cocina-1", opening())
    assert answer.status_code == 201, answer.text
