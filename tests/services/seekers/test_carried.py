"""What staff saw stays when a person is written anew, unless it is said otherwise."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from services.access.actor import Actor
from services.seekers.bulk import check_people, store_people
from services.seekers.documents import SeenIn, see_document
from services.seekers.read import attended
from services.seekers.register import prepare_one, put_seeker, register_seeker
from services.seekers.schemas import SeekerIn
from tests.enrollment_world import NOW

KIND = "solicitante_constancia"


def said(**changes: Any) -> dict[str, Any]:
    return {
        "external_id": "118",
        "given_names": "Rosa",
        "first_surname": "Inventada",
        "born_on": "1990-05-05",
        "municipality": "07089",
        "consents": ["matching"],
        **changes,
    }


def taken_in(session: Session, clerk: Actor, **seen: Any) -> UUID:
    """A person whose one paper says no state; staff saw it, and that `seen` stands on it."""
    intake = SeekerIn.model_validate(said(documents=[{"kind": KIND}]))
    stored = register_seeker(session, clerk, prepare_one(intake, now=NOW), now=NOW)
    person = attended(session, clerk, stored.public_id)
    paper = person.documents[0].public_id
    see_document(session, clerk, person.public_id, paper, SeenIn.model_validate(seen), NOW)
    return stored.public_id


def put(session: Session, clerk: Actor, person: UUID, **changes: Any) -> Seeker:
    intake = SeekerIn.model_validate(said(**changes))
    session.expire_all()
    return put_seeker(session, clerk, person, prepare_one(intake, now=NOW), now=NOW)[1]


def sent_in_a_file(session: Session, clerk: Actor, person: UUID, **changes: Any) -> Seeker:
    people = check_people([said(**changes)], today=NOW.date())
    session.expire_all()
    assert store_people(session, clerk, people, now=NOW)[0].errors == ()
    session.expire_all()
    return attended(session, clerk, person)


WAYS = pytest.mark.parametrize("write", [put, sent_in_a_file])


def states_allowed(person: Seeker) -> set[str]:
    return {state for grant in person.profile["grants"] for state in grant[2]}


def told(paper: SeekerDocument) -> tuple[str | None, list[str], bool]:
    return paper.state, paper.transfer_states, paper.verified_at is not None


@WAYS
def test_a_transfer_and_a_state_that_are_not_named_stay(
    session: Session, clerk: Actor, write: Any
) -> None:
    person = taken_in(session, clerk, state="07", transfer_states=["02"])

    kept = write(session, clerk, person, documents=[{"kind": KIND}], needs=["legal"])

    assert [told(paper) for paper in kept.documents] == [("07", ["02"], True)]
    assert states_allowed(kept) == {"07", "02"}


@WAYS
def test_papers_that_were_seen_stay_where_none_is_spoken_of(
    session: Session, clerk: Actor, write: Any
) -> None:
    person = taken_in(session, clerk, state="07", valid_until="2027-01-31")

    kept = write(session, clerk, person)

    assert [told(paper) for paper in kept.documents] == [("07", [], True)]
    assert kept.documents[0].valid_until == date(2027, 1, 31)


@WAYS
def test_an_empty_list_of_papers_takes_them_away(
    session: Session, clerk: Actor, write: Any
) -> None:
    person = taken_in(session, clerk, state="07")

    assert write(session, clerk, person, documents=[]).documents == []


@WAYS
def test_an_empty_transfer_ends_it_and_the_paper_is_looked_at_again(
    session: Session, clerk: Actor, write: Any
) -> None:
    person = taken_in(session, clerk, state="07", transfer_states=["02"])

    ended = write(session, clerk, person, documents=[{"kind": KIND, "transfer_states": []}])

    assert [told(paper) for paper in ended.documents] == [("07", [], False)]
    assert states_allowed(ended) == {"07"}


@WAYS
def test_another_state_is_another_paper(session: Session, clerk: Actor, write: Any) -> None:
    person = taken_in(session, clerk, state="07", transfer_states=["02"])

    moved = write(session, clerk, person, documents=[{"kind": KIND, "state": "09"}])

    assert [told(paper) for paper in moved.documents] == [("09", [], False)]


@WAYS
def test_a_second_paper_of_the_kind_is_not_taken_for_the_one_that_was_seen(
    session: Session, clerk: Actor, write: Any
) -> None:
    person = taken_in(session, clerk, state="07")

    both = write(session, clerk, person, documents=[{"kind": KIND}, {"kind": KIND}])

    assert [told(paper) for paper in both.documents] == [("07", [], True), (None, [], False)]


@WAYS
def test_a_paper_that_nobody_saw_stays_too_where_none_is_spoken_of(
    session: Session, clerk: Actor, write: Any
) -> None:
    told_once = [{"kind": KIND, "number": "C-1", "state": "07", "valid_until": "2027-01-31"}]
    intake = SeekerIn.model_validate(said(documents=told_once))
    person = register_seeker(session, clerk, prepare_one(intake, now=NOW), now=NOW).public_id

    kept = write(session, clerk, person, needs=["legal"])

    assert [told(paper) for paper in kept.documents] == [("07", [], False)]
    assert (kept.documents[0].number, states_allowed(kept)) == ("C-1", {"07"})


@WAYS
def test_a_paper_that_nobody_saw_is_replaced(session: Session, clerk: Actor, write: Any) -> None:
    intake = SeekerIn.model_validate(said(documents=[{"kind": KIND, "transfer_states": ["02"]}]))
    person = register_seeker(session, clerk, prepare_one(intake, now=NOW), now=NOW).public_id

    replaced = write(session, clerk, person, documents=[{"kind": KIND}])

    assert [told(paper) for paper in replaced.documents] == [(None, [], False)]


def test_the_same_file_once_more_changes_nothing(session: Session, clerk: Actor) -> None:
    person = taken_in(session, clerk, state="07", transfer_states=["02"])
    sent_in_a_file(session, clerk, person, documents=[{"kind": KIND}])

    people = check_people([said(documents=[{"kind": KIND}])], today=NOW.date())

    assert store_people(session, clerk, people, now=NOW)[0].status == "unchanged"
