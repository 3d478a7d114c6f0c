"""What is said of a row that the institute, or this service, would not take."""

from collections.abc import Mapping

from services.errors import N_, FieldError
from services.social_security.findings import Grade
from services.social_security.movement_lines import DoesNotFit
from services.social_security.preflight import (
    BASE_NOT_IN_CENTS,
    BASE_NOT_INTEGRATED,
    BASE_OVER_CAP,
    CURP_INVALID,
    CURP_MISSING,
    GUIDE_FORMAT,
    NAME_CUT,
    WORKER_KEY_FORMAT,
    Objection,
)
from services.social_security.reply_codes import reply_code
from services.wording import say

ALREADY_IN_FILE = "already_in_open_file"
ALREADY_THERE = "already_at_the_institute"
NOT_AT_THIS_STAGE = "not_at_this_stage"
NEVER_ENROLLED = "never_enrolled"
OTHER_REGISTRATION = "other_registration"
BASE_FROM_NET = "base_from_net_wage"
DOES_NOT_FIT = "does_not_fit"

SENTENCES: Mapping[str, str] = {
    CURP_MISSING: N_("There is no CURP. The line goes without it; help the person to get one."),
    CURP_INVALID: N_("The CURP is not valid. Correct it with the person."),
    NAME_CUT: N_("The name is longer than 27 letters and is cut, as the institute does."),
    GUIDE_FORMAT: N_("The guide has five digits: two of the subdelegation and three more."),
    WORKER_KEY_FORMAT: N_("The worker's key has at most ten letters and digits."),
    BASE_NOT_IN_CENTS: N_("The contribution base has more than two decimals."),
    BASE_OVER_CAP: N_("The contribution base is over the legal cap of 25 UMA."),
    BASE_NOT_INTEGRATED: N_("The contribution base lacks the bonus and the vacation premium."),
    ALREADY_IN_FILE: N_("This movement is already in a file that waits for its answer."),
    ALREADY_THERE: N_("The institute already has this movement."),
    NOT_AT_THIS_STAGE: N_("The hire is not at a stage at which this movement is filed."),
    NEVER_ENROLLED: N_("The person was never enrolled for this hire."),
    OTHER_REGISTRATION: N_("The hire belongs to another employer registration."),
    BASE_FROM_NET: N_("The wage offered is net, so the true base is higher. Give the base."),
    DOES_NOT_FIT: N_("The value does not fit its field."),
}
WOULD_REFUSE = N_("The institute would answer %(code)s: see GET /v1/reply-codes.")


def stops(objection: Objection) -> bool:
    return objection.grade is Grade.ERROR


def say_objection(objection: Objection, language: str) -> str:
    if objection.code in SENTENCES:
        return say(SENTENCES[objection.code], language)
    return reply_code(objection.code).meaning(language)


def unfitting(error: DoesNotFit) -> Objection:
    return Objection(DOES_NOT_FIT, error.field)


def field_error(index: int, objection: Objection) -> FieldError:
    """`index` is the row's place in what was sent."""
    message = SENTENCES.get(objection.code, WOULD_REFUSE)
    pointer = f"/rows/{index}/{objection.field}"
    return FieldError(pointer, objection.code, message, {"code": objection.code})
