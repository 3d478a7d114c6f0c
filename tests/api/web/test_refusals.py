"""Pages of refusal: what they say, and the status that browsers and proxies see."""

import pytest

from models.database import Database
from models.database_errors import DatabaseBusy, DatabaseUnavailable
from tests.api.web.conftest import Visitor

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize("kind", [DatabaseBusy, DatabaseUnavailable])
def test_while_the_database_is_away_a_page_asks_to_wait(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, kind: type[Exception]
) -> None:
    def fail(_database: Database) -> None:
        raise kind("what the driver said")

    monkeypatch.setattr(Database, "read", fail)

    answer = visitor.see("/openings/00000000-0000-4000-8000-000000000000")

    assert answer.status_code == 503
    assert "Un momento" in answer.text
    assert "driver" not in answer.text
