"""How far an enrollment has come when a test begins: a registration, a file, a task, a question."""

from typing import Any

from tests.api.http import stories
from tests.api.http.world import House

REGISTRATION = "A0112345101"
PLACE = {"municipality": "07089", "subdelegation": "02"}
DUE = {"clinic": "034"}


def with_registration(house: House) -> str:
    path = f"/v1/employer-registrations/{REGISTRATION}"
    number: str = stories.done(house.employer.put(path, PLACE))["number"]
    return number


def due(house: House, hires: int = 1) -> list[str]:
    """Hires that started and wait for their movement."""
    with_registration(house)
    return [stories.started(house)["id"] for _ in range(hires)]


def filed(house: House, hires: int = 1) -> dict[str, Any]:
    """A file with as many lines, made by the employer."""
    due(house, hires)
    body: dict[str, Any] = stories.done(house.employer.post("/v1/movement-files", DUE))
    return body


def replied(house: House, *replies: dict[str, Any]) -> dict[str, Any]:
    file = filed(house, len(replies))
    rows = [{"line": line, **given} for line, given in enumerate(replies, 1)]
    path = f"/v1/movement-files/{file['id']}/replies"
    body: dict[str, Any] = stories.done(
        house.employer.post(path, {"receipt": "LOTE-1", "replies": rows})
    )
    return body


def with_task(house: House) -> str:
    """The id of a task: a name that the institute has otherwise."""
    replied(house, {"code": "059"})
    name: str = stories.done(house.supervisor.get("/v1/tasks"))["data"][-1]["id"]
    return name


def listed(house: House) -> str:
    """The id of the request of somebody without an NSS, who consented to the list."""
    person = stories.registered(house, **WITHOUT_NSS)
    asked = {"seeker": person, "missing": "social_security_number", "has_consented": True}
    name: str = stories.done(house.staff.post("/v1/number-desk/requests", asked))["id"]
    return name


WITHOUT_NSS = {"social_security_number": None}
NAME = {"given_names": "Mirlande", "first_surname": "Pierre"}


def unlisted(house: House) -> dict[str, Any]:
    person = stories.registered(house, **WITHOUT_NSS)
    return {"seeker": person, "missing": "social_security_number", "has_consented": True}
