"""A falsified fact is found: what a row says is held against what the audit record was told."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from models import audit
from models.audit_event import AuditEvent, AuditHead
from models.consent import Consent
from models.database import Database
from models.enrollment import Enrollment
from models.filing_lifecycles import MovementStatus
from models.placement import Placement
from models.repositories import consents
from models.seeker import Seeker
from models.vocabulary import ActorKind, ConsentPurpose
from services.access.actor import Actor
from services.calendar import Moment
from services.consistency import check
from services.people.erase import erase_person
from services.people.merge import merge
from services.seekers.bulk import check_people, store_people
from tests.enrollment_world import NOW, staff_actor
from tests.factories import NOON, make_center, make_opening, make_placement, make_seeker
from tests.services.seekers.test_carried import said

STARTED = date(2026, 11, 16)


@pytest.fixture
def hire(database: Database) -> int:
    """A hire with a movement; its person agreed to everything."""
    with database.write() as session:
        placement = make_placement(
            session,
            started=True,
            starts_on=STARTED,
            offered_monthly_wage_mxn=Decimal(9800),
            opening=make_opening(session, positions_filled=1),
        )
        movement = Enrollment(
            placement_id=placement.id,
            contribution_base_mxn=Decimal("342.10"),
            effective_on=STARTED,
            status=MovementStatus.WAITING,
        )
        session.add(movement)
        return placement.id


def found(database: Database) -> list[str]:
    with database.read() as session:
        report = check(session)
    assert report.uncovered == []
    return report.findings


def behind_its_back(database: Database, statement: Any) -> None:
    with database.write() as session:
        session.execute(statement.execution_options(synchronize_session=False))


def test_what_the_service_stored_agrees(database: Database, hire: int) -> None:
    assert found(database) == []


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (Placement, {"offered_monthly_wage_mxn": Decimal(99999)}),
        (Placement, {"starts_on": date(2026, 11, 1), "enrollment_due_on": date(2027, 1, 1)}),
        (Placement, {"grade": "A", "enrolled_on": STARTED}),
        (Enrollment, {"contribution_base_mxn": Decimal(1), "status": "proved"}),
        (Consent, {"given_at": NOON - timedelta(days=2000)}),
        (Consent, {"withdrawn_at": NOON + timedelta(days=1)}),
        (Consent, {"notice_version": "2020-01"}),
    ],
)
def test_each_falsified_fact_is_named(
    database: Database, hire: int, table: type[Any], values: dict[str, Any]
) -> None:
    behind_its_back(database, update(table).values(**values))

    sentences = found(database)

    names = ", ".join(sorted(values))
    assert sentences
    assert all(it.endswith(f"is not as the audit record has it: {names}.") for it in sentences)


def test_another_persons_hire_and_consent_are_found(database: Database, hire: int) -> None:
    with database.write() as session:
        other = make_seeker(session, consenting=False).id

    behind_its_back(database, update(Placement).values(seeker_id=other))
    behind_its_back(database, update(Consent).values(seeker_id=other))

    sentences = found(database)
    assert len(sentences) == 1 + len(ConsentPurpose)
    assert all(it.endswith(": seeker.") for it in sentences)


def test_rows_that_vanished_are_found(database: Database, hire: int) -> None:
    behind_its_back(database, delete(Enrollment))
    behind_its_back(database, delete(Consent).where(Consent.purpose == ConsentPurpose.MATCHING))

    kinds = sorted(it.split()[0] for it in found(database))
    assert kinds == ["Consent", "Movement"]


def test_a_fact_that_the_service_changes_goes_on_agreeing(database: Database, hire: int) -> None:
    with database.write() as session:
        placement = session.get_one(Placement, hire)
        placement.starts_on, placement.ended_on = STARTED + timedelta(days=1), date(2026, 11, 20)
        movement = session.scalars(select(Enrollment)).one()
        movement.status, movement.reply_code = MovementStatus.REFUSED, "004"

    assert found(database) == []
    told = told_of(database, "placement_facts")
    assert told[-1] == {"starts_on": "2026-11-17", "ended_on": "2026-11-20"}


def told_of(database: Database, action: str) -> list[dict[str, Any]]:
    with database.read() as session:
        query = select(AuditEvent.details).where(AuditEvent.action == action)
        return list(session.scalars(query.order_by(AuditEvent.sequence)))


def test_a_later_step_does_not_cover_up_what_was_falsified(database: Database, hire: int) -> None:
    behind_its_back(database, update(Placement).values(offered_monthly_wage_mxn=Decimal(1)))

    with database.write() as session:
        session.get_one(Placement, hire).ended_on = date(2026, 11, 20)

    [sentence] = found(database)
    assert sentence.endswith(": offered_monthly_wage_mxn.")


def test_facts_are_told_by_whoever_acts(database: Database) -> None:
    with database.write() as session:
        clerk = staff_actor(session, make_center(session))
        store(session, clerk, "1")

    with database.read() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.action == "consents_given"))
        [event] = events
        assert (event.actor_kind, event.actor) == (ActorKind.STAFF, str(clerk.public_id))
        assert event.details["purpose"] == "matching"


def store(session: Session, clerk: Actor, name: str, **changes: Any) -> UUID:
    people = check_people([said(external_id=name, **changes)], today=NOW.date())
    [done] = store_people(session, clerk, people, now=NOW + timedelta(seconds=len(changes)))
    assert done.public_id is not None
    session.expire_all()
    return done.public_id


@pytest.fixture
def people(database: Database) -> tuple[Actor, UUID, UUID]:
    with database.write() as session:
        clerk = staff_actor(session, make_center(session))
        return clerk, store(session, clerk, "1"), store(session, clerk, "2", consents=["contact"])


People = tuple[Actor, UUID, UUID]


def withdrawn(session: Session, people: People) -> None:
    store(session, people[0], "1", consents=[])


def agreed_again(session: Session, people: People) -> None:
    store(session, people[0], "1", consents=[])
    store(session, people[0], "1", consents=["matching"], needs=["legal"])


def merged(session: Session, people: People) -> None:
    merge(session, people[0], people[2], people[1], Moment(NOON, frozenset()))


def forgotten(session: Session, people: People) -> None:
    erase_person(session, people[0], people[1], Moment(NOW + timedelta(1), frozenset()))


@pytest.mark.parametrize("happens", [withdrawn, agreed_again, merged, forgotten])
def test_consents_agree_whatever_happened_to_them(
    database: Database, people: People, happens: Callable[[Session, People], None]
) -> None:
    with database.write() as session:
        happens(session, people)

    assert found(database) == []


def test_a_consent_that_was_taken_back_is_not_made_to_hold_again(
    database: Database, people: People
) -> None:
    with database.write() as session:
        withdrawn(session, people)

    behind_its_back(database, update(Consent).values(withdrawn_at=None))

    [sentence] = found(database)
    assert sentence.endswith(": withdrawn_at.")


def test_rows_of_an_earlier_version_are_counted_as_not_covered(
    database: Database, hire: int
) -> None:
    with database.write() as session:
        emptied = "DROP TRIGGER audit_events_refuse_DELETE"
        replica = "SET LOCAL session_replication_role = replica"
        session.execute(text(emptied if database.is_sqlite else replica))
        session.execute(delete(AuditEvent))
        session.execute(update(AuditHead).values(sequence=0, hash="start"))

    with database.read() as session:
        report = check(session)
        assert audit.broken_at(session) is None
    assert report.findings == []
    assert report.uncovered == [
        "Placements kept by an earlier version, not covered: 1",
        "Movements kept by an earlier version, not covered: 1",
        "Consents kept by an earlier version, not covered: 3",
    ]


def test_many_consents_share_a_line(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.write() as session:
        clerk = staff_actor(session, make_center(session))
        rows = [said(external_id=str(number)) for number in range(60)]
        store_people(session, clerk, check_people(rows, today=NOW.date()), now=NOW)

    [told] = told_of(database, "consents_given")
    assert len(told["rows"]) == 60
    assert found(database) == []
    with database.write() as session:
        ids = session.scalars(select(Seeker.id)).all()
        consents.withdraw_all(session, ids[0], NOW)
    assert [len(it["rows"]) for it in told_of(database, "consents_withdrawn")] == [1]
