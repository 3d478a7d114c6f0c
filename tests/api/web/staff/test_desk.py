"""Staff register somebody at the desk, and correct what a person told them."""

import re
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from models.audit_event import AuditEvent
from models.consent import Consent
from models.lifecycles import SeekerStatus
from models.repositories import seekers
from models.seeker import Seeker
from models.types import utc_now
from models.vocabulary import ActorKind, ConsentChannel
from services.access.actor import SYSTEM
from services.runtime import Runtime
from services.seekers.notices import notice_for
from services.seekers.register import prepare_one, register_seeker
from services.seekers.schemas import SeekerIn
from services.wording import say
from tests.api.web.conftest import ANSWERS, PASSWORD, Visitor, center_id
from tests.factories import make_center, make_staff, valid_curp

PAGES = {"spoken": {"spoken": "ht"}, **ANSWERS}
KNOWN = {
    "given_names": "Rosa",
    "first_surname": "Inventada",
    "born_on": "1990-05-05",
    "center": "TAP",
    "population": "returnee",
    "sex": "M",
    "municipality": "07089",
    "max_commute_km": 17,
    "curp": valid_curp(91),
    "occupations": [{"title": f"oficio {number}", "months": 30} for number in range(5)],
    "skills": ["soldar"],
    "languages": [{"language": "es", "level": "native"}],
    "expected_monthly_wage_mxn": "9500.50",
    "needs": ["childcare"],
    "documents": [
        {"kind": "oficio_inm", "number": "A-1", "state": "07"},
        {"kind": "oficio_inm", "number": "A-2", "state": "19"},
    ],
    "consents": ["matching", "contact"],
}


def begun(staff: Visitor) -> str:
    """The address under which a new person's form stands."""
    sent = staff.send("/staff/people/new", page="/staff/people")
    assert sent.status_code == 303
    return sent.headers["location"]


def fill_in(staff: Visitor, form: str, **changes: dict[str, Any]) -> None:
    for step, answer in PAGES.items():
        sent = staff.send(f"{form}/{step}", **{**answer, **changes.get(step, {})})
        assert sent.status_code == 303, (step, sent.text)


def saved(staff: Visitor, form: str) -> httpx.Response:
    return staff.send(f"{form}/check")


def someone(runtime: Runtime, **fields: Any) -> UUID:
    now = utc_now()
    person = SeekerIn.model_validate({**KNOWN, **fields})
    with runtime.database.write() as session:
        return register_seeker(session, SYSTEM, prepare_one(person, now=now), now=now).public_id


def opened(staff: Visitor, person: UUID) -> str:
    page = f"/staff/people/{person}"
    return str(staff.send(f"{page}/form", page=page).headers["location"])


def stored(runtime: Runtime) -> Seeker:
    with runtime.database.read() as session:
        (row,) = session.scalars(select(Seeker))
        found = seekers.by_public_id(session, row.public_id)
        assert found
        return found


def told(runtime: Runtime, action: str) -> list[AuditEvent]:
    with runtime.database.read() as session:
        return list(session.scalars(select(AuditEvent).where(AuditEvent.action == action)))


def test_staff_register_a_person_with_the_persons_own_form(
    staff: Visitor, runtime: Runtime
) -> None:
    form = begun(staff)
    assert staff.see(form).headers["location"] == f"{form}/spoken"
    fill_in(staff, form)
    assert "María José" in staff.see(f"{form}/check").text

    page = saved(staff, form).headers["location"]

    assert "María José" in staff.see(page).text
    row = stored(runtime)
    assert page == f"/staff/people/{row.public_id}"
    assert (row.center.code, row.preferred_language) == ("TAP", "ht")
    assert row.is_matchable
    (event,) = told(runtime, "seeker_created")
    assert (event.actor_kind, event.subject) == (ActorKind.STAFF, row.public_id)


def test_a_consent_is_asked_in_the_persons_words_and_marked_as_given_at_the_desk(
    staff: Visitor, runtime: Runtime
) -> None:
    form = begun(staff)
    fill_in(staff, form)
    shown = staff.see(f"{form}/consent").text
    theirs = shown.partition('lang="ht">')[2]
    assert say("You can withdraw at any time with your code, and it costs nothing.", "ht") in theirs
    saved(staff, form)

    consents = stored(runtime).consents

    assert {line.purpose for line in consents} == {"matching", "sharing_on_referral"}
    for line in consents:
        assert (line.channel, line.recorded_by_kind) == (ConsentChannel.DESK, ActorKind.STAFF)
        assert line.notice_hash == notice_for(line.purpose, "ht").hash


def test_a_person_may_be_registered_who_agrees_to_nothing(staff: Visitor, runtime: Runtime) -> None:
    form = begun(staff)
    fill_in(staff, form, consent={"matching": "", "sharing_on_referral": ""})
    saved(staff, form)
    row = stored(runtime)
    assert not row.is_matchable
    assert row.consents == []


def test_sent_twice_one_person_is_registered(staff: Visitor, runtime: Runtime) -> None:
    form = begun(staff)
    fill_in(staff, form)
    first, second = saved(staff, form), saved(staff, form)
    assert first.headers["location"] == second.headers["location"]
    assert stored(runtime).given_names == "María José"


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_mistake_is_said_in_the_language_of_the_page_and_loses_nothing(
    staff: Visitor, language: str
) -> None:
    form = begun(staff)
    fill_in(staff, form)
    staff.client.cookies.set("lang", language)
    changes = {"given_names": "Óscar <b>", "born-year": "2025"}
    sent = staff.send(f"{form}/person", **{**PAGES["person"], **changes})
    assert sent.status_code == 422
    message = "You can register from the age of fifteen. Check the year."
    assert say(message, language) in sent.text
    assert 'value="Óscar &lt;b&gt;"' in sent.text
    assert 'value="2025"' in sent.text


def test_what_was_typed_stays_when_the_form_is_from_an_earlier_log_in(staff: Visitor) -> None:
    form = begun(staff)
    staff.send(f"{form}/spoken", spoken="es")
    sent = staff.client.post(f"{form}/place", data={"csrf": "old", "place": "Tapachula"})
    assert sent.status_code == 422
    assert 'value="Tapachula"' in sent.text


def test_the_page_changes_its_language_with_what_was_typed(staff: Visitor) -> None:
    form = begun(staff)
    sent = staff.send(f"{form}/place", place="Tapachula", lang="en")
    assert "Where are you now?" in sent.text
    assert 'value="Tapachula"' in sent.text


def test_one_answer_is_corrected_and_everything_else_stays(
    staff: Visitor, runtime: Runtime
) -> None:
    person = someone(runtime)
    before = stored(runtime)
    form = opened(staff, person)
    assert staff.see(form).headers["location"] == f"{form}/check"

    sent = staff.send(f"{form}/contact", phone="962 999 8877")
    assert sent.headers["location"] == f"{form}/check"
    assert saved(staff, form).headers["location"] == f"/staff/people/{person}"

    after = stored(runtime)
    assert after.phone == "+529629998877"
    assert facts(after) == facts(before)
    (event,) = told(runtime, "seeker_updated")
    assert (event.actor_kind, event.subject) == (ActorKind.STAFF, person)
    assert event.details == {"fields": ["phone"]}


def test_what_changed_while_the_form_was_open_stays_as_it_is_now(
    staff: Visitor, runtime: Runtime
) -> None:
    person = someone(runtime, phone="962 111 1111")
    first, second = opened(staff, person), opened(staff, person)
    staff.send(f"{second}/consent", matching="1")
    saved(staff, second)
    staff.send(f"{first}/contact", phone="962 999 8877")
    saved(staff, first)
    after = stored(runtime)
    assert after.phone == "+529629998877"
    assert [line.purpose for line in after.consents if line.withdrawn_at is None] == ["matching"]


def test_a_correction_sent_once_more_puts_nothing_back(staff: Visitor, runtime: Runtime) -> None:
    person = someone(runtime)
    first = opened(staff, person)
    staff.send(f"{first}/contact", phone="962 999 8877")
    saved(staff, first)
    second = opened(staff, person)
    staff.send(f"{second}/contact", phone="962 555 4433")
    saved(staff, second)
    assert saved(staff, first).status_code == 303
    assert stored(runtime).phone == "+529625554433"


def facts(row: Seeker) -> dict[str, object]:
    plain = (
        "given_names", "first_surname", "born_on", "population", "sex", "municipality",
        "max_commute_km", "curp", "numbers_by_staff", "expected_monthly_wage_mxn", "needs",
        "schooling", "preferred_language", "status",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in plain},
        "work": [(line.title, line.months, line.occupation) for line in row.occupations],
        "papers": [(paper.kind, paper.number, paper.state) for paper in row.documents],
        "consents": [(line.purpose, line.given_at, line.channel) for line in row.consents],
    }


def test_every_page_that_is_sent_as_it_was_shown_changes_nothing(
    staff: Visitor, runtime: Runtime
) -> None:
    form = opened(staff, someone(runtime))
    for step in ("spoken", "place", "work", "languages", "moving", "person", "contact", "consent"):
        shown = staff.see(f"{form}/{step}").text
        assert staff.send(f"{form}/{step}", **as_shown(shown)).status_code == 303
    saved(staff, form)
    assert [event.details for event in told(runtime, "seeker_updated")] == []


INPUT = re.compile(r'<input type="(\w+)"\s+id="[^"]*"\s+name="([^"]+)"\s+value="([^"]*)"([^>]*)')
SELECT = re.compile(r'<select id="[^"]*"\s+name="([^"]+)"(.*?)</select>', re.DOTALL)
CHOSEN = re.compile(r'<option value="([^"]*)" selected')


def as_shown(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, name, value, rest in INPUT.findall(page):
        if kind not in {"checkbox", "radio"} or "checked" in rest:
            found.setdefault(name, []).append(value)
    for name, options in SELECT.findall(page):
        found[name] = CHOSEN.findall(options)
    return found


def test_a_consent_taken_back_at_the_desk_ends_and_the_others_stay(
    staff: Visitor, runtime: Runtime
) -> None:
    form = opened(staff, someone(runtime))
    staff.send(f"{form}/consent", contact="1")
    saved(staff, form)
    row = stored(runtime)
    assert not row.is_matchable
    in_force = {line.purpose for line in row.consents if line.withdrawn_at is None}
    assert in_force == {"contact"}


def test_who_withdrew_is_named_before_saving_brings_them_back(
    staff: Visitor, runtime: Runtime
) -> None:
    person = someone(runtime)
    with runtime.database.write() as session:
        row = seekers.by_public_id(session, person)
        assert row
        row.status = SeekerStatus.ARCHIVED
    form = opened(staff, person)
    assert "Esta persona se retiró" in staff.see(f"{form}/check").text
    staff.send(f"{form}/contact", phone="962 999 8877")
    saved(staff, form)
    assert stored(runtime).status is not SeekerStatus.ARCHIVED


def test_work_that_the_linker_is_not_sure_of_is_asked_about(
    staff: Visitor, runtime: Runtime
) -> None:
    form = opened(staff, someone(runtime))
    sent = staff.send(f"{form}/work", **{"title-1": "cuidar", "months-1": "12"})
    assert sent.headers["location"] == f"{form}/closest"


def test_a_form_is_open_to_nobody_but_who_began_it(
    staff: Visitor, runtime: Runtime, password_hash: str
) -> None:
    form = begun(staff)
    with runtime.database.write() as session:
        center = center_id(session, "TAP")
        make_staff(session, email="b@sne.example", center_id=center, password_hash=password_hash)
    other = Visitor(runtime)
    assert other.see(f"{form}/spoken").headers["location"].startswith("/staff/login")
    other.log_in("b@sne.example", PASSWORD)
    assert other.see(f"{form}/spoken").status_code == 404
    assert other.send(f"{form}/place", place="Tapachula").status_code == 404


def came_back(staff: Visitor, ended: httpx.Response) -> httpx.Response:
    """Logs in where an answer without a session led to."""
    address = ended.headers["location"]
    assert address.startswith("/staff/login?next=")
    return staff.send(address, email="ana@sne.example", password=PASSWORD)


def test_what_was_typed_at_the_desk_is_there_after_logging_in_again(
    staff: Visitor, runtime: Runtime
) -> None:
    form = begun(staff)
    staff.send(f"{form}/spoken", spoken="es")
    staff.send(f"{form}/place", place="Tapachula")
    typed = {"title-1": "albañil <b>", "months-1": "60", "csrf": "of the session that ended"}
    staff.client.cookies.clear()

    ended = staff.client.post(f"{form}/work", data=typed)
    login = staff.see(ended.headers["location"])
    back = came_back(staff, ended)

    assert "Lo que escribió está guardado" in login.text
    assert "albañil" not in login.text
    assert back.headers["location"] == f"{form}/work"
    shown = staff.see(f"{form}/work").text
    assert 'value="albañil &lt;b&gt;"' in shown
    assert "Aquí están sus respuestas" in shown
    assert staff.see(form).headers["location"] == f"{form}/work"
    assert staff.see(f"{form}/check").headers["location"] == f"{form}/work"
    assert staff.send(f"{form}/work", **{"title-1": "albañil", "months-1": "60"}).status_code == 303
    assert "Aquí están sus respuestas" not in staff.see(f"{form}/work").text


def test_what_waits_outlives_another_page_and_none_is_asked_for_ever(staff: Visitor) -> None:
    form = begun(staff)
    fill_in(staff, form)
    staff.client.cookies.clear()
    came_back(staff, staff.client.post(f"{form}/closest", data={"closest-1": "x"}))
    assert staff.see(f"{form}/check").status_code == 200
    staff.client.cookies.clear()
    came_back(staff, staff.client.post(f"{form}/contact", data={"phone": "962 765 4321"}))
    staff.send(f"{form}/place", place="Tapachula")
    assert 'value="962 765 4321"' in staff.see(f"{form}/contact").text


@pytest.mark.parametrize(
    ("page", "headers", "status"),
    [
        ("place", {"sec-fetch-site": "cross-site"}, 403),
        ("place", {"origin": "https://elsewhere.example"}, 403),
        ("nowhere", {}, 404),
    ],
)
def test_only_our_own_pages_are_kept_for_the_next_log_in(
    staff: Visitor, page: str, headers: dict[str, str], status: int
) -> None:
    form = begun(staff)
    staff.client.cookies.clear()
    sent = staff.client.post(f"{form}/{page}", data={"place": "Tijuana"}, headers=headers)
    assert sent.status_code == status
    staff.log_in("ana@sne.example")
    assert "Tijuana" not in staff.see(f"{form}/place").text


def test_a_form_under_way_is_found_by_its_writer_alone(
    staff: Visitor, runtime: Runtime, password_hash: str
) -> None:
    form, empty = begun(staff), begun(staff)
    staff.send(f"{form}/spoken", spoken="es")
    with runtime.database.write() as session:
        center = center_id(session, "TAP")
        make_staff(session, email="b@sne.example", center_id=center, password_hash=password_hash)
    other = Visitor(runtime)
    other.log_in("b@sne.example")
    assert f'href="{form}"' in staff.see("/staff/people").text
    assert f'href="{empty}"' not in staff.see("/staff/people").text
    assert "/staff/people/form/" not in other.see("/staff/people").text


def test_what_was_stored_is_no_longer_under_way(staff: Visitor, runtime: Runtime) -> None:
    new, known = begun(staff), opened(staff, someone(runtime))
    fill_in(staff, new)
    staff.send(f"{known}/contact", phone="962 999 8877")
    listed = staff.see("/staff/people").text
    assert "María José D&#39;Acosta" in listed
    assert f'href="{known}"' in listed
    saved(staff, new)
    saved(staff, known)
    assert "/staff/people/form/" not in staff.see("/staff/people").text


def test_the_token_of_a_desks_form_opens_no_visit_of_the_person(
    staff: Visitor, runtime: Runtime
) -> None:
    form = opened(staff, someone(runtime))
    alone = Visitor(runtime)
    alone.client.cookies.set("visit", form.rpartition("/")[2])
    assert alone.see("/matches").headers["location"] == "/form"
    assert "Rosa" not in alone.see("/form/person").text


def test_people_of_another_center_are_out_of_reach(staff: Visitor, runtime: Runtime) -> None:
    with runtime.database.write() as session:
        make_center(session, code="TIJ", municipality="02004")
    person = someone(runtime, center="TIJ")
    assert staff.send(f"/staff/people/{person}/form", page="/staff/people").status_code == 404


def test_papers_of_somebody_known_stand_in_their_record_alone(
    staff: Visitor, runtime: Runtime
) -> None:
    form = opened(staff, someone(runtime))
    assert staff.see(f"{form}/documents").status_code == 404
    assert "/documents" not in staff.see(f"{form}/check").text


def test_a_supervisor_registers_where_the_person_lives(
    runtime: Runtime, password_hash: str
) -> None:
    with runtime.database.write() as session:
        make_staff(
            session,
            supervisor=True,
            email="sup@sne.example",
            center_id=None,
            password_hash=password_hash,
        )
    supervisor = Visitor(runtime)
    supervisor.log_in("sup@sne.example")
    form = begun(supervisor)
    fill_in(supervisor, form)
    saved(supervisor, form)
    assert stored(runtime).center.code == "TAP"


def test_the_consents_table_says_who_recorded_each(staff: Visitor, runtime: Runtime) -> None:
    form = begun(staff)
    fill_in(staff, form)
    saved(staff, form)
    with runtime.database.read() as session:
        recorded = set(session.scalars(select(Consent.recorded_by)))
        actor = session.scalars(
            select(AuditEvent.actor).where(AuditEvent.action == "seeker_created")
        ).one()
    assert recorded == {str(actor)}


def test_a_stored_name_that_would_be_refused_today_can_be_corrected(
    staff: Visitor, runtime: Runtime
) -> None:
    person = someone(runtime)
    with runtime.database.write() as session:
        row = seekers.by_public_id(session, person)
        assert row
        row.given_names = "123"
    form = opened(staff, person)
    assert 'value="123"' in staff.see(f"{form}/person").text
    assert saved(staff, form).status_code == 422
    changes = {"given_names": "Rosa", "first_surname": "Inventada"}
    born = {"born-day": "5", "born-month": "5", "born-year": "1990"}
    staff.send(f"{form}/person", **changes, **born)
    assert saved(staff, form).status_code == 303
    assert stored(runtime).given_names == "Rosa"
    (event,) = told(runtime, "seeker_updated")
    assert event.details is not None
    assert "given_names" in event.details["fields"]
