from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models.lifecycles import OpeningStatus
from models.opening import OpeningLanguage, OpeningSkill
from models.repositories import matchable, openings
from models.repositories.openings import OpeningFilter
from models.vocabulary import Level
from tests.factories import NOON, TIJUANA, make_employer, make_opening

TODAY = date(2026, 11, 20)

HIDDEN = {
    "a draft": {"published": False},
    "closed": {"status": OpeningStatus.CLOSED},
    "past its last day": {"closes_on": TODAY - timedelta(days=1)},
}


def test_an_opening_is_found_by_its_owner_only(session: Session) -> None:
    opening, other = make_opening(session), make_employer(session)
    public_id = opening.public_id
    assert openings.by_public_id(session, public_id, employer_id=opening.employer_id) is opening
    assert openings.by_public_id(session, public_id, employer_id=other.id) is None
    assert openings.locked(session, public_id, employer_id=other.id) is None


def test_two_employers_may_use_the_same_external_id(session: Session) -> None:
    one = make_opening(session, external_id="A-1")
    other = make_opening(session, external_id="A-1")
    assert openings.by_external_id(session, one.employer_id, "A-1") is one
    assert openings.by_external_id(session, other.employer_id, "A-1") is other


def test_a_locked_opening_is_read_anew(session: Session) -> None:
    opening = make_opening(session)
    opening.title = "Cambiado"
    session.flush()
    held = openings.locked(session, opening.public_id)
    assert held is not None
    assert held.title == "Cambiado"


@pytest.mark.parametrize("traits", HIDDEN.values(), ids=HIDDEN)
def test_the_public_does_not_see_an_opening_that_is(session: Session, traits: dict) -> None:
    make_opening(session, **traits)
    assert openings.published(session, TODAY).rows == []
    assert list(openings.each_published(session, TODAY)) == []
    assert list(matchable.live_openings(session, TODAY)) == []


def test_the_public_does_not_see_openings_of_an_unverified_employer(session: Session) -> None:
    make_opening(session, employer_id=make_employer(session, verified=False).id)
    assert openings.published(session, TODAY).rows == []
    assert list(matchable.live_openings(session, TODAY)) == []


def test_an_opening_is_public_through_its_last_day(session: Session) -> None:
    opening = make_opening(session, closes_on=TODAY)
    assert list(openings.published(session, TODAY).rows) == [opening]
    assert list(openings.each_published(session, TODAY)) == [opening]


def test_a_filter_narrows_by_owner_status_state_and_time(session: Session) -> None:
    wanted = make_opening(session, municipality=TIJUANA, updated_at=NOON)
    make_opening(session, municipality=TIJUANA, updated_at=NOON)
    make_opening(session, employer_id=wanted.employer_id, updated_at=NOON)
    make_opening(session, employer_id=wanted.employer_id, municipality=TIJUANA, published=False)
    old = NOON - timedelta(days=1)
    make_opening(session, employer_id=wanted.employer_id, municipality=TIJUANA, updated_at=old)
    chosen = OpeningFilter(wanted.employer_id, OpeningStatus.PUBLISHED, "02", NOON)
    assert list(openings.listed(session, chosen).rows) == [wanted]


def test_closed_openings_are_listed_for_those_who_follow_changes(session: Session) -> None:
    closed = make_opening(session, status=OpeningStatus.CLOSED, updated_at=NOON)
    assert list(openings.listed(session, OpeningFilter(updated_since=NOON)).rows) == [closed]


def test_openings_past_their_last_day_are_found_for_closing(session: Session) -> None:
    late = make_opening(session, closes_on=TODAY - timedelta(days=1))
    make_opening(session, closes_on=TODAY)
    make_opening(session, closes_on=TODAY - timedelta(days=1), status=OpeningStatus.CLOSED)
    assert list(openings.past_closing(session, TODAY)) == [late]


def test_the_lean_reading_says_the_same_as_the_whole_rows(session: Session) -> None:
    for _ in range(3):
        make_opening(session)
    make_opening(session, skills=[], languages=[], monthly_wage_mxn=None, schooling=None)
    session.expire_all()
    lean = list(matchable.live_openings(session, TODAY))
    whole = list(openings.each_published(session, TODAY))
    plain = [
        name for name in matchable.OpeningFacts.__slots__ if name not in ("skills", "languages")
    ]
    for facts, row in zip(lean, whole, strict=True):
        assert all(getattr(facts, name) == getattr(row, name) for name in plain)
        assert [s.skill for s in facts.skills] == [s.skill for s in row.skills]
        assert [s.is_required for s in facts.skills] == [s.is_required for s in row.skills]
        assert [(x.language, x.level) for x in facts.languages] == [
            (x.language, x.level) for x in row.languages
        ]


def test_the_lean_reading_gives_skills_and_languages_in_the_order_of_the_whole_rows(
    session: Session,
) -> None:
    spoken = [OpeningLanguage(language=code, level=Level.BASIC) for code in ("pt", "en")]
    asked = [
        OpeningSkill(position=at, text=text, skill=text, is_required=True)
        for at, text in ((1, "b"), (0, "c"))
    ]
    make_opening(session, languages=spoken, skills=asked)
    [facts] = matchable.live_openings(session, TODAY)
    assert [line.language for line in facts.languages] == ["en", "pt"]
    assert [line.skill for line in facts.skills] == ["c", "b"]


def test_the_lean_reading_can_be_limited_to_some_rows(session: Session) -> None:
    first, _ = make_opening(session), make_opening(session)
    [facts] = matchable.live_openings(session, TODAY, [first.id])
    assert (facts.id, facts.languages[0].level) == (first.id, Level.BASIC)


def test_the_lean_reading_goes_on_after_a_batch(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matchable, "BATCH", 2)
    made = [make_opening(session).id for _ in range(5)]
    assert [facts.id for facts in matchable.live_openings(session, TODAY)] == made


def _newest(session: Session, **chosen: str) -> list[str]:
    found = openings.newest(session, TODAY, offset=0, limit=9, **chosen)
    return [row.title for row in found]


def test_the_newest_come_first_and_can_be_narrowed(session: Session) -> None:
    make_opening(session, title="Soldador")
    make_opening(session, title="Cocinera 100%", municipality=TIJUANA)
    make_opening(session, title="Oculta", published=False)
    assert _newest(session) == ["Cocinera 100%", "Soldador"]
    assert _newest(session, text="SOLDA") == ["Soldador"]
    assert _newest(session, text="0%") == ["Cocinera 100%"]
    assert _newest(session, text="%s") == []
    assert _newest(session, place="02") == ["Cocinera 100%"]
    assert _newest(session, text="inventada") == ["Cocinera 100%", "Soldador"]


def test_a_report_names_the_employer_by_its_trade_name_if_it_has_one(session: Session) -> None:
    known = make_opening(session, employer_id=make_employer(session, trade_name="La Casa").id)
    plain = make_opening(session, employer_id=make_employer(session, legal_name="Casa SA").id)
    brief = openings.brief(session, [known.id, plain.id, -1])
    assert {row: line.employer_name for row, line in brief.items()} == {
        known.id: "La Casa",
        plain.id: "Casa SA",
    }
