"""What is not told anew of a person stays: numbers, what answers do not show, consents."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from models.center import Center
from models.seeker import Seeker
from models.vocabulary import ActorKind, MissingNumber
from services.access.actor import Actor
from services.calendar import Moment
from services.enrollment.number_desk import (
    NumberRequestIn,
    NumberStepIn,
    request_number,
    step_request,
)
from services.seekers.bulk import check_people, store_people
from services.seekers.corrections import NumbersIn, correct_numbers
from services.seekers.read import attended
from services.seekers.register import prepare_one, put_seeker, register_seeker
from services.seekers.schemas import SeekerIn
from tests.enrollment_world import NOW
from tests.factories import valid_curp, valid_social_security_number
from tests.services.seekers.test_carried import said

CURP, OTHER_CURP = valid_curp(91), valid_curp(92)
NSS, OTHER_NSS = valid_social_security_number(91), valid_social_security_number(92)
RFC = "GODE561231GR8"
NAMES = ("curp", "social_security_number", "rfc")
EVERY = {"curp": CURP, "social_security_number": NSS, "rfc": RFC}
TEMPORARY = {"curp": CURP, "curp_kind": "temporary", "curp_valid_until": "2027-03-31"}


@pytest.fixture
def partner(center: Center) -> Actor:
    return Actor(ActorKind.PARTNER, center_id=center.id, center_code=center.code)


def taken_in(session: Session, by: Actor, **told: Any) -> UUID:
    intake = SeekerIn.model_validate(said(**told))
    return register_seeker(session, by, prepare_one(intake, now=NOW), now=NOW).public_id


def put(
    session: Session, by: Actor, person: UUID, body: dict[str, Any] | None = None, **told: Any
) -> Seeker:
    intake = SeekerIn.model_validate(body or said(**told))
    session.expire_all()
    return put_seeker(session, by, person, prepare_one(intake, now=NOW), now=NOW)[1]


def sent_in_a_file(
    session: Session, by: Actor, person: UUID, body: dict[str, Any] | None = None, **told: Any
) -> Seeker:
    people = check_people([body or said(**told)], today=NOW.date())
    session.expire_all()
    assert store_people(session, by, people, now=NOW)[0].errors == ()
    session.expire_all()
    return attended(session, by, person)


def corrected(session: Session, clerk: Actor, person: UUID, **numbers: Any) -> None:
    correct_numbers(session, clerk, person, NumbersIn.model_validate(numbers), NOW)


def numbers(person: Seeker) -> dict[str, str | None]:
    return {name: getattr(person, name) for name in NAMES}


def agreed(person: Seeker) -> set[str]:
    return {str(line.purpose) for line in person.consents if line.withdrawn_at is None}


WAYS = pytest.mark.parametrize("write", [put, sent_in_a_file])
NOBODYS = dict.fromkeys(NAMES)


@WAYS
@pytest.mark.parametrize("told", [{}, NOBODYS], ids=["unnamed", "null"])
def test_numbers_that_staff_corrected_stay(
    session: Session, clerk: Actor, partner: Actor, write: Any, told: dict[str, None]
) -> None:
    person = taken_in(session, partner)
    corrected(session, clerk, person, **EVERY)

    kept = write(session, partner, person, needs=["legal"], **told)
    assert numbers(kept) == EVERY
    assert numbers(write(session, partner, person, needs=["health"], **told)) == EVERY


@WAYS
def test_numbers_that_the_integrator_gave_are_removed_by_its_null(
    session: Session, partner: Actor, write: Any
) -> None:
    person = taken_in(session, partner, **EVERY)

    assert numbers(write(session, partner, person, **NOBODYS)) == NOBODYS


@WAYS
def test_what_answers_do_not_show_stays_where_it_is_not_named(
    session: Session, partner: Actor, write: Any
) -> None:
    hidden = {"phone": "+525512345678", "email": "rosa@example.org", "sex": "M"}
    person = taken_in(session, partner, **EVERY, **hidden, nationality="HN")

    kept = write(session, partner, person, needs=["legal"])

    assert numbers(kept) == EVERY
    assert {name: getattr(kept, name) for name in hidden} == hidden
    assert kept.nationality == "HN"
    bare = write(session, partner, person, **dict.fromkeys(hidden), nationality=None)
    assert (bare.phone, bare.email, bare.sex, bare.nationality) == (None,) * 4
    assert numbers(bare) == EVERY


@WAYS
def test_consents_end_only_where_they_are_told_to(
    session: Session, partner: Actor, write: Any
) -> None:
    both = ["matching", "contact"]
    person = taken_in(session, partner, consents=both)
    silent = {name: value for name, value in said().items() if name != "consents"}

    assert agreed(write(session, partner, person, silent)) == set(both)
    assert write(session, partner, person, silent).is_matchable
    assert agreed(write(session, partner, person, consents=["contact"])) == {"contact"}
    ended = write(session, partner, person, consents=[])
    assert (agreed(ended), ended.is_matchable) == (set(), False)


@WAYS
def test_only_the_number_that_staff_corrected_stays(
    session: Session, clerk: Actor, partner: Actor, write: Any
) -> None:
    person = taken_in(session, partner, **EVERY)
    corrected(session, clerk, person, **EVERY | {"social_security_number": OTHER_NSS})

    kept = write(session, partner, person, **NOBODYS)

    assert numbers(kept) == NOBODYS | {"social_security_number": OTHER_NSS}


@WAYS
def test_another_number_replaces_the_one_of_staff_and_is_the_integrators(
    session: Session, clerk: Actor, partner: Actor, write: Any
) -> None:
    person = taken_in(session, partner)
    corrected(session, clerk, person, **EVERY)

    replaced = write(session, partner, person, social_security_number=OTHER_NSS)
    assert numbers(replaced) == EVERY | {"social_security_number": OTHER_NSS}

    emptied = write(session, partner, person, social_security_number=None)
    assert numbers(emptied) == EVERY | {"social_security_number": None}


def test_staff_who_say_that_there_is_none_remove_it(session: Session, clerk: Actor) -> None:
    person = taken_in(session, clerk, **EVERY)

    assert numbers(put(session, clerk, person)) == EVERY
    assert numbers(put(session, clerk, person, rfc=None)) == EVERY | {"rfc": None}


def test_a_number_that_staff_emptied_is_the_integrators_again(
    session: Session, clerk: Actor, partner: Actor
) -> None:
    person = taken_in(session, partner)
    corrected(session, clerk, person, **EVERY)
    corrected(session, clerk, person, curp=CURP, rfc=RFC)
    put(session, partner, person, social_security_number=NSS)

    emptied = put(session, partner, person, social_security_number=None)
    assert numbers(emptied) == EVERY | {"social_security_number": None}


@pytest.mark.parametrize("told", [{}, {"curp": CURP}, {"curp": CURP, "curp_kind": "temporary"}])
def test_a_temporary_curp_of_staff_keeps_its_end_and_counts(
    session: Session, clerk: Actor, partner: Actor, told: dict[str, str]
) -> None:
    person = taken_in(session, partner)
    corrected(session, clerk, person, **TEMPORARY)
    before = attended(session, clerk, person).profile["grants"]

    kept = put(session, partner, person, needs=["legal"], **told)

    assert (kept.curp_kind, str(kept.curp_valid_until)) == ("temporary", "2027-03-31")
    assert kept.profile["grants"] == before != []


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ({"curp": CURP, "curp_kind": "permanent"}, "None"),
        ({**TEMPORARY, "curp_valid_until": "2027-09-30"}, "2027-09-30"),
        ({"curp": OTHER_CURP}, "None"),
    ],
)
def test_what_is_told_of_a_curp_holds(
    session: Session, clerk: Actor, partner: Actor, told: dict[str, str], ends: str
) -> None:
    person = taken_in(session, partner)
    corrected(session, clerk, person, **TEMPORARY)

    assert str(put(session, partner, person, **told).curp_valid_until) == ends


def test_a_number_issued_at_the_desk_stays(session: Session, clerk: Actor, partner: Actor) -> None:
    person, moment = taken_in(session, partner), Moment(NOW)
    wanted = NumberRequestIn(
        seeker=person, missing=MissingNumber.SOCIAL_SECURITY_NUMBER, has_consented=True
    )
    request = request_number(session, partner, wanted, moment)
    issued = NumberStepIn(social_security_number=NSS)
    step_request(session, partner, request.public_id, "issue", issued, moment)

    kept = put(session, partner, person, **NOBODYS)
    assert numbers(kept) == NOBODYS | {"social_security_number": NSS}


def test_the_same_file_once_more_changes_nothing(
    session: Session, clerk: Actor, partner: Actor
) -> None:
    person = taken_in(session, partner)
    corrected(session, clerk, person, **EVERY)
    sent_in_a_file(session, partner, person)

    people = check_people([said()], today=NOW.date())

    assert store_people(session, partner, people, now=NOW)[0].status == "unchanged"
