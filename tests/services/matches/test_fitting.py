import pytest

from models.repositories import openings
from services.access.actor import Actor
from services.calendar import legal_day
from services.matches import fitting
from services.matches.fitting import how_many_fit
from services.matches.live import LiveIndex
from tests.api.http.stories import posted, registered
from tests.api.http.world import House
from tests.enrollment_world import employer_actor
from tests.factories import NOON
from tests.services.matches.test_live import the_employer

ON = legal_day(NOON)


def fitting_in(house: House) -> list[int]:
    with house.database.read() as session:
        boss: Actor = employer_actor(employer := the_employer(session))
        row = openings.by_external_id(session, employer.id, "counted")
        assert row is not None
        return list(how_many_fit(session, LiveIndex(), boss, [row], on=ON).values())


def test_who_works_in_another_trade_does_not_fit_for_living_near(house: House) -> None:
    posted(house, external_id="counted")
    registered(house)
    registered(house, occupations=[{"title": "soldador", "months": 24}], skills=["soldar"])

    assert fitting_in(house) == [1]


def test_so_many_are_counted_and_no_more(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "MOST", 2)
    posted(house, external_id="counted")
    for _ in range(3):
        registered(house)

    assert fitting_in(house) == [2]
