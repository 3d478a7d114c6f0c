"""Live matches: people for an opening, openings for a person."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from matching.eligibility.permission import NO_DOCUMENT
from matching.index import Exclusions
from matching.profiles import Answer, Grant, SeekerProfile
from matching.ranking import Match, Reason
from matching.scoring import LEAST_SHOWN
from models.lifecycles import EmployerStatus
from models.opening import Opening
from models.repositories import openings, seekers, shortlists
from models.repositories.shortlists import OpeningAsked, PersonAsked
from models.seeker import Seeker
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.errors import EmployerNotVerified, OpeningNotFound
from services.matches.answers import Rests
from services.matches.live import LiveIndex, Sight
from services.matches.rests import Best, BestOpenings, BestPeople
from services.openings.own_obstacles import own_obstacles
from services.openings.post_opening import public_id_in
from services.openings.profile import opening_profile
from services.openings.publish import owner_of
from services.seekers.profile import seeker_profile
from services.seekers.read import asked, attended, care_of

MOST = 200
# A list on a page ends where matches are worth little, but not before so many: words that nobody
# could link would else leave a person with an empty page.
FEWEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SeekerMatch:
    seeker: Seeker
    match: Match


@dataclass(frozen=True, slots=True)
class OpeningMatch:
    opening: Opening
    match: Match


@dataclass(frozen=True, slots=True)
class PeopleForOpening:
    """`exclusions` says why the list is short: whom each gate rules out; `obstacles` what stands
    against the opening itself, whoever fits it."""

    opening: OpeningAsked
    matches: Sequence[Match]
    exclusions: Exclusions
    obstacles: Sequence[Reason]
    rests: BestPeople


def sight(actor: Actor) -> tuple[str, int | None]:
    """Equal for those to whom `seekers_for` shows the same. Raises Forbidden or ScopeMissing."""
    actor.require(ActorKind.STAFF, ActorKind.EMPLOYER, scope=Scope.MATCHES)
    if actor.is_employer:
        return str(actor.kind), actor.id
    return str(actor.kind), None if actor.sees_every_center else actor.center_id


def seekers_for(
    session: Session, seen: Sight, actor: Actor, name: str, *, k: int
) -> PeopleForOpening:
    """Staff see the people of their center, an employer those who fit their own opening, which
    has the service's id for a name or the employer's own.

    Raises OpeningNotFound; EmployerNotVerified: nobody is shown to whom staff have not looked at.
    """
    opening = _asked(session, actor, name)
    profile = seen.engine.opening(opening.id)
    if profile is None:
        profile = opening_profile(shortlists.opening_facts(session, opening.id))
    center, k = center_of(actor), min(k, MOST)
    found = seen.engine.seekers_for(profile, k=k, on=seen.on, within=seen.people_of(center))
    best = Best.of([(match.score, match.seeker_key) for match in found], k)
    rests = BestPeople(seen.engine, profile, seen.on, center, best)
    return PeopleForOpening(
        opening=opening,
        matches=found,
        exclusions=rests.exclusions(),
        obstacles=tuple(own_obstacles(opening, today=seen.on)),
        rests=rests,
    )


def _asked(session: Session, actor: Actor, name: str) -> OpeningAsked:
    actor.require(ActorKind.STAFF, ActorKind.EMPLOYER, scope=Scope.MATCHES)
    opening = None
    if actor.is_employer:
        opening = shortlists.opening_called(session, actor.id, name)
    if opening is None:
        public_id = public_id_in(name)
        opening = shortlists.opening_asked(session, public_id, employer_id=owner_of(actor))
    if opening is None:
        raise OpeningNotFound
    if actor.is_employer and opening.employer_status is not EmployerStatus.VERIFIED:
        raise EmployerNotVerified
    return opening


def with_names(session: Session, found: Sequence[Match]) -> list[SeekerMatch]:
    """For staff; whoever is gone is left out."""
    people = {row.id: row for row in seekers.by_ids(session, [it.seeker_key for it in found])}
    return [SeekerMatch(people[it.seeker_key], it) for it in found if it.seeker_key in people]


Found = TypeVar("Found", SeekerMatch, OpeningMatch)


def worth_showing(found: Sequence[Found]) -> Sequence[Found]:
    """Of matches, best first, those a page shows."""
    good = sum(each.match.score >= LEAST_SHOWN for each in found)
    return found[: max(good, FEWEST_SHOWN)]


def within(session: Session, actor: Actor) -> frozenset[int] | None:
    """The people an actor's rankings are kept to; None: everyone."""
    center = center_of(actor)
    return None if center is None else seekers.ids_of_center(session, center)


def center_of(actor: Actor) -> int | None:
    """The center to whose people an actor's rankings are kept; None: everyone's."""
    return actor.center_id if actor.is_staff and not actor.sees_every_center else None


@dataclass(frozen=True, slots=True)
class OpeningsForPerson:
    seeker: PersonAsked
    matches: Sequence[Match]
    rests: Rests


def best_openings(
    session: Session, seen: Sight, actor: Actor, seeker_id: UUID, *, k: int
) -> OpeningsForPerson:
    """As `openings_for`, without the openings themselves. Raises SeekerNotFound."""
    seeker, k = asked(session, actor, seeker_id), min(k, MOST)
    profile = seeker_profile(seeker.id, seeker.profile) if seeker.profile is not None else None
    found = [] if profile is None else seen.engine.openings_for(profile, k=k, on=seen.on)
    best = Best.of([(match.score, match.opening_key) for match in found], k)
    return OpeningsForPerson(seeker, found, BestOpenings(seen.engine, profile, seen.on, best))


def care(actor: Actor) -> Hashable:
    """Equal for those to whom `best_openings` shows the same. Raises Forbidden or ScopeMissing."""
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, ActorKind.SEEKER, scope=Scope.MATCHES)
    return care_of(actor)


def openings_for(
    session: Session, live: LiveIndex, actor: Actor, seeker_id: UUID, *, k: int, on: date
) -> tuple[Seeker, list[OpeningMatch]]:
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, ActorKind.SEEKER, scope=Scope.MATCHES)
    seeker = attended(session, actor, seeker_id)
    return seeker, openings_for_seeker(session, live, seeker, k=k, on=on)


def openings_for_seeker(
    session: Session, live: LiveIndex, seeker: Seeker, *, k: int, on: date
) -> list[OpeningMatch]:
    """Empty for a person who has not agreed to be matched."""
    packed = seeker.profile if seeker.is_matchable else None
    if packed is None:
        return []
    return _best(session, live, seeker_profile(seeker.id, packed), k=k, on=on)


# Stands in for papers that a person does not have yet.
ONCE_ALLOWED = Grant(Answer.CONDITIONAL, NO_DOCUMENT)


def openings_once_allowed(
    session: Session, live: LiveIndex, seeker: Seeker, *, k: int, on: date
) -> list[OpeningMatch]:
    """What would fit whoever has no papers that allow work today; empty for everybody else."""
    packed = seeker.profile if seeker.is_matchable else None
    if packed is None:
        return []
    profile = seeker_profile(seeker.id, packed)
    if any(grant.answer is not Answer.NO and grant.holds_on(on) for grant in profile.grants):
        return []
    return _best(session, live, replace(profile, grants=(ONCE_ALLOWED,)), k=k, on=on)


def _best(
    session: Session, live: LiveIndex, profile: SeekerProfile, *, k: int, on: date
) -> list[OpeningMatch]:
    found = live.refresh(session, on=on).openings_for(profile, k=min(k, MOST), on=on)
    rows = {row.id: row for row in openings.by_ids(session, [it.opening_key for it in found])}
    return [OpeningMatch(rows[it.opening_key], it) for it in found if it.opening_key in rows]
