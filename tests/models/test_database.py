import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from models import database as database_module
from models.center import Center
from models.crypto import Keyring
from models.database import Database, _from_json, connect, driver_url, savepoint
from models.database_errors import DatabaseBusy, DatabaseUnavailable
from models.employer import Employer
from models.repositories import employers
from tests.factories import make_center, make_employer

# Put together here so that a traceback's source lines do not hold it.
UNTOLD = "-".join(["untold", "value"])


def _count(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Center)) or 0


def _write_and_fail(session: Session, error: type[BaseException]) -> None:
    make_center(session)
    raise error


def _write_twice(session: Session, **fields: str) -> None:
    for _ in range(2):
        make_center(session, **fields)


def test_what_is_written_is_there_when_the_block_ends(database: Database) -> None:
    with database.write() as session:
        make_center(session)
    assert _count(database) == 1


def test_an_error_undoes_everything(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as session:
        _write_and_fail(session, ZeroDivisionError)
    assert _count(database) == 0


def test_an_interrupt_undoes_everything_and_lets_the_next_writer_in(database: Database) -> None:
    with pytest.raises(KeyboardInterrupt), database.write() as session:
        _write_and_fail(session, KeyboardInterrupt)
    with database.write() as session:
        make_center(session)
    assert _count(database) == 1


def test_a_savepoint_undoes_only_its_own_part(database: Database) -> None:
    with database.write() as session:
        make_center(session, code="kept")
        with pytest.raises(IntegrityError), savepoint(session):
            make_center(session, code="kept")
        make_center(session, code="after")
    assert _count(database) == 2


def test_savepoints_nest(database: Database) -> None:
    with database.write() as session:
        with savepoint(session):
            make_center(session)
            with pytest.raises(ZeroDivisionError), savepoint(session):
                _write_and_fail(session, ZeroDivisionError)
        make_center(session)
    assert _count(database) == 2


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises((DatabaseUnavailable, DBAPIError)), database.read() as session:
        make_center(session)
    assert _count(database) == 0


def test_a_reader_keeps_its_snapshot_while_others_write(database: Database) -> None:
    with database.read() as reader:
        assert reader.scalar(select(func.count()).select_from(Center)) == 0
        with database.write() as session:
            make_center(session)
        assert reader.scalar(select(func.count()).select_from(Center)) == 0
    assert _count(database) == 1


def test_rows_stay_readable_after_the_commit(database: Database) -> None:
    with database.write() as session:
        center = make_center(session, name="Centro")
    assert center.name == "Centro"


def test_writers_queue_and_lose_nothing(database: Database) -> None:
    with database.write() as session:
        employer = make_employer(session, headcount_total=0)

    def hire(_: int) -> None:
        with database.write() as session:
            held = employers.locked(session, employer.public_id)
            assert held is not None
            held.headcount_total = (held.headcount_total or 0) + 1

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(hire, range(60)))
    with database.read() as session:
        assert session.scalar(select(Employer.headcount_total)) == 60


def test_a_writer_that_waits_too_long_is_told_so(database_url: str, keyring: Keyring) -> None:
    database = connect(database_url, keyring, write_wait=0.2)
    with database.write() as session:
        employer = make_employer(session)
    with database.write() as first:
        assert employers.locked(first, employer.public_id)
        with pytest.raises(DatabaseBusy), database.write() as second:
            assert employers.locked(second, employer.public_id)
    database.close()


def test_a_writer_of_another_process_is_waited_for(
    sqlite_template, tmp_path, keyring: Keyring
) -> None:
    path = tmp_path / "shared.db"
    path.write_bytes(sqlite_template.read_bytes())
    mine, theirs = (connect(f"sqlite:///{path}", keyring) for _ in range(2))
    started = threading.Event()

    def hold() -> None:
        with theirs.write() as session:
            make_center(session)
            started.set()
            time.sleep(0.3)

    with ThreadPoolExecutor(1) as threads:
        holding = threads.submit(hold)
        started.wait(5)
        with mine.write() as session:
            make_center(session)
        holding.result()
    assert _count(mine) == 2
    mine.close()
    theirs.close()


def test_no_connection_is_taken_before_the_first_statement(database: Database) -> None:
    # Else a web server whose threads all wait for a turn could never serve the one that has it.
    with database.write(), database.write() as session:
        make_center(session)
    assert _count(database) == 1


def test_a_session_may_end_in_another_thread(database: Database) -> None:
    writing = database.write()
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        session = one.submit(writing.__enter__).result()
        other.submit(make_center, session).result()
        one.submit(writing.__exit__, None, None, None).result()
    assert _count(database) == 1


def test_sqlite_is_set_for_safety(sqlite_template, tmp_path, keyring: Keyring) -> None:
    path = tmp_path / "safe.db"
    path.write_bytes(sqlite_template.read_bytes())
    database = connect(f"sqlite:///{path}", keyring)
    with database.write() as session:
        found = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_errors_do_not_show_bound_values(database: Database) -> None:
    with pytest.raises(IntegrityError) as caught, database.write() as session:
        _write_twice(session, code=UNTOLD, name=UNTOLD)
    assert UNTOLD not in "".join(traceback.format_exception(caught.value))


def test_errors_do_not_repeat_the_row(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught, database.write() as session:
        make_center(session, name=None, address=UNTOLD)
    assert UNTOLD not in "".join(traceback.format_exception(caught.value))


def test_a_database_that_answers_no_one_is_unavailable(keyring: Keyring, tmp_path) -> None:
    database = connect(f"postgresql://nobody@/none?host={tmp_path}", keyring)
    with pytest.raises(DatabaseUnavailable):
        database.ping()
    database.close()


def test_a_database_that_answers_can_be_pinged(database: Database) -> None:
    database.ping()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/name"])
def test_a_database_we_cannot_keep_data_in_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite"):
        driver_url(url)


def test_postgresql_is_reached_through_psycopg() -> None:
    assert driver_url("postgresql://a:b@host/name").drivername == "postgresql+psycopg"


def test_without_the_bundled_sqlite_the_systems_is_used_with_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(database_module, "find_spec", lambda _: None)
    with pytest.warns(RuntimeWarning, match="pysqlite3"):
        module = database_module.sqlite_module()
    assert module.__name__ == "sqlite3"


def test_the_systems_sqlite_works_too(
    monkeypatch: pytest.MonkeyPatch, sqlite_template, tmp_path, keyring: Keyring
) -> None:
    monkeypatch.setattr(database_module, "find_spec", lambda _: None)
    path = tmp_path / "standard.db"
    path.write_bytes(sqlite_template.read_bytes())
    with pytest.warns(RuntimeWarning):
        database = connect(f"sqlite:///{path}", keyring)
    with database.write() as session:
        make_center(session)
    assert _count(database) == 1
    database.close()


def test_json_that_only_python_writes_is_read_too() -> None:
    assert _from_json('{"half": "\\ud800", "number": 0.1}') == {"half": "\ud800", "number": 0.1}
    assert _from_json("[1, null]") == [1, None]
    with pytest.raises(ValueError, match="Expecting"):
        _from_json("{")
