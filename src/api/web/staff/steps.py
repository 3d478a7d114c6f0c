"""What staff send with a step, and what to say when it is refused."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from pydantic import ValidationError

from api.web.forms import Form
from services.amounts import plain_wage
from services.errors import N_, FieldError, Malformed, PuenteError
from services.field_codes import field_error
from services.fields import Schema
from services.validation import from_validation
from services.wording import words
from services.wording.subjects import in_words

Shape = TypeVar("Shape", bound=Schema)

_AMOUNT = N_("Write an amount, such as 9500.00.")
_DATE = N_("Write the day as year-month-day, such as 2026-11-30.")
_WHOLE = N_("Write a whole number.")
_CHOOSE = N_("Choose one of those that are offered.")
# What programs are told by the same codes speaks of what they send.
ON_PAGES: Mapping[str, str] = {
    "decimal_parsing": _AMOUNT,
    "decimal_type": _AMOUNT,
    "decimal_max_places": N_("Write at most two decimals."),
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "enum": _CHOOSE,
    "literal_error": _CHOOSE,
    "unknown_choice": _CHOOSE,
    "unknown_municipality": N_(
        "Write the municipality with its state, such as “Tapachula, Chiapas”, or its five digits."
    ),
    "registration_not_found": N_("You have no such employer registration."),
    "extra_forbidden": N_("Nothing of this name is known. Correct the name, or take it out."),
}
WAGES = frozenset({"monthly_wage_mxn"})
NO_ERRORS: Mapping[str, str] = MappingProxyType({})


def typed(form: Form, *names: str) -> dict[str, str]:
    """The fields that were filled in; amounts as people write them."""
    said = {name: form.text(name) for name in names if form.text(name)}
    return {name: plain_wage(it) if name in WAGES else it for name, it in said.items()}


def typed_paper(form: Form) -> dict[str, object]:
    """What a paper says, as `SeenIn` takes it: the page asks for one state of a transfer."""
    said = typed(form, "kind", "number", "state", "valid_until", "seen_hash")
    transfer = form.text("transfer_states")
    return {**said, "transfer_states": [transfer]} if transfer else {**said}


def chosen_step(form: Form) -> str:
    """Raises Malformed when none was chosen."""
    step = form.text("step")
    if not step:
        raise Malformed(errors=[field_error("/step", "missing.step")])
    return step


def read_as(shape: type[Shape], values: Mapping[str, object]) -> Shape:
    """Raises Malformed with the field's name as pointer."""
    try:
        return shape.model_validate(values)
    except ValidationError as error:
        raise Malformed(errors=from_validation(error)) from error


def refusals(error: PuenteError, lang: str, *, general: str) -> Mapping[str, str]:
    """By field name; what is about no field stands at `general`."""
    say = words(lang)
    found = error.errors or (FieldError(general, error.code, error.message, error.subject),)
    return {
        each.pointer.strip("/"): say(
            ON_PAGES.get(each.code, each.message), **in_words(each.context, lang)
        )
        for each in found
    }
