from decimal import Decimal

import pytest
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.hiring_lifecycles import PlacementStatus
from models.repositories import timelines
from models.task import Task
from models.vocabulary import EvidenceGrade, EvidenceKind, TaskKind, WageIs
from services.enrollment.evidence import (
    EvidenceIn,
    NotYoursToShow,
    record_evidence,
    wage_difference,
)
from services.errors import PlacementNotFound
from tests.enrollment_world import MOMENT, employer_actor, file_of, make_world, reply, statuses
from tests.factories import make_employer

CERTIFICATE = EvidenceIn(evidence=EvidenceKind.RIGHTS_CERTIFICATE, evidence_hash="a" * 64)
RECEIPT = EvidenceIn(evidence=EvidenceKind.MOVEMENT_RECEIPT, evidence_hash="b" * 64)
WORD = EvidenceIn(evidence=EvidenceKind.STATEMENT)


def see(session, world, given, actor=None):
    actor = actor or world.clerk
    return record_evidence(session, actor, world.hires[0].public_id, given, MOMENT)


@pytest.mark.parametrize(
    ("given", "grade", "status"),
    [
        (CERTIFICATE, EvidenceGrade.A, PlacementStatus.ENROLLMENT_CONFIRMED),
        (RECEIPT, EvidenceGrade.B, PlacementStatus.ENROLLMENT_CONFIRMED),
        (WORD, EvidenceGrade.C, PlacementStatus.STARTED),
    ],
)
def test_only_a_document_confirms(session: Session, given, grade, status) -> None:
    world = make_world(session, 1)
    assert see(session, world, given).grade is grade
    assert statuses(session, world.hires) == [status]


def test_a_grade_rises_and_never_falls(session: Session) -> None:
    world = make_world(session, 1)
    reply(session, world, file_of(session, world), None)
    grades = [see(session, world, given).grade for given in (WORD, CERTIFICATE, RECEIPT)]
    assert grades == [EvidenceGrade.B, EvidenceGrade.A, EvidenceGrade.A]


def test_the_timeline_says_who_saw_what_and_keeps_its_hash(session: Session) -> None:
    world = make_world(session, 1)
    see(session, world, CERTIFICATE)
    last = timelines.of_placement(session, world.hires[0].id)[-1]
    assert (last.evidence_hash, last.actor) == ("a" * 64, str(world.clerk.public_id))


def test_the_same_document_again_changes_nothing(session: Session) -> None:
    world = make_world(session, 1)
    for _ in range(2):
        see(session, world, CERTIFICATE)
    assert len(timelines.of_placement(session, world.hires[0].id)) == 2


def test_a_document_without_its_hash_is_refused() -> None:
    with pytest.raises(ValidationError):
        EvidenceIn(evidence=EvidenceKind.RIGHTS_CERTIFICATE)


def test_an_employer_does_not_show_the_workers_document(session: Session) -> None:
    world = make_world(session, 1)
    with pytest.raises(NotYoursToShow):
        see(session, world, CERTIFICATE, world.boss)


def test_a_certificate_with_a_lower_base_opens_a_wage_task(session: Session) -> None:
    world = make_world(session, 1)
    given = CERTIFICATE.model_copy(update={"registered_base_mxn": Decimal("330.58")})
    found = wage_difference(see(session, world, given), MOMENT)
    assert found is not None
    assert (found.expected_base, found.short_daily) == (Decimal("342.78"), Decimal("12.20"))
    assert [it.kind for it in session.scalars(select(Task))] == [TaskKind.WAGE_CHECK]


def test_a_net_offer_gives_a_lower_bound(session: Session) -> None:
    world = make_world(session, 1, wage_is=WageIs.NET)
    given = CERTIFICATE.model_copy(update={"registered_base_mxn": Decimal("342.78")})
    found = wage_difference(see(session, world, given), MOMENT)
    assert found is not None
    assert found.is_lower_bound
    assert not found.falls_short


def test_somebody_elses_hire_is_not_found(session: Session) -> None:
    world = make_world(session, 1)
    with pytest.raises(PlacementNotFound):
        see(session, world, RECEIPT, employer_actor(make_employer(session)))
