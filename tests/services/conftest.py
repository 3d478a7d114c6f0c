from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from models.database import Database
from tests.api.http.world import House, move_in, serving


@pytest.fixture(scope="session")
def client(databases: Callable[[str], Database], sqlite_url: str) -> Iterator[TestClient]:
    with serving(databases(sqlite_url)) as served:
        yield served


@pytest.fixture
def house(client: TestClient, database: Database) -> House:
    return move_in(client, database)
