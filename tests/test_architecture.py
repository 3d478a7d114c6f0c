"""Rules of the house that no linter holds. Each check is proved to bite by a planted violation."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.statuses import STATUS, status_of
from services import errors
from services.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
LONGEST_MODULE = 400
LONGEST_TEST = 600
LONGEST_TEMPLATE = 120
ENDS_TRANSACTIONS = {"commit", "rollback", "begin"}
MAY_END_TRANSACTIONS = {SOURCE / "models" / "database.py"}
SECRET_LOOKING = re.compile(r"(/work/|/root/|file:///|index-url|find-links)")


def modules(folder: Path) -> Iterator[Path]:
    return folder.rglob("*.py")


def too_long(path: Path, most: int) -> bool:
    return len(path.read_text().splitlines()) > most


def ends_transaction(source: str) -> list[int]:
    """Lines that call `.commit()`, `.rollback()` or `.begin()` on anything."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ENDS_TRANSACTIONS
    ]


def lazy_relationships(source: str) -> list[int]:
    """Lines of `relationship(...)` that do not say lazy="raise"."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "relationship"
        and not any(
            word.arg == "lazy" and getattr(word.value, "value", "") == "raise"
            for word in node.keywords
        )
    ]


def all_errors(kind: type[errors.PuenteError] = errors.PuenteError) -> Iterator[type]:
    yield kind
    for child in kind.__subclasses__():
        yield from all_errors(child)


@pytest.mark.parametrize("path", sorted(modules(SOURCE)), ids=lambda path: path.name)
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    assert not too_long(path, LONGEST_MODULE)


@pytest.mark.parametrize("path", sorted(modules(ROOT / "tests")), ids=lambda path: path.name)
def test_a_test_module_stays_readable(path: Path) -> None:
    assert not too_long(path, LONGEST_TEST)


def test_the_length_check_bites(tmp_path: Path) -> None:
    planted = tmp_path / "long.py"
    planted.write_text("x = 1\n" * (LONGEST_MODULE + 1))
    assert too_long(planted, LONGEST_MODULE)


@pytest.mark.parametrize("path", sorted(modules(SOURCE)), ids=lambda path: path.name)
def test_only_the_database_module_ends_a_transaction(path: Path) -> None:
    if path not in MAY_END_TRANSACTIONS:
        assert ends_transaction(path.read_text()) == []


def test_the_transaction_check_bites() -> None:
    assert ends_transaction("def post(session):\n    session.commit()\n") == [2]


@pytest.mark.parametrize("path", sorted(modules(SOURCE / "models")), ids=lambda path: path.name)
def test_relationships_never_load_by_surprise(path: Path) -> None:
    assert lazy_relationships(path.read_text()) == []


def test_the_relationship_check_bites() -> None:
    assert lazy_relationships("x = relationship('Skill')\n") == [1]


@pytest.mark.parametrize("kind", sorted(all_errors(), key=lambda kind: kind.__name__))
def test_every_error_has_a_status_and_a_code_of_its_own(kind: type[errors.PuenteError]) -> None:
    statuses = [STATUS[parent] for parent in kind.__mro__ if parent in STATUS]
    same_code = [other for other in all_errors() if other.code == kind.code]
    assert statuses
    assert same_code == [kind]


def test_a_refusal_takes_the_status_of_its_kind() -> None:
    assert status_of(errors.OpeningNotFound()) == 404


def test_every_setting_is_in_the_operations_guide() -> None:
    guide = (ROOT / "docs" / "operations.md").read_text()
    names = [f"PUENTE_{name.upper()}" for name in Settings.model_fields]
    assert [name for name in names if name not in guide] == []


def test_every_command_is_in_the_operations_guide() -> None:
    from typer.main import get_command

    from api.cli import app

    guide = (ROOT / "docs" / "operations.md").read_text()
    names = [f"puente {name}" for name in getattr(get_command(app), "commands", {})]
    assert names
    assert [name for name in names if name not in guide] == []


def test_every_make_target_is_in_the_help() -> None:
    text = (ROOT / "Makefile").read_text()
    phony = set(re.findall(r"^\.PHONY: (\S+)", text, re.MULTILINE)) - {"help"}
    described = set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))
    assert phony <= described


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"]
)
def test_locks_carry_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "--hash=sha256:" in text
    assert "://" not in text
    assert not SECRET_LOOKING.search(text)


def test_ranking_is_a_pure_function_of_its_arguments() -> None:
    """No clock, no environment, no files outside the packaged catalogs and data."""
    forbidden = re.compile(r"\b(date\.today|datetime\.now|utcnow|time\.time|os\.environ|getenv)\b")
    found = [
        str(path.relative_to(SOURCE))
        for path in modules(SOURCE / "matching")
        if forbidden.search(path.read_text())
    ]
    assert found == []


def test_every_public_error_message_is_marked_for_translation() -> None:
    source = inspect.getsource(errors)
    unmarked = re.findall(r'^    message = "', source, re.MULTILINE)
    assert unmarked == []
