"""The forms of a hire's page: each step has its own fields, so that none fills in another's."""

from collections.abc import Mapping

from api.web.employer.hire_views import STOPS
from api.web.forms import Form
from api.web.staff.steps import WAGES, read_as, refusals
from models.vocabulary import EvidenceKind
from services.amounts import plain_wage
from services.errors import N_, FieldError, Malformed, PuenteError
from services.field_codes import field_error
from services.placements.schemas import PlacementStepIn

# A step's fields, and what each is called in its form.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "start": {"starts_on": "starts_on", "monthly_wage_mxn": "wage"},
    "file_enrollment": {"happened_on": "filed_on", "receipt": "filed_receipt"},
    "confirm_enrollment": {"happened_on": "enrolled_on", "receipt": "answer_receipt"},
    "refuse_enrollment": {"happened_on": "refused_on", "reply_code": "reply_code"},
    "end": {"happened_on": "ended_on", "cause": "cause", "after_end": "after_end"},
    **{step: {"note": "note"} for step in STOPS},
}
EVIDENCE: Mapping[str, EvidenceKind] = {
    "start": EvidenceKind.STATEMENT,
    "file_enrollment": EvidenceKind.STATEMENT,
    "confirm_enrollment": EvidenceKind.MOVEMENT_RECEIPT,
    "refuse_enrollment": EvidenceKind.MOVEMENT_RECEIPT,
}
# What a step cannot do without, and what to say where it lacks.
NEEDED: Mapping[str, Mapping[str, str]] = {
    "start": {"starts_on": N_("Give the day on which the work started.")},
    "confirm_enrollment": {"receipt": N_("Give the number of the receipt.")},
    "refuse_enrollment": {"reply_code": N_("Give the institute's code, such as 059.")},
    "end": {
        "happened_on": N_("Give the last day of work."),
        "cause": N_("Choose why the job ended."),
    },
}


def asked_step(form: Form) -> tuple[str, PlacementStepIn]:
    """Raises Malformed with the fields of PlacementStepIn as pointers."""
    step = form.text("step") or form.text("stop")
    if step not in FIELDS:
        raise Malformed(errors=[field_error("/stop", "missing.step")])
    said = {name: form.text(shown) for name, shown in FIELDS[step].items() if form.text(shown)}
    values: dict[str, object] = {
        name: plain_wage(text) if name in WAGES else text for name, text in said.items()
    }
    lacking = {name: said for name, said in NEEDED.get(step, {}).items() if name not in values}
    if lacking:
        raise Malformed(
            errors=[FieldError(f"/{name}", "missing", lacking[name]) for name in lacking]
        )
    evidence = EVIDENCE.get(step)
    if step == "file_enrollment" and "receipt" in values:
        evidence = EvidenceKind.MOVEMENT_RECEIPT
    return step, read_as(PlacementStepIn, values | ({"evidence": evidence} if evidence else {}))


def step_refusals(error: PuenteError, form: Form, lang: str) -> Mapping[str, str]:
    """By the names of the form's own fields; what is about no field stands at the first."""
    shown = FIELDS.get(form.text("step") or form.text("stop"), {})
    first = next(iter(shown.values()), "stop")
    found = refusals(error, lang, general=first)
    known = {*shown.values(), "stop"}
    return {shown.get(name, name if name in known else first): said for name, said in found.items()}
