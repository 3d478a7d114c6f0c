"""What an employer sees of its hires, does about them, and never learns."""

from datetime import timedelta

import pytest

from models.hiring_lifecycles import PlacementStatus
from models.placement import Placement
from models.repositories import follow_ups
from models.seeker import Seeker
from services.enrollment.correct import CorrectionIn, correct_event
from services.placements.disclosure import HIRED
from services.social_security.deadlines import enrollment_due_on
from services.wording import words
from tests.api.web.employer.conftest import Firm
from tests.enrollment_world import first_event, make_world, started, statuses
from tests.factories import make_placement, make_seeker


def hire_in(firm: Firm, status: PlacementStatus) -> str:
    from models.repositories import timelines

    with firm.runtime.database.write() as session:
        seeker = make_seeker(session, center_id=firm.world.center.id, given_names="Widelène")
        placement = make_placement(
            session, opening=firm.world.opening, seeker=seeker, status=status
        )
        timelines.add_to_placement(session, placement, first_event(placement))
        return f"/employer/hires/{placement.public_id}"


def standing(firm: Firm, number: int = 0) -> PlacementStatus:
    with firm.runtime.database.read() as session:
        return statuses(session, [session.get_one(Placement, firm.world.hires[number].id)])[0]


def test_what_is_due_is_on_the_first_page(firm: Firm) -> None:
    shown = firm.boss.see("/employer").text
    assert all(firm.page_of(number) in shown for number in range(3))


def test_another_employers_hire_is_not_found(firm: Firm) -> None:
    with firm.runtime.database.write() as session:
        other = make_world(session, 1).hires[0].public_id
    assert firm.boss.see(f"/employer/hires/{other}").status_code == 404
    sent = firm.boss.send(f"/employer/hires/{other}", page="/employer", step="start")
    assert sent.status_code == 404


def test_a_hire_shows_the_keys_that_its_registration_needs(firm: Firm) -> None:
    with firm.runtime.database.read() as session:
        seeker = session.get_one(Seeker, firm.world.hires[0].seeker_id)
        keys = (seeker.curp, seeker.social_security_number)
    shown = firm.boss.see(firm.page_of()).text
    assert all(key in shown for key in keys)


@pytest.mark.parametrize("status", sorted(set(PlacementStatus) - HIRED))
def test_without_a_hire_or_a_consent_nobody_is_named(firm: Firm, status: PlacementStatus) -> None:
    shown = firm.boss.see(hire_in(firm, status)).text
    assert "Widelène" not in shown
    assert "IAXP920304" not in shown


@pytest.mark.parametrize("status", sorted(HIRED))
def test_no_page_tells_papers_nationality_or_status(firm: Firm, status: PlacementStatus) -> None:
    shown = firm.boss.see(hire_in(firm, status)).text.lower()
    assert "widelène" in shown
    for word in ("tvrh", "refug", "hondur", ">hn<", "humanitari", "comar", "nacionalidad"):
        assert word not in shown


def test_a_note_of_staff_is_not_for_the_employer(firm: Firm) -> None:
    from models.repositories import timelines

    with firm.runtime.database.write() as session:
        placement = session.get_one(Placement, firm.world.hires[0].id)
        event = first_event(placement)
        event.note = "algo que solo el centro sabe"
        timelines.add_to_placement(session, placement, event)
    assert "solo el centro" not in firm.boss.see(firm.page_of()).text


def test_the_first_day_is_told_with_the_wage(firm: Firm) -> None:
    page = hire_in(firm, PlacementStatus.ACCEPTED)
    began = firm.moment.today - timedelta(days=4)
    sent = firm.boss.send(page, step="start", starts_on=began.isoformat(), wage="10500")
    assert sent.status_code == 303
    shown = firm.boss.see(page).text
    assert "$10,500" in shown
    assert words("es").day(enrollment_due_on(began)) in shown


@pytest.mark.parametrize("wage", ["9500", "10500"])
def test_another_wage_at_the_start_is_shown_beside_the_offer(firm: Firm, wage: str) -> None:
    page = hire_in(firm, PlacementStatus.ACCEPTED)
    began = firm.moment.today.isoformat()
    firm.boss.send(page, step="start", starts_on=began, wage=wage)
    shown, say = firm.boss.see(page).text, words("es")
    told, offered = say.money(int(wage)), say.money(9800)
    assert "Salario ofrecido" in shown
    assert "Salario al empezar" in shown
    assert f"Se pagan {told} al mes; se ofrecieron {offered}" in shown


def test_a_wage_under_the_floor_is_refused_and_stays_in_its_field(firm: Firm) -> None:
    page = hire_in(firm, PlacementStatus.ACCEPTED)
    began = firm.moment.today.isoformat()
    sent = firm.boss.send(page, step="start", starts_on=began, wage="900")
    assert sent.status_code == 422
    assert 'value="900"' in sent.text
    assert f'value="{began}"' in sent.text


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ("file_enrollment", "filed_on"),
        ("end", "ended_on"),
    ],
)
def test_a_day_that_is_none_is_mended_where_it_was_typed(firm: Firm, step: str, field: str) -> None:
    sent = firm.boss.send(firm.page_of(), step=step, cause="voluntary", **{field: "30-02-2026"})
    assert sent.status_code == 422
    assert f'href="#{field}"' in sent.text
    assert 'value="30-02-2026"' in sent.text


@pytest.mark.parametrize("fields", [{}, {"step": "retain_30"}, {"stop": "<script>"}])
def test_a_step_that_is_not_offered_is_refused_in_words(firm: Firm, fields: dict) -> None:
    sent = firm.boss.send(firm.page_of(), **fields)
    assert sent.status_code == 422
    assert "<script>" not in sent.text


def test_an_acceptance_told_without_a_receipt_is_not_taken(firm: Firm) -> None:
    firm.boss.send(firm.page_of(), step="file_enrollment")
    assert firm.boss.send(firm.page_of(), step="confirm_enrollment").status_code == 422
    sent = firm.boss.send(firm.page_of(), step="confirm_enrollment", answer_receipt="L1")
    assert sent.status_code == 303
    assert standing(firm) is PlacementStatus.ENROLLMENT_CONFIRMED


def test_what_staff_corrected_is_told_without_their_note(firm: Firm) -> None:
    firm.boss.send(firm.page_of(), step="file_enrollment")
    right = firm.moment.today - timedelta(days=1)
    with firm.runtime.database.write() as session:
        told = CorrectionIn(event=2, happened_on=right, note="algo que solo el centro sabe")
        correct_event(session, firm.world.clerk, firm.hires[0], told, firm.moment)
    shown = firm.boss.see(firm.page_of()).text
    assert f"Lo correcto: {words('es').day(right)}</p>" in shown
    assert "solo el centro" not in shown
    assert "Corregir este registro" not in shown


def test_the_timeline_says_in_words_how_far_evidence_counts(firm: Firm) -> None:
    firm.boss.send(firm.page_of(), step="file_enrollment")
    firm.boss.send(firm.page_of(), step="confirm_enrollment", answer_receipt="L1")
    assert "Acuse del movimiento (IDSE): cuenta como" in firm.boss.see(firm.page_of()).text


def test_a_refusal_says_what_it_means_and_whose_turn_it_is(firm: Firm) -> None:
    firm.boss.send(firm.page_of(), step="file_enrollment")
    firm.boss.send(firm.page_of(), step="refuse_enrollment", reply_code="18")
    shown = firm.boss.see(firm.page_of()).text
    assert "018: La clínica (UMF) no es válida." in shown
    assert "Le toca a usted." in shown


def test_the_end_of_a_job_has_a_day_and_a_cause(firm: Firm) -> None:
    lacking = firm.boss.send(firm.page_of(), step="end")
    assert lacking.status_code == 422
    yesterday = (firm.moment.today - timedelta(days=1)).isoformat()
    given = {"ended_on": yesterday, "cause": "voluntary", "after_end": "another_employer"}
    assert firm.boss.send(firm.page_of(), step="end", **given).status_code == 303
    assert standing(firm) is PlacementStatus.ENDED


def test_the_question_is_answered_with_one_button(firm: Firm) -> None:
    moment = firm.moment
    with firm.runtime.database.write() as session:
        later = moment.today.replace(year=2027)
        follow_ups.make_due(session, 30, {PlacementStatus.STARTED}, later, moment.now)
    shown = firm.boss.see(firm.page_of()).text
    address = shown.partition("/follow-ups/")[2].partition('"')[0]
    where = f"{firm.page_of()}/follow-ups/{address}"
    sent = firm.boss.send(where, page=firm.page_of(), answer="still_working")
    assert sent.status_code == 303
    assert "/follow-ups/" not in firm.boss.see(firm.page_of()).text


def test_the_pages_speak_english_when_asked(firm: Firm) -> None:
    assert "What is due" in firm.boss.see("/employer?lang=en").text


def test_the_titles_of_the_pages_name_nobody(firm: Firm) -> None:
    title = firm.boss.see(firm.page_of()).text.partition("</title>")[0]
    assert "Inventada" not in title


def test_a_list_longer_than_a_page_goes_on(firm: Firm) -> None:
    with firm.runtime.database.write() as session:
        for _ in range(30):
            started(session, firm.world)
    assert 'rel="next"' in firm.boss.see("/employer/hires").text
