"""From a match to a hire: what staff see, do and are told."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest

from models.opening import Opening
from models.types import utc_now
from services.access.actor import SYSTEM
from services.calendar import legal_day
from services.runtime import Runtime
from services.seekers.register import prepare_one, register_seeker
from services.seekers.schemas import SeekerIn
from services.social_security.deadlines import enrollment_due_on
from services.wording import words
from tests.api.web.conftest import Visitor
from tests.factories import make_opening

UNKNOWN = UUID(int=0, version=4)
MENU = 'href="/staff/placements"'


def person(**changes: object) -> SeekerIn:
    given: dict[str, object] = {
        "given_names": "Rosa",
        "first_surname": "Inventada",
        "born_on": date(1990, 5, 5),
        "center": "TAP",
        "municipality": "07089",
        "max_commute_km": 20,
        "occupations": [{"title": "ayudante de cocina", "months": 24}],
        "languages": [{"language": "es", "level": "native"}],
        "schooling": "secondary",
        "schedules": ["full_time"],
        "documents": [{"kind": "refugiado"}],
        "consents": ["matching", "sharing_on_referral"],
    }
    return SeekerIn.model_validate(given | changes)


@pytest.fixture
def seeker(runtime: Runtime) -> UUID:
    return add(runtime, person())


@pytest.fixture
def opening(runtime: Runtime) -> UUID:
    with runtime.database.write() as session:
        made: Opening = make_opening(session, title="Cocinera de fonda", skills=[])
        return made.public_id


def add(runtime: Runtime, intake: SeekerIn) -> UUID:
    now = utc_now()
    with runtime.database.write() as session:
        prepared = prepare_one(intake, now=now)
        return register_seeker(session, SYSTEM, prepared, now=now).public_id


def refer(staff: Visitor, seeker: UUID, opening: UUID, **fields: str) -> str:
    page = f"/staff/refer?seeker={seeker}&opening={opening}"
    sent = staff.send("/staff/refer", page=page, seeker=str(seeker), opening=str(opening), **fields)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def hire(staff: Visitor, seeker: UUID, opening: UUID, **fields: str) -> str:
    referral = refer(staff, seeker, opening, has_consented="1")
    sent = staff.send(f"{referral}/hire", page=referral, **fields)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def test_the_board_shows_who_fits_an_opening_and_why(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    page = staff.see("/staff").text
    assert "Cocinera de fonda" in page
    assert "Rosa Inventada" in page
    assert "Vive en el mismo municipio: Tapachula." in page


def test_the_board_keeps_to_the_people_of_the_own_center(
    staff: Visitor, runtime: Runtime, opening: UUID
) -> None:
    add(runtime, person(given_names="Ajena", center="WEB"))
    assert "Ajena" not in staff.see("/staff?state=").text


@pytest.mark.parametrize(
    "query",
    ["opening=soldador", "state=19", "municipality=Tijuana", "permission=conditional", "score=99"],
)
def test_each_filter_of_the_board_filters(
    staff: Visitor, seeker: UUID, opening: UUID, query: str
) -> None:
    assert "Rosa Inventada" not in staff.see(f"/staff?{query}").text


def test_a_filter_that_fits_keeps_the_match(staff: Visitor, seeker: UUID, opening: UUID) -> None:
    fits = "opening=fonda&state=07&municipality=Tapachula&permission=yes&score=30"
    assert "Rosa Inventada" in staff.see(f"/staff?{fits}").text


def test_the_report_of_the_filtered_state_can_be_downloaded(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    page = staff.see("/staff?state=07").text
    found = re.search(r'href="(/v1/reports/matches\?format=csv[^"]*)"', page)
    assert found
    report = staff.see(found.group(1).replace("&amp;", "&"))
    assert report.status_code == 200
    assert "Cocinera de fonda" in report.text


@pytest.mark.parametrize("noun", ["people", "openings", "referrals", "placements"])
def test_what_is_not_there_or_not_theirs_is_not_found(staff: Visitor, noun: str) -> None:
    assert staff.see(f"/staff/{noun}/{UNKNOWN}").status_code == 404


def test_a_person_of_another_center_is_not_found(staff: Visitor, runtime: Runtime) -> None:
    other = add(runtime, person(center="WEB"))
    assert staff.see(f"/staff/people/{other}").status_code == 404


def test_a_referral_with_consent_goes_to_the_employer(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    referral = refer(staff, seeker, opening, has_consented="1")
    assert "Enviada al empleador" in staff.see(referral).text


def test_a_referral_without_consent_waits_for_the_person(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    referral = refer(staff, seeker, opening)
    assert "Propuesta, en espera de la persona" in staff.see(referral).text


def test_a_second_referral_is_refused_on_the_same_page(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    refer(staff, seeker, opening)
    page = f"/staff/refer?seeker={seeker}&opening={opening}"
    again = staff.send("/staff/refer", page=page, seeker=str(seeker), opening=str(opening))
    assert again.status_code == 422
    assert "Esto ya existe" in again.text


def test_a_step_without_its_evidence_is_refused_in_words(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    placement = hire(staff, seeker, opening, has_accepted="1")
    refused = staff.send(placement, step="start", happened_on="2026-11-02")
    assert refused.status_code == 422
    assert "necesita evidencia" in refused.text


def test_a_hire_that_is_refused_is_asked_again_on_the_page_of_the_referral(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    referral = refer(staff, seeker, opening, has_consented="1")
    refused = staff.send(f"{referral}/hire", page=referral, starts_on="pronto", has_accepted="1")
    assert refused.status_code == 422
    assert re.search(r'id="starts_on-error">[^<]+', refused.text)
    assert re.search(r'id="has_accepted"[^>]+checked', refused.text)


def test_a_started_hire_shows_the_last_day_for_its_registration(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    placement = hire(staff, seeker, opening, has_accepted="1")
    began = legal_day(utc_now()) - timedelta(days=10)
    staff.send(placement, step="start", happened_on=began.isoformat(), evidence="statement")
    assert words("es").day(enrollment_due_on(began)) in staff.see(placement).text


def test_the_timeline_says_in_words_how_far_evidence_counts(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    placement = hire(staff, seeker, opening, has_accepted="1")
    began = legal_day(utc_now()).isoformat()
    staff.send(placement, step="start", happened_on=began, evidence="statement")
    assert "Declaración: cuenta como la palabra de alguien" in staff.see(placement).text


def test_a_wrong_day_is_corrected_and_shown_with_what_was_written(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    placement = hire(staff, seeker, opening, has_accepted="1")
    today = legal_day(utc_now())
    wrong, right = today - timedelta(days=40), today - timedelta(days=1)
    staff.send(placement, step="start", happened_on=wrong.isoformat(), evidence="statement")
    page = re.findall(rf'href="({placement}/events/\d+)"', staff.see(placement).text)[-1]
    assert words("es").day(wrong) in staff.see(page).text

    sent = staff.send(page, happened_on=right.isoformat(), note="Se leyó mal.")

    assert sent.headers["location"] == placement
    shown = staff.see(placement).text
    assert f"Lo correcto: {words('es').day(right)} · Se leyó mal." in shown
    assert f"{words('es').day(wrong)} · el personal" in shown
    assert words("es").day(enrollment_due_on(right)) in shown
    assert placement not in staff.see("/staff/placements?due=overdue").text


def test_an_enrollment_told_as_filed_and_not_so_is_taken_back(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    placement = hire(staff, seeker, opening, has_accepted="1")
    today = legal_day(utc_now()).isoformat()
    staff.send(placement, step="start", happened_on=today, evidence="statement")
    staff.send(placement, step="file_enrollment", happened_on=today, evidence="statement")
    *_, start, filing = re.findall(rf'href="({placement}/events/\d+)"', staff.see(placement).text)
    assert 'name="never_happened"' not in staff.see(start).text
    assert 'name="never_happened"' in staff.see(filing).text

    sent = staff.send(filing, never_happened="1")

    assert sent.headers["location"] == placement
    shown = staff.see(placement).text
    assert "Lo correcto: no ocurrió" in shown
    assert 'value="file_enrollment"' in shown


@pytest.mark.parametrize("fields", [{}, {"happened_on": "ayer"}, {"happened_on": "2199-01-01"}])
def test_a_correction_that_cannot_be_is_asked_again(
    staff: Visitor, seeker: UUID, opening: UUID, fields: dict[str, str]
) -> None:
    placement = hire(staff, seeker, opening, has_accepted="1")
    refused = staff.send(f"{placement}/events/1", note="", **fields)
    assert refused.status_code == 422
    assert 'href="#happened_on"' in refused.text


@pytest.mark.parametrize("sequence", ["0", "99"])
def test_an_entry_that_is_not_there_is_not_corrected(
    staff: Visitor, seeker: UUID, opening: UUID, sequence: str
) -> None:
    placement = hire(staff, seeker, opening, has_accepted="1")
    assert staff.see(f"{placement}/events/{sequence}").status_code == 404


def test_an_unregistered_hire_past_its_day_is_listed_as_overdue(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    placement = hire(staff, seeker, opening, has_accepted="1")
    began = legal_day(utc_now()) - timedelta(days=60)
    staff.send(placement, step="start", happened_on=began.isoformat(), evidence="statement")
    page = staff.see("/staff/placements?due=overdue").text
    assert placement in page
    assert "badge overdue" in page


def test_the_titles_of_staff_pages_name_nobody(staff: Visitor, seeker: UUID, opening: UUID) -> None:
    referral = refer(staff, seeker, opening)
    for address in (f"/staff/people/{seeker}", referral):
        title = staff.see(address).text.partition("</title>")[0]
        assert "Rosa" not in title


@pytest.mark.parametrize("typed", ["20/11/2026", "1999-01-01", "2199-12-31"])
def test_a_hire_with_a_first_day_that_cannot_be_keeps_the_page_the_menu_and_what_was_typed(
    staff: Visitor, seeker: UUID, opening: UUID, typed: str
) -> None:
    referral = refer(staff, seeker, opening, has_consented="1")
    refused = staff.send(f"{referral}/hire", page=referral, starts_on=typed, has_accepted="1")
    assert refused.status_code == 422
    assert f'value="{typed}"' in refused.text
    assert re.search(r'id="starts_on-error">[^<]+', refused.text)
    assert MENU in refused.text


def test_a_hire_sent_twice_is_refused_on_the_same_page(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    referral = refer(staff, seeker, opening, has_consented="1")
    staff.send(f"{referral}/hire", page=referral, has_accepted="1")
    again = staff.send(f"{referral}/hire", page=referral, has_accepted="1")
    assert again.status_code == 422
    assert "Esto ya existe" in again.text
    assert MENU in again.text


def test_a_step_that_was_told_otherwise_before_is_refused_where_it_differs(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    referral = refer(staff, seeker, opening, has_consented="1")
    staff.send(referral, step="interview", note="En la planta.")
    again = staff.send(referral, step="interview", note="Por teléfono.")
    assert again.status_code == 422
    assert re.search(r'id="note-error">Aquí', again.text)


def test_the_address_of_a_refused_hire_opened_anew_leads_to_the_referral(
    staff: Visitor, seeker: UUID, opening: UUID
) -> None:
    referral = refer(staff, seeker, opening, has_consented="1")
    opened = staff.see(f"{referral}/hire?lang=en")
    assert (opened.status_code, opened.headers["location"]) == (303, f"{referral}?lang=en")
