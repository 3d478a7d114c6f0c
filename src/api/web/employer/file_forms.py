"""The form of a movement file: which hires, and what each line says beside what is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError

from api.web.forms import Form
from api.web.staff.steps import refusals
from models.vocabulary import MovementType
from services.amounts import plain_amount
from services.enrollment.schemas import MovementFileIn, MovementRowIn
from services.errors import FieldError, Malformed, PuenteError
from services.field_codes import WOULD_REFUSE
from services.social_security.reply_codes import reply_code
from services.validation import from_validation
from services.wording import words

# A page shows as many; a file of everybody may hold more.
SHOWN = 50
# A field of MovementRowIn, and the first part of its name in the form.
ROW_FIELDS: Mapping[str, str] = {
    "effective_on": "on",
    "contribution_base_mxn": "base",
    "clinic": "clinic",
    "worker_type": "type",
    "worker_key": "key",
    "cause": "cause",
}
# A field of the record, and the one of the form where it is mended.
MENDED_AT: Mapping[str, str] = {
    "base_cents": "base",
    "movement_on": "on",
    "clinic": "clinic",
    "worker_type": "type",
    "worker_key": "key",
    "cause": "cause",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says of some hires. `errors` by the form's own names: then those rows stand
    in the intake without what was typed."""

    intake: MovementFileIn | None
    errors: Mapping[str, str]


def movement_asked(text: str) -> MovementType:
    return MovementType(text) if text in set(MovementType) else MovementType.ENROLLMENT


def file_asked(form: Form, hires: Sequence[UUID] | None, lang: str) -> Asked:
    """`hires` None: whoever is due, as known. Else these, with what was typed for each."""
    rows, errors = [], dict[str, str]()
    for hire in hires or ():
        row, wrong = _row(form, hire, lang)
        rows.append(row)
        errors |= wrong
    values = {name: form.text(name) for name in ("registration", "guide", "clinic")}
    given: dict[str, object] = {name: value for name, value in values.items() if value}
    given["movement"] = movement_asked(form.text("movement"))
    if hires is not None:
        given["rows"] = tuple(rows)
    try:
        return Asked(MovementFileIn.model_validate(given), errors)
    except ValidationError as error:
        return Asked(None, errors | _said(error, lang))


def ticked(form: Form) -> list[UUID]:
    """Whatever is no id was not on the page."""
    return [UUID(text) for text in form.all("row") if _is_id(text)]


def row_errors(
    error: PuenteError, form: Form, hires: Sequence[UUID], lang: str
) -> Mapping[str, str]:
    """`/rows/0/clinic` is what was typed for the first one ticked, or else for everybody."""
    found = dict[str, str]()
    for each in error.errors:
        where = _where(each.pointer.strip("/").split("/"), form, hires)
        found.setdefault(where, _meaning(each, lang))
    return found or refusals(error, lang, general="row")


def _where(parts: Sequence[str], form: Form, hires: Sequence[UUID]) -> str:
    is_row = len(parts) == 3 and parts[1].isdigit() and int(parts[1]) < len(hires)
    if not is_row:
        return parts[-1] or "row"
    hire, field = hires[int(parts[1])], parts[2]
    if field == "guide" or (field == "clinic" and not form.text(f"clinic-{hire}")):
        return field
    return f"{MENDED_AT.get(field, 'row')}-{hire}"


def _meaning(error: FieldError, lang: str) -> str:
    """What the institute's code means, rather than where it can be looked up."""
    if error.code.isdigit() and error.message is WOULD_REFUSE:
        return f"{error.code}: {reply_code(error.code).meaning(lang)}"
    return words(lang)(error.message, **error.context)


def _row(form: Form, hire: UUID, lang: str) -> tuple[MovementRowIn, Mapping[str, str]]:
    values = {name: form.text(f"{shown}-{hire}") for name, shown in ROW_FIELDS.items()}
    values["contribution_base_mxn"] = plain_amount(values["contribution_base_mxn"])
    given = {name: value for name, value in values.items() if value}
    try:
        return MovementRowIn.model_validate({"placement": hire, **given}), {}
    except ValidationError as error:
        said = _said(error, lang)
        named = {f"{ROW_FIELDS.get(name, 'row')}-{hire}": text for name, text in said.items()}
        return MovementRowIn(placement=hire), named


def _said(error: ValidationError, lang: str) -> dict[str, str]:
    return dict(refusals(Malformed(errors=from_validation(error)), lang, general="row"))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
