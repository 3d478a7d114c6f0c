"""The institute's answers as an employer enters them: line by line, or the sheet of the receipt."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from api.web.forms import Form
from api.web.staff.steps import read_as, refusals, typed
from services.enrollment.reply_sheets import read_sheet
from services.enrollment.schemas import RepliesIn
from services.errors import N_, FieldError, Malformed, PuenteError
from services.field_codes import field_error
from services.wording import words

ROW = re.compile(r"replies/(\d+)(?:/.*)?")
# Below the headings.
FIRST_ROW = 2
MOST_FAULTS = 10
# More lines come as a sheet.
BY_HAND = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form with what was pasted or uploaded; neither is kept."""

    form: Form
    content: bytes

    @property
    def is_given(self) -> bool:
        return bool(self.content.strip())


async def sent_sheet(request: Request) -> Sheet:
    """A dependency. A file comes before what was pasted."""
    async with request.form(max_files=1, max_fields=500) as data:
        form = Form.sent(data)
        pasted = data.get("sheet")
        uploaded = data.get("file")
        content = await uploaded.read() if isinstance(uploaded, UploadFile) else b""
    text = pasted if isinstance(pasted, str) else ""
    return Sheet(form, content or text.encode())


SentSheet = Annotated[Sheet, Depends(sent_sheet)]


def replies_of_sheet(sheet: Sheet) -> RepliesIn:
    """Raises Malformed, UnreadableFile or TooManyRows."""
    found = read_sheet(sheet.content)
    return RepliesIn(**_about(sheet.form), replies=found.replies)


def replies_by_hand(form: Form) -> RepliesIn:
    """Lines left open are not answered. Raises Malformed with `/code-1` for a refusal without."""
    replies, lacking = list[dict[str, object]](), list[FieldError]()
    for line in _lines(form):
        answer, code = form.text(f"answer-{line}"), form.text(f"code-{line}")
        if answer == "accepted":
            replies.append({"line": line, "is_accepted": True})
        elif answer == "refused" and not code:
            lacking.append(field_error(f"/code-{line}", "missing.reply_code"))
        elif answer == "refused" or code:
            replies.append({"line": line, "code": code})
    if lacking or not replies:
        raise Malformed(errors=lacking or [field_error("/sheet", "missing.step")])
    return read_as(RepliesIn, {**_about(form), "replies": replies})


def sheet_errors(error: PuenteError, lang: str) -> Mapping[str, str]:
    """At the sheet, which says of each row that cannot be read where it stands."""
    found, say = dict(refusals(error, lang, general="sheet")), words(lang)
    faults = {ROW.fullmatch(name): found.pop(name) for name in list(found) if ROW.fullmatch(name)}
    told = [
        say(N_("Row %(row)s of the sheet: %(fault)s"), row=int(row[1]) + FIRST_ROW, fault=fault)
        for row, fault in list(faults.items())[:MOST_FAULTS]
        if row
    ]
    return {**({"sheet": " · ".join(told)} if told else {}), **found}


def _about(form: Form) -> dict[str, str]:
    given = typed(form, "received_on", "answer_receipt")
    return {{"answer_receipt": "receipt"}.get(name, name): said for name, said in given.items()}


def _lines(form: Form) -> Iterable[int]:
    names = (name.removeprefix("answer-") for name in form.values if name.startswith("answer-"))
    return sorted(int(name) for name in names if name.isascii() and name.isdigit())[:BY_HAND]
