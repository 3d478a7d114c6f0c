from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from models.center import Center
from models.database import Database
from services.access.actor import Actor
from tests.api.http.world import House, move_in, serving
from tests.enrollment_world import staff_actor
from tests.factories import make_center


@pytest.fixture(scope="session")
def client(databases: Callable[[str], Database], sqlite_url: str) -> Iterator[TestClient]:
    with serving(databases(sqlite_url)) as served:
        yield served


@pytest.fixture
def house(client: TestClient, database: Database) -> House:
    return move_in(client, database)


@pytest.fixture
def center(session: Session) -> Center:
    return make_center(session)


@pytest.fixture
def clerk(session: Session, center: Center) -> Actor:
    return staff_actor(session, center)
