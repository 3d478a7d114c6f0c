from api.http import health
from models.database import Database
from tests.api.http.world import House


def test_alive_without_a_database(house: House, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def fail(_database: Database) -> None:
        raise AssertionError

    monkeypatch.setattr(Database, "ping", fail)

    assert house.nobody.get("/healthz").json() == {"status": "alive"}


def test_ready_with_its_database(house: House) -> None:
    answer = house.nobody.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "hindrances": {}})


def test_not_ready_without_it(house: House, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(health, "hindrances", lambda _runtime: {"database": "gone"})

    answer = house.nobody.get("/readyz")

    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
    assert answer.json()["hindrances"] == {"database": "gone"}


def test_metrics_count_requests_by_route_and_status(house: House) -> None:
    house.employer.get("/v1/openings")

    answer = house.nobody.get("/metrics")

    assert answer.headers["content-type"].startswith("text/plain")
    assert 'puente_requests_total{method="GET",route="/v1/openings",status="200"}' in answer.text
    assert 'puente_request_seconds_bucket{le="0.005",route="/v1/openings"}' in answer.text
