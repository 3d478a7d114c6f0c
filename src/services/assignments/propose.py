"""Who goes where, to the greatest sum of scores: for job fairs and relocation cohorts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy.orm import Session

from matching.assignment import (
    Assignment,
    Fair,
    Options,
    assign,
    assign_greedily,
    with_floor,
)
from matching.catalogs import load
from matching.profiles import OpeningProfile, SeekerProfile
from matching.ranking import ENGINE_VERSION, Engine
from models import audit
from models.assignment_run import AssignmentRun
from models.repositories import assignments, matchable
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.access.trail import entry
from services.assignments.schemas import AssignmentIn, Region
from services.errors import Malformed, OpeningNotFound, SeekerNotFound
from services.field_codes import field_error
from services.matches.find import within
from services.openings.profile import opening_profile
from services.seekers.profile import seeker_profile


@dataclass(frozen=True, slots=True)
class Proposal:
    """Computed, not yet stored: it needs no write transaction."""

    asked: AssignmentIn
    planned_on: date
    summary: Mapping[str, Any]
    rows: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Hall:
    """Everybody and everything that takes part."""

    people: Sequence[SeekerProfile]
    openings: Sequence[OpeningProfile]
    positions: Mapping[int, int]
    households: tuple[frozenset[int], ...]


def propose(session: Session, actor: Actor, asked: AssignmentIn, *, on: date) -> Proposal:
    """People of the actor's care who take part in matching, and published openings with free
    positions. Raises OpeningNotFound, SeekerNotFound, Malformed for a household that overlaps."""
    actor.require(ActorKind.STAFF)
    hall = _hall(session, actor, asked, on)
    fair = Fair(
        _options(hall, each=asked.each, floor=asked.floor, on=on),
        hall.positions,
        hall.households,
        _regions(hall.openings, asked.region),
    )
    best, hand = assign(fair), assign_greedily(fair)
    return Proposal(asked, on, _summary(hall, fair, best, hand), list(_rows(fair, best)))


def keep_proposal(
    session: Session, actor: Actor, proposal: Proposal, *, now: datetime
) -> AssignmentRun:
    asked = proposal.asked
    run = AssignmentRun(
        title=asked.title,
        planned_on=proposal.planned_on,
        parameters=asked.model_dump(mode="json", exclude={"title"}),
        summary=dict(proposal.summary),
        engine_version=ENGINE_VERSION,
        catalogs_version=load().version,
        requested_by=actor.label,
        made_at=now,
    )
    assignments.add(session, run, proposal.rows)
    audit.record(session, entry(actor, "assignment_made", run, placed=proposal.summary["placed"]))
    return run


def _hall(session: Session, actor: Actor, asked: AssignmentIn, on: date) -> _Hall:
    kept = within(session, actor)
    members = _rows_of(session, [it for home in asked.households for it in home], kept)
    _refuse_overlap(asked.households)
    only_people = _rows_of(session, asked.seekers, kept).values() if asked.seekers else None
    only_openings = _opening_rows(session, asked.openings) if asked.openings else None
    openings = [
        opening_profile(row)
        for row in matchable.live_openings(session, on, only_openings)
        if asked.state in (None, row.municipality[:2])
    ]
    people = matchable.profiles(session, only_people and list(only_people))
    return _Hall(
        people=[
            seeker_profile(row, packed)
            for row, packed in people
            if packed and (kept is None or row in kept)
        ],
        openings=openings,
        positions=assignments.free_positions(session, [it.key for it in openings]),
        households=tuple(frozenset(members[it] for it in home) for home in asked.households),
    )


def _rows_of(
    session: Session, ids: Sequence[UUID], kept: frozenset[int] | None
) -> Mapping[UUID, int]:
    found = assignments.seeker_rows(session, ids)
    if len(found) < len(set(ids)) or not (kept is None or kept.issuperset(found.values())):
        raise SeekerNotFound
    return found


def _opening_rows(session: Session, ids: Sequence[UUID]) -> list[int]:
    found = assignments.opening_rows(session, ids)
    if len(found) < len(set(ids)):
        raise OpeningNotFound
    return list(found.values())


def _refuse_overlap(households: Sequence[Sequence[UUID]]) -> None:
    seen: set[UUID] = set()
    for number, home in enumerate(households):
        if seen.intersection(home) or len(set(home)) < len(home):
            twice = field_error(f"/households/{number}", "person_in_two_households")
            raise Malformed(errors=[twice])
        seen.update(home)


def _options(hall: _Hall, *, each: int, floor: int, on: date) -> Options:
    """The best people of each opening, and for each person at least their own best openings."""
    engine = Engine.build(hall.people, hall.openings)
    per_opening = [
        (key, opening.key, score)
        for opening in hall.openings
        for key, score in engine.scored_seekers(opening, k=each, on=on)
    ]
    per_seeker = [
        (person.key, key, score)
        for person in (hall.people if floor else ())
        for key, score in engine.scored_openings(person, k=floor, on=on)
    ]
    return with_floor(_columns(per_opening), _columns(per_seeker), floor=floor)


def _columns(found: Sequence[tuple[int, int, int]]) -> Options:
    return Options(*np.array(found, np.int64).reshape(-1, 3).T.copy())


def _regions(openings: Iterable[OpeningProfile], region: Region) -> dict[int, str]:
    if region is Region.STATE:
        return {it.key: it.state for it in openings}
    places = load().municipalities
    return {it.key: places[it.municipality].metro_area or it.municipality for it in openings}


def _summary(hall: _Hall, fair: Fair, best: Assignment, hand: Assignment) -> dict[str, Any]:
    """Scores as sums of 0 to 1; `bound`: no assignment can reach more."""
    return {
        "people": len(hall.people),
        "people_with_options": len(best.regret),
        "openings": len(hall.openings),
        "positions": sum(hall.positions.values()),
        "options": len(fair.options),
        "households": len(fair.households),
        "placed": len(best.placed),
        "score": best.score / 1_000_000,
        "bound": best.bound / 1_000_000,
        "is_optimal": best.is_optimal,
        "mean_regret": best.mean_regret / 1_000_000,
        "greedy_placed": len(hand.placed),
        "greedy_score": hand.score / 1_000_000,
        "greedy_mean_regret": hand.mean_regret / 1_000_000,
    }


def _rows(fair: Fair, best: Assignment) -> Iterable[dict[str, Any]]:
    wanted = {it: best.placed[it] for it in best.placed}
    got = {it.seeker: it.score for it in fair.options if wanted.get(it.seeker) == it.opening}
    for seeker, regret in best.regret.items():
        score = got.get(seeker, 0)
        yield {
            "seeker_id": seeker,
            "opening_id": wanted.get(seeker),
            "score": score,
            "best_score": score + regret,
        }
