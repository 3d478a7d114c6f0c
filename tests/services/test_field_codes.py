"""Every code that a field error can carry is registered, and said in both languages."""

import ast
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from pydantic import BaseModel

import services
from api.http.docs.codes import field_codes, institute_codes
from services.enrollment import objections
from services.field_codes import SENTENCES, UNFORESEEN, WOULD_REFUSE, code_of, field_error, unfit
from services.fields import Schema
from services.social_security import preflight
from services.social_security.findings import Flaw
from services.validation import CASES
from services.wording import say
from services.wording.translations import translations

SOURCE = Path(services.__file__).parents[1]
# The registry, and where it reads what Pydantic found.
MAKERS = {"services/field_codes.py", "services/validation.py"}
# The names come from a table, which has a test of its own below.
FROM_A_TABLE = {
    "services/identity.py",
    "services/enrollment/objections.py",
    "services/ingest/run.py",
    "services/matches/offline.py",
    "services/enrollment/drafts.py",
}


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """File and call of everything in src that calls one of these names."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in names:
                yield str(path.relative_to(SOURCE)), node


def test_only_the_registry_makes_errors_of_codes() -> None:
    made = {file for file, _ in calls("FieldError", "PydanticCustomError")}

    # Pages have sentences of their own, which no caller of the API sees.
    assert {file for file in made if not file.startswith("api/web/")} == MAKERS


@pytest.mark.parametrize(("maker", "place"), [("field_error", 1), ("unfit", 0)])
def test_every_name_used_is_registered(maker: str, place: int) -> None:
    used = {
        (file, name.value if isinstance(name, ast.Constant) else None)
        for file, call in calls(maker)
        for name in [call.args[place]]
    }

    assert len(used) > 10
    assert {file for file, name in used if name is None} <= FROM_A_TABLE
    assert {name for _, name in used if name is not None} <= set(SENTENCES)


def test_every_name_given_to_a_table_is_registered() -> None:
    faults = {
        keyword.value.value
        for _, call in calls("FileRow")
        for keyword in call.keywords
        if keyword.arg == "fault" and isinstance(keyword.value, ast.Constant)
    }
    repeated = {
        argument.value
        for file, call in calls("_at")
        for argument in call.args[1:]
        if isinstance(argument, ast.Constant)
    }
    flaws = {f"identifier_{flaw}" for flaw in Flaw}

    assert len(faults) > 3
    assert len(repeated) > 1
    assert faults | repeated | flaws <= set(SENTENCES)


@pytest.mark.parametrize("module", [objections, preflight])
def test_every_objection_is_registered(module: Any) -> None:
    """Their codes are the modules' constants; the institute's own have digits."""
    own = {
        value
        for name, value in vars(module).items()
        if name.isupper() and not name.startswith("_") and isinstance(value, str)
    }

    assert len(own) > 5
    assert own <= set(SENTENCES)


def shapes(kind: type[BaseModel] = Schema) -> Iterator[type[BaseModel]]:
    for module in walk_packages(services.__path__, "services."):
        import_module(module.name)
    for child in kind.__subclasses__():
        yield child
        yield from shapes(child)


def text_flaws(node: dict[str, Any]) -> set[str]:
    cases = {f"string_pattern_mismatch.{CASES[node['pattern']]}"} if "pattern" in node else set()
    limits = {"min_length": "string_too_short", "max_length": "string_too_long"}
    return {"string_type", "string_unicode", *cases} | _limited(node, limits)


def number_flaws(kind: str) -> Callable[[dict[str, Any]], set[str]]:
    limits = {
        "ge": "greater_than_equal",
        "le": "less_than_equal",
        "gt": "greater_than",
        "lt": "less_than",
        "max_digits": "decimal_max_digits",
        "decimal_places": "decimal_max_places",
    }
    return lambda node: {f"{kind}_type", f"{kind}_parsing"} | _limited(node, limits)


def list_flaws(kind: str) -> Callable[[dict[str, Any]], set[str]]:
    limits = {"min_length": "too_short", "max_length": "too_long"}
    return lambda node: {f"{kind}_type"} | _limited(node, limits)


def _limited(node: dict[str, Any], limits: dict[str, str]) -> set[str]:
    return {code for limit, code in limits.items() if node.get(limit) is not None}


# What each kind of core schema can find; a kind that is not here fails the test.
FLAWS: dict[str, Callable[[dict[str, Any]], set[str]]] = {
    "str": text_flaws,
    "int": number_flaws("int"),
    "float": number_flaws("float"),
    "decimal": number_flaws("decimal"),
    "date": number_flaws("date"),
    "datetime": number_flaws("datetime"),
    "bool": lambda _: {"bool_type", "bool_parsing"},
    "uuid": lambda _: {"uuid_type", "uuid_parsing"},
    "enum": lambda _: {"enum"},
    "literal": lambda _: {"literal_error"},
    "tuple": list_flaws("tuple"),
    "frozenset": list_flaws("frozen_set"),
    "list": list_flaws("list"),
    "dict": list_flaws("dict"),
    "model": lambda _: {"model_type", "model_attributes_type"},
    "model-fields": lambda _: {"missing", "extra_forbidden"},
}
# They find nothing themselves.
WRAPPERS = {
    "any",
    "default",
    "definition-ref",
    "definitions",
    "function-after",
    "function-before",
    "function-plain",
    "function-wrap",
    "model-field",
    "none",
    "nullable",
}


def nodes(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for key, value in schema.items():
            if key not in {"metadata", "serialization", "expected", "members", "function"}:
                yield from nodes(value)
    elif isinstance(schema, list | tuple):
        for value in schema:
            yield from nodes(value)


def test_everything_that_a_shape_can_find_is_registered() -> None:
    found = {
        code
        for shape in shapes()
        for node in nodes(shape.__pydantic_core_schema__)
        if node["type"] not in WRAPPERS
        for code in FLAWS[node["type"]](node)
    }

    assert len(found) > 25
    assert found <= set(SENTENCES)


def test_every_sentence_is_said_in_spanish_too() -> None:
    said = {*SENTENCES.values(), WOULD_REFUSE, UNFORESEEN}

    assert {it for it in said if translations("es").gettext(it) == it} == set()


def test_a_registered_name_makes_an_error_with_its_code() -> None:
    for name in SENTENCES:
        assert field_error("/here", name).code == code_of(name)
        assert unfit(name).type == name


def test_every_code_is_listed_among_the_codes_with_each_of_its_sentences() -> None:
    listed = {code.name: code.meaning["en"] for code in field_codes()}

    for name, sentence in SENTENCES.items():
        shown = say(sentence, "en").partition("%(")[0]
        assert any(said.startswith(shown) for said in listed[code_of(name)])


def test_the_institutes_codes_are_listed_in_both_languages() -> None:
    listed = {code.name: code.meaning for code in institute_codes()}

    assert listed["048"]["es"] != listed["048"]["en"]
