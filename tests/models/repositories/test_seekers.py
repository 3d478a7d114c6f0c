from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm import Session

from models.lifecycles import SeekerStatus
from models.repositories import matchable, seekers
from models.repositories.seekers import SeekerFilter
from models.seeker import Seeker
from tests.factories import NOON, TIJUANA, make_center, make_document, make_seeker


def test_a_person_is_found_at_their_own_center_only(session: Session) -> None:
    seeker, other = make_seeker(session), make_center(session)
    public_id = seeker.public_id
    assert seekers.by_public_id(session, public_id, center_id=seeker.center_id) is seeker
    assert seekers.by_public_id(session, public_id, center_id=other.id) is None
    assert seekers.locked(session, public_id, center_id=other.id) is None


def test_a_person_comes_with_the_details(session: Session) -> None:
    public_id = make_seeker(session).public_id
    session.expunge_all()
    seeker = seekers.by_public_id(session, public_id)
    assert seeker is not None
    assert seeker.documents[0].kind == "tvrh"
    assert len(seeker.consents) == 3
    assert seeker.center.code


def test_details_that_were_not_asked_for_are_not_loaded_in_secret(session: Session) -> None:
    seeker_id = make_seeker(session).id
    session.expunge_all()
    [seeker] = seekers.by_ids(session, [seeker_id])
    with pytest.raises(InvalidRequestError, match="raise"):
        _ = seeker.documents


def test_a_person_registered_twice_is_found_twice(session: Session) -> None:
    one = make_seeker(session)
    other = make_seeker(session, curp=one.curp)
    assert list(seekers.by_curp(session, str(one.curp))) == [one, other]


def test_a_person_is_found_by_social_security_number(session: Session) -> None:
    seeker, _ = make_seeker(session), make_seeker(session)
    number = str(seeker.social_security_number)
    assert list(seekers.by_social_security_number(session, f"{number[:5]} {number[5:]}")) == [
        seeker
    ]


def test_an_external_id_is_unique_at_a_center(session: Session) -> None:
    seeker = make_seeker(session, external_id="P-1")
    make_seeker(session, external_id="P-1")
    with pytest.raises(IntegrityError):
        make_seeker(session, external_id="P-1", center_id=seeker.center_id)


def test_any_number_of_people_have_no_external_id(session: Session) -> None:
    center = make_center(session)
    for _ in range(2):
        make_seeker(session, external_id=None, center_id=center.id)
    assert len(seekers.listed(session, SeekerFilter(center_id=center.id)).rows) == 2


def test_a_filter_narrows_by_center_status_place_and_time(session: Session) -> None:
    wanted = make_seeker(session, municipality=TIJUANA, updated_at=NOON)
    center = wanted.center_id
    make_seeker(session, municipality=TIJUANA, updated_at=NOON)
    make_seeker(session, center_id=center, updated_at=NOON)
    make_seeker(session, center_id=center, municipality=TIJUANA, status=SeekerStatus.ARCHIVED)
    old = NOON - timedelta(days=1)
    make_seeker(session, center_id=center, municipality=TIJUANA, updated_at=old)
    chosen = SeekerFilter(center, SeekerStatus.REGISTERED, TIJUANA, NOON)
    assert list(seekers.listed(session, chosen).rows) == [wanted]


def test_only_people_who_agreed_are_matchable(session: Session) -> None:
    agreed = make_seeker(session, profile={"a": 1})
    make_seeker(session, consenting=False, profile={"a": 2})
    assert list(seekers.each_matchable(session)) == [agreed]
    assert list(matchable.profiles(session)) == [(agreed.id, {"a": 1})]


def test_people_without_a_profile_are_not_ranked(session: Session) -> None:
    make_seeker(session, profile=None)
    assert list(matchable.profiles(session)) == []


def test_profiles_can_be_read_of_some_people(session: Session) -> None:
    one, _ = (make_seeker(session, profile={"a": n}) for n in range(2))
    assert list(matchable.profiles(session, [one.id])) == [(one.id, {"a": 0})]


def test_people_whose_document_expires_are_found_once(session: Session) -> None:
    last = date(2026, 12, 1)
    papers = [make_document(valid_until=last) for _ in range(2)]
    seeker = make_seeker(session, documents=papers)
    make_seeker(session, documents=[make_document(valid_until=last + timedelta(days=1))])
    make_seeker(session, documents=[make_document(valid_until=last)], status=SeekerStatus.ARCHIVED)
    assert list(seekers.with_document_expiring(session, last, last)) == [seeker]


def test_removing_a_person_removes_what_belongs_to_them(session: Session) -> None:
    seeker = make_seeker(session)
    public_id = seeker.public_id
    session.delete(session.get_one(Seeker, seeker.id))
    session.flush()
    assert seekers.by_public_id(session, public_id) is None
    assert list(seekers.by_document_number(session, "DOC")) == []


def test_the_people_of_a_center_are_known_by_number(session: Session) -> None:
    seeker, _ = make_seeker(session), make_seeker(session)
    assert seekers.ids_of_center(session, seeker.center_id) == {seeker.id}


def test_a_report_says_where_a_person_is_attended_and_nothing_that_names_them(
    session: Session,
) -> None:
    center = make_center(session, code="tapachula")
    seeker = make_seeker(session, center_id=center.id)
    brief = seekers.brief(session, [seeker.id, -1])[seeker.id]
    shown = {"public_id": seeker.public_id, "center_code": "tapachula"}
    assert brief == seekers.SeekerBrief(**shown, municipality=seeker.municipality)


def test_the_documents_of_several_people_are_read_at_once(session: Session) -> None:
    one, other = make_seeker(session), make_seeker(session, documented=False)
    found = seekers.documents_of(session, [one.id, other.id])
    assert {row: [paper.kind for paper in papers] for row, papers in found.items()} == {
        one.id: ["tvrh"]
    }


def test_people_are_read_with_their_details_by_number(session: Session) -> None:
    seeker_id = make_seeker(session).id
    session.expunge_all()
    [seeker] = seekers.detailed(session, [seeker_id, -1])
    assert seeker.skills[0].text == "cocinar"
