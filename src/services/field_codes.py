"""Every code of a field error, each with the sentence that says how to mend it. The only place.

A name here is a code (`missing`) or a case of one (`missing.employer`) where another sentence helps
more. Callers see the code alone; /docs/errors shows every sentence of it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic_core import PydanticCustomError

from services.errors import N_, FieldError
from services.wording.flaws import FLAWS

_WHOLE_NUMBER = N_("Send a whole number.")
_NUMBER = N_("Send a number.")
_AMOUNT = N_("Send an amount such as 9500.00.")
_DATE = N_("Send a date such as 2026-11-30.")
_TIME = N_("Send a time with its zone, such as 2026-11-21T12:00:00Z.")
_TIME_SENT = N_(
    "Send a time with its zone, such as 2026-11-21T12:00:00Z. In an address write + as %%2B."
)
_LIST = N_("Send a list.")
_OBJECT = N_("Send an object.")
_ID = N_("Send an id as the service gave it.")
_CHOICES = N_("Use one of: %(choices)s.")

# What Pydantic and FastAPI find.
_SHAPE = {
    "missing": N_("This is required."),
    "missing.body": N_("Send a body: the fields as a JSON object."),
    "extra_forbidden": N_("This field is not known. Check its spelling."),
    "unknown_parameter": N_("This is not asked for at this address. Use: %(choices)s."),
    "repeated_parameter": N_("Send this once."),
    "not_both": N_("Send this or `%(other)s`, not both."),
    "string_too_short": N_("Write at least %(min_length)s characters."),
    "string_too_short.empty": N_("Write something here: it cannot be empty."),
    "string_too_long": N_("Write at most %(max_length)s characters."),
    "string_type": N_("Send this as text, in quotes."),
    "string_unicode": N_("Send text in UTF-8."),
    "string_pattern_mismatch": N_("This does not have the expected form. /docs shows it."),
    "string_pattern_mismatch.email": N_("Write an e-mail address such as name@example.org."),
    "string_pattern_mismatch.two_digits": N_("Use two digits, such as 07."),
    "string_pattern_mismatch.hash": N_("Send a SHA-256: 64 digits and letters from a to f."),
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_parsing_size": N_("This number is too large."),
    "int_from_float": _WHOLE_NUMBER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_type": _AMOUNT,
    "decimal_parsing": _AMOUNT,
    "decimal_max_places": N_("Send at most two decimals."),
    "decimal_max_digits": N_("This amount is too large."),
    "decimal_whole_digits": N_("This amount is too large."),
    "bool_type": N_("Send true or false."),
    "bool_parsing": N_("Send true or false."),
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": N_("Send a date without a time, such as 2026-11-30."),
    "datetime_type": _TIME,
    "datetime_parsing": _TIME_SENT,
    "datetime_from_date_parsing": _TIME_SENT,
    "datetime_object_invalid": _TIME,
    "timezone_aware": _TIME,
    "enum": _CHOICES,
    "literal_error": _CHOICES,
    "greater_than_equal": N_("This must be at least %(ge)s."),
    "less_than_equal": N_("This must be at most %(le)s."),
    "too_short": N_("Send at least %(min_length)s entries."),
    "too_short.empty": N_("Send at least one entry."),
    "too_long": N_("At most %(max_length)s entries."),
    "list_type": _LIST,
    "list_type.rows": N_("Send a JSON array of rows."),
    "tuple_type": _LIST,
    "frozen_set_type": _LIST,
    "set_item_not_hashable": N_("Send a list of texts."),
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "uuid_parsing": _ID,
    "uuid_type": _ID,
    "json_invalid": N_("The body is not JSON: look at character %(position)s."),
    "json_invalid.body": N_("The body could not be read as JSON in UTF-8."),
    "json_invalid.array": N_(
        "Send a JSON array, or one JSON object a line as application/x-ndjson."
    ),
    "json_invalid.array_at": N_(
        "The JSON array cannot be read from line %(line)s, column %(column)s, on. "
        "Send rows that stand a line each as application/x-ndjson."
    ),
    "json_invalid.line": N_("This line is not JSON."),
    "json_invalid.number": N_("A number in the body has too many digits."),
    "repeated_field": N_("This field is there twice. Send it once."),
}  # fmt: skip

# What the intake shapes ask for beyond types.
_VALUES = {
    "unknown_municipality": N_(
        "Use a 5-digit INEGI code; GET /v1/catalogs/municipalities?q= finds it."
    ),
    "unknown_municipality.number": N_(
        "This is a number, and codes begin with zeros: send the five digits in quotes, such as "
        '"%(padded)s".'
    ),
    "unknown_municipality.short": N_(
        "The code has lost a zero at its start: five digits, such as %(padded)s."
    ),
    "unknown_state": N_("Use a 2-digit INEGI state code, 01 to 32."),
    "unknown_language": N_("Use an ISO 639 code; GET /v1/catalogs/languages?q= finds it."),
    "unknown_country": N_(
        "Use an ISO 3166 code of two letters; GET /v1/catalogs/nationalities?q= finds it."
    ),
    "unknown_document": N_("Use a kind of paper as GET /v1/catalogs/documents lists them."),
    "unknown_occupation": N_(
        "Use an id of GET /v1/catalogs/occupations?q=, or leave it out: the title is linked."
    ),
    "unknown_skill": N_(
        "Use an id of GET /v1/catalogs/skills?q=, or the words for it: they are linked."
    ),
    "unknown_choice": _CHOICES,
    "unknown_center": N_("There is no such center; GET /v1/catalogs/centers lists them."),
    "not_your_center": N_("Leave the center out, or give your own."),
    "control_character": N_("Remove the control characters."),
    "name_not_in_letters": N_("Write the name in letters, as it stands in the papers."),
    "title_without_words": N_("Say what the work is, in words."),
    "half_a_place": N_("Send both latitude and longitude, or neither."),
    "unreadable_phone": N_("Use ten digits, or + and the country code for a foreign number."),
    "too_young": N_(
        "People under 15 cannot be registered for work. A center can help in other ways."
    ),
    "implausible_date": N_("This birth date is too long ago. Check the year."),
    "year_to_come": N_("This is the year of work done: %(year)s or before."),
    "password_length": N_("Use %(shortest)s to %(longest)s characters; a sentence works well."),
    "bad_cursor": N_("Send `next` as the page before gave it, or leave it out."),
    "naive_time": _TIME_SENT,
    "name_like_an_address": N_(
        "Choose another ending: after a slash this word is what is done with an opening."
    ),
    "name_like_an_address.slash": N_("A name does not end with a slash."),
    "other_name": N_("The external_id in the body is another one than in the address."),
    **{f"identifier_{flaw}": sentence for flaw, sentence in FLAWS.items()},
}

# Rows of a bulk request or a file.
_ROWS = {
    "duplicate_row": N_(
        "This external_id stands in an earlier row of the same request: row %(first)s."
    ),
    "duplicate_row.file": N_(
        "This external_id stands in an earlier row of the file: row %(first)s."
    ),
    "duplicate_row.hire": N_("This hire stands in an earlier row of the same file."),
    "merged_elsewhere": N_(
        "This registration became one with another, which another center attends. Leave it out."
    ),
    "csv_invalid": N_("This line is not CSV: look for an open quote."),
    "too_many_cells": N_("This row has more cells than there are field names."),
    "unreadable_result": N_("Write accepted or refused, and the code of a refusal."),
}  # fmt: skip

# Hires and what follows them.
_HIRES = {
    "no_hire_named": N_("Send `referral`, or both `seeker` and `opening`."),
    "referral_needed": N_("An employer hires by the referral that the center sent."),
    "placement_not_found": N_("There is no such placement, or it is not yours."),
    "wage_below_floor": N_("Raise the wage to the legal floor, or correct the place or the day."),
    "day_to_come": N_("This day has not come yet."),
    "day_too_early": N_("This day is too long ago: %(day)s is the first that can be written here."),
    "day_too_late": N_("This day is too far ahead: %(day)s is the last that can be written here."),
    "recorded_otherwise": N_(
        "Something else is recorded here. If it is wrong, staff correct it in a hire; elsewhere "
        "say so in the note of the next step."
    ),
    "unknown_cause": N_(
        "Use one of: %(choices)s. GET /v1/catalogs/end_causes says what each means."
    ),
    "before_first_day": N_("This is before the first day of work, %(day)s."),
    "not_the_first_day": N_("Work starts on its first day, here %(day)s: leave one of them out."),
    "before_start": N_("The work cannot end before it started."),
    "after_end": N_("The work cannot start after it ended."),
    "nothing_corrected": N_("Say what is right: the day, the evidence or a note."),
    "not_taken_back": N_(
        "Only an enrollment told as filed by other means is taken back, and only until the hire "
        "goes on."
    ),
    "not_correctable": N_(
        "Name an event of this hire by its `sequence`, and none that is itself a correction or "
        "came with a file for the institute."
    ),
    "hash_needed": N_("Send the SHA-256 of the document seen."),
    "person_in_two_households": N_("Each person can be in one household only."),
    "rows_needed": N_("Send `rows`: whose wage changes, and when."),
    "no_line_named": N_("Say which line: `line` is enough."),
    "no_answer": N_("Send `is_accepted` or the `code`, not both."),
    "curp_end_needed": N_("Say until when the CURP is valid."),
    "missing.step": N_("Choose what happened."),
    "missing.start": N_("Give the day on which the work started."),
    "missing.reply_code": N_("Give the institute's code, such as 059."),
    "missing.employer": N_("Say for which employer."),
    "missing.registration": N_("Say which employer registration: there are %(count)s."),
    "missing.appointment": N_("Say when and where."),
    "missing.number": N_("Give the number that was issued."),
}

# What speaks against a row of a movement file, beside the institute's own codes.
_MOVEMENTS = {
    "004.missing": N_(
        "There is no social security number (NSS) yet. The center helps the person to get one."
    ),
    "018.missing": N_(
        "The clinic (UMF) is missing: up to three digits, once for the whole file or for each row."
    ),
    "curp_missing": N_("There is no CURP. The line goes without it; help the person to get one."),
    "curp_invalid": N_("The CURP is not valid. Correct it with the person."),
    "name_cut": N_("The name is longer than 27 letters and is cut, as the institute does."),
    "guide_format": N_(
        "The guide has five digits: two of the subdelegation and three more. Give the employer "
        "registration its subdelegation."
    ),
    "worker_key_format": N_("The worker's key has at most ten letters and digits."),
    "base_not_in_cents": N_("The contribution base has more than two decimals."),
    "base_over_cap": N_("The contribution base is over the legal cap of 25 UMA."),
    "no_figures": N_("No minimum wage is known of so early a day. Check the year."),
    "figures_of_last_year": N_(
        "The minimum wage or the UMA of that day is not known yet: the last one known was taken."
    ),
    "base_not_integrated": N_("The contribution base lacks the bonus and the vacation premium."),
    "base_from_net_wage": N_("The wage offered is net, so the true base is higher. Give the base."),
    "already_in_open_file": N_("This movement is already in a file that waits for its answer."),
    "already_filed": N_(
        "It was told that this movement was filed by other means; it waits for its answer."
    ),
    "before_the_work": N_("This day is before the first day of work."),
    "already_at_the_institute": N_("The institute already has this movement."),
    "not_at_this_stage": N_("The hire is not at a stage at which this movement is filed."),
    "never_enrolled": N_("The person was never enrolled for this hire."),
    "other_registration": N_("The hire belongs to another employer registration."),
    "does_not_fit": N_("The value does not fit its field."),
}

SENTENCES: Mapping[str, str] = MappingProxyType(_SHAPE | _VALUES | _ROWS | _HIRES | _MOVEMENTS)
# Of the institute's own codes, which GET /v1/reply-codes lists with their meaning.
WOULD_REFUSE = N_("The institute would answer %(code)s: see GET /v1/reply-codes.")

# For what nobody foresaw; nothing English slips through inside it.
UNFORESEEN = N_("This value does not fit here. /docs says what does.")


def code_of(name: str) -> str:
    """What callers see of a name."""
    return name.partition(".")[0]


def field_error(pointer: str, name: str, /, **context: object) -> FieldError:
    """`context` fills in the sentence. KeyError for a name that is not registered."""
    return FieldError(pointer, code_of(name), SENTENCES[name], context)


def institute_error(pointer: str, code: str) -> FieldError:
    """`code` is one of the institute's own, which needs no name here."""
    return FieldError(pointer, code, WOULD_REFUSE, {"code": code})


def unfit(name: str, /, **context: object) -> PydanticCustomError:
    """For a validator to raise; `services.validation` makes a field error of it."""
    return PydanticCustomError(name, SENTENCES[name], context or None)
