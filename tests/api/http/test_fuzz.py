"""Every operation, with whatever its description allows and much that it does not: no failure."""

from typing import Any
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests.api.http.stories import hired, referred
from tests.api.http.world import Caller, House

pytestmark = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.timeout(300),
]
CALLERS = ("staff", "employer", "supervisor", "own_partner", "nobody")
EXAMPLES = 8


def test_no_operation_fails_whatever_is_sent(house: House) -> None:
    known = known_names(house)
    described = schemathesis.openapi.from_asgi("/v1/openapi.json", house.client.app)
    found = [operation.ok() for operation in described.get_all_operations()]

    failed = {}
    # Logging out comes last: after it the staff would be strangers.
    for operation in sorted(found, key=lambda it: it.method.upper() == "DELETE"):
        failures = failures_of(house, operation, known)
        if failures:
            failed[operation.label] = failures

    assert failed == {}


def known_names(house: House) -> list[str]:
    """Ids of things that are there, so that not every address leads nowhere."""
    placement, referral = hired(house), referred(house)
    return [*(placement[name] for name in ("id", "seeker", "opening", "referral")), referral["id"]]


def failures_of(house: House, operation: Any, known: list[str]) -> list[str]:
    failures: list[str] = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        | operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
        caller=st.sampled_from(CALLERS),
        name=st.sampled_from(known),
        is_known=st.booleans(),
    )
    def send(case: Any, caller: str, name: str, *, is_known: bool) -> None:
        for parameter, value in (case.path_parameters or {}).items():
            if is_known and is_id(value):
                case.path_parameters[parameter] = name
        case.headers = headers_of(case, getattr(house, caller))
        answer = case.call()
        if answer.status_code >= 500:
            failures.append(f"{answer.status_code} {case.as_curl_command()}"[:1000])

    send()
    return failures


def is_id(value: Any) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def headers_of(case: Any, caller: Caller) -> dict[str, str]:
    kept = {name: it for name, it in (case.headers or {}).items() if name != "Authorization"}
    return kept | ({"Authorization": f"Bearer {caller.bearer}"} if caller.bearer else {})
