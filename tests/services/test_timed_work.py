from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.audit_event import AuditEvent
from models.database import Database
from models.hiring_lifecycles import ReferralStatus
from models.idempotency_record import IdempotencyRecord
from models.lifecycles import OpeningStatus, SeekerStatus
from models.repositories import idempotency, openings, referrals
from models.repositories.idempotency import Request
from services.matches.live import LiveIndex
from services.runtime import Runtime
from services.settings import Settings
from services.timed_work import (
    close_past_openings,
    due_work,
    end_referrals_of_the_withdrawn,
    expire_referrals,
    forget_expired,
)
from tests.factories import NOON, make_opening, make_referral, make_seeker

YESTERDAY, TODAY = date(2026, 11, 19), date(2026, 11, 20)


def test_openings_close_when_their_last_day_is_over(session: Session) -> None:
    past = make_opening(session, closes_on=YESTERDAY)
    paused = make_opening(session, closes_on=YESTERDAY, status=OpeningStatus.PAUSED)
    others = [make_opening(session, closes_on=day) for day in (TODAY, None)]

    assert close_past_openings(session, NOON) == 2

    assert {past.status, paused.status} == {OpeningStatus.CLOSED}
    assert past.closed_at == NOON
    assert {row.status for row in others} == {OpeningStatus.PUBLISHED}


def test_the_last_day_ends_at_midnight_in_mexico(session: Session) -> None:
    make_opening(session, closes_on=YESTERDAY)
    midnight_utc = NOON.replace(hour=0)

    assert close_past_openings(session, midnight_utc) == 0
    assert close_past_openings(session, midnight_utc + timedelta(hours=6)) == 1


def test_referrals_that_nobody_moved_end(session: Session) -> None:
    late = make_referral(session, expires_on=YESTERDAY)
    fresh = make_referral(session, expires_on=TODAY)

    assert expire_referrals(session, NOON) == 1

    assert (late.status, fresh.status) == (ReferralStatus.EXPIRED, ReferralStatus.PROPOSED)
    assert referrals.active(session, late.seeker_id, late.opening_id) is None


def test_nobody_waits_for_somebody_who_left(session: Session) -> None:
    left = make_referral(session, seeker=make_seeker(session, status=SeekerStatus.ARCHIVED))
    other = make_referral(session)

    assert end_referrals_of_the_withdrawn(session, NOON) == 1

    assert (left.status, other.status) == (ReferralStatus.WITHDRAWN, ReferralStatus.PROPOSED)


def test_idempotency_keys_are_forgotten_after_their_day(session: Session) -> None:
    for key, days in (("old", -1), ("new", 1)):
        request = Request("employer:x", "POST /v1/openings", key, "0" * 64)
        idempotency.claim(session, request, now=NOON, expires_at=NOON + timedelta(days=days))

    forget_expired(session, NOON)

    assert list(session.scalars(select(IdempotencyRecord.key))) == ["new"]


@pytest.fixture
def runtime(database: Database) -> Runtime:
    return Runtime(
        Settings(secret_key="a secret for tests only, of no worth"), database, LiveIndex()
    )


def test_all_of_it_run_again_does_nothing_more(runtime: Runtime) -> None:
    with runtime.database.write() as session:
        make_opening(session, closes_on=YESTERDAY)
        make_referral(session, expires_on=YESTERDAY)

    first, again = (rounds(runtime) for _ in range(2))

    assert (first["close_past_openings"], first["expire_referrals"]) == (1, 1)
    assert set(again.values()) == {0}


def rounds(runtime: Runtime) -> dict[str, Any]:
    done = {}
    for name, work in due_work(runtime).items():
        with runtime.database.write() as session:
            done[name] = work(session, NOON)
    return done


def test_what_the_clock_did_is_in_the_audit_trail(runtime: Runtime) -> None:
    with runtime.database.write() as session:
        opening = make_opening(session, closes_on=YESTERDAY).public_id
    rounds(runtime)

    with runtime.database.read() as session:
        found = select(AuditEvent.actor_kind, AuditEvent.action).where(
            AuditEvent.subject == opening
        )
        assert [tuple(map(str, row)) for row in session.execute(found)] == [
            ("system", "opening_close")
        ]
        assert openings.past_closing(session, TODAY) == []
        assert session.scalar(select(func.count()).select_from(AuditEvent))
