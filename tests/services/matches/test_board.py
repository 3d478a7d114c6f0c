"""The board that staff look at."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from matching.profiles import Answer
from models.center import Center
from models.types import utc_now
from models.vocabulary import ActorKind, StaffRole
from services.access.actor import SYSTEM, Actor
from services.errors import Forbidden, OpeningNotFound, SeekerNotFound
from services.matches import board as module
from services.matches.board import BoardFilter, board, center_state, pair
from services.matches.live import LiveIndex
from services.seekers.register import prepare_one, register_seeker
from services.seekers.schemas import SeekerIn
from tests.factories import make_center, make_opening

TODAY = date(2026, 11, 21)
EVERYTHING = BoardFilter()


@pytest.fixture
def center(session: Session) -> Center:
    made: Center = make_center(session, code="TAP", municipality="07089")
    return made


@pytest.fixture
def staff(center: Center) -> Actor:
    return Actor(
        ActorKind.STAFF, id=1, role=StaffRole.STAFF, center_id=center.id, center_code="TAP"
    )


def add(session: Session, **changes: Any) -> Any:
    given = {
        "given_names": "Rosa",
        "first_surname": "Inventada",
        "born_on": date(1990, 5, 5),
        "center": "TAP",
        "municipality": "07089",
        "languages": [{"language": "es", "level": "native"}],
        "documents": [{"kind": "refugiado"}],
        "consents": ["matching"],
    }
    now = utc_now()
    prepared = prepare_one(SeekerIn.model_validate(given | changes), now=now)
    return register_seeker(session, SYSTEM, prepared, now=now)


def look(session: Session, staff: Actor, wanted: BoardFilter = EVERYTHING, offset: int = 0) -> Any:
    return board(session, LiveIndex(), staff, wanted, offset=offset, on=TODAY)


def titles(found: Any) -> list[str]:
    return [row.opening.title for row in found.rows]


def test_newest_openings_come_first(session: Session, staff: Actor) -> None:
    make_opening(session, title="older")
    make_opening(session, title="newer")
    add(session)
    assert titles(look(session, staff)) == ["newer", "older"]


def test_openings_with_nobody_to_show_are_passed_over(session: Session, staff: Actor) -> None:
    make_opening(session, title="far", municipality="02004")
    make_opening(session, title="near")
    add(session)
    assert titles(look(session, staff)) == ["near"]


def test_at_most_three_people_stand_under_an_opening(session: Session, staff: Actor) -> None:
    make_opening(session)
    for number in range(5):
        add(session, external_id=str(number))
    (row,) = look(session, staff).rows
    assert len(row.matches) == 3


def test_people_of_other_centers_are_not_shown(session: Session, staff: Actor) -> None:
    make_center(session, code="TIJ", municipality="02004")
    make_opening(session)
    add(session, center="TIJ")
    assert look(session, staff).rows == []


def test_a_permission_filter_looks_beyond_the_best_three(session: Session, staff: Actor) -> None:
    make_opening(session)
    for number in range(4):
        add(session, external_id=str(number))
    add(session, documents=[{"kind": "solicitante_constancia", "state": "07"}])
    (row,) = look(session, staff, BoardFilter(permission=Answer.CONDITIONAL)).rows
    assert [each.match.permission.answer for each in row.matches] == [Answer.CONDITIONAL]


def test_a_least_score_leaves_out_what_is_below(session: Session, staff: Actor) -> None:
    make_opening(session)
    add(session)
    assert look(session, staff, BoardFilter(least_score=999_999)).rows == []


def test_the_next_page_goes_on_where_this_one_ended(
    session: Session, staff: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "OPENINGS_SHOWN", 2)
    for number in range(3):
        make_opening(session, title=str(number))
    add(session)
    first = look(session, staff)
    assert titles(first) == ["2", "1"]
    assert titles(look(session, staff, offset=first.next_offset)) == ["0"]


def test_only_staff_may_look(session: Session) -> None:
    with pytest.raises(Forbidden):
        look(session, Actor(ActorKind.EMPLOYER, id=1))


def test_a_pair_is_explained_also_when_it_is_ruled_out(session: Session, staff: Actor) -> None:
    opening = make_opening(session, municipality="02004")
    person = add(session)
    found = pair(session, LiveIndex(), staff, person.public_id, opening.public_id, on=TODAY)
    assert [each.code for each in found.match.obstacles] == ["too_far"]


def test_a_pair_with_somebody_elses_person_is_not_found(session: Session, staff: Actor) -> None:
    make_center(session, code="TIJ", municipality="02004")
    opening, person = make_opening(session), add(session, center="TIJ")
    with pytest.raises(SeekerNotFound):
        pair(session, LiveIndex(), staff, person.public_id, opening.public_id, on=TODAY)


def test_a_pair_with_an_unknown_opening_is_not_found(session: Session, staff: Actor) -> None:
    person = add(session)
    with pytest.raises(OpeningNotFound):
        pair(session, LiveIndex(), staff, person.public_id, person.public_id, on=TODAY)


def test_staff_of_a_center_begin_with_its_state(session: Session, staff: Actor) -> None:
    assert center_state(session, staff) == "07"
    assert center_state(session, Actor(ActorKind.STAFF, id=2)) == ""
