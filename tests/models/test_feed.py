import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from models import feed
from models.consent import Consent
from models.database import Database
from models.feed import Changed, Position
from models.opening import Opening, OpeningSkill
from models.seeker import Seeker
from models.vocabulary import FeedKind, FeedOperation
from tests.conftest import empty_postgresql
from tests.factories import make_center, make_document, make_opening, make_seeker


def _open_and_fail(session: Session) -> None:
    make_opening(session)
    raise ZeroDivisionError


def _since(database: Database, position: Position) -> feed.Batch:
    with database.read() as session:
        return feed.changes_since(session, position)


def _head(database: Database) -> Position:
    with database.read() as session:
        return feed.head(session)


def test_a_new_database_has_no_changes(database: Database) -> None:
    assert _since(database, Position()) == feed.Batch((), Position(), is_settled=True)
    assert _head(database) == Position()


def test_a_new_opening_is_announced_once(database: Database) -> None:
    with database.write() as session:
        opening = make_opening(session)
    assert _since(database, Position()).changes == (Changed(FeedKind.OPENING, opening.id),)


def test_nothing_is_delivered_twice_once_it_is_settled(database: Database) -> None:
    with database.write() as session:
        make_opening(session)
    first = _since(database, Position())
    assert _since(database, first.position) == feed.Batch((), first.position, is_settled=True)


def test_the_head_stands_behind_everything_settled(database: Database) -> None:
    with database.write() as session:
        make_opening(session)
        make_seeker(session)
    assert _head(database) == _since(database, Position()).position


@pytest.mark.parametrize(
    "touch",
    [
        lambda session, seeker: setattr(seeker, "municipality", "02004"),
        lambda session, seeker: setattr(seeker, "given_names", "Otra"),
        lambda session, seeker: session.add(make_document(seeker_id=seeker.id)),
        lambda session, seeker: session.delete(session.query(Consent).first()),
    ],
    ids=["field", "sealed field", "document", "consent"],
)
def test_whatever_touches_a_person_is_announced(database: Database, touch) -> None:
    with database.write() as session:
        seeker_id = make_seeker(session).id
    position = _head(database)
    with database.write() as session:
        touch(session, session.get_one(Seeker, seeker_id))
    assert _since(database, position).changes == (Changed(FeedKind.SEEKER, seeker_id),)


def test_a_skill_added_to_an_opening_is_announced(database: Database) -> None:
    with database.write() as session:
        opening_id = make_opening(session).id
    position = _head(database)
    with database.write() as session:
        skill = OpeningSkill(opening_id=opening_id, position=9, is_required=True, text="soldar")
        session.add(skill)
    assert _since(database, position).changes == (Changed(FeedKind.OPENING, opening_id),)


def test_a_row_that_did_not_change_is_not_announced(database: Database) -> None:
    with database.write() as session:
        opening_id = make_opening(session).id
    position = _head(database)
    with database.write() as session:
        opening = session.get_one(Opening, opening_id)
        opening.title = str(opening.title)
    assert _since(database, position).changes == ()


def test_a_removed_row_is_announced(database: Database) -> None:
    with database.write() as session:
        opening_id = make_opening(session).id
    position = _head(database)
    with database.write() as session:
        session.delete(session.get_one(Opening, opening_id))
    assert _since(database, position).changes == (Changed(FeedKind.OPENING, opening_id),)


def test_what_was_undone_is_not_announced(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as session:
        _open_and_fail(session)
    assert _since(database, Position()).changes == ()


def test_other_nouns_are_not_announced(database: Database) -> None:
    with database.write() as session:
        make_center(session)
    assert _since(database, Position()).changes == ()


def test_statements_that_bypass_the_session_announce_by_hand(database: Database) -> None:
    with database.write() as session:
        feed.announce(session, FeedKind.SEEKER, [7, 8], FeedOperation.DELETE)
        feed.announce(session, FeedKind.SEEKER, [])
    changes = _since(database, Position()).changes
    assert changes == (Changed(FeedKind.SEEKER, 7), Changed(FeedKind.SEEKER, 8))


def test_many_changes_of_one_row_are_delivered_as_one(database: Database) -> None:
    with database.write() as session:
        opening = make_opening(session)
        for title in ("a", "b", "c"):
            opening.title = title
            session.flush()
        assert feed.size(session) == 4
    assert len(_since(database, Position()).changes) == 1


def test_a_position_survives_being_written_down() -> None:
    position = Position(12, 34)
    assert Position.parse(str(position)) == position


def _announce(session: Session, row_id: int) -> None:
    feed.announce(session, FeedKind.OPENING, [row_id])
    session.flush()


class TestWithALateCommitter:
    """Transactions that end in another order than they began, as only PostgreSQL allows."""

    @pytest.fixture
    def database_url(self, request: pytest.FixtureRequest, postgresql_url: str) -> str:
        empty_postgresql(request.getfixturevalue("postgresql_engine"))
        return postgresql_url

    def test_the_late_change_is_not_skipped(self, database: Database) -> None:
        with database.write() as late:
            _announce(late, 1)
            with database.write() as early:
                _announce(early, 2)
            between = _since(database, Position())
        after = _since(database, between.position)
        assert Changed(FeedKind.OPENING, 1) in after.changes

    def test_the_early_change_does_not_wait_for_the_late_one(self, database: Database) -> None:
        with database.write() as late:
            _announce(late, 1)
            with database.write() as early:
                _announce(early, 2)
            assert _since(database, Position()).changes == (Changed(FeedKind.OPENING, 2),)

    def test_the_head_does_not_pass_a_running_transaction(self, database: Database) -> None:
        with database.write() as late:
            _announce(late, 1)
            with database.write() as early:
                _announce(early, 2)
            head = _head(database)
        assert Changed(FeedKind.OPENING, 1) in _since(database, head).changes

    def test_numbers_alone_would_have_skipped_it(self, database: Database) -> None:
        with database.write() as late:
            late.execute(text("SELECT pg_current_xact_id()"))
            with database.write() as early:
                _announce(early, 2)
            _announce(late, 1)
            between = _since(database, Position())
        assert {change.row_id for change in _since(database, between.position).changes} == {1, 2}

    def test_a_restored_feed_counts_as_settled(self, database: Database) -> None:
        with database.write() as session:
            _announce(session, 1)
            session.execute(text("UPDATE changes SET transaction_id = 9000000000000"))
        assert _head(database) == Position()
        with database.write() as session:
            feed.rebase(session)
        batch = _since(database, Position())
        assert _since(database, batch.position).changes == ()
