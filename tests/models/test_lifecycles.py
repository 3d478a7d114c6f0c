from collections.abc import Iterable
from typing import Any

import pytest

from models import filing_lifecycles, hiring_lifecycles, lifecycles
from models.hiring_lifecycles import (
    AWAITING_ENROLLMENT,
    PLACEMENT,
    REFERRAL,
    VERIFIED_PLACEMENT,
    PlacementStatus,
)
from models.lifecycles import OPENING, Lifecycle, OpeningStatus, TransitionRefused
from models.opening import Opening
from models.vocabulary import EvidenceKind

ALL = [
    value
    for module in (lifecycles, hiring_lifecycles, filing_lifecycles)
    for name, value in vars(module).items()
    if isinstance(value, Lifecycle) and name.isupper()
]
every_lifecycle = pytest.mark.parametrize("lifecycle", dict.fromkeys(ALL), ids=lambda row: row.name)


def _reachable(lifecycle: Lifecycle[Any], start: Iterable[Any]) -> set[Any]:
    seen, waiting = set(), list(start)
    while waiting:
        status = waiting.pop()
        if status not in seen:
            seen.add(status)
            waiting += [row.target for row in lifecycle.starting_from(status)]
    return seen


@every_lifecycle
def test_every_state_can_be_reached(lifecycle: Lifecycle[Any]) -> None:
    assert _reachable(lifecycle, lifecycle.initial) == set(lifecycle.states)


@every_lifecycle
def test_transition_names_are_unique_verbs_for_a_url(lifecycle: Lifecycle[Any]) -> None:
    names = [row.name for row in lifecycle.transitions]
    assert len(names) == len(set(names))
    assert all(name.replace("_", "").isalnum() and name.islower() for name in names)


@every_lifecycle
def test_a_transition_never_ends_where_it_started(lifecycle: Lifecycle[Any]) -> None:
    assert [row.name for row in lifecycle.transitions if row.target in row.sources] == []


@every_lifecycle
def test_every_transition_names_who_may_and_from_where(lifecycle: Lifecycle[Any]) -> None:
    assert [row.name for row in lifecycle.transitions if not (row.by and row.sources)] == []


@every_lifecycle
def test_a_transition_that_does_not_start_here_is_refused(lifecycle: Lifecycle[Any]) -> None:
    for row in lifecycle.transitions:
        for status in set(lifecycle.states) - row.sources:
            with pytest.raises(TransitionRefused):
                lifecycle.after(status, row.name)


@every_lifecycle
def test_an_unknown_transition_is_refused(lifecycle: Lifecycle[Any]) -> None:
    with pytest.raises(TransitionRefused):
        lifecycle.after(next(iter(lifecycle.initial)), "teleport")


@every_lifecycle
def test_a_transition_leads_to_its_target(lifecycle: Lifecycle[Any]) -> None:
    for row in lifecycle.transitions:
        assert {lifecycle.after(status, row.name) for status in row.sources} == {row.target}


@pytest.mark.parametrize("lifecycle", [PLACEMENT], ids=lambda row: row.name)
def test_every_state_has_its_official_spanish_name(lifecycle: Lifecycle[Any]) -> None:
    assert set(lifecycle.official) == set(lifecycle.states)
    assert len(set(lifecycle.official.values())) == len(lifecycle.states)


def test_a_placement_may_end_well_from_every_state_of_the_main_road() -> None:
    for status in (*hiring_lifecycles.BEFORE_THE_START, *AWAITING_ENROLLMENT):
        assert PlacementStatus.RETAINED_180 in _reachable(PLACEMENT, [status])


def test_an_enrollment_is_confirmed_only_with_a_document_or_a_receipt() -> None:
    confirm = PLACEMENT.named("confirm_enrollment")
    assert confirm is not None
    assert EvidenceKind.STATEMENT not in confirm.evidence
    assert EvidenceKind.RIGHTS_CERTIFICATE in confirm.evidence


def test_a_later_certificate_proves_the_earlier_follow_ups_too() -> None:
    after = PLACEMENT.after(PlacementStatus.ENROLLMENT_CONFIRMED, "retain_180")
    assert after is PlacementStatus.RETAINED_180


def test_a_refused_enrollment_can_be_filed_again() -> None:
    after = PLACEMENT.after(PlacementStatus.ENROLLMENT_REFUSED, "file_enrollment")
    assert after is PlacementStatus.ENROLLMENT_FILED


def test_only_filed_enrollments_count_as_verified() -> None:
    assert PlacementStatus.STARTED not in VERIFIED_PLACEMENT


def test_what_ended_stays_ended() -> None:
    assert PLACEMENT.final == {
        PlacementStatus.ENDED,
        PlacementStatus.NO_SHOW,
        PlacementStatus.NOT_ACCEPTED,
        PlacementStatus.OFFER_DECLINED,
        PlacementStatus.HIRED_ELSEWHERE,
        PlacementStatus.SELF_EMPLOYED,
        PlacementStatus.OPENING_CANCELLED,
        PlacementStatus.DOCUMENT_EXPIRED,
    }
    assert REFERRAL.final == set(REFERRAL.states) - set(hiring_lifecycles.ACTIVE_REFERRAL)


def test_a_new_opening_is_a_draft_until_someone_decides() -> None:
    assert Opening.__table__.c.status.default.arg is OpeningStatus.DRAFT
    assert OpeningStatus.DRAFT in OPENING.initial
