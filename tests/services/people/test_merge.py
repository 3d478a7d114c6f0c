"""Two registrations become one person's, or are told apart."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit_event import AuditEvent
from models.center import Center
from models.consent import Consent
from models.database import Database
from models.filing_lifecycles import NumberRequestStatus
from models.hiring_lifecycles import ReferralStatus
from models.lifecycles import SeekerStatus
from models.number_request import NumberRequest
from models.placement import Placement
from models.referral import Referral
from models.repositories import seekers, timelines
from models.seeker import Seeker, SeekerLanguage, SeekerOccupation
from models.vocabulary import (
    ActorKind,
    ConsentChannel,
    ConsentPurpose,
    Level,
    MissingNumber,
    StaffRole,
)
from services.access.actor import Actor
from services.bulk import RowResult
from services.calendar import Moment
from services.consistency import findings
from services.errors import SeekerNotFound
from services.people.merge import (
    NotWithItself,
    OnePersonAlready,
    SameHireTwice,
    merge,
    say_different,
)
from services.seekers.bulk import check_people, store_people
from services.seekers.doubles import all_pairs, possible_doubles
from services.seekers.find import find_people
from services.seekers.read import attended
from services.seekers.register import prepare_one, put_seeker, read_seeker
from services.seekers.schemas import SeekerIn
from tests.enrollment_world import NOW, first_event, staff_actor
from tests.factories import (
    NOON,
    make_center,
    make_consent,
    make_document,
    make_opening,
    make_placement,
    make_referral,
    make_seeker,
    valid_curp,
)

MOMENT = Moment(NOW)


def twin(session: Session, center: Center, **fields: Any) -> Seeker:
    given: dict[str, Any] = {"given_names": "Jean", "first_surname": "Pierre"}
    return make_seeker(session, center_id=center.id, **(given | fields))


def join(session: Session, clerk: Actor, kept: Seeker, other: Seeker) -> Seeker:
    return merge(session, clerk, kept.public_id, other.public_id, MOMENT)


def row(session: Session, public_id: UUID) -> Seeker:
    found = seekers.by_public_id(session, public_id)
    assert found
    return found


def test_a_permanent_curp_holds_over_the_temporary_one(
    session: Session, center: Center, clerk: Actor
) -> None:
    temporary = {"curp_kind": "temporary", "curp_valid_until": date(2026, 12, 1)}
    kept = twin(session, center, curp=valid_curp(1), **temporary)
    other = twin(session, center, curp=valid_curp(2))

    person = join(session, clerk, kept, other)

    assert (person.curp, person.curp_kind) == (valid_curp(2), "permanent")
    assert person.curp_valid_until is None


def test_what_one_side_lacks_is_taken_from_the_other(
    session: Session, center: Center, clerk: Actor
) -> None:
    kept = twin(session, center, phone=None, social_security_number=None)
    other = twin(
        session,
        center,
        phone="+529621111111",
        occupations=[SeekerOccupation(position=0, title="soldador", months=30)],
        languages=[SeekerLanguage(language="ht", level=Level.NATIVE)],
    )
    number = other.social_security_number

    person = join(session, clerk, kept, other)

    assert (person.phone, person.social_security_number) == ("+529621111111", number)
    assert {line.title for line in person.occupations} == {"cocinera", "soldador"}
    assert {line.language for line in person.languages} == {"es", "ht"}


def test_work_told_twice_ended_in_the_later_of_the_years_told(
    session: Session, center: Center, clerk: Actor
) -> None:
    told = {"cocinera": (24, 2019), "Cocinera": (12, 2021), "soldador": (6, 2018)}
    works = {
        title: SeekerOccupation(position=0, title=title, months=months, last_year=year)
        for title, (months, year) in told.items()
    }
    works["soldador"].position = 1
    kept = twin(session, center, occupations=[works["cocinera"], works["soldador"]])
    other = twin(session, center, occupations=[works["Cocinera"]])

    person = join(session, clerk, kept, other)

    assert {line.title: (line.months, line.last_year) for line in person.occupations} == {
        "cocinera": (24, 2021),
        "soldador": (6, 2018),
    }


def test_referrals_hires_and_their_timelines_go_along(
    session: Session, center: Center, clerk: Actor
) -> None:
    kept, other = twin(session, center), twin(session, center)
    referral = make_referral(session, seeker=other)
    hire = make_placement(session, seeker=other, started=True)
    timelines.add_to_placement(session, hire, first_event(hire))

    join(session, clerk, kept, other)

    assert session.get_one(Referral, referral.id).seeker_id == kept.id
    moved = session.get_one(Placement, hire.id)
    assert moved.seeker_id == kept.id
    last = timelines.of_placement(session, hire.id)[-1]
    assert (last.transition, last.to_status) == ("person_merged", str(moved.status))
    assert last.details["into"] == str(kept.public_id)


def test_two_jobs_at_different_employers_both_stay(
    session: Session, center: Center, clerk: Actor
) -> None:
    kept, other = twin(session, center), twin(session, center)
    for side in (kept, other):
        make_placement(session, seeker=side, started=True)

    person = join(session, clerk, kept, other)

    mine = session.scalars(select(Placement).where(Placement.seeker_id == person.id)).all()
    assert len(mine) == 2
    assert not person.is_matchable


def test_the_same_hire_twice_is_refused(session: Session, center: Center, clerk: Actor) -> None:
    kept, other, opening = twin(session, center), twin(session, center), make_opening(session)
    for side in (kept, other):
        make_placement(session, seeker=side, opening=opening, started=True)

    with pytest.raises(SameHireTwice):
        join(session, clerk, kept, other)


def test_of_two_referrals_to_one_opening_the_further_one_stays(
    session: Session, center: Center, clerk: Actor
) -> None:
    kept, other, opening = twin(session, center), twin(session, center), make_opening(session)
    weak = make_referral(session, seeker=kept, opening=opening)
    strong = make_referral(session, seeker=other, opening=opening, status=ReferralStatus.SENT)

    join(session, clerk, kept, other)

    assert session.get_one(Referral, weak.id).status is ReferralStatus.WITHDRAWN
    assert session.get_one(Referral, strong.id).status is ReferralStatus.SENT


def test_the_same_paper_stands_once_with_who_saw_it(
    session: Session, center: Center, clerk: Actor
) -> None:
    kept = twin(session, center, documents=[make_document(number=None, valid_until=None)])
    seen = {"verified_at": NOON, "verified_by_id": clerk.id, "seen_hash": "b" * 64}
    other = twin(session, center, documents=[make_document(number="TV1", **seen)])
    other.status = SeekerStatus.DOCUMENT_VERIFIED

    person = join(session, clerk, kept, other)

    (paper,) = person.documents
    assert (paper.number, paper.verified_by_id, paper.seen_hash) == ("TV1", clerk.id, "b" * 64)
    assert person.status is SeekerStatus.DOCUMENT_VERIFIED


def test_the_persons_last_word_on_a_consent_holds(
    session: Session, center: Center, clerk: Actor
) -> None:
    kept = twin(session, center)
    later = NOON + timedelta(days=1)
    taken_back = make_consent(ConsentPurpose.MATCHING, withdrawn_at=later)
    other = twin(session, center, consents=[taken_back])

    person = join(session, clerk, kept, other)

    in_force = {line.purpose for line in person.consents if line.withdrawn_at is None}
    assert ConsentPurpose.MATCHING not in in_force
    assert not person.is_matchable


def test_one_request_a_number_stays_on_the_list(
    session: Session, center: Center, clerk: Actor
) -> None:
    kept, other = twin(session, center), twin(session, center)
    for side in (kept, other):
        session.add(
            NumberRequest(
                seeker_id=side.id,
                center_id=center.id,
                missing=MissingNumber.CURP,
                consented_at=NOON,
                consent_channel=ConsentChannel.DESK,
                recorded_by_kind=ActorKind.STAFF,
            )
        )
    session.flush()

    join(session, clerk, kept, other)

    requests = session.scalars(select(NumberRequest).order_by(NumberRequest.id)).all()
    assert [(each.seeker_id, each.status) for each in requests] == [
        (kept.id, NumberRequestStatus.LISTED),
        (kept.id, NumberRequestStatus.WITHDRAWN),
    ]


def test_the_other_registration_is_emptied_and_leads_to_the_person(
    session: Session, center: Center, clerk: Actor
) -> None:
    kept, other = twin(session, center), twin(session, center, curp=valid_curp(33))

    join(session, clerk, kept, other)

    emptied = row(session, other.public_id)
    assert (emptied.first_surname, emptied.phone, emptied.profile) == (None, None, None)
    with pytest.raises(SeekerNotFound):
        attended(session, clerk, other.public_id)
    found = find_people(session, clerk, valid_curp(33))
    assert [each.public_id for each in found.people] == [kept.public_id]


def test_merging_again_changes_nothing(session: Session, center: Center, clerk: Actor) -> None:
    kept, other = twin(session, center), twin(session, center)
    first = join(session, clerk, kept, other)
    stamp, papers = first.updated_at, len(first.documents)

    again = merge(session, clerk, kept.public_id, other.public_id, MOMENT)

    assert (again.id, again.updated_at, len(again.documents)) == (kept.id, stamp, papers)


def test_nobody_is_merged_with_themselves(session: Session, center: Center, clerk: Actor) -> None:
    person = twin(session, center)
    with pytest.raises(NotWithItself):
        join(session, clerk, person, person)


def test_another_centers_person_cannot_be_merged(
    session: Session, center: Center, clerk: Actor
) -> None:
    mine, theirs = twin(session, center), twin(session, make_center(session))
    with pytest.raises(SeekerNotFound):
        join(session, clerk, mine, theirs)


def sent_in_a_file(session: Session, clerk: Actor, *names: str) -> list[RowResult]:
    said = {"given_names": "Juan", "first_surname": "Pierre", "born_on": "1992-03-04"}
    rows = [{"external_id": name, "municipality": "07089", **said} for name in names]
    people = check_people(rows, today=NOON.date())
    results = store_people(session, clerk, people, now=NOON)
    session.expire_all()
    return results


@pytest.mark.parametrize("own_name", ["EXT-8", None])
def test_a_file_that_names_the_emptied_registration_writes_the_person_who_goes_on(
    session: Session, center: Center, clerk: Actor, own_name: str | None
) -> None:
    kept = twin(session, center, external_id=own_name)
    other = twin(session, center, external_id="EXT-9")
    join(session, clerk, kept, other)

    (result,) = sent_in_a_file(session, clerk, "EXT-9")

    assert (result.status, result.public_id) == ("updated", kept.public_id)
    assert (result.external_id, row(session, kept.public_id).given_names) == ("EXT-9", "Juan")
    assert row(session, kept.public_id).external_id == own_name
    assert row(session, other.public_id).first_surname is None
    assert [it.status for it in sent_in_a_file(session, clerk, "EXT-9")] == ["unchanged"]


def test_a_file_that_names_both_registrations_writes_the_one_that_goes_on(
    session: Session, center: Center, clerk: Actor
) -> None:
    kept = twin(session, center, external_id="EXT-8")
    join(session, clerk, kept, twin(session, center, external_id="EXT-9"))

    results = sent_in_a_file(session, clerk, "EXT-9", "EXT-8")

    assert [it.status for it in results] == ["unchanged", "updated"]
    assert {it.public_id for it in results} == {kept.public_id}


def test_a_file_does_not_write_the_person_whom_another_center_attends_now(
    session: Session, center: Center, clerk: Actor
) -> None:
    supervisor = staff_actor(session, center, StaffRole.SUPERVISOR)
    kept = twin(session, make_center(session))
    join(session, supervisor, kept, twin(session, center, external_id="EXT-9"))

    (result,) = sent_in_a_file(session, clerk, "EXT-9")

    assert (result.status, result.errors[0].code) == ("refused", "merged_elsewhere")
    assert row(session, kept.public_id).given_names == "Jean"


def test_the_other_id_reads_and_writes_the_person_who_goes_on(
    session: Session, center: Center, clerk: Actor
) -> None:
    kept, other = twin(session, center, external_id="EXT-8"), twin(session, center)
    join(session, clerk, kept, other)
    said = {"given_names": "Juan", "first_surname": "Pierre", "born_on": "1992-03-04"}
    intake = SeekerIn.model_validate({**said, "municipality": "07089"})

    assert read_seeker(session, clerk, other.public_id).public_id == kept.public_id
    prepared = prepare_one(intake, now=NOON)
    stored, shown = put_seeker(session, clerk, other.public_id, prepared, now=NOON)

    assert (stored.public_id, shown.given_names) == (kept.public_id, "Juan")
    with pytest.raises(SeekerNotFound):
        read_seeker(session, staff_actor(session, make_center(session)), other.public_id)


def test_namesakes_who_are_two_people_are_not_asked_about_again(
    session: Session, center: Center, clerk: Actor
) -> None:
    one, other = twin(session, center), twin(session, center)
    assert len(all_pairs(session, clerk)) == 1

    say_different(session, clerk, one.public_id, other.public_id)
    say_different(session, clerk, other.public_id, one.public_id)

    assert all_pairs(session, clerk) == []
    assert possible_doubles(session, clerk, attended(session, clerk, one.public_id)).here == []


def test_who_was_told_apart_may_still_turn_out_to_be_one(
    session: Session, center: Center, clerk: Actor
) -> None:
    one, other = twin(session, center), twin(session, center)
    say_different(session, clerk, one.public_id, other.public_id)

    join(session, clerk, one, other)

    with pytest.raises(OnePersonAlready):
        say_different(session, clerk, one.public_id, other.public_id)


def test_pairs_say_what_they_share(session: Session, center: Center, clerk: Actor) -> None:
    twin(session, center, curp=valid_curp(40))
    twin(session, center, curp=valid_curp(40), given_names="Pierre", first_surname="JEAN")

    (pair,) = all_pairs(session, clerk)

    assert pair.agrees == {"curp", "name_and_birth"}


def test_the_chains_hold_and_the_trail_names_both(database: Database) -> None:
    with database.write() as session:
        center = make_center(session)
        clerk = staff_actor(session, center)
        kept, other = twin(session, center), twin(session, center)
        opening = make_opening(session)
        opening.positions_filled = 1
        hire = make_placement(session, seeker=other, opening=opening, started=True)
        timelines.add_to_placement(session, hire, first_event(hire))
        names = kept.public_id, other.public_id
        merge(session, clerk, *names, MOMENT)
    with database.read() as session:
        assert findings(session) == []
        wanted = select(AuditEvent).where(AuditEvent.action == "people_merged")
        event = session.scalars(wanted).one()
        assert (event.subject, event.details) == (names[0], {"merged": str(names[1])})
        kept_id = row(session, names[0]).id
        assert {line.seeker_id for line in session.scalars(select(Consent))} == {kept_id}
