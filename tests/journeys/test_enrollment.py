"""From a hire to six months in the job, over HTTP, with the institute simulated."""

from random import Random

import pytest

from demo.institute import Institute
from services.enrollment.nightly import nightly
from tests.api.http import enrollment_stories, stories
from tests.api.http.world import House, move_in, serving
from tests.factories import NOON

FILES = "/v1/movement-files"
CERTIFICATE = {"evidence": "weeks_certificate", "evidence_hash": "ef" * 32}


@pytest.fixture
def house(database):
    with serving(database) as client:
        yield move_in(client, database)


def filed_and_answered(house: House, office: Institute) -> list[str]:
    """One round: a file of what is due, the institute's answers; their outcomes."""
    file = stories.done(house.employer.post(FILES, enrollment_stories.DUE))
    content = house.employer.get(f"{FILES}/{file['id']}/content").content
    sent = {"receipt": f"LOTE-{file['number']}"}
    stories.done(house.employer.post(f"{FILES}/{file['id']}/send", sent))
    replies = [reply.as_json() for reply in office.receive(content, house.clock.now.date())]
    path = f"{FILES}/{file['id']}/replies"
    body = stories.done(house.employer.post(path, {"replies": replies}))
    return [row["outcome"] for row in body["data"]]


def statuses(house: House) -> list[str]:
    rows = stories.done(house.staff.get("/v1/placements"))["data"]
    return sorted(row["status"] for row in rows)


def at_night(house: House) -> None:
    with house.database.write() as session:
        nightly(house.runtime, session, house.clock.now)


def test_hires_are_filed_refused_corrected_accepted_and_kept(house: House) -> None:
    office = Institute(Random(7), {"059": 400})  # noqa: S311 - a simulation
    enrollment_stories.due(house, 5)

    first = filed_and_answered(house, office)
    refused = first.count("refused")
    assert 0 < refused < 5
    assert len(stories.done(house.staff.get("/v1/tasks"))["data"]) == refused

    assert filed_and_answered(house, office) == ["accepted"] * refused
    assert statuses(house) == ["enrollment_confirmed"] * 5
    assert stories.done(house.staff.get("/v1/tasks"))["data"] == []
    assert set(office.enrollments.values()) == {1}

    house.clock.pass_days(31)
    at_night(house)
    asked = stories.done(house.staff.get("/v1/follow-ups"))["data"]
    assert [row["day"] for row in asked] == [30] * 5
    kept = {"answer": "still_working", **CERTIFICATE}
    stories.done(house.staff.post(f"/v1/follow-ups/{asked[0]['id']}/answer", kept))
    moved = {"answer": "ended", "cause": "voluntary", "after_end": "another_employer"}
    stories.done(house.employer.post(f"/v1/follow-ups/{asked[1]['id']}/answer", moved))
    assert statuses(house) == ["ended", *["enrollment_confirmed"] * 3, "retained_30"]

    leave = stories.done(house.employer.post(FILES, {"movement": "02"}))
    content = house.employer.get(f"{FILES}/{leave['id']}/content").content
    assert [reply.code for reply in office.receive(content, house.clock.now.date())] == [None]


def test_what_nobody_files_is_overdue_after_the_fifth_business_day(house: House) -> None:
    enrollment_stories.due(house)
    assert house.clock.now == NOON
    house.clock.pass_days(7)
    at_night(house)
    assert stories.done(house.staff.get("/v1/tasks"))["data"] == []
    house.clock.pass_days(1)
    at_night(house)
    found = stories.done(house.staff.get("/v1/tasks"))["data"]
    assert [row["kind"] for row in found] == ["enrollment_overdue"]
    overdue = stories.done(house.employer.get("/v1/placements?due=overdue"))["data"]
    assert [row["urgency"] for row in overdue] == ["overdue"]
