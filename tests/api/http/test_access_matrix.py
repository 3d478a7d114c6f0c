"""Who may do what: every route x every kind of caller. A new route fails until it is listed."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts

from tests.api.http import bodies, stories
from tests.api.http.enrollment_rules import ENROLLMENT_RULES
from tests.api.http.rules import Asked, Rule
from tests.api.http.world import House

CALLERS = (
    "nobody",
    "employer",
    "other_employer",
    "partner",
    "own_partner",
    "other_staff",
    "staff",
    "supervisor",
)


def fixed(path: str, body: Any = None) -> Callable[[House], Asked]:
    return lambda _house: Asked(path, body)


def of_opening(tail: str = "", **changes: Any) -> Callable[[House], Asked]:
    return lambda house: Asked(f"/v1/openings/{stories.posted(house, **changes)['id']}{tail}")


def of_waiting(tail: str, body: Any) -> Callable[[House], Asked]:
    """Of an opening that pays too little, so that staff have to look at it."""
    return lambda house: Asked(of_opening(tail, monthly_wage_mxn="6000.00")(house).path, body)


def of_seeker(tail: str = "", body: Callable[[], Any] = lambda: None) -> Callable[[House], Asked]:
    return lambda house: Asked(f"/v1/seekers/{stories.registered(house)}{tail}", body())


def merging(house: House) -> Asked:
    kept, other = stories.registered(house), stories.registered(house)
    return Asked(f"/v1/seekers/{kept}/merge", {"other": str(other)})


def of_pair(house: House) -> Asked:
    person, opening = stories.registered(house), stories.posted(house)["id"]
    return Asked(f"/v1/seekers/{person}/matches/{opening}")


def of_referral(tail: str = "") -> Callable[[House], Asked]:
    return lambda house: Asked(f"/v1/referrals/{stories.referred(house)['id']}{tail}")


def of_placement(tail: str = "", body: Any = None) -> Callable[[House], Asked]:
    return lambda house: Asked(f"/v1/placements/{stories.hired(house)['id']}{tail}", body)


def of_run(tail: str = "") -> Callable[[House], Asked]:
    def make(house: House) -> Asked:
        report = house.staff.get("/v1/reports/matches")
        return Asked(f"/v1/match-runs/{report.headers['x-match-run']}{tail}")

    return make


def of_audit(house: House) -> Asked:
    asked = of_run("/fairness")(house)
    stories.done(house.supervisor.post(asked.path))
    return asked


def of_assignment(tail: str = "") -> Callable[[House], Asked]:
    def make(house: House) -> Asked:
        made = stories.done(house.staff.post("/v1/assignments", {}))
        return Asked(f"/v1/assignments/{made['id']}{tail}")

    return make


def of_employer(tail: str = "") -> Callable[[House], Asked]:
    return lambda house: Asked(f"/v1/employers/{house.employer_id('Cal Inventada SA de CV')}{tail}")


def new_pairs(house: House) -> Asked:
    body = {"pairs": [{"seeker": str(uuid4()), "opening": str(uuid4())}]}
    return Asked(of_assignment("/referrals")(house).path, body)


def new_opening(_house: House) -> Asked:
    return Asked("/v1/openings", bodies.named_opening())


def new_seeker(_house: House) -> Asked:
    return Asked("/v1/seekers", bodies.seeker())


def new_referral(house: House) -> Asked:
    body = {"seeker": stories.registered(house), "opening": stories.posted(house)["id"]}
    return Asked("/v1/referrals", body)


def new_placement(house: House) -> Asked:
    return Asked("/v1/placements", {"referral": stories.referred(house)["id"]})


def everyone(status: int = 200) -> tuple[int, ...]:
    return (status,) * len(CALLERS)


# fmt: off
#                                              nobody emp other partner own_p other_s staff superv
OPENINGS_TO_READ =                             (401, 200, 404, 403, 403, 200, 200, 200)
STAFF_ONLY =                                   (401, 403, 403, 403, 403, 200, 200, 200)
SUPERVISORS_ONLY =                             (401, 403, 403, 403, 403, 403, 403, 200)
RULES: Mapping[str, Rule] = {
    "PUT /v1/openings/{external_id}":
        Rule(fixed("/v1/openings/a-1", bodies.opening()), (401, 201, 201, 403, 403, 403, 403, 403)),
    "POST /v1/openings":
        Rule(new_opening,                          (401, 201, 201, 403, 403, 403, 403, 403)),
    "POST /v1/openings/bulk":
        Rule(fixed("/v1/openings/bulk", [bodies.named_opening("b-1")]),
                                                   (401, 200, 200, 403, 403, 403, 403, 403)),
    "GET /v1/openings":
        Rule(fixed("/v1/openings"),                (401, 200, 200, 403, 403, 200, 200, 200)),
    "GET /v1/openings/{opening}":
        Rule(of_opening(), OPENINGS_TO_READ),
    "GET /v1/openings/{opening}/matches":
        Rule(of_opening("/matches"), OPENINGS_TO_READ),
    "POST /v1/openings/{opening}/reject":
        Rule(of_waiting("/reject", {"reason": "unclear"}),
                                                   (401, 403, 404, 403, 403, 200, 200, 200)),
    "POST /v1/openings/{opening}/{transition}":
        Rule(of_opening("/pause"), OPENINGS_TO_READ),
    "POST /v1/seekers":
        Rule(new_seeker,                           (401, 403, 403, 201, 201, 201, 201, 201)),
    "POST /v1/seekers/bulk":
        Rule(fixed("/v1/seekers/bulk", [bodies.seeker()]),
                                                   (401, 403, 403, 200, 200, 200, 200, 200)),
    "GET /v1/seekers":
        Rule(fixed("/v1/seekers"),                 (401, 403, 403, 200, 200, 200, 200, 200)),
    "GET /v1/seekers/{seeker_id}":
        Rule(of_seeker(),                          (401, 403, 403, 404, 200, 404, 200, 200)),
    "PUT /v1/seekers/{seeker_id}":
        Rule(of_seeker("", bodies.seeker),       (401, 403, 403, 404, 200, 404, 200, 200)),
    "GET /v1/seekers/{seeker_id}/matches":
        Rule(of_seeker("/matches"),                (401, 403, 403, 404, 200, 404, 200, 200)),
    "GET /v1/seekers/{seeker_id}/matches/advice":
        Rule(of_seeker("/matches/advice"),         (401, 403, 403, 404, 200, 404, 200, 200)),
    "GET /v1/seekers/{seeker_id}/matches/{opening_id}":
        Rule(of_pair,                              (401, 403, 403, 404, 200, 404, 200, 200)),
    "POST /v1/seekers/{seeker_id}/archive":
        Rule(of_seeker("/archive"),                (401, 403, 403, 404, 200, 404, 200, 200)),
    "POST /v1/seekers/{seeker_id}/merge":
        Rule(merging,                              (401, 403, 403, 403, 403, 404, 200, 200)),
    "POST /v1/seekers/{seeker_id}/erase":
        Rule(of_seeker("/erase"),                  (401, 403, 403, 403, 403, 404, 200, 200)),
    "POST /v1/referrals":
        Rule(new_referral,                         (401, 403, 403, 404, 201, 404, 201, 201)),
    "GET /v1/referrals":
        Rule(fixed("/v1/referrals"),               (401, 200, 200, 200, 200, 200, 200, 200)),
    "GET /v1/referrals/{referral_id}":
        Rule(of_referral(),                        (401, 200, 404, 404, 200, 404, 200, 200)),
    "POST /v1/referrals/{referral_id}/{transition}":
        Rule(of_referral("/interview"),            (401, 200, 404, 404, 403, 404, 200, 200)),
    "POST /v1/placements":
        Rule(new_placement,                        (401, 201, 404, 403, 403, 404, 201, 201)),
    "GET /v1/placements":
        Rule(fixed("/v1/placements"),              (401, 200, 200, 200, 200, 200, 200, 200)),
    "GET /v1/placements/{placement_id}":
        Rule(of_placement(),                       (401, 200, 404, 404, 200, 404, 200, 200)),
    "POST /v1/placements/{placement_id}/corrections":
        Rule(of_placement("/corrections", {"event": 1, "note": "Otra."}),
                                                   (401, 403, 403, 403, 403, 404, 200, 200)),
    "POST /v1/placements/{placement_id}/{transition}":
        Rule(of_placement("/start", stories.STATEMENT),
                                                   (401, 200, 404, 404, 403, 404, 200, 200)),
    "GET /v1/employers":
        Rule(fixed("/v1/employers"), SUPERVISORS_ONLY),
    "GET /v1/employers/{employer_id}":
        Rule(of_employer(), SUPERVISORS_ONLY),
    "POST /v1/employers/{employer_id}/{transition}":
        Rule(of_employer("/verify"), SUPERVISORS_ONLY),
    "GET /v1/reports":
        Rule(fixed("/v1/reports"),                 (401, 403, 403, 403, 403, 200, 200, 200)),
    "GET /v1/reports/{name}":
        Rule(fixed("/v1/reports/matches"), STAFF_ONLY),
    "GET /v1/match-runs/{run_id}":
        Rule(of_run(),                             (401, 403, 403, 403, 403, 404, 200, 200)),
    "DELETE /v1/match-runs/{run_id}":
        Rule(of_run(),                             (401, 403, 403, 403, 403, 404, 204, 204)),
    "POST /v1/match-runs/{run_id}/replay":
        Rule(of_run("/replay"),                    (401, 403, 403, 403, 403, 404, 200, 200)),
    "GET /v1/match-runs/{run_id}/congestion":
        Rule(of_run("/congestion"),                (401, 403, 403, 403, 403, 404, 200, 200)),
    "POST /v1/match-runs/{run_id}/fairness":
        Rule(of_run("/fairness"),                  (401, 403, 403, 403, 403, 403, 403, 200)),
    "GET /v1/match-runs/{run_id}/fairness":
        Rule(of_audit,                             (401, 403, 403, 403, 403, 403, 403, 200)),
    "POST /v1/assignments":
        Rule(fixed("/v1/assignments", {}),         (401, 403, 403, 403, 403, 201, 201, 201)),
    "GET /v1/assignments": Rule(fixed("/v1/assignments"), STAFF_ONLY),
    "GET /v1/assignments/{assignment_id}":
        Rule(of_assignment(),                      (401, 403, 403, 403, 403, 404, 200, 200)),
    "GET /v1/assignments/{assignment_id}/pairs":
        Rule(of_assignment("/pairs"),              (401, 403, 403, 403, 403, 404, 200, 200)),
    "POST /v1/assignments/{assignment_id}/referrals":
        Rule(new_pairs,                            (401, 403, 403, 403, 403, 404, 200, 200)),
    "GET /v1/catalogs": Rule(fixed("/v1/catalogs"), everyone()),
    "GET /v1/catalogs/{name}": Rule(fixed("/v1/catalogs/states"), everyone()),
    "POST /v1/sessions":
        Rule(fixed("/v1/sessions", {"email": "nobody@example.org"}), everyone(422)),
    "DELETE /v1/sessions/current":
        Rule(fixed("/v1/sessions/current"),        (401, 403, 403, 403, 403, 204, 204, 204)),
    "GET /v1/openings.json": Rule(fixed("/v1/openings.json"), everyone()),
    "GET /openings.json": Rule(fixed("/openings.json"), everyone()),
    "GET /healthz": Rule(fixed("/healthz"), everyone()),
    "GET /readyz": Rule(fixed("/readyz"), everyone()),
    "GET /metrics": Rule(fixed("/metrics"), everyone()),
    "GET /docs": Rule(fixed("/docs"), everyone()),
    "GET /docs/errors": Rule(fixed("/docs/errors"), everyone()),
    "GET /v1/openapi.json": Rule(fixed("/v1/openapi.json"), everyone()),
    **ENROLLMENT_RULES,
}
# fmt: on


def routes_of(app: FastAPI) -> set[str]:
    return {
        f"{method} {route.path_format}"
        for route in iter_route_contexts(app.routes)
        for method in set(route.methods or ()) - {"HEAD"}
    }


def test_every_route_is_in_the_matrix(house: House) -> None:
    app: Any = house.client.app

    assert routes_of(app) == set(RULES)


def test_a_new_route_is_noticed() -> None:
    app, part = FastAPI(openapi_url=None, docs_url=None, redoc_url=None), APIRouter()
    part.add_api_route("/planted", lambda: None, methods=["PATCH"])
    app.include_router(part, prefix="/v1")

    assert routes_of(app) == {"PATCH /v1/planted"}


@pytest.mark.parametrize("route", sorted(RULES))
def test_each_caller_gets_what_the_matrix_says(house: House, route: str) -> None:
    rule, method = RULES[route], route.partition(" ")[0]
    shared = rule.make(house)
    expected = dict(zip(CALLERS, rule.statuses, strict=True))

    answers = {}
    for name, status in expected.items():
        # What succeeds may change its subject: the next caller gets another one.
        asked = rule.make(house) if method != "GET" and status < 300 else shared
        answers[name] = answer_to(house, name, method, asked)

    assert answers == expected


def answer_to(house: House, name: str, method: str, asked: Asked) -> int:
    options: dict[str, Any] = {} if asked.body is None else {"json": asked.body}
    key = {"Idempotency-Key": f"key of {name}"}
    answer: int = getattr(house, name).call(method, asked.path, headers=key, **options).status_code
    return answer
