"""Every step of a hire, from every state, by every kind of actor: exactly what the table says."""

from itertools import product

import pytest

from models.hiring_lifecycles import PLACEMENT, PlacementStatus
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.errors import EvidenceMissing, Forbidden, IllegalTransition
from services.steps import StepIn, checked


@pytest.mark.parametrize("transition", PLACEMENT.transitions, ids=lambda row: row.name)
def test_a_step_is_taken_refused_or_already_done(transition) -> None:
    for status, kind in product(PlacementStatus, ActorKind):
        given = StepIn(evidence=min(transition.evidence, default=None))
        if kind not in transition.by:
            expected: object = Forbidden
        elif status is transition.target:
            expected = None
        else:
            expected = transition if status in transition.sources else IllegalTransition
        assert outcome(transition.name, status, kind, given) == expected, (status, kind)


@pytest.mark.parametrize(
    "transition", [row for row in PLACEMENT.transitions if row.evidence], ids=lambda row: row.name
)
def test_a_step_that_needs_evidence_is_refused_without(transition) -> None:
    for status, kind in product(transition.sources, transition.by):
        assert outcome(transition.name, status, kind, StepIn()) is EvidenceMissing


def test_a_refusal_names_what_is_possible_instead() -> None:
    with pytest.raises(IllegalTransition) as refused:
        checked(PLACEMENT, PlacementStatus.OFFERED, "end", Actor(ActorKind.STAFF), StepIn())
    assert "accept" in str(refused.value.subject["possible"])


def outcome(name: str, status: PlacementStatus, kind: ActorKind, given: StepIn) -> object:
    try:
        return checked(PLACEMENT, status, name, Actor(kind), given)
    except (Forbidden, IllegalTransition, EvidenceMissing) as error:
        return type(error)
