"""Staff add a paper, take out one that is not the person's, and correct official numbers."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from models.audit_event import AuditEvent
from models.lifecycles import SeekerStatus
from models.seeker import Seeker
from services.runtime import Runtime
from tests.api.web.conftest import Visitor, center_id
from tests.factories import (
    make_center,
    make_document,
    make_seeker,
    valid_curp,
    valid_social_security_number,
)

CURP, NSS, RFC = valid_curp(91), valid_social_security_number(91), "GODE561231GR8"


def someone(runtime: Runtime, **fields: Any) -> UUID:
    with runtime.database.write() as session:
        given = {
            "curp": None,
            "curp_kind": None,
            "social_security_number": None,
            "documents": [],
        }
        return make_seeker(session, center_id=center_id(session, "TAP"), **given | fields).public_id


def stored(runtime: Runtime) -> Seeker:
    with runtime.database.read() as session:
        query = select(Seeker).options(selectinload(Seeker.documents))
        return session.scalars(query).one()


def actions(runtime: Runtime) -> list[str]:
    with runtime.database.read() as session:
        return list(session.scalars(select(AuditEvent.action)))


def test_a_paper_that_staff_add_is_seen_and_counts(staff: Visitor, runtime: Runtime) -> None:
    person = someone(runtime)
    address = f"/staff/people/{person}/papers/new"
    assert f'href="{address}"' in staff.see(f"/staff/people/{person}").text

    sent = staff.send(address, kind="solicitante_constancia", number="C-1", state="07")

    assert sent.headers["location"] == f"/staff/people/{person}#papers"
    row = stored(runtime)
    (paper,) = row.documents
    assert (paper.kind, paper.number, paper.state) == ("solicitante_constancia", "C-1", "07")
    assert paper.verified_by_id is not None
    assert row.status is SeekerStatus.DOCUMENT_VERIFIED
    assert {grant[1] for grant in row.profile["grants"]} >= {"CONDITIONAL_NO_TVRH"}
    assert "document_added" in actions(runtime)


def states_allowed(row: Seeker) -> set[str]:
    return {state for grant in row.profile["grants"] for state in grant[2]}


def test_a_transfer_that_was_authorised_opens_its_state(staff: Visitor, runtime: Runtime) -> None:
    paper = make_document(kind="solicitante_constancia", state="07", valid_until=None)
    person = someone(runtime, documents=[paper])
    page = f"/staff/people/{person}/papers/{stored(runtime).documents[0].public_id}"

    assert staff.send(page, transfer_states="19").status_code == 303

    row = stored(runtime)
    assert (row.documents[0].state, row.documents[0].transfer_states) == ("07", ["19"])
    assert states_allowed(row) == {"07", "19"}
    assert "traslado a Nuevo León" in staff.see(f"/staff/people/{person}").text


def test_looking_again_at_a_paper_loses_no_transfer(staff: Visitor, runtime: Runtime) -> None:
    paper = make_document(kind="solicitante_constancia", state="07", transfer_states=["02", "19"])
    person = someone(runtime, documents=[paper])
    page = f"/staff/people/{person}/papers/{stored(runtime).documents[0].public_id}"
    assert 'name="transfer_states"' not in staff.see(page).text
    staff.send(page, number="C-2")
    assert stored(runtime).documents[0].transfer_states == ["02", "19"]


def test_a_new_paper_may_come_with_its_transfer(staff: Visitor, runtime: Runtime) -> None:
    person = someone(runtime)
    given = {"kind": "solicitante_constancia", "state": "07", "transfer_states": "19"}
    staff.send(f"/staff/people/{person}/papers/new", **given)
    assert states_allowed(stored(runtime)) == {"07", "19"}


def test_a_transfer_to_nowhere_is_shown_again(staff: Visitor, runtime: Runtime) -> None:
    person = someone(runtime)
    given = {"kind": "solicitante_constancia", "state": "07", "transfer_states": "77"}
    assert staff.send(f"/staff/people/{person}/papers/new", **given).status_code == 422
    assert stored(runtime).documents == []


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "kind"),
        ({"kind": "pasaporte"}, "kind"),
        ({"kind": "tvrh", "valid_until": "mañana"}, "valid_until"),
        ({"kind": "tvrh", "state": "99"}, "state"),
    ],
)
def test_a_paper_that_cannot_be_one_is_shown_again(
    staff: Visitor, runtime: Runtime, fields: dict[str, str], wrong: str
) -> None:
    person = someone(runtime)
    again = staff.send(f"/staff/people/{person}/papers/new", number="C-1", **fields)
    assert again.status_code == 422
    assert f'id="{wrong}-error"' in again.text
    assert 'value="C-1"' in again.text
    assert stored(runtime).documents == []


def test_more_papers_than_a_person_can_have_are_refused(staff: Visitor, runtime: Runtime) -> None:
    person = someone(runtime, documents=[make_document() for _ in range(20)])
    again = staff.send(f"/staff/people/{person}/papers/new", kind="tvrh")
    assert again.status_code == 422
    assert len(stored(runtime).documents) == 20


def test_a_paper_recorded_by_mistake_is_taken_out_and_counts_no_more(
    staff: Visitor, runtime: Runtime
) -> None:
    person = someone(runtime, documents=[make_document(kind="refugiado")])
    page = f"/staff/people/{person}/papers/{stored(runtime).documents[0].public_id}"

    sent = staff.send(f"{page}/remove", page=page)

    assert sent.status_code == 303
    row = stored(runtime)
    assert row.documents == []
    assert {grant[1] for grant in row.profile["grants"]} == {"NO_DOCUMENT"}
    assert "document_removed" in actions(runtime)
    assert staff.send(f"{page}/remove", page=f"/staff/people/{person}").status_code == 404


def test_numbers_are_shown_and_corrected(staff: Visitor, runtime: Runtime) -> None:
    person = someone(runtime, curp=valid_curp(90), rfc=RFC)
    address = f"/staff/people/{person}/identifiers"
    assert f'value="{valid_curp(90)}"' in staff.see(address).text

    numbers = {"curp": CURP.lower(), "curp_kind": "permanent", "social_security_number": NSS}
    assert staff.send(address, **numbers).headers["location"] == f"/staff/people/{person}"

    row = stored(runtime)
    assert (row.curp, row.curp_kind, row.social_security_number, row.rfc) == (
        CURP,
        "permanent",
        NSS,
        None,
    )


def test_the_trail_says_which_numbers_changed_and_none_of_them(
    staff: Visitor, runtime: Runtime
) -> None:
    person = someone(runtime)
    staff.send(f"/staff/people/{person}/identifiers", rfc=RFC)
    with runtime.database.read() as session:
        wanted = select(AuditEvent).where(AuditEvent.action == "numbers_corrected")
        event = session.scalars(wanted).one()
    assert event.details == {"changed": "rfc"}


def test_the_same_numbers_again_leave_no_trace(staff: Visitor, runtime: Runtime) -> None:
    person = someone(runtime, rfc=RFC)
    staff.send(f"/staff/people/{person}/identifiers", rfc=RFC)
    assert "numbers_corrected" not in actions(runtime)


def test_a_temporary_curp_bounds_what_the_papers_allow(staff: Visitor, runtime: Runtime) -> None:
    person = someone(runtime, documents=[make_document(kind="refugiado")])
    numbers = {"curp": CURP, "curp_kind": "temporary", "curp_valid_until": "2027-03-31"}
    staff.send(f"/staff/people/{person}/identifiers", **numbers)
    row = stored(runtime)
    assert row.curp_valid_until == date(2027, 3, 31)
    assert "2027-03-31" in {grant[3] for grant in row.profile["grants"]}


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ({"curp": CURP[:17]}, "curp"),
        ({"curp": CURP, "curp_kind": "temporary"}, "curp_valid_until"),
        ({"social_security_number": "123"}, "social_security_number"),
        ({"rfc": "XAXX010101000"}, "rfc"),
    ],
)
def test_a_number_that_cannot_be_one_is_shown_again(
    staff: Visitor, runtime: Runtime, numbers: dict[str, str], wrong: str
) -> None:
    person = someone(runtime)
    again = staff.send(f"/staff/people/{person}/identifiers", **numbers)
    assert again.status_code == 422
    assert f'id="{wrong}-error"' in again.text
    assert stored(runtime).curp is None


@pytest.mark.parametrize("page", ["papers/new", "identifiers"])
def test_another_centers_person_is_not_there(staff: Visitor, runtime: Runtime, page: str) -> None:
    with runtime.database.write() as session:
        other = make_center(session, code="TIJ")
        person = make_seeker(session, center_id=other.id).public_id
    address = f"/staff/people/{person}/{page}"
    assert staff.see(address).status_code == 404
    assert staff.send(address, page="/staff/people", kind="tvrh", rfc=RFC).status_code == 404


@pytest.mark.parametrize("page", ["papers/new", "identifiers"])
def test_nobody_corrects_without_logging_in(visitor: Visitor, runtime: Runtime, page: str) -> None:
    address = f"/staff/people/{someone(runtime)}/{page}"
    assert visitor.see(address).headers["location"].startswith("/staff/login")


def test_what_is_wrong_with_several_numbers_names_each(staff: Visitor, runtime: Runtime) -> None:
    page = f"/staff/people/{someone(runtime)}/identifiers"
    again = staff.send(page, curp="NO", social_security_number="12", rfc="X").text
    for name in ("CURP", "Número de seguridad social", "RFC"):
        assert f">{name}: el número de caracteres" in again
