from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.audit_event import AuditEvent
from models.center import Center
from models.filing_lifecycles import NumberRequestStatus
from models.number_request import NumberRequest
from models.seeker import Seeker
from models.vocabulary import MissingNumber
from services.access.actor import Actor
from services.enrollment.number_desk import (
    NumberNotMissing,
    NumberRequestIn,
    NumberRequestNotFound,
    NumberStepIn,
    NumberTaken,
    people_lacking,
    request_number,
    step_request,
)
from services.enrollment.number_list import number_list
from services.errors import Malformed, SeekerNotFound
from tests.enrollment_world import MOMENT, staff_actor
from tests.factories import make_center, make_seeker

NSS = "92919084431"
WHEN = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
NSS_MISSING = MissingNumber.SOCIAL_SECURITY_NUMBER


def without_nss(session: Session, center: Center, **fields: object) -> Seeker:
    return make_seeker(session, center_id=center.id, social_security_number=None, **fields)


def listed(session: Session, clerk: Actor, seeker: Seeker) -> NumberRequest:
    intake = NumberRequestIn(seeker=seeker.public_id, missing=NSS_MISSING, has_consented=True)
    return request_number(session, clerk, intake, MOMENT)


def stepped(session: Session, clerk: Actor, request: NumberRequest, name: str, **given: object):
    step = NumberStepIn.model_validate(given)
    return step_request(session, clerk, request.public_id, name, step, MOMENT)


def test_those_who_lack_a_number_are_found_at_their_own_center(
    session: Session, center: Center, clerk: Actor
) -> None:
    mine = without_nss(session, center, curp=None)
    make_seeker(session, center_id=center.id)
    without_nss(session, make_center(session))
    found = people_lacking(session, clerk, None, after=None, limit=9).rows
    assert [(row.seeker, row.missing) for row in found] == [(mine, tuple(MissingNumber))]


def test_nobody_is_listed_without_consent(session: Session, center: Center, clerk: Actor) -> None:
    seeker = without_nss(session, center)
    with pytest.raises(ValidationError):
        NumberRequestIn.model_validate(
            {"seeker": seeker.public_id, "missing": "curp", "has_consented": False}
        )
    assert seeker.public_id.hex not in number_list(session, clerk, "csv", MOMENT).decode()


def test_asked_twice_a_person_stands_on_the_list_once(
    session: Session, center: Center, clerk: Actor
) -> None:
    seeker = without_nss(session, center)
    assert listed(session, clerk, seeker) is listed(session, clerk, seeker)


def test_who_has_the_number_is_not_listed(session: Session, center: Center, clerk: Actor) -> None:
    with pytest.raises(NumberNotMissing):
        listed(session, clerk, make_seeker(session, center_id=center.id))


def test_another_centers_person_cannot_be_listed(session: Session, clerk: Actor) -> None:
    with pytest.raises(SeekerNotFound):
        listed(session, clerk, without_nss(session, make_center(session)))


def test_an_appointment_has_a_time_and_a_place(
    session: Session, center: Center, clerk: Actor
) -> None:
    request = listed(session, clerk, without_nss(session, center))
    with pytest.raises(Malformed):
        stepped(session, clerk, request, "appoint")
    done = stepped(session, clerk, request, "appoint", appointment_at=WHEN, place="Módulo IMSS")
    assert (done.status, done.appointment_at) == (NumberRequestStatus.APPOINTED, WHEN)


def test_an_appointment_is_moved_and_keeps_its_place(
    session: Session, center: Center, clerk: Actor
) -> None:
    request = listed(session, clerk, without_nss(session, center))
    stepped(session, clerk, request, "appoint", appointment_at=WHEN, place="Módulo IMSS")
    later = WHEN + timedelta(days=2)
    done = stepped(session, clerk, request, "appoint", appointment_at=later)
    assert (done.appointment_at, done.place) == (later, "Módulo IMSS")


def test_the_number_issued_goes_to_the_person(
    session: Session, center: Center, clerk: Actor
) -> None:
    seeker = without_nss(session, center)
    request = listed(session, clerk, seeker)
    for _ in range(2):
        done = stepped(session, clerk, request, "issue", social_security_number=NSS)
    assert (done.status, done.issued_on) == (NumberRequestStatus.ISSUED, date(2026, 11, 20))
    assert seeker.social_security_number == NSS
    assert people_lacking(session, clerk, None, after=None, limit=9).rows == []


def test_a_number_with_a_wrong_digit_is_refused() -> None:
    with pytest.raises(ValidationError):
        NumberStepIn(social_security_number="92919084432")


def test_another_persons_number_is_not_given_twice(
    session: Session, center: Center, clerk: Actor
) -> None:
    make_seeker(session, social_security_number=NSS)
    request = listed(session, clerk, without_nss(session, center))
    with pytest.raises(NumberTaken):
        stepped(session, clerk, request, "issue", social_security_number=NSS)


def test_a_temporary_curp_says_until_when(session: Session, center: Center, clerk: Actor) -> None:
    with pytest.raises(ValidationError):
        NumberStepIn(curp="PIXM030811MNERXRA5", curp_kind="temporary")


def test_whom_the_desk_refused_may_be_appointed_again(
    session: Session, center: Center, clerk: Actor
) -> None:
    request = listed(session, clerk, without_nss(session, center))
    stepped(session, clerk, request, "refuse", reason="Falta la CURP")
    done = stepped(session, clerk, request, "appoint", appointment_at=WHEN, place="Módulo")
    assert done.status is NumberRequestStatus.APPOINTED


def test_another_center_does_not_see_the_request(
    session: Session, center: Center, clerk: Actor
) -> None:
    request = listed(session, clerk, without_nss(session, center))
    with pytest.raises(NumberRequestNotFound):
        stepped(session, staff_actor(session, make_center(session)), request, "withdraw")


def test_the_list_holds_who_consented_and_every_export_is_on_record(
    session: Session, center: Center, clerk: Actor
) -> None:
    without_nss(session, center, first_surname="Callada")
    listed(session, clerk, without_nss(session, center, first_surname="Conforme"))
    text = number_list(session, clerk, "csv", MOMENT).decode("utf-8-sig")
    assert "Conforme" in text
    assert "Callada" not in text
    from models import audit

    audit.write_pending(session)
    exported = AuditEvent.action == "number_list_exported"
    assert session.scalar(select(func.count()).where(exported)) == 1
