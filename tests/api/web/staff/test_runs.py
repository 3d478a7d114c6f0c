"""Kept runs on the pages: congestion for all staff, fairness for those who may see it."""

import pytest

from models.vocabulary import StaffRole
from services.runtime import Runtime
from tests.api.web.conftest import Visitor
from tests.api.web.staff.test_hiring import UNKNOWN, add, person
from tests.factories import make_opening, make_staff

ADDRESS = "/staff/runs"


@pytest.fixture
def supervisor(runtime: Runtime, password_hash: str) -> Visitor:
    with runtime.database.write() as session:
        make_staff(
            session,
            email="sup@sne.example",
            center_id=None,
            role=StaffRole.SUPERVISOR,
            password_hash=password_hash,
        )
    member = Visitor(runtime)
    assert member.log_in("sup@sne.example").status_code == 303
    return member


@pytest.fixture
def crowd(runtime: Runtime) -> None:
    """Twelve women, one opening."""
    with runtime.database.write() as session:
        make_opening(session, skills=[])
    for _ in range(12):
        add(runtime, person(sex="M"))


def run(member: Visitor) -> str:
    sent = member.send(ADDRESS)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def test_a_run_is_kept_and_listed(crowd: None, staff: Visitor) -> None:
    address = run(staff)

    assert f'href="{address}"' in staff.see(ADDRESS).text
    assert "1 vacantes, 12 personas, 10 coincidencias" in staff.see(address).text


def test_congestion_is_told_to_all_staff_and_fairness_to_few(crowd: None, staff: Visitor) -> None:
    address = run(staff)
    page = staff.see(address).text

    assert "Personas que no están en ninguna lista" in page
    assert "Esto lo pueden ver quienes supervisan" in page
    assert f"{address}/fairness" not in page
    refused = staff.send(f"{address}/fairness", page=address)
    assert refused.status_code == 403


def test_a_supervisor_audits_the_run_of_a_member(
    crowd: None, staff: Visitor, supervisor: Visitor
) -> None:
    address = run(staff)
    assert "aún no tiene auditoría" in supervisor.see(address).text

    sent = supervisor.send(f"{address}/fairness", page=address)
    page = supervisor.see(address).text

    assert sent.headers["location"] == f"{address}#fairness"
    for words in ("Mujeres", "10 / 12", "referencia", "Idioma del formulario"):
        assert words in page


def test_the_run_of_somebody_else_is_not_found(
    crowd: None, staff: Visitor, supervisor: Visitor, visitor: Visitor
) -> None:
    assert staff.see(run(supervisor)).status_code == 404
    assert staff.see(f"{ADDRESS}/{UNKNOWN}").status_code == 404
    assert visitor.see(ADDRESS).status_code == 303


def test_a_run_is_dropped_only_by_its_own_form(crowd: None, staff: Visitor) -> None:
    address = run(staff)
    assert f'action="{address}/drop"' in staff.see(address).text

    assert staff.send(f"{address}/drop", page=address).headers["location"] == ADDRESS

    assert address not in staff.see(ADDRESS).text
    assert staff.see(address).status_code == 404
