"""What staff look at: newest openings first, each with the best people of their center."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from matching.profiles import Answer
from matching.ranking import Engine, Match
from models.opening import Opening
from models.repositories import centers, openings, seekers
from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.errors import OpeningNotFound
from services.matches.find import SeekerMatch, within
from services.matches.live import LiveIndex
from services.openings.profile import opening_profile
from services.seekers.profile import seeker_profile
from services.seekers.read import attended

PEOPLE_EACH = 3
OPENINGS_SHOWN = 12
# A page ends here even when most openings had nobody: the next page goes on.
OPENINGS_TRIED = 300
BATCH = 50


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """`place` is a state or a municipality code; `least_score` 0 to 1,000,000."""

    text: str = ""
    place: str = ""
    permission: Answer | None = None
    least_score: int = 0

    def keeps(self, match: Match) -> bool:
        is_wanted = self.permission in (None, match.permission.answer)
        return is_wanted and match.score >= self.least_score


@dataclass(frozen=True, slots=True)
class OpeningWithPeople:
    opening: Opening
    matches: Sequence[SeekerMatch]


@dataclass(frozen=True, slots=True)
class Board:
    """`next_offset`: where the next page begins; None on the last one."""

    rows: Sequence[OpeningWithPeople]
    next_offset: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    seeker: Seeker
    opening: Opening
    match: Match


def board(
    session: Session,
    live: LiveIndex,
    actor: Actor,
    wanted: BoardFilter,
    *,
    offset: int,
    on: date,
) -> Board:
    """Openings without anybody to show are passed over."""
    actor.require(ActorKind.STAFF)
    engine, kept = live.refresh(session, on=on), within(session, actor)
    found: list[tuple[Opening, list[Match]]] = []
    position = offset
    for opening in _live_openings(session, wanted, offset, on):
        if len(found) == OPENINGS_SHOWN or position - offset == OPENINGS_TRIED:
            return Board(_with_people(session, found), position)
        position += 1
        matches = _matches(engine, opening, wanted, kept, on)
        if matches:
            found.append((opening, matches))
    return Board(_with_people(session, found), None)


def center_state(session: Session, actor: Actor) -> str:
    """The state of the actor's center; empty for staff of every center."""
    center = centers.by_code(session, actor.center_code) if actor.center_code else None
    return center.municipality[:2] if center else ""


def pair(
    session: Session,
    live: LiveIndex,
    actor: Actor,
    seeker_id: UUID,
    opening_id: UUID,
    *,
    on: date,
) -> Pair:
    """One person and one opening, also when something rules the two out."""
    actor.require(ActorKind.STAFF)
    seeker = attended(session, actor, seeker_id)
    opening = openings.by_public_id(session, opening_id)
    if opening is None or not seeker.profile:
        raise OpeningNotFound
    engine = live.refresh(session, on=on)
    profile = seeker_profile(seeker.id, seeker.profile)
    return Pair(seeker, opening, engine.explain(profile, opening_profile(opening), on))


def _live_openings(
    session: Session, wanted: BoardFilter, offset: int, on: date
) -> Iterator[Opening]:
    while rows := openings.newest(
        session, on, text=wanted.text, place=wanted.place, offset=offset, limit=BATCH
    ):
        yield from rows
        offset += len(rows)


def _matches(
    engine: Engine, opening: Opening, wanted: BoardFilter, kept: frozenset[int] | None, on: date
) -> list[Match]:
    # With a filter on the permission the best three may lie deeper.
    depth = PEOPLE_EACH if wanted.permission is None else PEOPLE_EACH * 10
    ranked = engine.seekers_for(opening_profile(opening), k=depth, on=on, within=kept)
    return [match for match in ranked if wanted.keeps(match)][:PEOPLE_EACH]


def _with_people(
    session: Session, found: Sequence[tuple[Opening, list[Match]]]
) -> list[OpeningWithPeople]:
    keys = {match.seeker_key for _, matches in found for match in matches}
    people = {row.id: row for row in seekers.by_ids(session, keys)}
    return [
        OpeningWithPeople(
            opening,
            [SeekerMatch(people[it.seeker_key], it) for it in matches if it.seeker_key in people],
        )
        for opening, matches in found
    ]
