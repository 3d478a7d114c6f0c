"""Some hires at every stage, so that the staff's lists are not empty on the first day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from models.database import Database
from models.opening import Opening
from models.placement import Placement
from models.referral import Referral
from models.repositories import openings, seekers
from models.vocabulary import EvidenceKind
from services.access.actor import Actor
from services.calendar import Moment, legal_day
from services.matches.live import LiveIndex
from services.openings.profile import opening_profile
from services.placements.hire import hire
from services.placements.schemas import PlacementIn, PlacementStepIn
from services.placements.step import step_placement
from services.referrals.refer import refer
from services.referrals.schemas import ReferralIn

TERMS = PlacementStepIn(evidence=EvidenceKind.WRITTEN_TERMS)


@dataclass(frozen=True, slots=True)
class Story:
    """How long ago the work started (None: it has not) and which steps followed, when."""

    started_days_ago: int | None
    steps: tuple[tuple[str, EvidenceKind, int], ...] = ()


FILED = ("file_enrollment", EvidenceKind.MOVEMENT_RECEIPT)
CONFIRMED = ("confirm_enrollment", EvidenceKind.RIGHTS_CERTIFICATE)
STORIES = (
    Story(None),
    Story(2),
    Story(6),
    Story(11),
    Story(19),
    Story(9, ((*FILED, 4),)),
    Story(30, ((*FILED, 2), (*CONFIRMED, 6))),
    Story(70, ((*FILED, 3), (*CONFIRMED, 5), ("retain_30", EvidenceKind.RIGHTS_CERTIFICATE, 33))),
)
# Days since people were sent to whom the employer has not answered yet.
WAITING = (1, 3, 8)
HIRES = 64
TRIED = 200
PLACES = ("07089", "02004", "08037", "28022", "19039", "05030", "09015")


@dataclass(frozen=True, slots=True)
class Clerk:
    """Whoever records the hires, in one session."""

    session: Session
    actor: Actor
    live: LiveIndex
    hired: set[UUID]


def record_hires(database: Database, actor: Actor, employer: str, *, now: datetime) -> None:
    """Through the same services as everybody; backdated by giving them an earlier moment.
    `employer`, whose log-in is shown, has one of each story and answers to give."""
    with database.write() as session:
        clerk = Clerk(session, actor, LiveIndex(), set())
        _furnish_board(clerk, employer, now)
        for number, opening in enumerate(_chosen(session, now)):
            _one(clerk, opening, STORIES[number % len(STORIES)], now)


def _furnish_board(clerk: Clerk, employer: str, now: datetime) -> None:
    theirs = openings.newest(clerk.session, legal_day(now), text=employer, offset=0, limit=TRIED)
    left = iter(theirs)
    for story in STORIES:
        next((opening for opening in left if _one(clerk, opening, story, now)), None)
    for sent_days_ago in WAITING:
        sent_on = now - timedelta(days=sent_days_ago)
        next((opening for opening in left if _sent(clerk, opening, sent_on, now)), None)


def _chosen(session: Session, now: datetime) -> Iterator[Opening]:
    """Recent openings of several places, in turn."""
    lists = [
        openings.newest(session, legal_day(now), text="", place=place, offset=0, limit=HIRES)
        for place in PLACES
    ]
    for turn in range(HIRES // len(PLACES) + 1):
        yield from (found[turn] for found in lists if turn < len(found))


def _one(clerk: Clerk, opening: Opening, story: Story, now: datetime) -> bool:
    """False when nobody new fits the opening."""
    start = now - timedelta(days=story.started_days_ago or 0)
    referral = _sent(clerk, opening, start - timedelta(days=6), now)
    if referral is None:
        return False
    agreed = PlacementIn(referral=referral.public_id, has_accepted=True)
    hired = hire(clerk.session, clerk.actor, agreed, Moment(start - timedelta(days=2)))
    if story.started_days_ago is not None:
        _follow(clerk, hired, story, start)
    return True


def _sent(clerk: Clerk, opening: Opening, sent_on: datetime, now: datetime) -> Referral | None:
    """The best person for the opening, unless they have been hired for another."""
    today = legal_day(now)
    engine = clerk.live.refresh(clerk.session, on=today)
    matches = engine.seekers_for(opening_profile(opening), k=1, on=today)
    seeker = seekers.by_id(clerk.session, matches[0].seeker_key) if matches else None
    if seeker is None or seeker.public_id in clerk.hired:
        return None
    clerk.hired.add(seeker.public_id)
    intake = ReferralIn(seeker=seeker.public_id, opening=opening.public_id, has_consented=True)
    return refer(clerk.session, clerk.live, clerk.actor, intake, now=sent_on)


def _follow(clerk: Clerk, placement: Placement, story: Story, start: datetime) -> None:
    began = TERMS.model_copy(update={"starts_on": legal_day(start)})
    session, actor, hired = clerk.session, clerk.actor, placement.public_id
    step_placement(session, actor, hired, "start", began, Moment(start))
    for transition, evidence, days in story.steps:
        step = PlacementStepIn(evidence=evidence, note="demo")
        step_placement(session, actor, hired, transition, step, Moment(start + timedelta(days)))
