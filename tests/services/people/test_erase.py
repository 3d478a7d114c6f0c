"""A person is forgotten: at once, or as far as the law allows."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import Database
from models.hiring_lifecycles import PlacementStatus, ReferralStatus
from models.insured_name import InsuredName
from models.placement import Placement
from models.referral import Referral
from models.repositories import seekers, timelines
from models.seeker import Seeker, SeekerOccupation
from models.seeker_document import SeekerDocument
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.calendar import Moment
from services.consistency import findings
from services.enrollment.files import MovementFileErased, content_of_file
from services.errors import SeekerNotFound
from services.people.erase import Duty, erase_person, finish_erasures
from services.people.merge import merge
from services.seekers.bulk import check_people, store_people
from services.seekers.read import attended
from tests.enrollment_world import NOW, file_of, first_event, make_world, reply, staff_actor
from tests.factories import (
    NOON,
    make_center,
    make_opening,
    make_placement,
    make_referral,
    make_seeker,
    valid_curp,
)

MOMENT = Moment(NOW)
PERSONAL = ("given_names", "first_surname", "born_on", "sex", "nationality", "phone", "curp")


def own(seeker: Seeker) -> Actor:
    return Actor(ActorKind.SEEKER, id=seeker.id, public_id=seeker.public_id)


def forget(session: Session, seeker: Seeker) -> Duty:
    return erase_person(session, own(seeker), seeker.public_id, MOMENT)


def row(session: Session, seeker: Seeker) -> Seeker:
    session.flush()
    session.expire_all()
    return session.get_one(Seeker, seeker.id)


def test_everything_that_names_the_person_goes(session: Session) -> None:
    person = make_seeker(session, needs=["legal"])

    assert not forget(session, person).is_there

    left = row(session, person)
    assert [name for name in PERSONAL if getattr(left, name) is not None] == []
    assert (left.profile, left.needs, left.is_matchable) == (None, None, False)
    assert left.erased_at == NOW
    for told in (SeekerDocument, SeekerOccupation):
        assert session.scalars(select(told).where(told.seeker_id == person.id)).all() == []


def test_nothing_of_it_can_be_found_by_number(session: Session) -> None:
    person = make_seeker(session, curp=valid_curp(50))
    forget(session, person)
    session.flush()
    assert seekers.by_curp(session, valid_curp(50)) == []


def test_nobody_sees_the_person_any_more(session: Session) -> None:
    person = make_seeker(session)
    forget(session, person)
    with pytest.raises(SeekerNotFound):
        attended(session, Actor(ActorKind.SYSTEM), person.public_id)


def test_referrals_end_and_an_offer_is_declined(session: Session) -> None:
    person = make_seeker(session)
    referral = make_referral(session, seeker=person, status=ReferralStatus.SENT)
    offer = make_placement(session, seeker=person)
    timelines.add_to_placement(session, offer, first_event(offer))

    assert not forget(session, person).is_there

    assert session.get_one(Referral, referral.id).status is ReferralStatus.WITHDRAWN
    assert session.get_one(Placement, offer.id).status is PlacementStatus.OFFER_DECLINED


def test_of_a_job_the_law_has_names_and_numbers_kept(session: Session) -> None:
    person = make_seeker(session)
    hire = make_placement(session, seeker=person, started=True)

    assert forget(session, person) == Duty(is_there=True)

    left = row(session, person)
    assert (left.first_surname, left.curp) == ("Inventada", person.curp)
    assert (left.phone, left.born_on, left.profile) == (None, None, None)
    assert session.get_one(Placement, hire.id).status is PlacementStatus.STARTED


def ended(session: Session, person: Seeker, day: date, **fields: Any) -> Placement:
    return make_placement(
        session,
        seeker=person,
        status=PlacementStatus.ENDED,
        starts_on=day - timedelta(days=30),
        ended_on=day,
        **fields,
    )


def test_five_years_after_the_job_the_rest_goes_too(session: Session) -> None:
    person = make_seeker(session)
    ended(session, person, date(2026, 2, 1))
    assert forget(session, person) == Duty(is_there=True, until=date(2031, 2, 1))

    assert finish_erasures(session, NOW) == 0
    assert finish_erasures(session, NOW.replace(year=2031)) == 1

    assert row(session, person).first_surname is None
    assert finish_erasures(session, NOW.replace(year=2031)) == 0


def test_lines_of_old_files_go_with_the_rest(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    reply(session, world, made, None)
    hire = world.hires[0]
    person = hire.seeker
    session.add(InsuredName(seeker_id=person.id, seen_by_kind=ActorKind.STAFF))
    session.flush()
    forget(session, person)
    hire = session.get_one(Placement, hire.id)
    hire.status, hire.ended_on = PlacementStatus.ENDED, date(2026, 11, 20)
    session.flush()
    session.expire_all()

    assert finish_erasures(session, NOW.replace(year=2032)) == 1

    assert session.scalars(select(InsuredName)).all() == []
    with pytest.raises(MovementFileErased):
        content_of_file(session, world.boss, made.file.public_id)


def test_what_was_merged_into_the_person_goes_along(session: Session) -> None:
    center = make_center(session)
    clerk = staff_actor(session, center)
    kept, other = (make_seeker(session, center_id=center.id) for _ in range(2))
    merge(session, clerk, kept.public_id, other.public_id, MOMENT)
    kept = session.get_one(Seeker, kept.id)

    forget(session, kept)

    assert row(session, other).curp is None


def test_a_file_cannot_bring_the_person_back(session: Session) -> None:
    center = make_center(session)
    clerk = staff_actor(session, center)
    person = make_seeker(session, center_id=center.id, external_id="EXT-1")
    forget(session, person)
    session.flush()
    sent = {
        "external_id": "EXT-1",
        "given_names": "Rosa",
        "first_surname": "Inventada",
        "born_on": "1992-03-04",
        "municipality": "07089",
        "center": center.code,
    }

    (result,) = store_people(session, clerk, check_people([sent], today=NOON.date()), now=NOON)

    assert (result.status, result.public_id) == ("unchanged", person.public_id)
    assert row(session, person).first_surname is None


def test_staff_forget_only_people_of_their_center(session: Session) -> None:
    clerk = staff_actor(session, make_center(session))
    with pytest.raises(SeekerNotFound):
        erase_person(session, clerk, make_seeker(session).public_id, MOMENT)


def test_chains_and_counts_still_hold(database: Database) -> None:
    with database.write() as session:
        person = make_seeker(session)
        opening = make_opening(session)
        opening.positions_filled = 1
        hire = make_placement(session, seeker=person, opening=opening, started=True)
        timelines.add_to_placement(session, hire, first_event(hire))
        erase_person(session, own(person), person.public_id, MOMENT)
    with database.read() as session:
        assert findings(session) == []
