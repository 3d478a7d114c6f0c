from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models import feed
from models.consent import Consent
from models.database import Database
from models.fast_insert import WORTH_A_COPY
from models.feed import Position
from models.lifecycles import OpeningStatus
from models.opening import Opening, OpeningLanguage, OpeningSkill
from models.repositories import bulk, openings, seekers
from models.repositories.bulk import Outcome, Row
from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from models.vocabulary import ActorKind, ConsentChannel, ConsentPurpose, Level
from tests.factories import NOON, TAPACHULA, make_center, make_employer

MANY = WORTH_A_COPY + 5


def _row(name: str, *, content: str | None = None, title: str = "Soldador", **more: Any) -> Row:
    return Row(
        fields={
            "external_id": name,
            "title": title,
            "status": OpeningStatus.PUBLISHED,
            "municipality": TAPACHULA,
            "contact": {"name": f"Contacto de {name}"},
            "content_hash": content,
        },
        children={
            OpeningSkill: [{"position": 0, "is_required": True, "text": f"skill of {name}"}],
            OpeningLanguage: [{"language": "es", "level": Level.BASIC}],
        },
        **more,
    )


def _store(session: Session, owner: int, rows: list[Row]) -> list[bulk.Stored]:
    return bulk.store(session, openings.NOUN, owner, rows)


def _known(session: Session, owner: int, *names: str) -> dict[str, bulk.Known]:
    return bulk.known(session, openings.NOUN, owner, names)


@pytest.mark.parametrize("count", [1, MANY])
def test_new_rows_are_created_with_their_children(session: Session, count: int) -> None:
    owner = make_employer(session).id
    stored = _store(session, owner, [_row(str(number)) for number in range(count)])
    found = openings.by_ids(session, [row.id for row in stored])
    assert {row.outcome for row in stored} == {Outcome.CREATED}
    assert {row.skills[0].text for row in found} == {f"skill of {n}" for n in range(count)}


@pytest.mark.parametrize("count", [1, MANY])
def test_results_come_in_the_order_given(session: Session, count: int) -> None:
    owner = make_employer(session).id
    names = [str(number * 7919 % 1000) for number in range(count)]
    stored = _store(session, owner, [_row(name) for name in names])
    found = {row.id: row for row in openings.by_ids(session, [row.id for row in stored])}
    assert [found[row.id].external_id for row in stored] == names
    assert [found[row.id].public_id for row in stored] == [row.public_id for row in stored]


@pytest.mark.parametrize("count", [1, MANY])
def test_sealed_fields_open_again(session: Session, count: int) -> None:
    owner = make_employer(session).id
    [first, *_] = _store(session, owner, [_row(str(number)) for number in range(count)])
    [opening] = openings.by_ids(session, [first.id])
    assert opening.contact == {"name": "Contacto de 0"}


@pytest.mark.parametrize("count", [1, MANY])
def test_fields_left_out_get_their_defaults(session: Session, count: int) -> None:
    owner = make_employer(session).id
    [first, *_] = _store(session, owner, [_row(str(number)) for number in range(count)])
    [opening] = openings.by_ids(session, [first.id])
    assert (opening.positions, opening.offers, opening.description) == (1, [], "")
    assert opening.created_at.tzinfo is not None


def test_a_known_row_is_replaced_with_its_children(session: Session) -> None:
    owner = make_employer(session).id
    [created] = _store(session, owner, [_row("a")])
    known = _known(session, owner, "a", "b")
    [updated] = _store(session, owner, [_row("a", title="Pailero", known=known["a"])])
    [opening] = openings.by_ids(session, [created.id])
    assert set(known) == {"a"}
    assert (updated.outcome, updated.public_id) == (Outcome.UPDATED, created.public_id)
    assert (opening.title, opening.contact) == ("Pailero", {"name": "Contacto de a"})
    assert [skill.text for skill in opening.skills] == ["skill of a"]


def test_a_replaced_row_shows_as_changed_since(session: Session) -> None:
    owner = make_employer(session).id
    [created] = _store(session, owner, [_row("a")])
    before = session.scalar(select(Opening.updated_at).where(Opening.id == created.id))
    _store(session, owner, [_row("a", title="Pailero", known=_known(session, owner, "a")["a"])])
    after = session.scalar(select(Opening.updated_at).where(Opening.id == created.id))
    assert before is not None
    assert after is not None
    assert after > before


def test_the_same_content_again_changes_nothing(database: Database) -> None:
    with database.write() as session:
        owner = make_employer(session).id
        _store(session, owner, [_row("a", content="x")])
    with database.read() as session:
        position = feed.head(session)
    with database.write() as session:
        known = _known(session, owner, "a")["a"]
        [again] = _store(session, owner, [_row("a", content="x", title="Other", known=known)])
    with database.read() as session:
        assert feed.changes_since(session, position).changes == ()
        assert session.scalar(select(Opening.title)) == "Soldador"
    assert again.outcome is Outcome.UNCHANGED


def test_created_replaced_and_unchanged_rows_mix(session: Session) -> None:
    owner = make_employer(session).id
    _store(session, owner, [_row("same", content="x"), _row("old", content="x")])
    known = _known(session, owner, "same", "old", "new")
    mixed = [
        _row("new"),
        _row("old", content="y", known=known["old"]),
        _row("same", content="x", known=known["same"]),
    ]
    outcomes = [row.outcome for row in _store(session, owner, mixed)]
    assert outcomes == [Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED]


def test_stored_rows_are_announced(database: Database) -> None:
    with database.write() as session:
        stored = _store(session, make_employer(session).id, [_row("a"), _row("b")])
    with database.read() as session:
        changes = feed.changes_since(session, Position()).changes
    assert {change.row_id for change in changes} == {row.id for row in stored}


def test_names_of_another_employer_are_unknown(session: Session) -> None:
    owner, other = make_employer(session).id, make_employer(session).id
    _store(session, owner, [_row("a")])
    assert _known(session, other, "a") == {}


def test_rows_that_name_different_fields_are_refused(session: Session) -> None:
    odd = Row(fields={"external_id": "b"})
    with pytest.raises(ValueError, match="same"):
        _store(session, make_employer(session).id, [_row("a"), odd])


@pytest.mark.parametrize("count", [1, MANY])
def test_the_database_refuses_bad_rows_without_showing_them(session: Session, count: int) -> None:
    owner = make_employer(session).id
    rows = [_row(str(number), title="secret" * 100) for number in range(count)]
    bad = [Row(fields={**row.fields, "positions": 0}) for row in rows]
    with pytest.raises(DBAPIError) as caught:
        _store(session, owner, bad)
    assert "secret" not in str(caught.value)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    titles=st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=40),
        min_size=1,
        max_size=3,
    )
)
def test_any_text_survives_both_ways_of_inserting(session: Session, titles: list[str]) -> None:
    owner = make_employer(session).id
    for count in (1, MANY):
        rows = [_row(f"{count}-{n}", title=titles[n % len(titles)]) for n in range(count)]
        found = openings.by_ids(session, [row.id for row in _store(session, owner, rows)])
        assert {row.title for row in found} <= set(titles)


def _person(name: str, known: bulk.Known | None = None) -> Row:
    return Row(
        fields={
            "external_id": name,
            "given_names": f"Persona {name}",
            "curp": f"CURP{name}",
            "born_on": date(1990, 1, 2),
            "needs": [],
            "municipality": TAPACHULA,
            "is_matchable": True,
            "content_hash": None,
        },
        known=known,
        children={SeekerDocument: [{"kind": "tvrh", "number": f"N{name}"}]},
        additions={
            Consent: [
                {
                    "purpose": ConsentPurpose.MATCHING,
                    "given_at": NOON,
                    "notice_version": "1",
                    "notice_language": "es",
                    "notice_hash": "0",
                    "channel": ConsentChannel.DESK,
                    "recorded_by_kind": ActorKind.STAFF,
                }
            ]
        },
    )


@pytest.mark.parametrize("count", [1, MANY])
def test_people_are_stored_sealed_with_their_documents(session: Session, count: int) -> None:
    center = make_center(session)
    rows = [_person(str(number)) for number in range(count)]
    bulk.store(session, seekers.NOUN, center.id, rows)
    person = seekers.by_external_id(session, center.id, "0")
    assert person is not None
    assert (person.given_names, person.born_on) == ("Persona 0", date(1990, 1, 2))
    assert [paper.number for paper in person.documents] == ["N0"]
    assert list(seekers.by_document_number(session, "n-0")) == [person]
    assert list(seekers.by_curp(session, "curp0")) == [person]


def test_replacing_a_person_keeps_earlier_consents(session: Session) -> None:
    center = make_center(session)
    bulk.store(session, seekers.NOUN, center.id, [_person("a")])
    known = bulk.known(session, seekers.NOUN, center.id, ["a"])
    bulk.store(session, seekers.NOUN, center.id, [_person("a", known["a"])])
    counts = [
        session.scalar(select(func.count()).select_from(table))
        for table in (Seeker, SeekerDocument, Consent)
    ]
    assert counts == [1, 1, 2]
