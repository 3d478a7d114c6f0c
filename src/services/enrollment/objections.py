"""What is said of a row that the institute, or this service, would not take."""

from services.errors import FieldError
from services.field_codes import SENTENCES, field_error, institute_error
from services.social_security.findings import Grade
from services.social_security.movement_lines import DoesNotFit
from services.social_security.preflight import Objection
from services.social_security.reply_codes import reply_code
from services.wording import say

ALREADY_IN_FILE = "already_in_open_file"
ALREADY_FILED = "already_filed"
ALREADY_THERE = "already_at_the_institute"
NOT_AT_THIS_STAGE = "not_at_this_stage"
BEFORE_THE_WORK = "before_the_work"
NEVER_ENROLLED = "never_enrolled"
OTHER_REGISTRATION = "other_registration"
BASE_FROM_NET = "base_from_net_wage"
DOES_NOT_FIT = "does_not_fit"


def stops(objection: Objection) -> bool:
    return objection.grade is Grade.ERROR


def say_objection(objection: Objection, language: str) -> str:
    if (name := _named(objection)) in SENTENCES:
        return say(SENTENCES[name], language)
    return reply_code(objection.code).meaning(language)


def unfitting(error: DoesNotFit) -> Objection:
    return Objection(DOES_NOT_FIT, error.field)


def row_error(index: int, objection: Objection) -> FieldError:
    """`index` is the row's place in what was sent."""
    pointer = f"/rows/{index}/{objection.field}"
    if (name := _named(objection)) in SENTENCES:
        return field_error(pointer, name)
    return institute_error(pointer, objection.code)


def _named(objection: Objection) -> str:
    """In `services.field_codes`, where it stands there."""
    return f"{objection.code}.missing" if objection.is_missing else objection.code
