"""Official numbers that staff recorded, when a person is written anew.

They end where another number is told, or where staff say that there is none. Not being mentioned
ends nothing, nor does the null that a program sends for what it does not know.
"""

from collections.abc import Collection, Mapping
from typing import Any

from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.seekers.schemas import CurpKind, SeekerIn

# Each with what is told of it.
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "curp": ("curp", "curp_kind", "curp_valid_until"),
    "social_security_number": ("social_security_number",),
    "rfc": ("rfc",),
}
Numbers = dict[str, Any]


def recorded_numbers(seeker: Seeker) -> Numbers:
    """Those that staff recorded, by the fields of an intake."""
    names = seeker.numbers_by_staff or []
    found = {field: getattr(seeker, field) for name in names for field in NUMBERS[name]}
    if found.get("curp_kind"):
        found["curp_kind"] = CurpKind(found["curp_kind"])
    return found


def kept_numbers(said: SeekerIn, recorded: Numbers, by: ActorKind) -> Numbers:
    """The fields that go on as staff recorded them."""
    kept: Numbers = {}
    for name, fields in NUMBERS.items():
        told = getattr(said, name)
        is_emptied = by is ActorKind.STAFF and name in said.model_fields_set
        if name in recorded and told is None and not is_emptied:
            kept |= {field: recorded[field] for field in fields}
    return kept | _rest_of_curp(said, recorded)


def recorded_too(seeker: Seeker, fields: Collection[str]) -> list[str] | None:
    """Which numbers are staff's once they have recorded these fields of the row as it is now."""
    before = seeker.numbers_by_staff or []
    # A kind that was never told is written down with whatever else staff correct.
    telling = {*fields} - {"curp_kind"}
    mine = [name for name in NUMBERS if name in before or telling & {*NUMBERS[name]}]
    return [name for name in mine if getattr(seeker, name) is not None] or None


def by_staff(stored: SeekerIn, recorded: Numbers, by: ActorKind) -> list[str] | None:
    """Which of the numbers stored now staff recorded."""
    there = [name for name in NUMBERS if getattr(stored, name) is not None]
    if by is ActorKind.STAFF:
        return there or None
    return [name for name in there if getattr(stored, name) == recorded.get(name)] or None


def _rest_of_curp(said: SeekerIn, recorded: Numbers) -> Numbers:
    """The same CURP told alone is still of its kind and ends when it did."""
    if said.curp is None or said.curp != recorded.get("curp"):
        return {}
    kind = said.curp_kind or recorded["curp_kind"]
    is_same_kind = kind is recorded["curp_kind"]
    ends = said.curp_valid_until or (recorded["curp_valid_until"] if is_same_kind else None)
    return {"curp_kind": kind, "curp_valid_until": ends}
