"""An answer that is kept is given again only while it is still the right one."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from api.http import match_answers
from models import feed
from models.database import Database
from models.employer import Employer
from models.feed import Changed, Position
from models.seeker import Seeker
from models.vocabulary import FeedKind
from services.calendar import legal_day
from services.matches.kept import KeptTexts
from services.matches.live import LiveIndex
from tests.api.http.bodies import opening, seeker
from tests.api.http.stories import done, posted, registered
from tests.api.http.world import Caller, House
from tests.factories import NOON, make_opening, make_seeker


@pytest.fixture
def ranked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows by one for each answer that was worked out."""
    worked: list[object] = []
    inner = match_answers.seekers_for

    def counted(*args: object, **options: object) -> object:
        worked.append(args)
        return inner(*args, **options)

    monkeypatch.setattr(match_answers, "seekers_for", counted)
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


def test_another_opening_leaves_an_answer_as_it_is(house: House, ranked: list[object]) -> None:
    registered(house)
    name = posted(house)["id"]
    before = matches(house.staff, name)

    posted(house)

    assert matches(house.staff, name) == before
    assert len(ranked) == 1


def test_a_change_through_another_process_ends_it(house: House, ranked: list[object]) -> None:
    """Nothing tells this process of it but the feed."""
    registered(house)
    name = posted(house)["id"]
    somebody = matches(house.staff, name)
    with house.database.write() as session:
        session.scalars(select(Seeker)).one().is_matchable = False

    nobody = matches(house.staff, name)

    assert '"data":[]' not in somebody
    assert '"data":[]' in nobody
    assert len(ranked) == 2


@pytest.mark.parametrize(
    ("changes", "is_worked_out"),
    [
        ({"phone": "962 765 4321"}, False),
        ({"expected_monthly_wage_mxn": "30000.00"}, False),
        ({"occupations": [{"title": "ayudante de cocina", "months": 24}]}, True),
    ],
    ids=["not ranked by", "still fits less", "fits better"],
)
def test_of_those_who_are_not_in_a_list_only_who_touches_it_ends_it(
    house: House, ranked: list[object], changes: dict[str, object], is_worked_out: bool
) -> None:
    little = {"external_id": "B-2", "occupations": [{"title": "soldador", "months": 1}]}
    registered(house, occupations=[{"title": "cocinero", "months": 24}])
    other = registered(house, **little)
    name = posted(house)["id"]
    before = first(house.staff, name)

    done(house.staff.put(f"/v1/seekers/{other}", seeker(**little | changes)))

    assert (first(house.staff, name) != before) is is_worked_out
    assert len(ranked) == 1 + is_worked_out


def first(caller: Caller, name: str) -> str:
    answer = caller.get(f"/v1/openings/{name}/matches?limit=1")
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_person_is_shown_as_they_are_now(house: House) -> None:
    person, name = registered(house), posted(house)["id"]
    matches(house.staff, name)
    done(house.staff.put(f"/v1/seekers/{person}", seeker(expected_monthly_wage_mxn="9999.00")))

    shown = house.staff.get(f"/v1/openings/{name}/matches").json()["data"][0]["seeker"]

    assert shown["expected_monthly_wage_mxn"] == "9999.00"


def openings_of(caller: Caller, person: str) -> str:
    answer = caller.get(f"/v1/seekers/{person}/matches")
    assert answer.status_code == 200, answer.text
    return answer.text


def test_openings_for_a_person_hold_until_an_opening_changes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked, inner = [], match_answers.best_openings
    monkeypatch.setattr(
        match_answers, "best_openings", lambda *a, **k: worked.append(a) or inner(*a, **k)
    )
    person, found = registered(house), posted(house)
    before = openings_of(house.staff, person)
    with house.database.write() as session:
        make_seeker(session)
    same = openings_of(house.staff, person)
    done(house.employer.put(f"/v1/openings/{found['external_id']}", opening(title="Soldador")))
    revised = openings_of(house.staff, person)

    assert before == same != revised
    assert len(worked) == 2


def test_an_opening_is_shown_under_its_employers_new_name(house: House) -> None:
    person, _ = registered(house), posted(house)
    openings_of(house.staff, person)
    with house.database.write() as session:
        for employer in session.scalars(select(Employer)):
            employer.trade_name = "Otro nombre (inventado)"

    shown = house.staff.get(f"/v1/seekers/{person}/matches").json()["data"][0]["opening"]

    assert shown["employer_name"] == "Otro nombre (inventado)"


def test_a_person_of_another_center_is_shown_to_nobody_else(house: House) -> None:
    person, _ = registered(house), posted(house)
    openings_of(house.staff, person)

    refused = [
        it.get(f"/v1/seekers/{person}/matches")
        for it in (house.other_staff, house.employer, house.nobody)
    ]

    assert [it.status_code for it in refused] == [404, 403, 401]


def test_whatever_changes_the_answer_is_that_of_a_process_that_kept_nothing(house: House) -> None:
    people = [registered(house), registered(house, external_id="B-2")]
    found = posted(house)
    changes = [
        lambda: None,
        lambda: done(house.staff.put(f"/v1/seekers/{people[0]}", seeker(skills=["soldar"]))),
        lambda: posted(house),
        lambda: done(
            house.employer.put(f"/v1/openings/{found['external_id']}", opening(title="Soldador"))
        ),
        lambda: done(house.staff.post(f"/v1/seekers/{people[1]}/archive")),
    ]
    kept, fresh = [], []

    def asked() -> list[str]:
        staff, name = house.staff, found["id"]
        lists = matches(staff, name), first(staff, name), matches(house.other_staff, name)
        return [*lists, openings_of(staff, people[0])]

    for change in changes:
        change()
        kept.append(asked())
        nothing_kept(house)
        fresh.append(asked())

    assert kept == fresh
    assert len({str(each) for each in kept}) == len(changes)


def nothing_kept(house: House) -> None:
    live = house.client.app.state.runtime.live
    with house.database.read() as session:
        everything = feed.changes_since(session, Position()).changes
    live.shown.forget(everything, live.position)
    for lists in (live.people_lists, live.opening_lists):
        lists.forget(everything, live.position, ())


HERE = Position(0, 1)
PEOPLE, OPENINGS = (FeedKind.SEEKER, "es"), (FeedKind.OPENING, "es")


def kept_here(*pages: tuple[FeedKind, str]) -> KeptTexts:
    """With a text for row 1 of each page; two of a page at most."""
    kept = KeptTexts(2)
    kept.forget((), HERE)
    for page in pages:
        kept.put(HERE, page, {1: "text"})
    return kept


def test_of_each_page_the_text_that_was_not_asked_for_longest_goes_first() -> None:
    kept = kept_here(PEOPLE, OPENINGS)
    kept.put(HERE, PEOPLE, {2: "text"})
    kept.get(HERE, PEOPLE, [1])
    kept.put(HERE, PEOPLE, {3: "text"})

    assert kept.get(HERE, PEOPLE, [1, 2, 3]).keys() == {1, 3}
    assert kept.get(HERE, OPENINGS, [1]) == {1: "text"}


@pytest.mark.parametrize(
    ("change", "held"),
    [
        (Changed(FeedKind.SEEKER, 1), [OPENINGS]),
        (Changed(FeedKind.OPENING, 1), [PEOPLE, (FeedKind.SEEKER, "en")]),
        (Changed(FeedKind.SEEKER, 2), [PEOPLE, OPENINGS, (FeedKind.SEEKER, "en")]),
    ],
)
def test_a_change_ends_what_was_written_of_that_row_in_every_language(
    change: Changed, held: list[tuple[FeedKind, str]]
) -> None:
    pages = [PEOPLE, OPENINGS, (FeedKind.SEEKER, "en")]
    kept, later = kept_here(*pages), Position(0, 2)

    kept.forget([change], later)

    assert [page for page in pages if kept.get(later, page, [1])] == held


@pytest.mark.parametrize("place", [Position(0, 0), Position(0, 2), None])
def test_a_session_that_stands_elsewhere_neither_keeps_nor_is_given(place: Position | None) -> None:
    kept = kept_here(PEOPLE)
    kept.put(place, PEOPLE, {2: "text"})

    assert kept.get(place, PEOPLE, [1]) == {}
    assert kept.get(HERE, PEOPLE, [1, 2]) == {1: "text"}


def test_while_an_older_change_may_still_appear_no_place_is_told(database: Database) -> None:
    """PostgreSQL numbers a transaction at its first write, not at its commit."""
    if database.is_sqlite:
        pytest.skip("writers come one after the other")
    index = LiveIndex()
    with database.write() as early:
        make_opening(early)
        early.flush()
        with database.write() as late:
            make_seeker(late)
        during = place_in(index, database)

    assert during is None
    assert place_in(index, database) is not None


def test_a_session_older_than_the_index_has_no_place(database: Database) -> None:
    index = LiveIndex()
    with database.read() as old:
        index.look(old, on=legal_day(NOON))
        with database.write() as session:
            make_seeker(session)
        newer = place_in(index, database)

        assert index.look(old, on=legal_day(NOON)).place is None
        assert newer is not None


def place_in(index: LiveIndex, database: Database) -> Position | None:
    with database.read() as session:
        return index.look(session, on=legal_day(NOON)).place


def test_who_cannot_come_any_more_is_counted_so_beside_the_same_list(
    house: House, ranked: list[object]
) -> None:
    little = {"external_id": "B-2", "occupations": [{"title": "soldador", "months": 1}]}
    registered(house, occupations=[{"title": "cocinero", "months": 24}])
    other = registered(house, **little)
    name = posted(house)["id"]
    before = json.loads(first(house.staff, name))

    done(house.staff.put(f"/v1/seekers/{other}", seeker(**little, municipality="19039")))
    after = json.loads(first(house.staff, name))

    assert (before["eligible"], after["eligible"]) == (2, 1)
    assert after["excluded"]["place"] == 1
    assert before["data"] == after["data"]
    assert len(ranked) == 1
