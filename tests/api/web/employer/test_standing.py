"""Staff of every center vouch for an employer, and end what its people and keys may do."""

import pytest
from sqlalchemy import select

from models.api_key import ApiKey
from models.lifecycles import OpeningStatus
from models.types import utc_now
from models.vocabulary import SuspensionReason
from services.access.actor import SYSTEM, Scope
from services.access.keys import actor_of_key, make_key
from services.errors import Unauthenticated
from services.vouching.step import StandingIn, step_employer
from tests.api.web.conftest import Visitor
from tests.api.web.employer.conftest import Firm, come_in
from tests.factories import make_employer, make_opening

WHY = StandingIn(reason=SuspensionReason.OTHER)


def page_of(firm: Firm) -> str:
    return f"/staff/employer-access/{firm.world.employer.public_id}"


def test_supervisors_verify_and_suspend_on_the_page(firm: Firm, supervisor: Visitor) -> None:
    page = page_of(firm)
    assert "Suspender al empleador" in supervisor.see(page).text

    for step, state in (
        ("suspend", "Suspendido"),
        ("reinstate", "Por verificar de nuevo"),
        ("verify", "Verificado"),
    ):
        sent = supervisor.send(f"{page}/standing", page=page, step=step, reason="own_request")
        assert sent.headers["location"] == page
        assert state in supervisor.see(page).text
        assert state in supervisor.see("/staff/employer-access").text


@pytest.mark.parametrize("step", ["", "reinstate", "<b>"])
def test_a_standing_that_cannot_be_is_refused_in_words(
    firm: Firm, supervisor: Visitor, step: str
) -> None:
    page = page_of(firm)
    sent = supervisor.send(f"{page}/standing", page=page, step=step)
    assert sent.status_code in {404, 422}
    assert "<b>" not in sent.text


def test_who_waits_to_be_verified_stands_first(firm: Firm, supervisor: Visitor) -> None:
    assert "Por verificar" not in supervisor.see("/staff/employer-access").text
    with firm.runtime.database.write() as session:
        made = make_employer(session, verified=False, legal_name="Nueva Inventada")
        make_opening(session, employer_id=made.id, status=OpeningStatus.IN_REVIEW)

    shown = supervisor.see("/staff/employer-access").text
    waiting = shown.partition("Todos los empleadores")[0]

    assert "Por verificar" in waiting
    assert str(made.public_id) in waiting
    assert firm.world.employer.rfc not in waiting
    assert "Por verificar" not in supervisor.see("/staff/employer-access?q=nueva").text


def test_the_page_tells_why_an_employer_was_suspended_and_by_whom(
    firm: Firm, supervisor: Visitor
) -> None:
    page = page_of(firm)
    refused = supervisor.send(f"{page}/standing", page=page, step="suspend")
    assert refused.status_code == 422
    assert 'href="#reason"' in refused.text

    supervisor.send(f"{page}/standing", page=page, step="suspend", reason="charges_workers")

    happened = supervisor.see(page).text.partition('class="line"')[2].partition("</ol>")[0]
    assert "Cobra a las personas por conseguirles trabajo" in happened
    assert "Personal Inventado" in happened


def test_a_command_is_told_as_the_operators(firm: Firm, supervisor: Visitor) -> None:
    assert "Lo que ha pasado" not in supervisor.see(page_of(firm)).text
    with firm.runtime.database.write() as session:
        step_employer(session, SYSTEM, firm.world.employer.public_id, "suspend", WHY, now=utc_now())

    assert "quien opera el servicio" in supervisor.see(page_of(firm)).text


def test_a_session_from_before_the_suspension_stays_over(firm: Firm, supervisor: Visitor) -> None:
    page = page_of(firm)
    for step in ("suspend", "reinstate", "verify"):
        supervisor.send(f"{page}/standing", page=page, step=step, reason="access_misused")

    assert firm.boss.see("/employer").status_code == 303
    assert come_in(firm.runtime).see("/employer").status_code == 200


def test_a_supervisor_revokes_a_key_of_the_employer(firm: Firm, supervisor: Visitor) -> None:
    with firm.runtime.database.write() as session:
        plain = make_key(session, SYSTEM, firm.world.employer, [Scope.OPENINGS])
        other = make_employer(session).public_id
    page = page_of(firm)
    shown = supervisor.see(page).text
    assert plain[:19] in shown
    assert plain not in shown
    ways = [each.partition('"')[0] for each in shown.split('action="')[1:]]
    (address,) = [way for way in ways if way.endswith("/revoke")]
    foreign = address.replace(str(firm.world.employer.public_id), str(other))

    assert supervisor.send(foreign, page=page).status_code == 404
    assert supervisor.send(address, page=page).headers["location"] == page

    with firm.runtime.database.read() as session, pytest.raises(Unauthenticated):
        actor_of_key(session, plain, now=utc_now())
    assert "Revocada el" in supervisor.see(page).text
    assert "/revoke" not in supervisor.see(page).text


def test_staff_of_one_center_revoke_no_key(firm: Firm, staff: Visitor) -> None:
    with firm.runtime.database.write() as session:
        make_key(session, SYSTEM, firm.world.employer, [Scope.OPENINGS])
        key = session.scalars(select(ApiKey.public_id)).one()

    assert staff.send(f"{page_of(firm)}/keys/{key}/revoke", page="/staff").status_code == 403
