"""The page shows what fits; whoever asks for more sees the rest too."""

import re

from services.matches.find import FEWEST_SHOWN
from services.runtime import Runtime
from tests.api.web.conftest import Visitor
from tests.factories import make_opening

MORE = "Más vacantes, que encajan menos"


def posted(runtime: Runtime, count: int) -> None:
    with runtime.database.write() as session:
        for number in range(count):
            make_opening(session, title=f"Cualquier cosa {number}")


def shown(visitor: Visitor, address: str) -> tuple[int, bool]:
    page = visitor.see(address).text
    return len(set(re.findall(r"Cualquier cosa (\d+)", page))), MORE in page


def test_whoever_asks_for_more_sees_the_rest(runtime: Runtime, visitor: Visitor) -> None:
    posted(runtime, 15)
    visitor.register()

    few, is_more = shown(visitor, "/matches")

    assert (FEWEST_SHOWN <= few < 15, is_more) == (True, True)
    assert shown(visitor, "/matches?more=1") == (15, False)


def test_nothing_more_is_offered_where_all_is_shown(runtime: Runtime, visitor: Visitor) -> None:
    posted(runtime, 2)
    visitor.register()

    assert shown(visitor, "/matches") == (2, False)
