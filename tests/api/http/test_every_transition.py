"""Every step of every lifecycle, from every state, by every kind of caller, over HTTP.

The tables say what must happen; nothing here knows a step by name but for what it has to bring.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from models.filing_lifecycles import (
    MOVEMENT_FILE,
    NUMBER_REQUEST,
    TASK,
    MovementFileStatus,
)
from models.hiring_lifecycles import PLACEMENT, REFERRAL, ReferralStatus
from models.lifecycles import Lifecycle, Transition
from models.movement_file import MovementFile
from models.number_request import NumberRequest
from models.placement import Placement
from models.referral import Referral
from models.task import Task
from models.vocabulary import ActorKind, DisclosureStage
from tests.api.http import enrollment_stories, stories
from tests.api.http.world import House

# The tables are the same on both databases, and so are those who read them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
KINDS = {
    "employer": ActorKind.EMPLOYER,
    "staff": ActorKind.STAFF,
    "own_partner": ActorKind.PARTNER,
}
STRANGERS = {"nobody": 401, "other_employer": 404, "partner": 404, "other_staff": 404}
LONG_AGO = "2026-04-01"
RECEIPT = {"evidence": "movement_receipt", "receipt": "LOTE 1"}
CERTIFICATE = {"evidence": "weeks_certificate", "evidence_hash": "ab" * 32}
# What a step has to bring beside its evidence.
BROUGHT: Mapping[str, dict[str, Any]] = {
    "start": {"starts_on": LONG_AGO},
    "refuse_enrollment": {"reply_code": "059"},
    "appoint": {"appointment_at": "2026-12-01T16:00:00Z", "place": "Módulo inventado"},
}


def brought(row: Transition[Any], kind: ActorKind) -> dict[str, Any]:
    """The least that the step asks of that caller."""
    evidence: dict[str, Any] = {}
    if "movement_receipt" in row.evidence:
        evidence = RECEIPT
    elif "weeks_certificate" in row.evidence:
        evidence = CERTIFICATE
    elif row.evidence:
        evidence = {"evidence": min(row.evidence), "evidence_hash": "cd" * 32}
    return {**evidence, **BROUGHT.get(row.name, {})}


def expected(row: Transition[Any], status: Any, kind: ActorKind) -> int:
    if kind not in row.by:
        return 403
    return 200 if status is row.target or status in row.sources else 409


class Bench:
    """One row of a table, put into any state before each step."""

    def __init__(self, house: House, table: Any, public_id: str, path: str) -> None:
        self.house, self.table, self.path = house, table, path
        self.mine = table.public_id == UUID(public_id)

    def put(self, **values: Any) -> None:
        with self.house.database.write() as session:
            session.execute(update(self.table).where(self.mine).values(**values))

    def stands(self) -> Any:
        with self.house.database.read() as session:
            return session.scalars(select(self.table.status).where(self.mine)).one()

    def step(self, caller: str, name: str, body: dict[str, Any]) -> int:
        caller_ = getattr(self.house, caller)
        return caller_.post(f"{self.path}/{name}", body).status_code


def placement(house: House) -> Bench:
    made = stories.hired(house)["id"]
    return Bench(house, Placement, made, f"/v1/placements/{made}")


def referral(house: House) -> Bench:
    made = stories.referred(house)["id"]
    return Bench(house, Referral, made, f"/v1/referrals/{made}")


def askers(row: Transition[Any], status: Any, lifecycle: Lifecycle[Any]) -> Mapping[str, ActorKind]:
    """Whoever may never take the step is asked about in one state alone."""
    first = next(iter(lifecycle.states))
    return {name: kind for name, kind in KINDS.items() if kind in row.by or status is first}


def check(
    bench: Bench,
    lifecycle: Lifecycle[Any],
    row: Transition[Any],
    expect: Callable[[Transition[Any], Any, ActorKind], int] = expected,
    **reset: Any,
) -> None:
    for status in lifecycle.states:
        for caller, kind in askers(row, status, lifecycle).items():
            bench.put(status=status, **reset)
            answer = bench.step(caller, row.name, brought(row, kind))
            wanted = expect(row, status, kind)
            assert answer == wanted, (status, caller)
            stands = row.target if wanted == 200 else status
            assert bench.stands() is stands, (status, caller)


@pytest.mark.parametrize("row", PLACEMENT.transitions, ids=lambda row: row.name)
def test_steps_of_a_hire(house: House, row: Transition[Any]) -> None:
    bench = placement(house)
    check(bench, PLACEMENT, row, starts_on=date.fromisoformat(LONG_AGO), ended_on=None)


@pytest.mark.parametrize("row", PLACEMENT.transitions[:2], ids=lambda row: row.name)
def test_strangers_take_no_step_of_a_hire(house: House, row: Transition[Any]) -> None:
    bench = placement(house)
    before = bench.stands()
    answers = {name: bench.step(name, row.name, brought(row, KINDS["staff"])) for name in STRANGERS}
    assert answers == STRANGERS
    assert bench.stands() is before


def of_referral(row: Transition[Any], status: Any, kind: ActorKind) -> int:
    """A hire is recorded as a placement; an employer's share begins when it is sent."""
    if row.name == "hire":
        return 409
    return expected(row, status, kind)


@pytest.mark.parametrize("row", REFERRAL.transitions, ids=lambda row: row.name)
def test_steps_of_a_referral(house: House, row: Transition[Any]) -> None:
    bench = referral(house)
    check(bench, REFERRAL, row, of_referral, disclosure=DisclosureStage.CONTACT)


def test_an_employer_knows_of_no_referral_before_it_is_sent(house: House) -> None:
    bench = referral(house)
    bench.put(status=ReferralStatus.CONSENTED, disclosure=DisclosureStage.PSEUDONYM)
    steps = [row.name for row in REFERRAL.transitions if row.name != "hire"]
    assert {bench.step("employer", name, {}) for name in steps} == {404}


SENT = frozenset({MovementFileStatus.SENT, MovementFileStatus.ANSWERED})


def of_file(row: Transition[Any], status: Any, kind: ActorKind) -> int:
    """What was answered had been sent: to tell so again is harmless."""
    is_told_again = row.name == "send" and status in SENT
    return 200 if is_told_again else expected(row, status, kind)


@pytest.mark.parametrize("name", ["send", "discard"])
def test_steps_of_a_file(house: House, name: str) -> None:
    file = enrollment_stories.filed(house)["id"]
    bench = Bench(house, MovementFile, file, f"/v1/movement-files/{file}")
    row = MOVEMENT_FILE.named(name)
    assert row
    for status in MOVEMENT_FILE.states:
        for caller, kind in askers(row, status, MOVEMENT_FILE).items():
            bench.put(status=status, sent_on=date(2026, 11, 20) if status in SENT else None)
            assert bench.step(caller, name, {}) == of_file(row, status, kind), (status, caller)


@pytest.mark.parametrize("row", TASK.transitions, ids=lambda row: row.name)
def test_steps_of_a_task(house: House, row: Transition[Any]) -> None:
    task = enrollment_stories.with_task(house)
    bench = Bench(house, Task, task, f"/v1/tasks/{task}")
    for status in TASK.states:
        bench.put(status=status)
        assert bench.step("employer", row.name, {}) == 404
        assert bench.step("own_partner", row.name, {}) == 403
        wanted = expected(row, status, ActorKind.STAFF)
        assert bench.step("staff", row.name, {}) == wanted, status


@pytest.mark.parametrize("row", NUMBER_REQUEST.transitions, ids=lambda row: row.name)
def test_steps_at_the_number_desk(house: House, row: Transition[Any]) -> None:
    from tests.factories import valid_social_security_number

    made = enrollment_stories.listed(house)
    bench = Bench(house, NumberRequest, made, f"/v1/number-desk/requests/{made}")
    number = valid_social_security_number(77_001)
    more = {"issue": {"social_security_number": number}}.get(row.name, {})
    for status in NUMBER_REQUEST.states:
        for caller, kind in askers(row, status, NUMBER_REQUEST).items():
            bench.put(status=status, issued_on=None)
            answer = bench.step(caller, row.name, {**brought(row, kind), **more})
            wanted = 403 if kind is ActorKind.EMPLOYER else expected(row, status, kind)
            assert answer == wanted, (status, caller)
