"""Who may do what on the way from a hire to its enrollment and six months in the job."""

from collections.abc import Callable, Mapping
from typing import Any

from models.repositories import follow_ups
from services.enrollment.follow_ups import EMPLOYED
from tests.api.http import enrollment_stories, stories
from tests.api.http.rules import Asked, Rule
from tests.api.http.world import House

CAL = "Cal Inventada SA de CV"
RECEIPT = {"evidence": "movement_receipt", "evidence_hash": "cd" * 32}
WORKING = {"answer": "still_working"}
REPLY = {"replies": [{"line": 1, "is_accepted": True}]}


def with_employer(house: House, body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "employer": str(house.employer_id(CAL))}


def file_due(path: str) -> Callable[[House], Asked]:
    def make(house: House) -> Asked:
        enrollment_stories.due(house)
        return Asked(path, with_employer(house, enrollment_stories.DUE))

    return make


def of_file(tail: str = "", body: Any = None) -> Callable[[House], Asked]:
    return lambda house: Asked(
        f"/v1/movement-files/{enrollment_stories.filed(house)['id']}{tail}", body
    )


def of_task(tail: str = "") -> Callable[[House], Asked]:
    return lambda house: Asked(f"/v1/tasks/{enrollment_stories.with_task(house)}{tail}")


def of_follow_up(tail: str = "", body: Any = None) -> Callable[[House], Asked]:
    def make(house: House) -> Asked:
        stories.started(house)
        day = house.clock.now
        with house.database.write() as session:
            follow_ups.make_due(session, 30, EMPLOYED, day.date().replace(year=2027), day)
        asked = stories.done(house.employer.get("/v1/follow-ups"))["data"][-1]["id"]
        return Asked(f"/v1/follow-ups/{asked}{tail}", body)

    return make


def of_request(tail: str) -> Callable[[House], Asked]:
    return lambda house: Asked(f"/v1/number-desk/requests/{enrollment_stories.listed(house)}{tail}")


def registration(house: House) -> Asked:
    number = enrollment_stories.REGISTRATION
    body = with_employer(house, enrollment_stories.PLACE)
    return Asked(f"/v1/employer-registrations/{number}", body)


def registrations(house: House) -> Asked:
    return Asked(f"/v1/employer-registrations?employer={house.employer_id(CAL)}")


def new_request(house: House) -> Asked:
    return Asked("/v1/number-desk/requests", enrollment_stories.unlisted(house))


def insured_name(house: House) -> Asked:
    person = stories.registered(house)
    return Asked(f"/v1/seekers/{person}/insured-name", enrollment_stories.NAME)


def evidence(house: House) -> Asked:
    return Asked(f"/v1/placements/{stories.started(house)['id']}/evidence", RECEIPT)


def fixed(path: str) -> Callable[[House], Asked]:
    return lambda _house: Asked(path)


# fmt: off
#                                    nobody emp other partner own_p other_s staff superv
EMPLOYERS_FILE =                     (401, 200, 404, 403, 403, 404, 200, 200)
PEOPLES_TASK =                       (401, 404, 404, 403, 403, 404, 200, 200)
DESK =                               (401, 403, 403, 200, 200, 200, 200, 200)
ENROLLMENT_RULES: Mapping[str, Rule] = {
    "POST /v1/movement-files":
        Rule(file_due("/v1/movement-files"), (401, 201, 404, 403, 403, 409, 201, 201)),
    "POST /v1/movement-files/preflight":
        Rule(file_due("/v1/movement-files/preflight"),
                                             (401, 200, 404, 403, 403, 200, 200, 200)),
    "GET /v1/movement-files":
        Rule(fixed("/v1/movement-files"),    (401, 200, 200, 403, 403, 200, 200, 200)),
    "GET /v1/movement-files/{file_id}": Rule(of_file(), EMPLOYERS_FILE),
    "GET /v1/movement-files/{file_id}/content": Rule(of_file("/content"), EMPLOYERS_FILE),
    "POST /v1/movement-files/{file_id}/send": Rule(of_file("/send"), EMPLOYERS_FILE),
    "POST /v1/movement-files/{file_id}/discard": Rule(of_file("/discard"), EMPLOYERS_FILE),
    "POST /v1/movement-files/{file_id}/replies": Rule(of_file("/replies", REPLY), EMPLOYERS_FILE),
    "GET /v1/reply-codes": Rule(fixed("/v1/reply-codes"), (200,) * 8),
    "GET /v1/employer-registrations":
        Rule(registrations,                  (401, 200, 404, 403, 403, 200, 200, 200)),
    "PUT /v1/employer-registrations/{number}":
        Rule(registration,                   (401, 200, 404, 403, 403, 200, 200, 200)),
    "GET /v1/tasks":
        Rule(fixed("/v1/tasks"),             (401, 200, 200, 403, 403, 200, 200, 200)),
    "GET /v1/tasks/{task_id}": Rule(of_task(), PEOPLES_TASK),
    "POST /v1/tasks/{task_id}/{transition}": Rule(of_task("/finish"), PEOPLES_TASK),
    "GET /v1/follow-ups":
        Rule(fixed("/v1/follow-ups"),        (401, 200, 200, 200, 200, 200, 200, 200)),
    "GET /v1/follow-ups/{follow_up_id}":
        Rule(of_follow_up(),                 (401, 200, 404, 404, 200, 404, 200, 200)),
    "POST /v1/follow-ups/{follow_up_id}/answer":
        Rule(of_follow_up("/answer", WORKING), (401, 200, 404, 403, 403, 404, 200, 200)),
    "POST /v1/placements/{placement_id}/evidence":
        Rule(evidence,                       (401, 200, 404, 403, 403, 404, 200, 200)),
    "GET /v1/number-desk/people": Rule(fixed("/v1/number-desk/people"), DESK),
    "GET /v1/number-desk/requests": Rule(fixed("/v1/number-desk/requests"), DESK),
    "POST /v1/number-desk/requests":
        Rule(new_request,                    (401, 403, 403, 404, 201, 404, 201, 201)),
    "POST /v1/number-desk/requests/{request_id}/{transition}":
        Rule(of_request("/refuse"),          (401, 403, 403, 404, 200, 404, 200, 200)),
    "GET /v1/number-desk/list":
        Rule(fixed("/v1/number-desk/list"),  (401, 403, 403, 403, 403, 200, 200, 200)),
    "PUT /v1/seekers/{seeker_id}/insured-name":
        Rule(insured_name,                   (401, 403, 403, 403, 403, 404, 204, 204)),
}
# fmt: on
