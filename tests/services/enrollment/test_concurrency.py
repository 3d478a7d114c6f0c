"""Two clerks at once, fifty files at once: nothing is lost and nothing goes twice."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import func, select

from models.database import Database
from models.enrollment import Enrollment
from models.hiring_lifecycles import PlacementStatus
from models.movement_file import MovementFile
from models.placement import Placement
from models.repositories import timelines
from models.task import Task
from models.vocabulary import EvidenceKind, MovementType
from services.consistency import findings
from services.enrollment.make_file import NothingToFile, make_file
from services.enrollment.reconcile import reconcile
from services.enrollment.replies import enter_replies
from services.enrollment.schemas import MovementFileIn, MovementRowIn, RepliesIn, ReplyIn
from services.errors import PuenteError
from services.placements.schemas import PlacementStepIn
from services.placements.step import step_placement
from tests.enrollment_world import ALL_DUE, CERTIFICATE, HOW, MOMENT, World, at, file_of, make_world

CLERKS = 50


def at_once(database: Database, works: list[Callable]) -> list[object]:
    """Each in its own transaction and thread, all starting together; results or refusals."""
    ready = threading.Barrier(min(len(works), CLERKS), timeout=30)

    def run(work: Callable) -> object:
        ready.wait()
        try:
            with database.write() as session:
                return work(session)
        except PuenteError as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def hires(database: Database, count: int) -> tuple[World, list[UUID]]:
    with database.write() as session:
        world = make_world(session, count)
        return world, [row.public_id for row in world.hires]


def test_fifty_clerks_make_the_file_and_one_gets_it(database: Database) -> None:
    world, _ = hires(database, 20)
    work = lambda session: make_file(session, world.boss, ALL_DUE, HOW, MOMENT).file.lines  # noqa: E731
    results = at_once(database, [work] * CLERKS)
    assert Counter(map(type, results)) == {int: 1, NothingToFile: CLERKS - 1}
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Enrollment)) == 20


def test_fifty_files_at_once_are_numbered_without_a_gap(database: Database) -> None:
    world, ids = hires(database, CLERKS)

    def one(public_id: UUID) -> Callable:
        intake = MovementFileIn(clinic="1", rows=(MovementRowIn(placement=public_id),))
        return lambda session: make_file(session, world.boss, intake, HOW, MOMENT).file.number

    numbers = at_once(database, [one(public_id) for public_id in ids])
    assert sorted(map(int, map(str, numbers))) == list(range(1, CLERKS + 1))
    with database.read() as session:
        lines = select(Enrollment.placement_id, func.count()).group_by(Enrollment.placement_id)
        assert {count for _, count in session.execute(lines)} == {1}
        assert session.scalar(select(func.count()).select_from(MovementFile)) == CLERKS


def test_two_clerks_on_one_hire_take_each_step_once(database: Database) -> None:
    world, ids = hires(database, 1)
    filed = PlacementStepIn(evidence=EvidenceKind.STATEMENT)

    def work(name: str, given: PlacementStepIn) -> Callable:
        return lambda session: step_placement(session, world.clerk, ids[0], name, given, MOMENT)

    works = [work("file_enrollment", filed), work("confirm_enrollment", CERTIFICATE)] * 5
    at_once(database, works)
    with database.read() as session:
        placement = session.scalars(select(Placement)).one()
        steps = [event.transition for event in timelines.of_placement(session, placement.id)]
        assert placement.status is PlacementStatus.ENROLLMENT_CONFIRMED
        assert Counter(steps)["confirm_enrollment"] == 1
        assert Counter(steps)["file_enrollment"] <= 1
        assert findings(session) == []


def test_a_file_and_a_filing_by_hand_leave_one_movement_that_waits(database: Database) -> None:
    world, ids = hires(database, 1)
    filed = PlacementStepIn(evidence=EvidenceKind.STATEMENT)
    works: list[Callable] = [
        lambda session: make_file(session, world.boss, ALL_DUE, HOW, MOMENT),
        lambda session: step_placement(
            session, world.clerk, ids[0], "file_enrollment", filed, MOMENT
        ),
    ]
    at_once(database, works)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Enrollment)) == 1
        assert findings(session) == []


@pytest.mark.parametrize("code", [None, "059"])
def test_the_same_replies_from_ten_clerks_have_one_effect(
    database: Database, code: str | None
) -> None:
    world, _ = hires(database, 5)
    with database.write() as session:
        file_id = file_of(session, world).file.public_id
    rows = tuple(ReplyIn(line=line, is_accepted=code is None, code=code) for line in range(1, 6))
    intake = RepliesIn(replies=rows)
    work = lambda session: enter_replies(session, world.boss, file_id, intake, MOMENT)  # noqa: E731
    at_once(database, [work] * 10)
    with database.read() as session:
        placements = session.scalars(select(Placement)).all()
        events = [len(timelines.of_placement(session, row.id)) for row in placements]
        assert events == [4] * 5
        assert session.scalar(select(func.count()).select_from(Task)) == (5 if code else 0)
        assert findings(session) == []


def test_two_workers_reconciling_open_each_task_once(database: Database) -> None:
    hires(database, 5)
    late = at(2026, 11, 25)
    at_once(database, [lambda session: reconcile(session, late)] * 4)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Task)) == 5


def test_movements_of_another_kind_do_not_stand_in_each_others_way(database: Database) -> None:
    world, ids = hires(database, 1)
    with database.write() as session:
        step_placement(session, world.clerk, ids[0], "confirm_enrollment", CERTIFICATE, MOMENT)
    row = MovementRowIn.model_validate(
        {"placement": ids[0], "effective_on": MOMENT.today, "contribution_base_mxn": "400.00"}
    )
    leave = row.model_copy(update={"cause": "2"})
    intakes = [
        MovementFileIn(movement=MovementType.WAGE_CHANGE, rows=(row,)),
        MovementFileIn(movement=MovementType.WITHDRAWAL, rows=(leave,)),
    ]
    works = [
        lambda session, it=intake: make_file(session, world.boss, it, HOW, MOMENT).file.number
        for intake in intakes
    ]
    assert sorted(map(int, map(str, at_once(database, works)))) == [1, 2]
