"""A: the worker's document. B: a receipt. C: a word. Nobody grades their own word higher."""

import pytest

from models.hiring_lifecycles import PlacementStatus
from models.vocabulary import ActorKind, EvidenceKind
from services.access.actor import Actor
from services.enrollment.replies import enter_replies
from services.enrollment.schemas import RepliesIn
from services.placements.schemas import PlacementStepIn
from services.placements.step import step_placement
from services.steps import NotYoursToShow, grade_of
from tests.enrollment_world import MOMENT, file_of, make_world, statuses

HASH = "ab" * 32
WORKERS_OWN = (EvidenceKind.RIGHTS_CERTIFICATE, EvidenceKind.WEEKS_CERTIFICATE)


@pytest.mark.parametrize("kind", list(ActorKind))
@pytest.mark.parametrize("evidence", list(EvidenceKind))
@pytest.mark.parametrize("shown", [{}, {"evidence_hash": HASH}, {"receipt": "LOTE 1"}])
def test_the_grade_depends_on_what_is_shown_and_by_whom(
    kind: ActorKind, evidence: EvidenceKind, shown: dict[str, str]
) -> None:
    grade = grade_of(PlacementStepIn(evidence=evidence, **shown), kind)
    is_documented = "evidence_hash" in shown or (
        "receipt" in shown and evidence is EvidenceKind.MOVEMENT_RECEIPT
    )
    is_seen = is_documented or kind in (ActorKind.STAFF, ActorKind.SYSTEM)
    if is_seen and evidence in WORKERS_OWN and kind is not ActorKind.EMPLOYER:
        assert grade == "A"
    elif is_seen and evidence in (EvidenceKind.MOVEMENT_RECEIPT, EvidenceKind.PAYMENT_RECEIPT):
        assert grade == "B"
    else:
        assert grade == "C"


@pytest.mark.parametrize("evidence", WORKERS_OWN)
def test_an_employer_does_not_confirm_with_the_workers_document(session, evidence) -> None:
    world = make_world(session, 1)
    step = PlacementStepIn(evidence=evidence, evidence_hash=HASH)
    hire = world.hires[0].public_id
    with pytest.raises(NotYoursToShow):
        step_placement(session, world.boss, hire, "confirm_enrollment", step, MOMENT)


@pytest.mark.parametrize(
    ("shown", "grade"), [({}, "C"), ({"receipt": "LOTE 1"}, "B"), ({"evidence_hash": HASH}, "B")]
)
def test_an_employers_word_confirms_and_verifies_nothing(session, shown, grade) -> None:
    world = make_world(session, 1)
    step = PlacementStepIn(evidence=EvidenceKind.MOVEMENT_RECEIPT, **shown)
    hire = world.hires[0]
    step_placement(session, world.boss, hire.public_id, "confirm_enrollment", step, MOMENT)
    assert statuses(session, [hire]) == [PlacementStatus.ENROLLMENT_CONFIRMED]
    assert hire.grade == grade


def test_a_better_proof_is_not_lowered_by_a_later_word(session) -> None:
    world = make_world(session, 1)
    hire = world.hires[0]
    hire.grade = "A"
    made = file_of(session, world)
    bare = RepliesIn.model_validate({"replies": [{"line": 1, "is_accepted": True}]})
    enter_replies(session, world.boss, made.file.public_id, bare, MOMENT)
    statuses(session, [hire])
    assert hire.grade == "A"


@pytest.mark.parametrize(
    ("about", "grade"), [({}, "C"), ({"receipt": "LOTE 1"}, "B"), ({"evidence_hash": HASH}, "B")]
)
def test_answers_without_any_receipt_are_a_word(session, about, grade) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    rows = {"replies": [{"line": 1, "is_accepted": True}], **about}
    intake = RepliesIn.model_validate(rows)
    enter_replies(session, world.boss, made.file.public_id, intake, MOMENT)
    statuses(session, world.hires)
    assert world.hires[0].grade == grade


def test_staff_who_saw_a_document_are_its_witness() -> None:
    seen = PlacementStepIn(evidence=EvidenceKind.WEEKS_CERTIFICATE)
    assert grade_of(seen, Actor(ActorKind.STAFF).kind) == "A"
