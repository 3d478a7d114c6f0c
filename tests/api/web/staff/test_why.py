"""Why a person stands where they stand: staff find the opening and see the whole of it."""

from uuid import UUID

import pytest

from models.vocabulary import ConsentPurpose
from services.runtime import Runtime
from tests.api.web.conftest import Visitor
from tests.api.web.staff.test_hiring import UNKNOWN, add, person
from tests.factories import make_opening


@pytest.fixture
def seeker(runtime: Runtime) -> UUID:
    return add(runtime, person())


def posted(runtime: Runtime, title: str, municipality: str = "07089") -> UUID:
    with runtime.database.write() as session:
        made = make_opening(session, title=title, municipality=municipality, skills=[])
        key: UUID = made.public_id
        return key


def test_an_opening_is_found_by_its_name(runtime: Runtime, staff: Visitor, seeker: UUID) -> None:
    wanted = posted(runtime, "Soldadora de taller")
    posted(runtime, "Cocinera de fonda")

    page = staff.see(f"/staff/people/{seeker}/openings?opening=soldadora").text

    assert f'href="/staff/people/{seeker}/openings/{wanted}"' in page
    assert "Cocinera" not in page
    assert "Ninguna vacante" in staff.see(f"/staff/people/{seeker}/openings?opening=nada").text


def test_the_page_says_the_place_and_the_parts(
    runtime: Runtime, staff: Visitor, seeker: UUID
) -> None:
    page = staff.see(f"/staff/people/{seeker}/openings/{posted(runtime, 'Cocinera')}").text

    assert "En la lista: lugar 1 de 1 personas elegibles." in page
    assert "Partes del puntaje" in page


def test_what_rules_the_pair_out_stands_with_what_would_change_it(
    runtime: Runtime, staff: Visitor, seeker: UUID
) -> None:
    far = posted(runtime, "Cocinera", "19039")

    page = staff.see(f"/staff/people/{seeker}/openings/{far}").text

    assert "Fuera de la lista" in page
    assert "Si acepta mudarse a Nuevo León: entra a la lista, en el lugar 1." in page


def test_each_match_leads_to_its_why(runtime: Runtime, staff: Visitor, seeker: UUID) -> None:
    opening = posted(runtime, "Cocinera")

    page = staff.see(f"/staff/openings/{opening}").text

    assert f'href="/staff/people/{seeker}/openings/{opening}"' in page


def test_who_does_not_take_part_in_matching_is_not_ranked_here_either(
    runtime: Runtime, staff: Visitor
) -> None:
    silent = add(runtime, person(consents=[str(ConsentPurpose.CONTACT)]))

    refused = staff.see(f"/staff/people/{silent}/openings/{posted(runtime, 'Cocinera')}")

    assert refused.status_code == 409


def test_unknown_people_and_openings_are_not_found(
    runtime: Runtime, staff: Visitor, visitor: Visitor, seeker: UUID
) -> None:
    opening = posted(runtime, "Cocinera")

    assert staff.see(f"/staff/people/{UNKNOWN}/openings").status_code == 404
    assert staff.see(f"/staff/people/{UNKNOWN}/openings/{opening}").status_code == 404
    assert staff.see(f"/staff/people/{seeker}/openings/{UNKNOWN}").status_code == 404
    assert visitor.see(f"/staff/people/{seeker}/openings/{opening}").status_code == 303
