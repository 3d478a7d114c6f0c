"""Staff look at openings that wait for them, and say why they do not publish one."""

from uuid import UUID

import pytest

from models.lifecycles import OpeningStatus
from models.opening import Opening
from models.repositories import openings
from services.runtime import Runtime
from tests.api.web.conftest import Visitor
from tests.factories import make_employer, make_opening

REVIEW = "/staff/review"


def waiting(runtime: Runtime, *, verified: bool = True, **fields: object) -> UUID:
    with runtime.database.write() as session:
        employer = make_employer(session, verified=verified)
        made = make_opening(
            session,
            employer_id=employer.id,
            status=OpeningStatus.IN_REVIEW,
            review_codes=["wage_below_floor"],
            published_at=None,
            **fields,
        )
        return made.public_id


def stored(runtime: Runtime, opening: UUID) -> Opening:
    with runtime.database.read() as session:
        found = openings.by_public_id(session, opening, employer_id=None)
        assert found
        return found


def test_what_waits_for_staff_is_listed_with_why(runtime: Runtime, staff: Visitor) -> None:
    waits = waiting(runtime, title="Velador inventado")
    others = waiting(runtime, verified=False, title="Espera a su empleador")

    shown = staff.see(REVIEW).text

    assert f"{REVIEW}/{waits}" in shown
    assert "Paga menos de lo que la ley permite ahí" in shown
    assert str(others) not in shown
    assert REVIEW in staff.see("/staff").text


def test_staff_publish_what_they_looked_at(runtime: Runtime, staff: Visitor) -> None:
    waits = waiting(runtime, description="Una línea.\nOtra <b>línea</b>.")
    page = f"{REVIEW}/{waits}"
    assert "Otra &lt;b&gt;línea" in staff.see(page).text

    assert staff.send(page, step="publish").headers["location"] == REVIEW

    assert stored(runtime, waits).status is OpeningStatus.PUBLISHED
    assert str(waits) not in staff.see(REVIEW).text
    assert 'name="step"' not in staff.see(page).text


def test_who_does_not_publish_says_why(runtime: Runtime, staff: Visitor) -> None:
    waits = waiting(runtime)
    page = f"{REVIEW}/{waits}"
    refused = staff.send(page, step="reject")
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text

    staff.send(page, step="reject", reason="asks_for_money")

    found = stored(runtime, waits)
    assert found.status is OpeningStatus.REJECTED
    assert set(found.review_codes) == {"wage_below_floor", "rejected_before", "asks_for_money"}
    assert "Pide dinero a las personas" in staff.see(page).text


@pytest.mark.parametrize("step", ["publish", "reject"])
def test_nothing_is_decided_about_what_was_changed_since_it_was_read(
    runtime: Runtime, staff: Visitor, step: str
) -> None:
    waits = waiting(runtime, content_hash="as it was read")
    page = f"{REVIEW}/{waits}"
    read = {"step": step, "reason": "asks_for_money", "seen": seen_on(staff.see(page).text)}
    with runtime.database.write() as session:
        row = openings.locked(session, waits)
        assert row
        row.content_hash, row.description = "as it is", "Otra cosa"

    refused = staff.send(page, **read)

    assert refused.status_code == 422
    assert "El empleador la cambió mientras tanto" in refused.text
    assert stored(runtime, waits).status is OpeningStatus.IN_REVIEW
    again = read | {"seen": seen_on(refused.text)}
    assert staff.send(page, **again).status_code == 303
    assert stored(runtime, waits).status is not OpeningStatus.IN_REVIEW


def seen_on(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


@pytest.mark.parametrize("step", ["", "close", "<b>"])
def test_no_other_step_is_taken_here(runtime: Runtime, staff: Visitor, step: str) -> None:
    waits = waiting(runtime)

    assert staff.send(f"{REVIEW}/{waits}", step=step).status_code == 422
    assert stored(runtime, waits).status is OpeningStatus.IN_REVIEW


def test_an_opening_of_an_employer_that_is_not_verified_is_not_published_here(
    runtime: Runtime, staff: Visitor
) -> None:
    waits = waiting(runtime, verified=False)

    assert staff.send(f"{REVIEW}/{waits}", step="publish").status_code == 422
    assert stored(runtime, waits).status is OpeningStatus.IN_REVIEW


def test_more_than_a_page_has_a_next_one(runtime: Runtime, staff: Visitor) -> None:
    made = {str(waiting(runtime)) for _ in range(21)}

    first = staff.see(REVIEW).text
    following = first.partition('rel="next" href="')[2].partition('"')[0]
    rest = staff.see(following).text

    assert {each for each in made if each in first + rest} == made
    assert len([each for each in made if each in rest]) == 1


def test_nobody_else_sees_the_list(visitor: Visitor) -> None:
    assert visitor.see(REVIEW).status_code == 303


def test_staff_read_the_words_that_speak_against_an_advertisement(
    runtime: Runtime, staff: Visitor
) -> None:
    with runtime.database.write() as session:
        made = make_opening(
            session,
            employer_id=make_employer(session).id,
            status=OpeningStatus.IN_REVIEW,
            review_codes=["demands_sex"],
            published_at=None,
            description="Únicamente señoritas.",
        )
        opening = made.public_id

    for path in (REVIEW, f"{REVIEW}/{opening}"):
        assert "Pide hombres o mujeres («únicamente señoritas»)" in staff.see(path).text
