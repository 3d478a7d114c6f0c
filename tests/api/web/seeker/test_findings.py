"""What a newcomer stumbled over: leaving the state of a procedure, words that were understood."""

import pytest

from models.types import utc_now
from services.runtime import Runtime
from services.wording.subjects import in_words
from tests.api.web.conftest import Visitor, center_id
from tests.factories import make_opening, make_placement, make_seeker

WARNING = "Antes de irse a otra entidad"


def check_page(visitor: Visitor, kind: str, state: str = "", **moving: object) -> str:
    visitor.answer_all(but=("moving", "documents", "person", "contact", "consent"))
    visitor.answer("moving", **moving)
    visitor.answer("documents", documents=[kind])
    visitor.send("/form/papers", **{f"state-{kind}": state, f"unknown-{kind}": "1"})
    for step in ("person", "contact", "consent"):
        visitor.answer(step)
    return visitor.see("/check").text


def test_moving_says_what_it_means_for_asylum_seekers(visitor: Visitor) -> None:
    visitor.answer_all(but=("moving", "documents", "person", "contact", "consent"))
    assert "puede terminar su trámite" in visitor.see("/form/moving").text


def test_an_asylum_seeker_who_would_go_elsewhere_is_warned(visitor: Visitor) -> None:
    page = check_page(visitor, "solicitante_constancia", "07")
    assert WARNING in page
    assert "su documento es de Chiapas" in page


def test_without_the_state_of_the_procedure_the_warning_stands_too(visitor: Visitor) -> None:
    page = check_page(visitor, "solicitante_constancia")
    assert WARNING in page
    assert "salir de su entidad sin permiso" in page


@pytest.mark.parametrize(
    ("kind", "moving"),
    [
        ("refugiado", {"relocation": "anywhere"}),
        ("solicitante_constancia", {"relocation": "no"}),
        ("solicitante_constancia", {"relocation": "some", "states": ["07"]}),
    ],
)
def test_nobody_is_warned_without_need(visitor: Visitor, kind: str, moving: dict) -> None:
    assert WARNING not in check_page(visitor, kind, "07", **moving)


@pytest.mark.parametrize(("kind", "is_warned"), [("solicitante_constancia", True), ("tvtf", False)])
def test_whoever_is_asked_for_the_state_reads_what_leaving_it_may_cost(
    visitor: Visitor, kind: str, is_warned: bool
) -> None:
    visitor.answer_all(but=("documents", "person", "contact", "consent"))
    visitor.answer("documents", documents=[kind])
    page = visitor.see("/form/papers").text
    assert ("salir sin un traslado de la entidad" in page) == is_warned


def test_the_check_page_says_what_was_understood(visitor: Visitor) -> None:
    visitor.answer_all(but=("work", "skills"))
    visitor.answer("work", **{"title-1": "mesero de restaurante"})
    visitor.send("/form/closest", **{"closest-1": "none"})
    visitor.answer("skills")
    page = visitor.see("/check").text
    assert "mesero de restaurante" in page
    assert "Entendimos:" in page


def test_a_card_begins_the_description_and_leads_to_all_of_it(
    visitor: Visitor, runtime: Runtime
) -> None:
    with runtime.database.write() as session:
        long = "Preparar mezcla y levantar muros. " * 20
        made = make_opening(session, title="Albañil", description=long, skills=[]).public_id
    visitor.register()
    page = visitor.see("/matches").text
    assert "Preparar mezcla y levantar muros." in page
    assert page.count("levantar muros") < 10
    assert f'href="/openings/{made}">Leer toda la vacante' in page


def test_codes_and_days_become_words() -> None:
    subject = {
        "state": "started",
        "possible": "end, start",
        "day": "2026-11-24",
        "needed": "statement",
        "floor": "9451.20",
        "obstacles": "no_work_permission, EXPIRED",
        "other": 3,
    }
    said = in_words(subject, "es")
    assert said["state"] == "“Empezó a trabajar”"
    assert said["day"] == "24 de noviembre de 2026"
    assert said["floor"] == "$9,451"
    assert said["other"] == 3
    codes = ("started", "end", "start", "statement", "no_work_permission", "EXPIRED")
    assert not {code for code in codes if f"“{code}”" in str(said) or code in str(said.values())}


def test_a_step_that_is_not_possible_is_refused_in_words(staff: Visitor, runtime: Runtime) -> None:
    with runtime.database.write() as session:
        person = make_seeker(session, center_id=center_id(session, "TAP"))
        starts = utc_now().date().replace(year=2099)
        hire = make_placement(session, seeker=person, starts_on=starts).public_id
    again = staff.send(f"/staff/placements/{hire}", step="no_show")
    assert again.status_code == 422
    assert f"de {starts.year}" in again.text
    assert starts.isoformat() not in again.text
