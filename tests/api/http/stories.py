"""How far things have come when a test begins: an opening, a person, a referral, a hire."""

from typing import Any

import httpx

from tests.api.http import bodies
from tests.api.http.world import House

STATEMENT = {"evidence": "statement"}
RECEIPT = {"evidence": "movement_receipt", "receipt": "lote 0001"}
CERTIFICATE = {"evidence": "weeks_certificate", "evidence_hash": "ab" * 32}


def done(answer: httpx.Response) -> Any:
    """The body of an answer that has to be a success."""
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


def posted(house: House, **changes: Any) -> dict[str, Any]:
    """A published opening of the usual employer."""
    body: dict[str, Any] = done(
        house.employer.post_once("/v1/openings", bodies.named_opening(**changes))
    )
    return body


def registered(house: House, **changes: Any) -> str:
    """The id of a person in the care of TAP."""
    name: str = done(house.staff.post("/v1/seekers", bodies.seeker(**changes)))["id"]
    return name


def referred(house: House, *, is_sent: bool = True, **changes: Any) -> dict[str, Any]:
    """A referral of a new person to a new opening; `changes` are of the opening."""
    opening = posted(house, **changes)["id"]
    asked = {"seeker": registered(house), "opening": opening, "has_consented": is_sent}
    body: dict[str, Any] = done(house.staff.post("/v1/referrals", asked))
    return body


def hired(house: House, *, starts_on: str = "2026-11-20", **changes: Any) -> dict[str, Any]:
    """A hire that the person accepted; `changes` are of the opening."""
    asked = {
        "referral": referred(house, **changes)["id"],
        "starts_on": starts_on,
        "has_accepted": True,
    }
    body: dict[str, Any] = done(house.employer.post("/v1/placements", asked))
    return body


def started(house: House, **changes: Any) -> dict[str, Any]:
    placement = hired(house, **changes)["id"]
    body: dict[str, Any] = done(house.employer.post(f"/v1/placements/{placement}/start", STATEMENT))
    return body
