import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Enum, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, configure_mappers
from sqlalchemy.schema import CreateTable

from models import migrate, versions
from models.base import Base
from models.database import plain_engine
from models.opening import OpeningLanguage
from models.tables import metadata
from models.vocabulary import Level
from tests.factories import make_center


def test_migrations_and_models_describe_the_same_tables(database_url: str) -> None:
    assert migrate.drift(database_url) == []


def test_a_migrated_database_stands_at_the_newest_version(database_url: str) -> None:
    assert migrate.is_current(database_url)


def test_migrating_again_changes_nothing(database_url: str) -> None:
    migrate.upgrade(database_url)
    assert migrate.is_current(database_url)


def test_migrations_can_be_taken_back_and_applied_again(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    migrate.upgrade(url)
    migrate.downgrade(url, "base")
    assert migrate.current(url) is None
    migrate.upgrade(url)
    assert migrate.drift(url) == []


def test_a_database_without_our_tables_has_no_version(tmp_path) -> None:
    assert migrate.current(f"sqlite:///{tmp_path / 'empty.db'}") is None


def test_every_check_of_the_models_is_in_the_database(database_url: str) -> None:
    with plain_engine(database_url).connect() as connection:
        inspector = inspect(connection)
        for table in metadata.sorted_tables:
            checks = [c for c in table.constraints if isinstance(c, CheckConstraint)]
            wanted = {str(CreateTable(table)).count("CONSTRAINT ck_"), len(checks)}
            assert wanted == {len(inspector.get_check_constraints(table.name))}, table.name


def _choices() -> list[tuple[str, str, list[str]]]:
    return [
        (table.name, column.name, column.type.enums)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Enum)
    ]


def test_every_check_allows_exactly_the_words_of_its_list(database_url: str) -> None:
    with plain_engine(database_url).connect() as connection:
        inspector = inspect(connection)
        for table, column, words in _choices():
            checks = {c["name"]: c["sqltext"] for c in inspector.get_check_constraints(table)}
            text_of_check = checks[f"ck_{table}_{column}"]
            assert sorted(text_of_check.split("'")[1::2]) == sorted(words), (table, column)


def test_a_word_outside_the_list_is_refused_by_the_database(session: Session) -> None:
    center = make_center(session)
    statement = text("UPDATE centers SET kind = 'prison' WHERE id = :id")
    with pytest.raises(IntegrityError):
        session.execute(statement, {"id": center.id})


def test_a_row_cannot_name_a_parent_that_is_not_there(session: Session) -> None:
    session.add(OpeningLanguage(opening_id=-1, language="es", level=Level.BASIC))
    with pytest.raises(IntegrityError):
        session.flush()


def test_every_relationship_refuses_to_load_by_itself() -> None:
    configure_mappers()
    loading = {
        f"{mapper.class_.__name__}.{relation.key}"
        for mapper in Base.registry.mappers
        for relation in mapper.relationships
        if relation.lazy != "raise"
    }
    assert loading == set()


def test_rows_shown_outside_are_named_by_random_ids(session: Session) -> None:
    first, second = make_center(session), make_center(session)
    assert first.public_id.version == 4
    assert first.public_id != second.public_id


def test_each_migration_file_is_named_after_its_version() -> None:
    folder = ScriptDirectory(str(versions.migrations()))
    chain = [script.revision for script in folder.walk_revisions()]
    assert list(versions.known()) == chain[::-1]
