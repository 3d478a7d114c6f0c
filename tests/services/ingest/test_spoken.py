"""Columns, values and places of a sheet as people write them."""

import pytest

from services.ingest.spoken import COLUMNS, field_of, plainly, value_of
from services.openings.schemas import OpeningIn

# A sheet has a column for each part of a contact; where exactly is for programs.
UNSPOKEN = {"contact", "latitude", "longitude", "occupation"}
CONTACT = {"contact.name", "contact.phone", "contact.email"}


def nowhere(_text: str) -> None:
    return None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Título", "title"),
        (" PUESTO ", "title"),
        ("salario_mensual", "monthly_wage_mxn"),
        ("Teléfono", "contact.phone"),
        ("title", "title"),
        ("Title ", "title"),
        ("color", "color"),
    ],
)
def test_a_heading_names_a_field_of_the_contract(heading: str, field: str) -> None:
    assert field_of(heading) == field


def test_every_field_of_an_opening_has_a_heading() -> None:
    assert COLUMNS.keys() == (OpeningIn.model_fields.keys() - UNSPOKEN) | CONTACT


def test_no_heading_means_two_fields() -> None:
    headings = [name for names in COLUMNS.values() for name in names]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("schedule", "Tiempo completo", "full_time"),
        ("schedule", "night shift", "night"),
        ("schedule", "full_time", "full_time"),
        ("wage_is", "Neto", "net"),
        ("schooling", "Preparatoria", "high_school"),
        ("schedule", "a veces", "a veces"),
    ],
)
def test_words_of_a_closed_list_are_its_values(field: str, text: str, value: str) -> None:
    assert value_of(field, text) == value


def test_languages_and_places_are_found_by_their_names() -> None:
    record = {
        "municipality": "Tapachula, Chiapas",
        "languages": [{"language": "español", "level": "Básico"}, {"language": "ht"}, "x"],
        "offers": ["Vivienda", "otra"],
    }
    assert plainly(record, lambda _text: "07089") == {
        "municipality": "07089",
        "languages": [{"language": "es", "level": "basic"}, {"language": "ht"}, "x"],
        "offers": ["housing", "otra"],
    }


@pytest.mark.parametrize("place", ["07089", "Xyzzy", 7089, None, ["07089"]])
def test_what_is_not_found_stays_as_it_was_written(place: object) -> None:
    record = {"municipality": place, "schedule": {"a": 1}, "languages": "es"}
    assert plainly(record, nowhere) == record


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("30/11/2026", "2026-11-30"),
        ("1-2-2027", "2027-02-01"),
        ("2026-11-30", "2026-11-30"),
        ("30/11/26", "30/11/26"),
        ("mañana", "mañana"),
    ],
)
def test_a_day_is_read_as_mexico_writes_it(written: str, day: str) -> None:
    assert plainly({"starts_on": written}, nowhere) == {"starts_on": day}
