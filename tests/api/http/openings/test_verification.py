"""An employer is verified, suspended and let in again; its openings follow."""

from datetime import timedelta
from threading import Thread
from uuid import UUID

import pytest
from sqlalchemy import select

from models.employer import Employer
from models.lifecycles import OpeningStatus
from models.vocabulary import ActorKind, SuspensionReason
from services.access.actor import SYSTEM, Actor
from services.errors import EmployerNotFound, Forbidden, IllegalTransition
from services.openings.post_opening import acting_employer
from services.vouching.step import StandingIn, step_employer
from tests.api.http.bodies import opening
from tests.api.http.stories import done
from tests.api.http.world import Caller, House
from tests.enrollment_world import staff_actor
from tests.factories import make_center, make_opening

WHY = {"suspend": StandingIn(reason=SuspensionReason.COMPLAINTS)}
NAME = "Nueva Inventada SA de CV"


@pytest.fixture
def newcomer(house: House) -> Caller:
    return house.employer_with(verified=False, legal_name=NAME)


def stepped(house: House, transition: str, actor: Actor = SYSTEM) -> None:
    now, employer = house.clock.now, house.employer_id(NAME)
    with house.database.write() as session:
        step_employer(session, actor, employer, transition, WHY.get(transition), now=now)


def sent(newcomer: Caller, name: str, **changes: object) -> str:
    done(newcomer.put(f"/v1/openings/{name}", opening(**changes)))
    return name


def states(newcomer: Caller) -> dict[str, str]:
    rows = done(newcomer.get("/v1/openings"))["data"]
    return {row["external_id"]: row["status"] for row in rows}


def public(house: House) -> str:
    return house.nobody.get("/openings.json").text


def test_what_waited_only_for_the_employer_is_published_with_it(
    house: House, newcomer: Caller
) -> None:
    today = house.clock.now.date()
    sent(newcomer, "fair")
    sent(newcomer, "poor", monthly_wage_mxn="6000.00")
    sent(newcomer, "soon-over", closes_on=(today + timedelta(days=1)).isoformat())
    assert set(states(newcomer).values()) == {"in_review"}
    house.clock.pass_days(3)

    stepped(house, "verify")

    assert states(newcomer) == {
        "fair": "published",
        "poor": "in_review",
        "soon-over": "in_review",
    }
    assert NAME in public(house)


def test_a_suspended_employer_is_out_with_its_openings_until_it_is_verified_again(
    house: House, newcomer: Caller
) -> None:
    sent(newcomer, "fair")
    stepped(house, "verify")

    stepped(house, "suspend")
    assert NAME not in public(house)
    assert newcomer.get("/v1/openings").status_code == 401

    stepped(house, "reinstate")
    assert NAME not in public(house)
    assert sent(newcomer, "fair") in states(newcomer)

    stepped(house, "verify")
    assert NAME in public(house)


def test_verified_twice_is_harmless(house: House, newcomer: Caller) -> None:
    stepped(house, "verify")
    with house.database.read() as session:
        since = session.scalars(select(Employer.verified_at)).all()
    house.clock.pass_days(1)
    stepped(house, "verify")
    with house.database.read() as session:
        assert session.scalars(select(Employer.verified_at)).all() == since


def test_who_was_never_suspended_is_not_reinstated(house: House, newcomer: Caller) -> None:
    with pytest.raises(IllegalTransition):
        stepped(house, "reinstate")


def test_staff_of_one_center_vouch_for_nobody(house: House, newcomer: Caller) -> None:
    with house.database.write() as session:
        clerk = staff_actor(session, make_center(session))
    with pytest.raises(Forbidden):
        stepped(house, "verify", clerk)


def test_an_employer_that_is_not_there_is_not_found(house: House) -> None:
    with house.database.write() as session, pytest.raises(EmployerNotFound):
        step_employer(session, SYSTEM, UUID(int=0, version=4), "verify", now=house.clock.now)


def test_what_is_being_stored_while_its_employer_is_verified_is_published_too(
    house: House, newcomer: Caller
) -> None:
    with house.database.read() as session:
        employer = session.scalars(select(Employer).where(Employer.legal_name == NAME)).one()
    actor = Actor(ActorKind.EMPLOYER, id=employer.id, public_id=employer.public_id)
    verifying = Thread(target=stepped, args=(house, "verify"))

    with house.database.write() as session:
        acting_employer(session, actor)
        verifying.start()
        verifying.join(0.3)
        assert verifying.is_alive()
        make_opening(
            session,
            employer_id=employer.id,
            external_id="meanwhile",
            status=OpeningStatus.IN_REVIEW,
        )
    verifying.join(10)

    assert states(newcomer) == {"meanwhile": "published"}


def test_why_an_opening_was_rejected_is_told_to_its_employer_and_stays_with_it(
    house: House,
) -> None:
    poor = {"monthly_wage_mxn": "6000.00"}
    path = f"/v1/openings/{done(house.employer.put('/v1/openings/a', opening(**poor)))['id']}"

    done(house.staff.post(f"{path}/reject", {"reason": "asks_for_money"}))

    told = done(house.employer.get("/v1/openings/a"))
    assert (told["status"], told["review_codes"]) == (
        "rejected",
        ["asks_for_money", "rejected_before", "wage_below_floor"],
    )
    again = done(house.employer.put("/v1/openings/a", opening(description="Otra cosa.")))
    assert (again["status"], set(again["review_codes"])) == (
        "in_review",
        {"asks_for_money", "rejected_before"},
    )
    assert done(house.staff.post(f"{path}/publish"))["review_codes"] == []


@pytest.mark.parametrize("body", [{"reason": "because"}, {"why": "unclear"}])
def test_the_reason_of_a_rejection_is_one_of_a_list(house: House, body: dict[str, str]) -> None:
    poor = {"monthly_wage_mxn": "6000.00"}
    path = f"/v1/openings/{done(house.employer.put('/v1/openings/a', opening(**poor)))['id']}"

    assert house.staff.post(f"{path}/reject", body).status_code == 422
    assert done(house.staff.post(f"{path}/reject"))["status"] == "rejected"
