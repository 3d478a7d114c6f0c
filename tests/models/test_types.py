from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from models.center import Center
from models.opening import Opening
from models.types import Money, UtcDateTime
from models.vocabulary import CenterKind
from tests.factories import NOON, make_center, make_opening

AWARE = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.timezones(),
)
MONEY = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
SAME_DATABASE = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_a_naive_time_is_refused(session: Session) -> None:
    center = make_center(session)
    center.created_at = NOON.replace(tzinfo=None)
    with pytest.raises(StatementError, match="time zone"):
        session.flush()


@SAME_DATABASE
@given(moment=AWARE)
def test_an_instant_comes_back_as_the_same_instant_in_utc(
    session: Session, moment: datetime
) -> None:
    center = make_center(session, created_at=moment)
    session.expire(center)
    assert center.created_at == moment.astimezone(UTC)
    assert center.created_at.tzinfo is UTC


def test_times_from_different_zones_sort_by_instant(session: Session) -> None:
    west = timezone(timedelta(hours=-6))
    later = make_center(session, created_at=NOON.astimezone(west) + timedelta(seconds=1))
    earlier = make_center(session, created_at=NOON)
    found = session.scalars(select(Center).order_by(Center.created_at)).all()
    assert [row.id for row in found] == [earlier.id, later.id]


@SAME_DATABASE
@given(amount=MONEY)
def test_money_comes_back_to_the_cent(session: Session, amount: Decimal) -> None:
    opening = make_opening(session, monthly_wage_mxn=amount)
    session.expire(opening)
    assert opening.monthly_wage_mxn == amount
    assert isinstance(opening.monthly_wage_mxn, Decimal)


def test_money_adds_up_in_the_database(session: Session) -> None:
    for amount in ("0.10", "0.20"):
        make_opening(session, monthly_wage_mxn=Decimal(amount))
    assert session.scalar(select(func.sum(Opening.monthly_wage_mxn))) == Decimal("0.30")


@pytest.mark.parametrize("amount", [0.1, Decimal("0.001"), Decimal("NaN"), True, "10"])
def test_money_takes_neither_floats_nor_fractions_of_a_cent(amount: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        Money().process_bind_param(amount, None)  # type: ignore[arg-type]


def test_nothing_stays_nothing() -> None:
    assert Money().process_bind_param(None, None) is None  # type: ignore[arg-type]
    assert UtcDateTime().process_result_value(None, None) is None  # type: ignore[arg-type]


def test_words_come_back_as_members_of_their_list(session: Session) -> None:
    center = make_center(session, kind=CenterKind.SHELTER)
    session.expire(center)
    assert center.kind is CenterKind.SHELTER


def test_a_list_keeps_its_order_and_letters(session: Session) -> None:
    opening = make_opening(session, offers=["transport", "niñez", "meals"])
    session.expire(opening)
    assert opening.offers == ["transport", "niñez", "meals"]
