from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.repositories import access
from models.web_session import SeekerSession, StaffSession
from tests.factories import NOON, make_center, make_employer, make_key, make_seeker, make_staff

LATER = NOON + timedelta(hours=8)
ENDED = {
    "expired": {"expires_at": NOON},
    "revoked": {"revoked_at": NOON - timedelta(seconds=1)},
}


def _staff_session(session: Session, staff: Any, **fields: Any) -> StaffSession:
    values = {"token_hash": "t", "csrf_secret": "c", "expires_at": LATER}
    row = StaffSession(staff_member_id=staff.id, **values | fields)
    session.add(row)
    session.flush()
    return row


def test_staff_are_found_however_the_address_is_typed(session: Session) -> None:
    staff = make_staff(session, email="maria@example.org")
    assert access.staff_by_email(session, " Maria@Example.org ") is staff


def test_a_running_session_names_its_staff_member(session: Session) -> None:
    center = make_center(session)
    staff = make_staff(session, center=center)
    _staff_session(session, staff)
    found = access.staff_of_session(session, "t", NOON)
    assert found is not None
    assert (found.id, found.public_id, found.role) == (staff.id, staff.public_id, staff.role)
    assert found.center_code == center.code


@pytest.mark.parametrize("fields", ENDED.values(), ids=ENDED)
def test_a_session_opens_nothing_when(session: Session, fields: dict[str, Any]) -> None:
    _staff_session(session, make_staff(session), **fields)
    assert access.staff_of_session(session, "t", NOON) is None


def test_a_session_of_someone_who_left_opens_nothing(session: Session) -> None:
    _staff_session(session, make_staff(session, is_active=False))
    assert access.staff_of_session(session, "t", NOON) is None


def test_all_sessions_of_a_person_can_be_ended(session: Session) -> None:
    staff, other = make_staff(session), make_staff(session)
    _staff_session(session, staff)
    _staff_session(session, staff, token_hash="u")
    _staff_session(session, other, token_hash="v")
    assert access.revoke_staff_sessions(session, staff.id, NOON) == 2
    assert access.staff_of_session(session, "t", NOON) is None
    assert access.staff_of_session(session, "v", NOON) is not None


def test_ended_sessions_are_forgotten(session: Session) -> None:
    _staff_session(session, make_staff(session), expires_at=NOON)
    _staff_session(session, make_staff(session), token_hash="u", expires_at=LATER)
    assert access.forget_ended_sessions(session, NOON + timedelta(seconds=1)) == 1


@pytest.mark.parametrize("fields", [{}, *ENDED.values()], ids=["running", *ENDED])
def test_a_person_comes_back_while_the_session_runs(
    session: Session, fields: dict[str, Any]
) -> None:
    values = {"token_hash": "t", "csrf_secret": "c", "expires_at": LATER}
    seeker = make_seeker(session)
    session.add(SeekerSession(seeker_id=seeker.id, **values | fields))
    session.flush()
    found = access.seeker_session(session, "t", NOON)
    assert (found is not None) == (fields == {})


@pytest.mark.parametrize(
    ("fields", "is_live"),
    [
        ({}, True),
        ({"expires_at": LATER}, True),
        ({"expires_at": NOON}, False),
        ({"revoked_at": NOON}, False),
    ],
)
def test_a_key_opens_until_it_ends(
    session: Session, fields: dict[str, Any], *, is_live: bool
) -> None:
    key = make_key(session, **fields)
    found = access.key_by_prefix(session, key.prefix, NOON)
    assert (found is not None) == is_live


def test_a_key_comes_with_its_owner(session: Session) -> None:
    key = make_key(session)
    found = access.key_by_prefix(session, key.prefix, NOON)
    assert found is not None
    assert (found.id, found.key_hash) == (key.id, key.key_hash)
    assert (found.employer_id, found.center_id) == (key.employer_id, None)
    assert found.employer_status is not None


def test_a_session_is_ended_by_its_token(session: Session) -> None:
    staff = make_staff(session)
    _staff_session(session, staff)
    _staff_session(session, staff, token_hash="u")
    access.end_staff_session(session, "t", NOON)
    assert access.staff_of_session(session, "t", NOON) is None
    assert access.staff_of_session(session, "u", NOON) is not None


def test_a_key_has_exactly_one_owner(session: Session) -> None:
    owners = {"employer_id": make_employer(session).id, "center_id": make_center(session).id}
    with pytest.raises(IntegrityError):
        make_key(session, **owners)


def test_the_use_of_a_key_is_noted(session: Session) -> None:
    key = make_key(session)
    access.touch_key(session, key.id, NOON)
    session.expire(key)
    assert key.last_used_at == NOON
