"""A person alone: drafts, registering, coming back, withdrawing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.repositories import seekers
from models.seeker import Seeker
from models.vocabulary import CenterKind, ConsentChannel
from services.errors import NotFound
from services.seekers.drafts import Draft, end_draft, open_draft, save_draft, start_draft
from services.seekers.schemas import SeekerIn
from services.seekers.self_service import (
    Returned,
    center_near,
    come_back,
    merged,
    submit_draft,
    withdraw,
)
from tests.factories import make_center, make_seeker

NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def said(**changes: Any) -> SeekerIn:
    given = {
        "given_names": "Rosa",
        "first_surname": "Inventada",
        "born_on": date(1990, 5, 5),
        "municipality": "07089",
        "documents": [{"kind": "tvrh", "state": "07", "valid_until": date(2027, 5, 31)}],
        "consents": ["matching"],
    }
    return SeekerIn.model_validate(given | changes)


@pytest.fixture(autouse=True)
def centers(session: Session) -> None:
    make_center(session, code="WEB", kind=CenterKind.OFFICE, municipality="09015")
    make_center(session, code="TAP", municipality="07089")


def start(session: Session, **answers: Any) -> str:
    return start_draft(session, answers, language="es", now=NOW)


def opened(session: Session, token: str, now: datetime = NOW) -> Draft:
    draft = open_draft(session, token, now=now)
    assert draft
    return draft


def register(session: Session, **changes: Any) -> tuple[str, str]:
    """The visit's token and the code."""
    token = start(session)
    submit_draft(session, token, said(**changes), now=NOW)
    code = opened(session, token).code
    assert code
    return token, code


def back(
    session: Session, code: str, year: int = 1990, *, address: str = "here"
) -> Returned | None:
    return come_back(session, code, year, address=address, language="es", now=NOW)


def only_person(session: Session) -> Seeker:
    (row,) = session.query(Seeker)
    person = seekers.by_id(session, row.id)
    assert person
    return person


def test_a_draft_gives_back_what_was_saved(session: Session) -> None:
    token = start(session, place="x")
    save_draft(session, token, {"place": "y"}, language="es", now=NOW)
    assert opened(session, token).answers == {"place": "y"}


def test_a_draft_is_gone_after_thirty_days(session: Session) -> None:
    token = start(session)
    assert opened(session, token, NOW + timedelta(days=29))
    assert open_draft(session, token, now=NOW + timedelta(days=31)) is None


def test_an_ended_draft_cannot_be_opened_or_saved(session: Session) -> None:
    token = start(session)
    end_draft(session, token, now=NOW)
    assert open_draft(session, token, now=NOW) is None
    assert not save_draft(session, token, {}, language="es", now=NOW)


def test_a_visit_with_a_registered_person_is_short(session: Session) -> None:
    token, _ = register(session)
    assert open_draft(session, token, now=NOW + timedelta(hours=3)) is None


def test_registering_stores_the_person_at_the_center_nearby(session: Session) -> None:
    register(session)
    person = only_person(session)
    assert (person.given_names, person.center.code) == ("Rosa", "TAP")


def test_consents_given_in_the_form_say_so(session: Session) -> None:
    register(session)
    (consent,) = only_person(session).consents
    assert consent.channel is ConsentChannel.WEB


def test_registering_twice_from_one_draft_stores_one_person(session: Session) -> None:
    token, code = register(session)
    submit_draft(session, token, said(given_names="Rosalía"), now=NOW)
    assert only_person(session).given_names == "Rosalía"
    assert opened(session, token).code == code


def test_an_ended_draft_registers_nobody(session: Session) -> None:
    with pytest.raises(NotFound):
        submit_draft(session, "no such token", said(), now=NOW)


@pytest.mark.parametrize(
    ("municipality", "code"),
    [("07089", "TAP"), ("07019", "TAP"), ("09002", "WEB"), ("26030", None)],
)
def test_the_center_is_the_one_of_the_place_or_else_of_the_state(
    session: Session, municipality: str, code: str | None
) -> None:
    near = center_near(session, municipality)
    assert (near.code if near else None) == code


def test_a_shelter_takes_nobody_in_from_the_form(session: Session) -> None:
    make_center(session, code="ALB", kind=CenterKind.SHELTER, municipality="26030")
    assert center_near(session, "26030") is None


def test_the_code_gives_back_what_was_said(session: Session) -> None:
    _, code = register(session)
    returned = back(session, code)
    assert returned
    assert returned.intake.given_names == "Rosa"
    assert opened(session, returned.token).seeker == only_person(session).public_id


def test_the_wrong_year_is_refused_and_counted(session: Session) -> None:
    _, code = register(session)
    tries = [back(session, code, 1980) for _ in range(5)]
    assert tries == [None] * 5
    assert back(session, code) is None


def test_a_rested_code_works_again(session: Session) -> None:
    _, code = register(session)
    for _ in range(5):
        back(session, code, 1980)
    later = NOW + timedelta(minutes=16)
    assert come_back(session, code, 1990, address="here", language="es", now=later)


def test_guessing_codes_from_one_address_ends(session: Session) -> None:
    _, code = register(session)
    for number in range(40):
        back(session, f"AAAAAA{number:02}")
    assert back(session, code) is None
    assert back(session, code, address="elsewhere")


def test_withdrawing_ends_the_code_and_the_matching(session: Session) -> None:
    token, code = register(session)
    withdraw(session, token, now=NOW)
    assert back(session, code) is None
    assert not only_person(session).is_matchable


def test_somebody_else_s_token_withdraws_nobody(session: Session) -> None:
    make_seeker(session)
    withdraw(session, start(session), now=NOW)
    assert only_person(session).is_matchable


def test_what_only_a_desk_asks_stays_when_the_form_is_sent_again() -> None:
    known = said(
        sex="M",
        needs=["health"],
        documents=[{"kind": "tvrh", "number": "A123", "state": "07"}],
    )
    now = merged(known, said(given_names="Rosalía"))
    assert (now.sex, now.needs, now.given_names) == ("M", {"health"}, "Rosalía")
    assert [paper.number for paper in now.documents] == ["A123"]


def test_what_the_form_asks_is_as_the_person_says_now() -> None:
    known = said(phone="+529621234567", skills=["soldar"])
    now = merged(known, said())
    assert (now.phone, now.skills) == (None, ())


def test_a_transfer_that_staff_recorded_survives_the_persons_own_changes() -> None:
    paper = {"kind": "solicitante_constancia", "state": "07"}
    known = said(documents=[paper | {"number": "C-1", "transfer_states": ["19"]}])
    revised = merged(known, said(documents=[paper], municipality="19039"))
    (kept,) = revised.documents
    assert (kept.number, kept.transfer_states) == ("C-1", frozenset({"19"}))
