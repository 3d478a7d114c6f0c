"""Kept runs that are dropped, and people who leave their lists."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.assignment_run import AssignmentRow, AssignmentRun
from models.match_run import MatchRun, MatchRunInput, MatchRunRow
from models.match_run_audit import MatchRunAudit
from models.repositories import assignments, match_run_audits
from models.seeker import Seeker
from services.access.actor import SYSTEM, Actor
from services.calendar import Moment
from services.matches.dropping import AT_ONCE, drop_old_runs, drop_run, drop_runs_before
from services.matches.runs import RunParameters, keep_run, rank_run
from services.people.erase import erase_person
from services.seekers.register import prepare_one, register_seeker
from services.seekers.schemas import SeekerIn
from tests.factories import NOON, make_opening, make_referral
from tests.services.seekers.test_carried import said

DAY = timedelta(days=1)


def kept(session: Session, *, days_ago: int = 0) -> MatchRun:
    parameters = RunParameters(k=5)
    run = keep_run(session, SYSTEM, rank_run(session, SYSTEM, parameters, on=NOON.date()))
    run.started_at = NOON - days_ago * DAY
    session.flush()
    return run


def count(session: Session, table: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def person(session: Session, clerk: Actor, name: str = "1") -> int:
    """The row of somebody whom the opening of the factory suits."""
    paper, language = {"kind": "tvrh"}, {"language": "es", "level": "native"}
    told = said(
        external_id=name, nationality="HN", documents=[paper], languages=[language],
        skills=["cocinar"], occupations=[{"title": "cocinera", "months": 24}],
        schooling="secondary",
    )  # fmt: skip
    prepared = prepare_one(SeekerIn.model_validate(told), now=NOON)
    return register_seeker(session, clerk, prepared, now=NOON).id


@pytest.fixture
def pair(session: Session, clerk: Actor) -> None:
    make_opening(session)
    person(session, clerk)


def test_a_dropped_run_takes_its_rows_its_audit_and_its_input_along(
    session: Session, pair: None
) -> None:
    run = kept(session)
    match_run_audits.keep(session, run.id, {}, made_by="system", made_at=NOON)
    assert count(session, MatchRunRow) == 1

    drop_run(session, SYSTEM, run.public_id)

    tables = (MatchRun, MatchRunRow, MatchRunAudit, MatchRunInput)
    assert [count(session, table) for table in tables] == [0] * 4


def test_what_another_run_read_too_stays(session: Session, pair: None) -> None:
    first, second = kept(session), kept(session)

    drop_run(session, SYSTEM, first.public_id)

    assert count(session, MatchRunInput) == 1
    assert list(session.scalars(select(MatchRunRow.match_run_id))) == [second.id]


def test_a_referral_outlives_the_run_that_led_to_it(session: Session, pair: None) -> None:
    run = kept(session)
    referral = make_referral(session, match_run_id=run.id)

    drop_run(session, SYSTEM, run.public_id)

    session.refresh(referral)
    assert referral.match_run_id is None


def test_those_that_are_older_go_together(session: Session, pair: None) -> None:
    kept(session, days_ago=31), kept(session, days_ago=32)
    young = kept(session, days_ago=29)

    assert drop_runs_before(session, SYSTEM, NOON - 30 * DAY) == 2
    assert list(session.scalars(select(MatchRun.id))) == [young.id]


def test_the_worker_drops_what_is_past_the_age_that_was_set(session: Session, pair: None) -> None:
    for days in range(1, AT_ONCE + 3):
        kept(session, days_ago=days)

    assert drop_old_runs(1, session, NOON) == AT_ONCE
    assert drop_old_runs(1, session, NOON) == 1
    assert drop_old_runs(1, session, NOON) == 0
    assert count(session, MatchRun) == 1


def test_without_an_age_the_worker_drops_none(session: Session, pair: None) -> None:
    kept(session, days_ago=5000)

    assert drop_old_runs(None, session, NOON) == 0
    assert count(session, MatchRun) == 1


def test_whoever_is_forgotten_leaves_the_lists_of_kept_runs(session: Session, clerk: Actor) -> None:
    make_opening(session)
    one, other = person(session, clerk, "1"), person(session, clerk, "2")
    kept(session)
    proposal = AssignmentRun(
        title="t", planned_on=NOON.date(), parameters={}, summary={}, requested_by="system",
        engine_version="1", catalogs_version="1",
    )  # fmt: skip
    rows = [
        {"seeker_id": it, "opening_id": None, "score": 0, "best_score": 0} for it in (one, other)
    ]
    assignments.add(session, proposal, rows)

    forgotten = session.get_one(Seeker, one).public_id

    erase_person(session, SYSTEM, forgotten, Moment(NOON, frozenset()))

    for table in (MatchRunRow, AssignmentRow):
        assert list(session.scalars(select(table.seeker_id))) == [other]
