"""A center's staff see an employer's file where their people are in it; theirs alone they keep."""

import pytest

from models.repositories import insured_names
from models.seeker import Seeker
from services.enrollment.erasure import StillAtTheInstitute, erase_lines
from services.enrollment.files import (
    MovementFileErased,
    MovementFileNotFound,
    content_of_file,
    list_files,
    placements_in,
    read_file,
    send_file,
)
from services.enrollment.schemas import SentIn
from tests.enrollment_world import (
    MOMENT,
    file_of,
    make_world,
    movements,
    reply,
    staff_actor,
    started,
)
from tests.factories import make_center


def test_staff_see_and_answer_an_employers_file_of_their_people(session) -> None:
    world = make_world(session, 2)
    file = file_of(session, world).file
    assert [row.id for row in list_files(session, world.clerk, None, after=None, limit=9).rows] == [
        file.id
    ]
    assert content_of_file(session, world.clerk, file.public_id).digest == file.digest
    assert send_file(session, world.clerk, file.public_id, SentIn(), MOMENT).status == "sent"


def test_of_a_file_with_others_staff_see_their_own_lines_alone(session) -> None:
    world = make_world(session, 2)
    there = make_center(session)
    hire = started(session, world, seeker={"center_id": there.id})
    file_id = file_of(session, world).file.public_id
    clerk = staff_actor(session, there)
    shown = placements_in(session, clerk, read_file(session, clerk, file_id))
    assert list(shown) == [hire.id]
    for refused in (content_of_file, send_file):
        more = (SentIn(), MOMENT) if refused is send_file else ()
        with pytest.raises(MovementFileNotFound):
            refused(session, clerk, file_id, *more)


def test_a_file_without_their_people_is_not_there_for_staff(session) -> None:
    world = make_world(session, 1)
    file_id = file_of(session, world).file.public_id
    clerk = staff_actor(session, make_center(session))
    assert list_files(session, clerk, None, after=None, limit=9).rows == []
    with pytest.raises(MovementFileNotFound):
        read_file(session, clerk, file_id)


def test_the_lines_of_whoever_is_forgotten_are_empty_and_the_file_stays_shut(session) -> None:
    world = make_world(session, 2)
    made = file_of(session, world)
    reply(session, world, made, None, None)
    person = session.get_one(Seeker, world.hires[0].seeker_id)
    assert erase_lines(session, world.clerk, person) == 1
    row = movements(session, world.hires[0])[0]
    assert (row.line, row.social_security_number) == (None, None)
    assert (row.line_sealed, row.social_security_number_index) == (None, None)
    assert insured_names.of_seeker(session, person.id) is None
    assert movements(session, world.hires[1])[0].line
    session.expire_all()
    with pytest.raises(MovementFileErased):
        content_of_file(session, world.boss, made.file.public_id)


def test_nobody_is_forgotten_while_the_institute_has_not_answered(session) -> None:
    world = make_world(session, 1)
    file_of(session, world)
    person = session.get_one(Seeker, world.hires[0].seeker_id)
    with pytest.raises(StillAtTheInstitute):
        erase_lines(session, world.clerk, person)
