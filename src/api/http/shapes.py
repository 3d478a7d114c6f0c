"""JSON Schema as people read it: a type in words, the fields of a body, one example of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

REF = "#/components/schemas/"
KINDS: Mapping[str, str] = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "array": "list",
    "null": "null",
}
FORMATS: Mapping[str, str] = {"date": "date", "date-time": "date and time", "uuid": "id"}
# The least, the most, and what they count.
RANGES: tuple[tuple[str, str, str], ...] = (
    ("minimum", "maximum", ""),
    ("minLength", "maxLength", " characters"),
    ("minItems", "maxItems", " entries"),
)
# What no schema says: a value that fits where the type alone would not.
SAMPLES: Mapping[str, Any] = {
    "title": "Ayudante de cocina",
    "municipality": "07089",
    "given_names": "Persona",
    "first_surname": "Inventada",
    "born_on": "1992-03-04",
    "external_id": "a-1",
    "email": "persona@inventada.example",
    "language": "es",
    "received_on": "2026-11-30",
}
# Not required by the schema, but without them the least body says nothing.
SHOWN = frozenset({"referral", "type", "rows", "line", "is_accepted"})
BY_FORMAT: Mapping[str, Any] = {
    "date": "2026-11-30",
    "date-time": "2026-11-30T18:00:00Z",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
BY_KIND: Mapping[str, Any] = {"string": "text", "integer": 1, "number": 1, "boolean": True}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a type in words; `shape` names the shape it points at."""

    text: str
    shape: str | None = None


@dataclass(frozen=True, slots=True)
class ShapeField:
    name: str
    kind: tuple[Piece, ...]
    is_required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    about: str
    choices: tuple[str, ...]
    fields: tuple[ShapeField, ...]


class Shapes:
    """The named schemas of one document."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._schemas = schemas

    def every(self) -> list[Shape]:
        return [self.shape(name, schema) for name, schema in sorted(self._schemas.items())]

    def shape(self, name: str, schema: Schema) -> Shape:
        choices = tuple(str(choice) for choice in schema.get("enum", ()))
        return Shape(name, schema.get("description", ""), choices, self.fields(schema))

    def fields(self, schema: Schema) -> tuple[ShapeField, ...]:
        found = self.resolved(schema)
        required = found.get("required", ())
        return tuple(
            ShapeField(name, tuple(self.kind(field)), name in required, _about(field))
            for name, field in found.get("properties", {}).items()
        )

    def resolved(self, schema: Schema) -> Schema:
        """Behind a reference, and without the "or null" of an optional body."""
        if "$ref" in schema:
            return self.resolved(self._schemas[schema["$ref"].removeprefix(REF)])
        alternatives = _not_null(schema.get("anyOf", ()))
        if len(alternatives) == 1:
            return self.resolved(alternatives[0])
        return schema

    def kind(self, schema: Schema) -> Iterator[Piece]:
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(REF)
            yield Piece(name, name)
        elif "anyOf" in schema:
            yield from self._either(schema["anyOf"])
        elif schema.get("type") == "array":
            yield Piece("list of ")
            yield from self.kind(schema.get("items", {}))
            yield Piece(_limits(schema))
        else:
            yield Piece(_plain(schema))

    def _either(self, alternatives: Sequence[Schema]) -> Iterator[Piece]:
        for number, alternative in enumerate(alternatives):
            if number:
                yield Piece(" or ")
            yield from self.kind(alternative)

    def example(self, schema: Schema, name: str = "") -> Any:
        """The least that fits and says something: what is required, and SHOWN."""
        found = self.resolved(schema)
        if name in SAMPLES and found.get("type") == "string":
            return SAMPLES[name]
        if "properties" in found:
            required = found.get("required", ())
            return {
                each: self.example(field, each)
                for each, field in found["properties"].items()
                if each in required or each in SHOWN
            }
        if found.get("type") == "array":
            return [self.example(found["items"], name)]
        return _sample(found)


def _sample(schema: Schema) -> Any:
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    if "const" in schema:
        return schema["const"]
    if "format" in schema:
        return BY_FORMAT.get(schema["format"], "text")
    return BY_KIND.get(schema.get("type", "string"), "text")


def _not_null(alternatives: Sequence[Schema]) -> list[Schema]:
    return [each for each in alternatives if each.get("type") != "null"]


def _plain(schema: Schema) -> str:
    if "enum" in schema:
        return ", ".join(str(choice) for choice in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    kind = FORMATS.get(schema.get("format", "")) or KINDS.get(schema.get("type", ""), "any value")
    return kind + _limits(schema)


def _limits(schema: Schema) -> str:
    said = [
        _range(schema.get(least), schema.get(most)) + counted
        for least, most, counted in RANGES
        if least in schema or most in schema
    ]
    if "pattern" in schema:
        said.append(f"matching {schema['pattern']}")
    return f" ({', '.join(said)})" if said else ""


def _range(least: object, most: object) -> str:
    if most is None:
        return f"at least {_number(least)}"
    if least is None:
        return f"at most {_number(most)}"
    return f"{_number(least)} to {_number(most)}"


def _number(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _about(schema: Schema) -> str:
    told = str(schema.get("description", ""))
    if schema.get("default") in (None, "", []):
        return told
    default = str(schema["default"])
    return f"{told.rstrip('.')}. {default} unless given.".lstrip(". ")
