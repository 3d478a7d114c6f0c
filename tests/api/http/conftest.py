from collections.abc import Iterator

import pytest

from models.database import Database
from tests.api.http.world import House, open_house


@pytest.fixture
def house(database: Database) -> Iterator[House]:
    with open_house(database) as opened:
        yield opened
