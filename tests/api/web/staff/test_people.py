"""People: found by name, number or code; their record; papers seen; a new code."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from models.audit_event import AuditEvent
from models.lifecycles import SeekerStatus
from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from models.types import utc_now
from services.runtime import Runtime
from tests.api.web.conftest import Visitor, center_id
from tests.factories import make_center, make_document, make_placement, make_seeker, valid_curp


@pytest.fixture
def rosa(runtime: Runtime) -> UUID:
    with runtime.database.write() as session:
        return make_seeker(
            session,
            center_id=center_id(session, "TAP"),
            given_names="Rosa Ángela",
            first_surname="Inventada",
            curp=valid_curp(77),
            documents=[make_document(kind="tvrh", number="TV-123456")],
        ).public_id


def found(staff: Visitor, text: str) -> str:
    page = staff.send("/staff/people", text=text).text
    return page[page.index("<table") :] if "<table" in page else ""


@pytest.mark.parametrize(
    "text", ["rosa inven", "angela", "Inventada Rosa", "ROSA ANGELA INVENTDA", "tv 123456"]
)
def test_a_person_is_found_however_it_is_written(staff: Visitor, rosa: UUID, text: str) -> None:
    assert f"/staff/people/{rosa}" in found(staff, text)


def test_a_person_is_found_by_curp_and_by_code(
    staff: Visitor, rosa: UUID, runtime: Runtime
) -> None:
    with runtime.database.write() as session:
        session.scalars(select(Seeker)).one().return_code_index = "ABCD2345"
    assert str(rosa) in found(staff, valid_curp(77).lower())
    assert str(rosa) in found(staff, "abcd-2345")


def test_nobody_of_another_center_is_found(staff: Visitor, runtime: Runtime) -> None:
    with runtime.database.write() as session:
        other = make_center(session, code="TIJ")
        make_seeker(session, center_id=other.id, given_names="Zenaida", curp=valid_curp(78))
    assert found(staff, "zenaida") == ""
    assert found(staff, valid_curp(78)) == ""


def test_a_search_is_in_the_trail_without_its_words(
    staff: Visitor, rosa: UUID, runtime: Runtime
) -> None:
    found(staff, "rosa inventada")
    with runtime.database.read() as session:
        wanted = select(AuditEvent).where(AuditEvent.action == "people_searched")
        assert session.scalars(wanted).one().details == {"by": "name", "found": 1}


def test_what_was_looked_for_stands_in_no_address(staff: Visitor) -> None:
    assert 'method="post" action="/staff/people"' in staff.see("/staff/people").text


def test_people_whose_papers_nobody_saw_are_listed(staff: Visitor, rosa: UUID) -> None:
    assert f"/staff/people/{rosa}" in staff.see("/staff/people").text


def test_the_record_tells_papers_consents_and_hires(
    staff: Visitor, rosa: UUID, runtime: Runtime
) -> None:
    with runtime.database.write() as session:
        seeker = session.scalars(select(Seeker)).one()
        hire = make_placement(session, seeker=seeker).public_id
    page = staff.see(f"/staff/people/{rosa}").text
    assert valid_curp(77) in page
    assert "TV-123456" in page
    assert f"/staff/placements/{hire}" in page
    assert "en el mostrador" in page


def record_of(staff: Visitor, runtime: Runtime, *papers: SeekerDocument) -> str:
    with runtime.database.write() as session:
        where = center_id(session, "TAP")
        person = make_seeker(session, center_id=where, documents=list(papers)).public_id
    return staff.see(f"/staff/people/{person}").text


@pytest.mark.parametrize(
    ("kind", "state", "is_warned"),
    [
        ("solicitante_constancia", None, True),
        ("solicitante_constancia", "07", False),
        ("refugiado", None, False),
    ],
)
def test_staff_read_that_the_state_of_a_procedure_is_not_recorded(
    staff: Visitor, runtime: Runtime, kind: str, state: str | None, is_warned: bool
) -> None:
    page = record_of(staff, runtime, make_document(kind=kind, state=state))
    assert ("No está registrada la entidad del trámite" in page) == is_warned


def test_a_paper_that_lets_its_holder_go_everywhere_ends_the_warning(
    staff: Visitor, runtime: Runtime
) -> None:
    kinds = ("solicitante_constancia", "refugiado")
    page = record_of(staff, runtime, *(make_document(kind=kind, state=None) for kind in kinds))
    assert "No está registrada la entidad del trámite" not in page


@pytest.mark.parametrize("kind", ["pasaporte", "TVRH"])
def test_the_record_shows_a_paper_of_a_kind_that_is_not_in_the_table(
    staff: Visitor, runtime: Runtime, kind: str
) -> None:
    assert kind in record_of(staff, runtime, make_document(kind=kind))


def test_opening_a_record_is_in_the_trail(staff: Visitor, rosa: UUID, runtime: Runtime) -> None:
    staff.see(f"/staff/people/{rosa}")
    with runtime.database.read() as session:
        wanted = select(AuditEvent).where(AuditEvent.action == "person_opened")
        assert session.scalars(wanted).one().subject == rosa


def test_another_centers_record_is_not_there(staff: Visitor, runtime: Runtime) -> None:
    with runtime.database.write() as session:
        other = make_center(session, code="TIJ")
        person = make_seeker(session, center_id=other.id).public_id
    assert staff.see(f"/staff/people/{person}").status_code == 404


def paper_page(runtime: Runtime, rosa: UUID) -> str:
    with runtime.database.read() as session:
        return (
            f"/staff/people/{rosa}/papers/{session.scalars(select(SeekerDocument)).one().public_id}"
        )


def test_a_paper_that_was_seen_says_by_whom_and_when(
    staff: Visitor, rosa: UUID, runtime: Runtime
) -> None:
    until = (utc_now() + timedelta(days=90)).date()
    sent = staff.send(
        paper_page(runtime, rosa), number="TV-9", valid_until=until.isoformat(), seen_hash="a" * 64
    )
    assert sent.status_code == 303
    assert "por Personal Inventado" in staff.see(f"/staff/people/{rosa}").text
    with runtime.database.read() as session:
        paper = session.scalars(select(SeekerDocument)).one()
        assert (paper.number, paper.valid_until, paper.seen_hash) == ("TV-9", until, "a" * 64)
        person = session.scalars(select(Seeker)).one()
        assert person.status is SeekerStatus.DOCUMENT_VERIFIED
        assert person.profile["grants"][0][3] == until.isoformat()


def test_a_hash_that_is_none_is_shown_again(staff: Visitor, rosa: UUID, runtime: Runtime) -> None:
    again = staff.send(paper_page(runtime, rosa), number="TV-9", seen_hash="nope")
    assert again.status_code == 422
    assert 'value="nope"' in again.text


def test_a_new_code_is_shown_once_and_ends_the_old_one(staff: Visitor, runtime: Runtime) -> None:
    person = Visitor(runtime)
    old = person.register()
    with runtime.database.read() as session:
        row = session.scalars(select(Seeker.public_id)).one()
    sent = staff.send(f"/staff/people/{row}/code", page=f"/staff/people/{row}")
    new = re.search(r'class="ticket">([^<]+)<', sent.text)
    assert new
    assert person.see("/matches").headers["location"] == "/form"
    assert Visitor(runtime).send("/return", code=old, year="1994").status_code == 422
    assert Visitor(runtime).send("/return", code=new.group(1), year="1994").status_code == 303


def test_the_slip_with_a_new_code_is_in_the_person_s_language(
    staff: Visitor, runtime: Runtime
) -> None:
    person = Visitor(runtime)
    person.see("/?lang=ht")
    person.register()
    with runtime.database.read() as session:
        row = session.scalars(select(Seeker.public_id)).one()
    sent = staff.send(f"/staff/people/{row}/code", page=f"/staff/people/{row}")
    assert '<p lang="ht">Ekri l yon kote' in sent.text
    assert '<html lang="es">' in sent.text


@pytest.mark.parametrize("path", ["people", "numbers", "numbers/list", "follow-ups"])
def test_nobody_comes_in_without_logging_in(visitor: Visitor, path: str) -> None:
    assert visitor.see(f"/staff/{path}").headers["location"].startswith("/staff/login")
