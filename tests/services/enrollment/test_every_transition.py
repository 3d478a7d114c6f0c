"""Every step of every lifecycle, from every state, by every kind of actor: what the table says."""

from itertools import product
from typing import Any

import pytest

from models.filing_lifecycles import FOLLOW_UP, MOVEMENT, MOVEMENT_FILE, NUMBER_REQUEST, TASK
from models.hiring_lifecycles import PLACEMENT, REFERRAL, PlacementStatus
from models.lifecycles import OPENING, Lifecycle
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.errors import EvidenceMissing, Forbidden, IllegalTransition
from services.steps import StepIn, checked

LIFECYCLES = (
    PLACEMENT,
    REFERRAL,
    MOVEMENT,
    MOVEMENT_FILE,
    TASK,
    FOLLOW_UP,
    NUMBER_REQUEST,
    OPENING,
)
STEPS = [(lifecycle, row) for lifecycle in LIFECYCLES for row in lifecycle.transitions]
every_step = pytest.mark.parametrize(
    ("lifecycle", "transition"), STEPS, ids=lambda part: getattr(part, "name", "")
)


@every_step
def test_a_step_is_taken_refused_or_already_done(lifecycle, transition) -> None:
    for status, kind in product(lifecycle.states, ActorKind):
        given = StepIn(evidence=min(transition.evidence, default=None))
        if kind not in transition.by:
            expected: object = Forbidden
        elif status is transition.target:
            expected = None
        else:
            expected = transition if status in transition.sources else IllegalTransition
        assert outcome(lifecycle, transition.name, status, kind, given) == expected, (status, kind)


@every_step
def test_a_step_that_needs_evidence_is_refused_without(lifecycle, transition) -> None:
    expected = EvidenceMissing if transition.evidence else transition
    for status, kind in product(transition.sources - {transition.target}, transition.by):
        assert outcome(lifecycle, transition.name, status, kind, StepIn()) is expected


def test_a_refusal_names_what_is_possible_instead() -> None:
    with pytest.raises(IllegalTransition) as refused:
        checked(PLACEMENT, PlacementStatus.OFFERED, "end", Actor(ActorKind.STAFF), StepIn())
    assert "accept" in str(refused.value.subject["possible"])


def outcome(
    lifecycle: Lifecycle[Any], name: str, status: Any, kind: ActorKind, given: StepIn
) -> object:
    try:
        return checked(lifecycle, status, name, Actor(kind), given)
    except (Forbidden, IllegalTransition, EvidenceMissing) as error:
        return type(error)
