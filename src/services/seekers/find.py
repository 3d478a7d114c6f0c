"""Staff look for a person: by a number, by the code on their paper, or by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from sqlalchemy.orm import Session

from matching.text import fold
from models import audit
from models.repositories import identities, seekers
from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.access.tokens import CODE_LENGTH, CODE_LETTERS, tidy_code
from services.access.trail import entry

MOST = 25
# Two letters written otherwise in a name of fifteen.
LIKE = 82


class FoundBy(StrEnum):
    NUMBER = "number"
    CODE = "code"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """At most MOST people, best first; `is_more` when there are others."""

    by: FoundBy
    people: Sequence[Seeker]
    is_more: bool = False


def find_people(session: Session, actor: Actor, text: str) -> Found:
    """Among those the actor may see. Names are sealed, so looking for one reads them all: in a
    session that only reads, nobody who writes waits for it. `note_search` belongs to it."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    found = _by_number(session, actor, text) or _by_code(session, actor, text)
    return found or _by_name(session, actor, text)


def note_search(session: Session, actor: Actor, found: Found) -> None:
    """What was looked for is not kept, only that it was."""
    by, count = str(found.by), len(found.people)
    audit.record(session, entry(actor, "people_searched", by=by, found=count))


def note_listed(session: Session, actor: Actor, people: int) -> None:
    """A page of a list shows as much of each as a search does."""
    audit.record(session, entry(actor, "people_listed", found=people))


def center_of(actor: Actor) -> int | None:
    """The center that limits what they see; None for those who see every one."""
    return None if actor.sees_every_center else actor.center_id


def _by_number(session: Session, actor: Actor, text: str) -> Found | None:
    """CURP, social security number, or the number of a document."""
    number = tidy_code(text)
    if not any(map(str.isdigit, number)):
        return None
    rows = [
        *seekers.by_curp(session, number),
        *seekers.by_social_security_number(session, number),
        *seekers.by_document_number(session, number),
    ]
    return _seen(session, actor, FoundBy.NUMBER, [row.id for row in rows])


def _by_code(session: Session, actor: Actor, text: str) -> Found | None:
    code = tidy_code(text)
    if len(code) != CODE_LENGTH or set(code) - set(CODE_LETTERS):
        return None
    holder = seekers.by_return_code(session, code)
    return _seen(session, actor, FoundBy.CODE, [holder.id]) if holder else None


def _seen(session: Session, actor: Actor, by: FoundBy, ids: list[int]) -> Found | None:
    """Emptied registrations lead to the one that goes on. None when nobody may be seen."""
    kept = dict.fromkeys(identities.survivor_of(session, row_id) for row_id in ids)
    people = _may_be_seen(session, actor, list(kept))
    return Found(by, people) if people else None


def _may_be_seen(session: Session, actor: Actor, ids: Sequence[int]) -> list[Seeker]:
    center = center_of(actor)
    people = {row.id: row for row in seekers.detailed(session, ids)}
    known = [people[row_id] for row_id in ids if row_id in people]
    return [
        row for row in known if center in (None, row.center_id) and row.first_surname is not None
    ]


def _by_name(session: Session, actor: Actor, text: str) -> Found:
    ranked = sorted(_named_like(session, center_of(actor), fold(text)), reverse=True)
    ids = [-row_id for _, row_id in ranked[:MOST]]
    return Found(FoundBy.NAME, _may_be_seen(session, actor, ids), is_more=len(ranked) > MOST)


def _named_like(session: Session, center: int | None, wanted: str) -> Iterator[tuple[float, int]]:
    """How like the name is, and the row, negative so that the longest registered comes first."""
    asked = wanted.split()
    if not asked:
        return
    for row_id, told in identities.each_name(session, center):
        name = fold(told)
        words = name.split()
        if all(any(word.startswith(part) for word in words) for part in asked):
            yield 100 + fuzz.ratio(wanted, name), -row_id
        elif len(wanted) > MOST_INITIALS and (score := fuzz.token_set_ratio(wanted, name)) >= LIKE:
            yield score, -row_id


MOST_INITIALS = 4
