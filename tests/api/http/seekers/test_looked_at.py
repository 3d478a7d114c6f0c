"""Whoever looks at people leaves a line in the audit record, whichever way they look."""

import pytest
from sqlalchemy import select

from models.audit_event import AuditEvent
from tests.api.http.stories import done, registered
from tests.api.http.world import House


def looked(house: House) -> list[tuple[str, dict[str, object]]]:
    with house.database.read() as session:
        rows = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence)).all()
    return [(row.action, row.details) for row in rows if row.action.startswith("pe")]


@pytest.mark.parametrize("caller", ["staff", "own_partner", "supervisor"])
def test_each_page_of_a_list_is_recorded(house: House, caller: str) -> None:
    for _ in range(2):
        registered(house)

    first = done(getattr(house, caller).get("/v1/seekers?limit=1"))
    done(getattr(house, caller).get(f"/v1/seekers?limit=1&cursor={first['next']}"))

    assert looked(house) == [("people_listed", {"found": 1})] * 2


def test_who_lacks_a_number_is_a_list_too(house: House) -> None:
    registered(house, social_security_number=None)

    done(house.staff.get("/v1/number-desk/people"))

    assert looked(house) == [("people_listed", {"found": 1})]


def test_a_record_opened_over_http_is_recorded(house: House) -> None:
    person = registered(house)

    done(house.staff.get(f"/v1/seekers/{person}"))

    assert looked(house) == [("person_opened", {})]


def test_what_was_refused_shows_nobody(house: House) -> None:
    person = registered(house)

    assert house.other_staff.get(f"/v1/seekers/{person}").status_code == 404

    assert looked(house) == []
