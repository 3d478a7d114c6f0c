from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.employer import Employer
from models.repositories.paging import LARGEST_PAGE, Cursor, page
from tests.factories import NOON, make_employer


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seconds=st.lists(st.integers(0, 3), max_size=9), limit=st.integers(1, 4))
def test_the_pages_together_are_all_rows_once_in_order(
    session: Session, seconds: list[int], limit: int
) -> None:
    made = [make_employer(session, updated_at=NOON + timedelta(seconds=s)) for s in seconds]
    mine = select(Employer).where(Employer.id.in_([row.id for row in made]))
    seen, after = [], None
    while True:
        got = page(session, Employer, mine, after, limit)
        assert len(got.rows) <= limit
        seen += got.rows
        after = got.next
        if after is None:
            break
    assert seen == sorted(made, key=lambda row: (row.updated_at, row.id))


def test_a_cursor_survives_being_written_down() -> None:
    cursor = Cursor(NOON + timedelta(microseconds=7), 12)
    assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize("text", ["", "x", "_", "2026-11-20T18:00:00_1", "2026-11-20_x", "_1"])
def test_what_is_not_a_cursor_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Cursor.parse(text)


def test_a_page_is_never_larger_than_the_largest(session: Session) -> None:
    for _ in range(LARGEST_PAGE + 1):
        make_employer(session)
    assert len(page(session, Employer, select(Employer), None, 10**6).rows) == LARGEST_PAGE
