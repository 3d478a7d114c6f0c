"""An answer that is kept is given again only while it is still the right one."""

from datetime import timedelta

import pytest

from api.http.openings import router
from models.database import Database
from services.matches.kept import KeptAnswers
from tests.api.http.bodies import opening, seeker
from tests.api.http.stories import done, posted, registered
from tests.api.http.world import Caller, House
from tests.factories import make_seeker


@pytest.fixture
def ranked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows by one for each answer that was worked out."""
    worked: list[object] = []
    inner = router.seekers_for

    def counted(*args: object, **options: object) -> object:
        worked.append(args)
        return inner(*args, **options)

    monkeypatch.setattr(router, "seekers_for", counted)
    return worked


def matches(caller: Caller, name: str) -> str:
    answer = caller.get(f"/v1/openings/{name}/matches")
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_same_question_is_worked_out_once(house: House, ranked: list[object]) -> None:
    registered(house)
    name = posted(house)["id"]

    assert matches(house.staff, name) == matches(house.staff, name)
    assert len(ranked) == 1


def test_after_any_change_it_is_worked_out_anew(house: House, ranked: list[object]) -> None:
    person, found = registered(house), posted(house)
    before = matches(house.staff, found["id"])
    done(house.staff.put(f"/v1/seekers/{person}", seeker(skills=["soldar"])))
    revised = matches(house.staff, found["id"])
    changed = opening(title="Soldador")
    done(house.employer.put(f"/v1/openings/{found['external_id']}", changed))
    reposted = matches(house.staff, found["id"])
    done(house.staff.post(f"/v1/seekers/{person}/archive"))
    alone = matches(house.staff, found["id"])

    assert len({before, revised, reposted, alone}) == 4
    assert len(ranked) == 4


def test_who_asks_when_and_in_what_language_are_other_questions(
    house: House, ranked: list[object]
) -> None:
    registered(house)
    found = posted(house)
    callers = [
        house.staff,
        house.other_staff,
        house.supervisor,
        house.employer,
        house.staff.speaking("es"),
    ]

    for caller in callers:
        matches(caller, found["id"])
    house.clock.now += timedelta(days=1)
    matches(house.staff, found["id"])

    assert len(ranked) == len(callers) + 1
    assert '"codes":[]' in matches(house.employer, found["id"])


def test_nobody_is_given_what_was_worked_out_for_somebody_else(house: House) -> None:
    registered(house)
    name = posted(house)["id"]
    matches(house.employer, name)

    refused = [
        it.get(f"/v1/openings/{name}/matches") for it in (house.other_employer, house.nobody)
    ]

    assert [it.status_code for it in refused] == [404, 401]


def test_the_oldest_question_is_forgotten_first(database: Database) -> None:
    answers, worked = KeptAnswers(most=2), []

    def work() -> str:
        worked.append(1)
        return "x"

    with database.read() as session:
        for question in ("a", "b", "a", "c", "a", "b"):
            answers.answer(session, question, work)

    assert len(worked) == 4


def test_while_an_older_change_may_still_appear_nothing_is_kept(database: Database) -> None:
    """PostgreSQL numbers a transaction at its first write, not at its commit."""
    if database.is_sqlite:
        pytest.skip("writers come one after the other")
    answers, worked = KeptAnswers(), []

    def work() -> str:
        worked.append(1)
        return "x"

    with database.write() as early:
        make_seeker(early)
        early.flush()
        with database.write() as late:
            make_seeker(late)
        for _ in range(2):
            with database.read() as session:
                answers.answer(session, "q", work)
    for _ in range(2):
        with database.read() as session:
            answers.answer(session, "q", work)

    assert len(worked) == 3
