"""The form of one opening: what is stored as it is shown, what was typed as the intake takes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from api.web.desk import Desk, Places
from api.web.forms import Choice, Form
from api.web.match_views import place_name
from matching.catalogs import load
from services.amounts import plain_wage
from services.errors import N_, FieldError, Malformed
from services.fields import LEVELS
from services.openings.schemas import OpeningPut
from services.validation import from_validation
from services.wording import say_choice
from services.wording.choices import (
    CONTRACTS,
    OFFERS,
    SCHEDULES,
    SCHOOLING_ASKED,
    WAGE_IS,
)
from services.wording.choices import LEVELS as LEVEL_WORDS

PLAIN = (
    "title", "positions", "schooling", "experience_months", "wage_is", "schedule", "weekly_hours",
    "contract", "starts_on", "closes_on",
)  # fmt: skip
SKILLS = ("required_skills", "optional_skills")
CONTACT = ("name", "phone", "email")
# Rows beyond those that are filled in.
SPARE_LANGUAGES, MOST_LANGUAGES = 2, 10

NO_PLACE = N_("Write the municipality of the workplace.")
UNKNOWN_PLACE = N_("We do not know that place. Write the municipality, or the nearest larger town.")
UNCLEAR_PLACE = N_("Choose which of these places it is.")
UNCLEAR_WORK = N_("Choose the closest work, or write the title another way.")
UNKNOWN_LANGUAGE = N_("We do not know that language. Write its name another way.")
NO_LEVEL = N_("Choose how well it has to be spoken.")


@dataclass(frozen=True, slots=True)
class Known:
    """`said` by the fields of the intake; `work` is the occupation that the title is taken for."""

    said: Mapping[str, Any] = field(default_factory=dict)
    work: str | None = None


NEW = Known()


def shown(known: Known, desk: Desk) -> Form:
    said = known.said
    values: dict[str, str | Sequence[str]] = {
        name: str(said[name]) for name in PLAIN if said.get(name) not in (None, "")
    }
    for name in SKILLS:
        values[name] = "\n".join(map(desk.skill_label, said.get(name, ())))
    for name in CONTACT:
        values[f"contact_{name}"] = (said.get("contact") or {}).get(name) or ""
    for number, line in enumerate(said.get("languages", ()), 1):
        values[f"language-{number}"] = desk.language_label(line["language"])
        values[f"level-{number}"] = line["level"]
    if "municipality" in said:
        values["place"] = place_name(said["municipality"])
        values["municipality"] = said["municipality"]
    values["occupation"] = known.work or ""
    values["description"] = said.get("description", "")
    values["offers"] = tuple(said.get("offers", ()))
    values["accepts_minors"] = "1" if said.get("accepts_minors") else ""
    values["monthly_wage_mxn"] = f"{said['monthly_wage_mxn']:.2f}" if _has_wage(said) else ""
    return Form.of(**{"positions": "1", "wage_is": "gross", **values})


def _has_wage(said: Mapping[str, Any]) -> bool:
    return said.get("monthly_wage_mxn") is not None


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form lets choose from, as far as it is filled in."""

    places: Sequence[Choice]
    work: Sequence[Choice]
    understood: str | None
    languages: Sequence[int]


def offered(form: Form, known: Known, desk: Desk) -> Offered:
    places, work = _places(form, known, desk), _work(form, known, desk)
    is_asked = len(work) > 1
    return Offered(
        places=[] if places.is_sure else places.options,
        work=work if is_asked else (),
        understood=work[0].label if len(work) == 1 else None,
        languages=range(1, _rows(form) + 1),
    )


def _rows(form: Form) -> int:
    filled = [n for n in range(1, MOST_LANGUAGES + 1) if form.text(f"language-{n}")]
    return min(max(filled, default=0) + SPARE_LANGUAGES, MOST_LANGUAGES)


def _places(form: Form, known: Known, desk: Desk) -> Places:
    text, code = form.text("place"), known.said.get("municipality")
    if code and text == place_name(code):
        return Places([Choice(code, text)], is_sure=True)
    return desk.places_written(text) if text else Places([], is_sure=False)


def _work(form: Form, known: Known, desk: Desk) -> list[Choice]:
    """What the title may mean; first what it was taken for, as long as it is the same title."""
    title = form.text("title")
    found = desk.occupations(title) if any(map(str.isalpha, title)) else []
    if known.work is None or title != known.said.get("title"):
        return found
    first = Choice(known.work, desk.occupation_label(known.work))
    return [first, *(each for each in found if each.value != known.work)]


def read(form: Form, known: Known, desk: Desk) -> OpeningPut:
    """Raises Malformed for all that has to be mended; pointers are names of the form."""
    found: list[FieldError] = []
    values = {**known.said, **_typed(form, known, desk)}
    values["municipality"] = _place(form, known, desk, found)
    if values["municipality"] != known.said.get("municipality"):
        values["latitude"] = values["longitude"] = None
    values["occupation"] = _occupation(form, known, desk, found)
    values["languages"] = _languages(form, desk, found)
    given = {name: value for name, value in values.items() if value is not None}
    try:
        fields = OpeningPut.model_validate(given)
    except ValidationError as error:
        found += [_on_the_form(each) for each in from_validation(error)]
        raise Malformed(errors=_first_of_each(found)) from error
    if found:
        raise Malformed(errors=found)
    return fields


def _typed(form: Form, known: Known, desk: Desk) -> dict[str, Any]:
    contact = {name: form.text(f"contact_{name}") or None for name in CONTACT}
    return {
        **{name: form.text(name) or None for name in PLAIN},
        **{name: _skills(form.text(name), _stored_skills(known, name), desk) for name in SKILLS},
        "external_id": form.text("external_id") or None,
        "description": form.text("description").replace("\r\n", "\n"),
        "monthly_wage_mxn": plain_wage(form.text("monthly_wage_mxn")) or None,
        "offers": form.among("offers", OFFERS),
        "accepts_minors": bool(form.text("accepts_minors")),
        "contact": contact if any(contact.values()) else None,
    }


def _stored_skills(known: Known, name: str) -> list[str]:
    """Those that were sent by their ids, of this field first."""
    fields = sorted(SKILLS, key=lambda field: field != name)
    stored = [skill for field in fields for skill in known.said.get(field, ())]
    return [skill for skill in stored if skill in load().skills]


def _skills(text: str, stored: Iterable[str], desk: Desk) -> list[str]:
    """A line each; a skill that is stored by its id is shown by its name, which a few share."""
    ids: dict[str, list[str]] = {}
    for skill in stored:
        ids.setdefault(desk.skill_label(skill), []).append(skill)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [_next(ids[line]) if line in ids else line for line in lines if line]


def _next(ids: list[str]) -> str:
    return ids.pop(0) if len(ids) > 1 else ids[0]


def _place(form: Form, known: Known, desk: Desk, found: list[FieldError]) -> str | None:
    text, places = form.text("place"), _places(form, known, desk)
    codes = [choice.value for choice in places.options]
    chosen = form.among("municipality", codes) or (codes[:1] if places.is_sure else ())
    if chosen:
        return chosen[0]
    unclear = FieldError("municipality", "unclear", UNCLEAR_PLACE)
    lacking = FieldError("place", "missing", UNKNOWN_PLACE if text else NO_PLACE)
    found.append(unclear if codes else lacking)
    return None


def _occupation(form: Form, known: Known, desk: Desk, found: list[FieldError]) -> str | None:
    codes = [choice.value for choice in _work(form, known, desk)]
    chosen = form.among("occupation", codes) or (codes if len(codes) == 1 else ())
    if codes and not chosen:
        found.append(FieldError("occupation", "unclear", UNCLEAR_WORK))
    return chosen[0] if chosen else None


def _languages(form: Form, desk: Desk, found: list[FieldError]) -> list[dict[str, str]]:
    lines = []
    for number in range(1, MOST_LANGUAGES + 1):
        name, level = form.text(f"language-{number}"), form.among(f"level-{number}", LEVELS)
        if not name:
            continue
        code = desk.language_called(name)
        if code is None:
            found.append(FieldError(f"language-{number}", "unknown", UNKNOWN_LANGUAGE))
        elif not level:
            found.append(FieldError(f"level-{number}", "missing", NO_LEVEL))
        else:
            lines.append({"language": code, "level": level[0]})
    return lines


def _on_the_form(error: FieldError) -> FieldError:
    """At the field of the form that the value came from."""
    first, *rest = error.pointer.strip("/").split("/")
    name = f"contact_{rest[0]}" if first == "contact" and rest else first
    pointer = {"municipality": "place", "languages": "language-1"}.get(name, name)
    return FieldError(pointer, error.code, error.message, error.context)


def _first_of_each(errors: Iterable[FieldError]) -> list[FieldError]:
    first: dict[str, FieldError] = {}
    for error in errors:
        # A place that is missing was said in words already.
        if error.pointer != "place" or not {"place", "municipality"} & first.keys():
            first.setdefault(error.pointer, error)
    return list(first.values())


def choices(lang: str) -> dict[str, list[Choice]]:
    """The closed lists of the form."""
    lists = {
        "schedules": ("schedule", SCHEDULES),
        "contracts": ("contract", CONTRACTS),
        "all_offers": ("offer", OFFERS),
        "schooling": ("schooling_asked", SCHOOLING_ASKED),
        "wage_kinds": ("wage_is", WAGE_IS),
        "levels": ("level", LEVEL_WORDS),
    }
    return {
        name: [Choice(value, say_choice(family, value, lang)) for value in values]
        for name, (family, values) in lists.items()
    }
