"""Field types that every intake shape shares."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

import api.http
import services
from services.fields import Email, Phone, Schema

FORGED = "ab\x00cd@ef.gh"


def schemas(kind: type[Schema] = Schema) -> Iterator[type[Schema]]:
    for child in kind.__subclasses__():
        yield child
        yield from schemas(child)


def takes_control_characters(schema: type[Schema]) -> list[str]:
    """Names of fields that let a NUL through, alone or inside a list."""
    return [name for name, field in schema.model_fields.items() if _takes(field)]


def _takes(field: Any) -> bool:
    shape: Any = (
        Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    )
    for sent in (FORGED, [FORGED]):
        try:
            read = TypeAdapter(shape).validate_python(sent)
        except ValidationError:
            continue
        if "\x00" in str(read) or "\\x00" in repr(read):
            return True
    return False


def test_no_intake_shape_takes_a_control_character() -> None:
    for package in (services, api.http):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            import_module(module.name)

    # A class planted by another test may still be there.
    ours = [schema for schema in schemas() if schema.__module__.startswith(("services.", "api."))]
    found = {schema.__name__: takes_control_characters(schema) for schema in ours}

    assert len(found) > 10
    assert {name: fields for name, fields in found.items() if fields} == {
        "Credentials": ["password"]
    }


def test_the_check_bites() -> None:
    class Planted(Schema):
        word: str
        words: tuple[str, ...]

    assert takes_control_characters(Planted) == ["word", "words"]


PHONES = {
    "55 1234 5678": "+525512345678",
    "5512345678": "+525512345678",
    "(962) 123-4567": "+529621234567",
    "962.123.4567": "+529621234567",
    "+52 962 123 4567": "+529621234567",
    "+52 1 962 123 4567": "+529621234567",
    "044 55 1234 5678": "+525512345678",
    "045 962 123 4567": "+529621234567",
    "01 55 1234 5678": "+525512345678",
    "+52 044 55 1234 5678": "+525512345678",
    "1 55 1234 5678": "+525512345678",
    "+504 9999-8888": "+50499998888",
    "+1 (305) 555-0123": "+13055550123",
    "+509 34 12 3456": "+50934123456",
    "+58 412-555.01.23": "+584125550123",
}


@pytest.mark.parametrize("written", sorted(PHONES))
def test_a_phone_is_read_in_every_way_people_write_it(written: str) -> None:
    assert TypeAdapter(Phone).validate_python(written) == PHONES[written]


@pytest.mark.parametrize(
    "written", ["", "123", "llámame", "+", "+52", "1" * 40, "55 1234 567", "++52"]
)
def test_what_is_no_phone_is_refused_with_advice(written: str) -> None:
    with pytest.raises(ValidationError, match="ten digits"):
        TypeAdapter(Phone).validate_python(written)


@pytest.mark.parametrize("written", ["a@b.mx", "  a@b.mx ", "maría+1@correo.example"])
def test_an_address_is_trimmed_and_kept(written: str) -> None:
    assert TypeAdapter(Email).validate_python(written) == written.strip()


@pytest.mark.parametrize(
    "written", ["a", "a@b", "@b.mx", "a b@c.mx", "a@b@c.mx", "a@b.mx\nBcc: c@d.mx"]
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Email).validate_python(written)
