from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from models.database import Database
from models.database_errors import DatabaseBusy, DatabaseUnavailable
from tests.api.http.bodies import opening
from tests.api.http.stories import done, posted
from tests.api.http.world import Caller, House

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FIELDS = {"type", "title", "status", "detail", "code", "errors", "request_id"}


def broken(house: House) -> list[Any]:
    """One answer of each kind that can be had without breaking the service."""
    posted(house, external_id="mine")
    return [
        house.nobody.get("/v1/openings"),
        house.employer.get("/v1/seekers"),
        house.employer.get("/v1/openings/nothing"),
        house.employer.get("/v1/nothing"),
        house.employer.call("PATCH", "/v1/openings/mine"),
        house.employer.post_once("/v1/openings", {"external_id": "mine", **opening()}),
        house.employer.post("/v1/openings", {"external_id": "new", **opening()}),
        house.employer.put("/v1/openings/a", opening(description="a" * 3_000_000)),
        house.employer.post_once("/v1/openings/bulk", content=b"", headers={"Content-Type": "a/b"}),
        house.employer.put("/v1/openings/a", {}),
    ]


@on_sqlite
def test_every_refusal_has_the_same_shape(house: House) -> None:
    answers = broken(house)

    assert [it.status_code for it in answers] == [401, 403, 404, 404, 405, 409, 400, 413, 415, 422]
    assert {it.headers["content-type"] for it in answers} == {"application/problem+json"}
    assert [set(it.json()) for it in answers] == [FIELDS] * len(answers)
    assert [it.json()["status"] for it in answers] == [it.status_code for it in answers]


@on_sqlite
def test_the_type_leads_to_the_explanation_of_the_code(house: House) -> None:
    answers = broken(house)

    assert [it.json()["type"] for it in answers] == [
        f"/docs/errors#{it.json()['code']}" for it in answers
    ]


@on_sqlite
def test_every_refusal_is_said_in_both_languages(house: House) -> None:
    english = broken(house)
    spanish = [
        Caller(house.client, None, {"Accept-Language": "es"}).call(
            it.request.method,
            it.request.url.raw_path.decode(),
            headers=dict(it.request.headers) | {"accept-language": "es"},
            content=it.request.content,
        )
        for it in english
    ]

    assert [it.headers["content-language"] for it in english] == ["en"] * len(english)
    assert [it.headers["content-language"] for it in spanish] == ["es"] * len(spanish)
    for before, after in zip(english, spanish, strict=True):
        assert before.json()["code"] == after.json()["code"]
        assert before.json()["title"] != after.json()["title"]
        assert before.json()["detail"] != after.json()["detail"]


LANGUAGES = {
    "": "en",
    "es": "es",
    "es-MX": "es",
    "ES": "es",
    "en;q=0.4, es;q=0.9": "es",
    "fr, es;q=0.5, en;q=0.1": "es",
    "es;q=0, en": "en",
    "fr": "en",
    "*": "en",
    ";;;q=,,": "en",
    "es;q=x": "en",
    "es;q=nan": "en",
    "a" * 5000: "en",
}


@on_sqlite
@pytest.mark.parametrize("header", sorted(LANGUAGES))
def test_the_language_is_the_best_that_is_offered(house: House, header: str) -> None:
    answer = house.nobody.speaking(header).get("/v1/openings")

    assert answer.headers["content-language"] == LANGUAGES[header]


@on_sqlite
@pytest.mark.parametrize("given", ["a1b2c3d4", "my-trace_id.0042", "A" * 80])
def test_a_request_id_comes_back(house: House, given: str) -> None:
    answer = house.nobody.get("/v1/openings", headers={"X-Request-Id": given})

    assert answer.headers["x-request-id"] == answer.json()["request_id"] == given


@on_sqlite
@pytest.mark.parametrize(
    "given", ["", "short", "A" * 81, "with space", "line\tbreak", "ñandúñandú"]
)
def test_a_request_id_that_could_do_harm_is_replaced(house: House, given: str) -> None:
    answer = house.nobody.get("/v1/openings", headers={"X-Request-Id": given.encode()})

    assert len(answer.headers["x-request-id"]) == 32
    assert answer.json()["request_id"] == answer.headers["x-request-id"]


@on_sqlite
def test_no_two_requests_have_the_same_id(house: House) -> None:
    ids = {house.nobody.get("/healthz").headers["x-request-id"] for _ in range(5)}

    assert len(ids) == 5


HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
ADDRESSES = ("/healthz", "/v1/openings", "/v1/nothing", "/openings.json", "/nothing", "/")


@on_sqlite
@pytest.mark.parametrize("path", ADDRESSES)
def test_every_answer_carries_the_security_headers(house: House, path: str) -> None:
    headers = house.nobody.get(path).headers

    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]


@on_sqlite
def test_a_failure_carries_them_too(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, ValueError("secret words"))

    answer = house.employer.get("/v1/openings", headers={"X-Request-Id": "trace-0001"})

    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert set(answer.json()) == FIELDS
    assert "secret" not in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["x-request-id"] == answer.json()["request_id"] == "trace-0001"


@on_sqlite
def test_a_failure_is_counted(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, ValueError())
    house.employer.get("/v1/openings")

    told = house.nobody.get("/metrics").text

    assert 'puente_requests_total{method="GET",route="/v1/openings",status="500"}' in told


def fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_args: Any, **_names: Any) -> None:
        raise error

    monkeypatch.setattr("api.http.openings.router.page_of_openings", fail)


@on_sqlite
@pytest.mark.parametrize("kind", [DatabaseBusy, DatabaseUnavailable])
def test_a_database_that_cannot_answer_is_a_reason_to_try_again(
    house: House, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    fail_with(monkeypatch, kind("what the driver said"))

    answer = house.employer.get("/v1/openings")

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert "driver" not in answer.text


@on_sqlite
def test_nothing_that_the_database_says_is_repeated(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(monkeypatch, OperationalError("SELECT secret", {"secret": 1}, ValueError("secret")))

    assert "secret" not in house.employer.get("/v1/openings").text


@on_sqlite
def test_a_wrong_method_says_which_are_right(house: House) -> None:
    answer = house.employer.call("DELETE", "/v1/openings")

    assert (answer.status_code, answer.json()["code"]) == (405, "http_405")
    assert answer.headers["allow"] == "GET, HEAD, POST"


@on_sqlite
@pytest.mark.parametrize(
    "path", ["/v1", "/v1/", "/v1/nothing", "/v1/openings/a/b/c/d", "/v2/openings"]
)
def test_an_address_of_nothing_is_404(house: House, path: str) -> None:
    answer = house.employer.get(path)

    assert answer.status_code == 404


@on_sqlite
def test_a_head_request_asks_for_no_body(house: House) -> None:
    answer = house.nobody.call("HEAD", "/healthz")

    assert (answer.status_code in {200, 405}, answer.content) == (True, b"")


@on_sqlite
def test_behind_https_browsers_are_told_to_stay_there(house: House, database: Database) -> None:
    from fastapi.testclient import TestClient

    from api.main import create_app
    from tests.api.http.world import runtime_of

    runtime = runtime_of(database, public_url="https://puente.example")
    with_https = TestClient(create_app(runtime)).get("/healthz")

    assert with_https.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "strict-transport-security" not in house.nobody.get("/healthz").headers


def test_nothing_is_kept_of_a_write_that_was_not_acknowledged(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_names: Any) -> None:
        raise ValueError

    monkeypatch.setattr("api.http.openings.router.opening_out", fail)
    answer = house.employer.put("/v1/openings/a", opening())
    monkeypatch.undo()

    assert answer.status_code == 500
    assert done(house.employer.get("/v1/openings"))["data"] == []


def spanish(house: House, method: str, path: str, **sent: Any) -> list[str]:
    """The sentences of the errors, or the detail where there are none."""
    body = house.supervisor.speaking("es").call(method, path, **sent).json()
    return [error["message"] for error in body["errors"]] or [body["detail"]]


@on_sqlite
def test_a_number_where_a_code_belongs_is_said_with_the_code_as_it_is_sent(house: House) -> None:
    answer = house.employer.put("/v1/openings/a", opening(municipality=7089))
    short = house.employer.put("/v1/openings/a", opening(municipality="7089"))

    (error,), (other,) = answer.json()["errors"], short.json()["errors"]
    assert error["code"] == other["code"] == "unknown_municipality"
    assert '"07089"' in error["message"]
    assert "lost a zero" in other["message"]


@on_sqlite
@pytest.mark.parametrize(
    ("method", "path", "sent", "said"),
    [
        ("GET", "/v1/tasks?status=x", {}, "Use uno de estos: open, done, dismissed."),
        ("GET", "/v1/reports/matches?format=x", {}, "json, csv, xlsx, ndjson, pdf."),
        ("POST", "/v1/seekers", {}, "Envíe un cuerpo: los campos como un objeto JSON."),
        ("POST", "/v1/seekers", {"content": b"{"}, "El cuerpo no es JSON: revise el carácter 1."),
        ("POST", "/v1/number-desk/requests", {"json": {"has_consented": 3}}, "estos: true."),
        (
            "POST",
            "/v1/movement-files/00000000-0000-4000-8000-000000000000/replies",
            {"content": b"a,b", "headers": {"Content-Type": "text/csv"}},
            "la primera fila necesita una columna `line` o `nss`.",
        ),
    ],
)
def test_a_spanish_answer_is_spanish_throughout(
    house: House, method: str, path: str, sent: dict[str, Any], said: str
) -> None:
    sent = {"headers": {"Content-Type": "application/json"}, **sent}

    assert any(text.endswith(said) for text in spanish(house, method, path, **sent))


@on_sqlite
def test_limits_are_said_as_people_write_them(house: House) -> None:
    answer = house.employer.put("/v1/openings/a", opening(latitude=1, longitude=-90))

    assert answer.json()["errors"][0]["message"] == "This must be at least 14."
