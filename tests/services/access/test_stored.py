"""What the audit record says of openings and people that were stored."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from models import pending
from models.audit import AuditEntry
from models.employer import Employer
from models.vocabulary import ActorKind
from services.access import stored as told
from services.access.actor import Actor
from services.openings.bulk import check_rows, store_rows
from services.seekers.bulk import check_people, store_people
from services.seekers.corrections import NewPaperIn, add_paper, remove_paper
from services.seekers.documents import SeenIn, see_document
from services.seekers.read import attended
from tests.enrollment_world import NOW
from tests.factories import make_employer
from tests.services.seekers.test_carried import said


@pytest.fixture
def employer(session: Session) -> Employer:
    return make_employer(session)


def opening(name: str = "1", **changes: Any) -> dict[str, Any]:
    wanted = {
        "title": "Cocinera o cocinero",
        "municipality": "07089",
        "required_skills": ["cocinar"],
    }
    return {"external_id": name, **wanted, **changes}


def send(session: Session, employer: Employer, *rows: dict[str, Any]) -> list[AuditEntry]:
    """What the audit record gets."""
    actor = Actor(ActorKind.EMPLOYER, id=employer.id)
    pending.take(session)
    store_rows(session, actor, employer, check_rows(rows, today=NOW.date()), now=NOW)
    return pending.take(session)


def fields_of(entries: list[AuditEntry]) -> list[Any]:
    return [entry.details["fields"] for entry in entries if entry.action.endswith("_updated")]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"monthly_wage_mxn": "14000"}, ["monthly_wage_mxn"]),
        ({"required_skills": ["hornear pan"]}, ["skills"]),
        ({"languages": [{"language": "en", "level": "basic"}]}, ["languages"]),
        ({"contact": {"name": "Otra", "phone": "9621234567"}}, ["contact"]),
        ({"offers": ["housing"], "positions": 2}, ["offers", "positions"]),
    ],
)
def test_a_changed_opening_has_a_line_that_names_its_fields(
    session: Session, employer: Employer, changes: dict[str, Any], fields: list[str]
) -> None:
    send(session, employer, opening(contact={"name": "Una", "phone": "9621234567"}))

    again = {"contact": {"name": "Una", "phone": "9621234567"}, **changes}
    assert fields_of(send(session, employer, opening(**again))) == [fields]


def test_an_opening_alone_is_the_subject_of_its_line(session: Session, employer: Employer) -> None:
    counts, made = send(session, employer, opening())

    assert (counts.action, counts.details["created"]) == ("openings_stored", 1)
    assert (made.action, made.subject_kind, made.details) == ("opening_created", "opening", {})


def test_what_is_sent_again_unchanged_is_counted_alone(
    session: Session, employer: Employer
) -> None:
    send(session, employer, opening())

    [counts] = send(session, employer, opening())

    assert counts.details == {"created": 0, "updated": 0, "unchanged": 1}


def test_many_new_rows_share_a_line(
    session: Session, employer: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(told, "BLOCK", 2)

    _, *made = send(session, employer, *(opening(name) for name in "abc"))

    assert [entry.action for entry in made] == ["openings_created"] * 2
    assert [len(entry.details["ids"]) for entry in made] == [2, 1]
    assert {entry.subject for entry in made} == {employer.public_id}


PAPER = {"kind": "tvrh", "number": "T-1", "state": "07", "valid_until": "2027-03-31"}


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"given_names": "Rosa María"}, ["given_names"]),
        ({"documents": [{**PAPER, "number": "T-2"}]}, ["documents"]),
        ({"occupations": [{"title": "cocinera", "months": 13}]}, ["occupations"]),
        ({"relocation": {"willing": True, "states": ["19"]}}, [
            "relocation_states", "relocation_willing",
        ]),
        ({"rfc": "GODE561231GR8", "needs": ["legal"]}, ["needs", "rfc"]),
        ({"consents": []}, ["is_matchable"]),
    ],
)  # fmt: skip
def test_a_changed_person_has_a_line_that_names_fields_and_no_value(
    session: Session, clerk: Actor, changes: dict[str, Any], fields: list[str]
) -> None:
    def sent(**told: Any) -> list[AuditEntry]:
        pending.take(session)
        people = check_people([said(**told)], today=NOW.date())
        assert store_people(session, clerk, people, now=NOW)[0].errors == ()
        session.expire_all()
        return pending.take(session)

    before = {"documents": [PAPER], "occupations": [{"title": "cocinera", "months": 12}]}
    sent(**before)

    [found] = fields_of(sent(**before | changes))

    assert [name for name in found if name != "numbers_by_staff"] == fields


def test_what_staff_do_with_a_paper_names_its_person(session: Session, clerk: Actor) -> None:
    people = check_people([said(documents=[PAPER])], today=NOW.date())
    person = store_people(session, clerk, people, now=NOW)[0].public_id
    assert person is not None
    paper = attended(session, clerk, person).documents[0].public_id
    pending.take(session)

    see_document(session, clerk, person, paper, SeenIn(number="T-1"), NOW)
    remove_paper(session, clerk, person, paper, NOW)
    add_paper(session, clerk, person, NewPaperIn.model_validate(PAPER), NOW)

    told = [entry for entry in pending.take(session) if entry.action.startswith("document_")]
    assert [entry.action.removeprefix("document_") for entry in told] == [
        "seen",
        "removed",
        "added",
    ]
    assert {entry.details["person"] for entry in told} == {str(person)}
