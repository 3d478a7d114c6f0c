"""An employer with hires, and somebody who may act for it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from models.employer_member import EmployerMember
from models.types import utc_now
from services.calendar import Moment
from services.runtime import Runtime
from tests.api.web.conftest import PASSWORD, Visitor
from tests.enrollment_world import World, make_world
from tests.factories import make_staff

EMAIL = "rh@empresa.example"


@dataclass
class Firm:
    """`boss` is logged in; `hires` started two days ago."""

    runtime: Runtime
    world: World
    boss: Visitor
    hires: list[UUID]

    @property
    def moment(self) -> Moment:
        return Moment(utc_now())

    def page_of(self, number: int = 0) -> str:
        return f"/employer/hires/{self.hires[number]}"


def come_in(runtime: Runtime, email: str = EMAIL, password: str = PASSWORD) -> Visitor:
    visitor = Visitor(runtime)
    visitor.send("/employer/login", email=email, password=password)
    return visitor


@pytest.fixture
def firm(runtime: Runtime, password_hash: str) -> Firm:
    started = Moment(utc_now()).today - timedelta(days=2)
    with runtime.database.write() as session:
        world = make_world(session, 3)
        for hire in world.hires:
            hire.starts_on, hire.enrollment_due_on = started, started + timedelta(days=7)
        session.add(
            EmployerMember(employer_id=world.employer.id, email=EMAIL, password_hash=password_hash)
        )
        hires = [row.public_id for row in world.hires]
    return Firm(runtime, world, come_in(runtime), hires)


@pytest.fixture
def supervisor(runtime: Runtime, password_hash: str) -> Visitor:
    with runtime.database.write() as session:
        make_staff(
            session,
            supervisor=True,
            email="sup@sne.example",
            center_id=None,
            password_hash=password_hash,
        )
    member = Visitor(runtime)
    assert member.log_in("sup@sne.example").status_code == 303
    return member
