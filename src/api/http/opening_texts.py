"""Openings as JSON for lists: what is shown of each is written once and kept while it holds."""

from collections.abc import Iterator, Sequence

from pydantic_core import to_json

from api.http.dependencies import Call
from api.http.opening_shape import opening_text
from models.shown import OpeningRow
from services.matches.shown import Shown

# Inside of a text a quotation mark is escaped, so this stands for the field alone.
NO_CONTACT = '"contact":null'


def opening_texts(call: Call, rows: Sequence[OpeningRow]) -> Iterator[str]:
    """`OpeningOut` with its contact, which is not kept."""
    live = call.runtime.live
    place = live.place(call.session, on=call.today)
    shown = Shown(call.session, live.shown, place, call.language)
    texts = shown.openings([row.id for row in rows], opening_text)
    for row in rows:
        text = texts[row.id]
        if row.contact is not None:
            text = text.replace(NO_CONTACT, f'"contact":{to_json(row.contact).decode()}', 1)
        yield text
