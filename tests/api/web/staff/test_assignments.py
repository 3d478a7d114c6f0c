"""Assigning many at once on the pages: choose openings, look, refer, keep people together."""

import re
from uuid import UUID

import pytest

from services.runtime import Runtime
from tests.api.web.conftest import Visitor
from tests.api.web.staff.test_hiring import UNKNOWN, add, person
from tests.factories import make_opening

ADDRESS = "/staff/assignments"


@pytest.fixture
def fair(runtime: Runtime) -> list[str]:
    """Two openings of one position, and two people; the ids of the openings."""
    add(runtime, person(given_names="Ana"))
    add(runtime, person(given_names="Berta"))
    made = []
    with runtime.database.write() as session:
        for title, place in (("Cocinera", "07089"), ("Panadera", "07089")):
            opening = make_opening(
                session, title=title, municipality=place, positions=1, skills=[], languages=[]
            )
            made.append(str(opening.public_id))
    return made


def propose(staff: Visitor, openings: list[str]) -> str:
    sent = staff.send(ADDRESS, page=f"{ADDRESS}/new", title="Feria", openings=openings)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def pairs(staff: Visitor, address: str) -> list[str]:
    return re.findall(r'name="pairs"\s+value="([^"]+)"', staff.see(address).text)


def test_the_openings_to_choose_from_can_be_filtered(staff: Visitor, fair: list[str]) -> None:
    every = staff.see(f"{ADDRESS}/new").text
    some = staff.see(f"{ADDRESS}/new?text=panadera&state=07").text

    assert fair[0] in every
    assert fair[1] in every
    assert fair[0] not in some
    assert fair[1] in some
    assert "Ninguna vacante publicada con estos filtros" in staff.see(f"{ADDRESS}/new?text=x").text


def test_the_proposal_shows_each_pair_with_score_and_regret(
    staff: Visitor, fair: list[str]
) -> None:
    address = propose(staff, fair)
    page = staff.see(address).text

    assert len(pairs(staff, address)) == 2
    for words in ("Feria", "Ana Inventada", "Berta Inventada", "ninguna otra asignación suma más"):
        assert words in page
    assert "Feria" in staff.see(ADDRESS).text


def test_chosen_pairs_become_referrals(staff: Visitor, fair: list[str]) -> None:
    address = propose(staff, fair)

    done = staff.send(address, pairs=pairs(staff, address), do="refer").text

    assert len(re.findall(r'href="/staff/referrals/[\w-]+"', done)) == 2
    again = staff.send(address, pairs=pairs(staff, address), do="refer").text
    assert again.count('class="stop"') == 2


def test_people_who_go_together_are_proposed_anew(
    runtime: Runtime, staff: Visitor, fair: list[str]
) -> None:
    address = propose(staff, fair)

    sent = staff.send(address, pairs=pairs(staff, address), do="together")

    assert sent.status_code == 303
    assert "1 hogar va junto" in staff.see(sent.headers["location"]).text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"do": "refer"}, "Elija al menos una pareja"),
        ({"do": "together"}, "Elija al menos a dos personas"),
    ],
)
def test_nothing_chosen_is_said(staff: Visitor, fair: list[str], fields, words: str) -> None:
    refused = staff.send(propose(staff, fair), **fields)

    assert (refused.status_code, words in refused.text) == (422, True)


def test_a_fair_without_openings_is_said(staff: Visitor, fair: list[str]) -> None:
    refused = staff.send(ADDRESS, page=f"{ADDRESS}/new")

    assert (refused.status_code, "Elija al menos una vacante" in refused.text) == (422, True)


@pytest.mark.parametrize("value", ["x", "x y", "' OR 1=1", f"{UNKNOWN} {UNKNOWN} {UNKNOWN}"])
def test_strange_pairs_do_no_harm(staff: Visitor, fair: list[str], value: str) -> None:
    for do in ("refer", "together"):
        answer = staff.send(propose(staff, fair), pairs=[value, value], do=do)
        assert answer.status_code in {200, 404, 422}


def test_assignments_are_for_staff_and_their_own(
    runtime: Runtime, staff: Visitor, visitor: Visitor, fair: list[str]
) -> None:
    assert visitor.see(ADDRESS).status_code == 303
    assert staff.see(f"{ADDRESS}/{UNKNOWN}").status_code == 404
    assert staff.see(f"{ADDRESS}/{UUID(int=1)}?offset=x").status_code == 404
