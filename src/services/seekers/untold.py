"""What a person's row keeps of what is not told anew.

Answers never show a number, a phone or a nationality, so nobody can send back what they read: not
being mentioned ends nothing. Null ends it, but not a number that staff recorded: programs send null
for what they do not know, and staff say themselves that there is none.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.seekers.schemas import CurpKind, SeekerIn, Sex

# Each with what is told of it.
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "curp": ("curp", "curp_kind", "curp_valid_until"),
    "social_security_number": ("social_security_number",),
    "rfc": ("rfc",),
}
UNSHOWN = (*NUMBERS, "phone", "email", "sex", "nationality")
FIELDS = tuple(field for name in UNSHOWN for field in NUMBERS.get(name, (name,)))
READ = {"curp_kind": CurpKind, "sex": Sex}
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OnRecord:
    """By the fields of an intake; `by_staff` are the numbers that staff recorded."""

    fields: Mapping[str, Any]
    by_staff: frozenset[str] = frozenset()


NOTHING = OnRecord({})


def on_record(seeker: Seeker) -> OnRecord:
    found = {name: getattr(seeker, name) for name in FIELDS}
    fields = {
        name: READ[name](value) if name in READ and value else value
        for name, value in found.items()
    }
    return OnRecord(fields, frozenset(seeker.numbers_by_staff or ()))


def untold(said: SeekerIn, known: OnRecord, by: ActorKind) -> Fields:
    """The fields that go on as they are known."""
    kept: Fields = {}
    for name in UNSHOWN:
        is_known = known.fields.get(name) is not None
        if is_known and getattr(said, name) is None and not _is_emptied(said, name, known, by):
            kept |= {field: known.fields[field] for field in NUMBERS.get(name, (name,))}
    return kept | _rest_of_curp(said, known)


def _is_emptied(said: SeekerIn, name: str, known: OnRecord, by: ActorKind) -> bool:
    is_null = name in said.model_fields_set
    return is_null and (by is ActorKind.STAFF or name not in known.by_staff)


def _rest_of_curp(said: SeekerIn, known: OnRecord) -> Fields:
    """The same CURP told alone is still of its kind and ends when it did."""
    if said.curp is None or said.curp != known.fields.get("curp"):
        return {}
    kind = said.curp_kind or known.fields["curp_kind"]
    is_same_kind = kind is known.fields["curp_kind"]
    ends = said.curp_valid_until or (known.fields["curp_valid_until"] if is_same_kind else None)
    return {"curp_kind": kind, "curp_valid_until": ends}


def recorded_too(seeker: Seeker, fields: Collection[str]) -> list[str] | None:
    """Which numbers are staff's once they have recorded these fields of the row as it is now."""
    before = seeker.numbers_by_staff or []
    # A kind that was never told is written down with whatever else staff correct.
    telling = {*fields} - {"curp_kind"}
    mine = [name for name in NUMBERS if name in before or telling & {*NUMBERS[name]}]
    return [name for name in mine if getattr(seeker, name) is not None] or None


def by_staff(stored: SeekerIn, known: OnRecord, by: ActorKind) -> list[str] | None:
    """Which of the numbers stored now staff recorded: theirs from before, and what they change."""
    there = [name for name in NUMBERS if getattr(stored, name) is not None]
    same = [name for name in there if getattr(stored, name) == known.fields.get(name)]
    mine = [name for name in same if name in known.by_staff]
    new = [name for name in there if name not in same] if by is ActorKind.STAFF else []
    return [name for name in there if name in mine or name in new] or None
