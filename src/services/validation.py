"""Pydantic's findings as field errors with a pointer, a code and a sentence that can be said."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from services.errors import N_, FieldError
from services.wording.flaws import FLAWS

SENTENCES: Mapping[str, str] = {
    "missing": N_("This is required."),
    "extra_forbidden": N_("This field is not known. Check its spelling."),
    "string_too_short": N_("Write at least %(min_length)s characters."),
    "string_too_long": N_("Write at most %(max_length)s characters."),
    "string_type": N_("Send text."),
    "string_pattern_mismatch": N_("This does not have the expected form."),
    "int_type": N_("Send a whole number."),
    "int_parsing": N_("Send a whole number."),
    "int_from_float": N_("Send a whole number."),
    "float_type": N_("Send a number."),
    "float_parsing": N_("Send a number."),
    "finite_number": N_("Send a number."),
    "decimal_type": N_("Send an amount such as 9500.00."),
    "decimal_parsing": N_("Send an amount such as 9500.00."),
    "decimal_max_places": N_("Send at most two decimals."),
    "decimal_max_digits": N_("This amount is too large."),
    "bool_type": N_("Send true or false."),
    "bool_parsing": N_("Send true or false."),
    "date_type": N_("Send a date such as 2026-11-30."),
    "date_parsing": N_("Send a date such as 2026-11-30."),
    "date_from_datetime_parsing": N_("Send a date such as 2026-11-30."),
    "date_from_datetime_inexact": N_("Send a date without a time, such as 2026-11-30."),
    "enum": N_("Use one of: %(expected)s."),
    "greater_than_equal": N_("This must be at least %(ge)s."),
    "less_than_equal": N_("This must be at most %(le)s."),
    "too_long": N_("At most %(max_length)s entries."),
    "list_type": N_("Send a list."),
    "tuple_type": N_("Send a list."),
    "frozen_set_type": N_("Send a list."),
    "dict_type": N_("Send an object."),
    "model_type": N_("Send an object."),
    "model_attributes_type": N_("Send an object."),
    "json_invalid": N_("This is not JSON: %(error)s."),
    "uuid_parsing": N_("Send an id as the service gave it."),
    "uuid_type": N_("Send an id as the service gave it."),
    "unknown_municipality": N_(
        "Use a 5-digit INEGI code; GET /v1/catalogs/municipalities?q= finds it."
    ),
    "unknown_state": N_("Use a 2-digit INEGI state code, 01 to 32."),
    "unknown_language": N_("Use an ISO 639 code; GET /v1/catalogs/languages?q= finds it."),
    "unknown_country": N_("Use an ISO 3166 code of two letters."),
    "unknown_occupation": N_(
        "Use an id of GET /v1/catalogs/occupations?q=, or leave it out: the title is linked."
    ),
    "unknown_skill": N_(
        "Use an id of GET /v1/catalogs/skills?q=, or the words for it: they are linked."
    ),
    "unknown_choice": N_("Use one of: %(choices)s."),
    "control_character": N_("Remove the control characters."),
    "title_without_words": N_("Say what the work is, in words."),
    "no_hire_named": N_("Send `referral`, or both `seeker` and `opening`."),
    "half_a_place": N_("Send both latitude and longitude, or neither."),
    "unreadable_phone": N_("Use ten digits, or + and the country code for a foreign number."),
    **{f"identifier_{flaw}": sentence for flaw, sentence in FLAWS.items()},
}


def pointer(location: Iterable[object], prefix: str = "") -> str:
    """RFC 6901."""
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in location)
    return prefix + "".join(f"/{step}" for step in steps)


def field_errors(errors: Iterable[Mapping[str, Any]], prefix: str = "") -> tuple[FieldError, ...]:
    """From `ValidationError.errors()`. What was typed is not repeated: it may be personal."""
    return tuple(_field_error(error, prefix) for error in errors)


def _field_error(error: Mapping[str, Any], prefix: str) -> FieldError:
    code = str(error["type"])
    return FieldError(
        pointer=pointer(error["loc"], prefix),
        code=code,
        message=SENTENCES.get(code, "%(said)s"),
        context={"said": error["msg"], **(error.get("ctx") or {})},
    )


def from_validation(error: ValidationError, prefix: str = "") -> tuple[FieldError, ...]:
    return field_errors(error.errors(include_url=False, include_input=False), prefix)
