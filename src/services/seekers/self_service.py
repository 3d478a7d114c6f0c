"""A person alone: registering from a draft, coming back with a code, withdrawing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.center import Center
from models.form_draft import FormDraft
from models.lifecycles import SeekerStatus
from models.repositories import centers, form_drafts, rate_buckets, seekers
from models.seeker import Seeker
from models.vocabulary import ActorKind, CenterKind, ConsentPurpose
from services.access.actor import Actor
from services.access.tokens import digest, new_code, tidy_code
from services.access.tries import Tries
from services.errors import NotFound
from services.seekers.drafts import CODE, OPEN_FOR, is_stored, start_draft
from services.seekers.intake import intake_of
from services.seekers.register import archive_seeker, prepare_one, register_seeker, revise_seeker
from services.seekers.schemas import DocumentIn, SeekerIn

TAKES_PEOPLE_IN = (CenterKind.MULTISERVICE, CenterKind.INTEGRATION, CenterKind.OFFICE)
PER_PERSON = Tries(most=5, seconds=15 * 60)
# A shelter's people share one address.
PER_ADDRESS = Tries(most=40, seconds=60)


@dataclass(frozen=True, slots=True)
class Returned:
    """A person who is back: the token of a fresh visit, and what is known of them."""

    token: str
    intake: SeekerIn


def submit_draft(
    session: Session,
    token: str,
    intake: SeekerIn,
    shown: SeekerIn | None = None,
    *,
    now: datetime,
) -> None:
    """Register the person, or revise them when the draft is already theirs: in what they say
    otherwise than it was `shown`.

    Sent twice, it stores once: the second call revises with the same answers. Raises NotFound
    when the draft has ended, Malformed under 15.
    """
    row = form_drafts.by_token(session, digest(token), now, is_held=True)
    if row is None:
        raise NotFound
    if row.seeker_id is None:
        _register(session, row, intake, now)
    else:
        _revise(session, row.seeker_id, (intake, shown), now)
    is_stored(row)
    session.flush()


def come_back(
    session: Session, code: str, birth_year: int, *, address: str, language: str, now: datetime
) -> Returned | None:
    """None for every failure alike; nothing is raised, so that the try stays counted."""
    if not PER_ADDRESS.allows(session, f"return-from:{digest(address)}", now):
        return None
    seeker = seekers.by_return_code(session, tidy_code(code))
    if seeker is None or seeker.status is SeekerStatus.ARCHIVED:
        return None
    tries = f"return:{seeker.public_id}"
    if not PER_PERSON.allows(session, tries, now):
        return None
    if seeker.born_on is None or seeker.born_on.year != birth_year:
        return None
    rate_buckets.give_back(session, tries)
    token = start_draft(session, {}, language=language, now=now, seeker_id=seeker.id)
    known = seekers.by_id(session, seeker.id)
    return Returned(token, intake_of(known)) if known else None


def withdraw(session: Session, token: str, *, now: datetime) -> None:
    """Archive the person of this visit and end their code. Nothing happens without a person."""
    row = form_drafts.by_token(session, digest(token), now, is_held=True)
    if row is None or row.seeker_id is None:
        return
    seeker = session.get_one(Seeker, row.seeker_id)
    archive_seeker(session, _actor(seeker), seeker.public_id, now=now)
    seeker.return_code_index = None
    session.delete(row)
    session.flush()


def center_near(session: Session, municipality: str) -> Center | None:
    """Where a person who registers alone is attended: the same municipality, else the state."""
    open_centers = [one for one in centers.active(session) if one.kind in TAKES_PEOPLE_IN]
    for length in (5, 2):
        for center in open_centers:
            if center.municipality[:length] == municipality[:length]:
                return center
    return None


def _register(session: Session, row: FormDraft, intake: SeekerIn, now: datetime) -> None:
    near = center_near(session, intake.municipality)
    placed = intake.model_copy(update={"center": near.code if near else None})
    actor = Actor(kind=ActorKind.SEEKER)
    stored = register_seeker(session, actor, prepare_one(placed, now=now), now=now)
    code = new_code()
    session.get_one(Seeker, stored.id).return_code_index = code
    row.seeker_id, row.submitted_at, row.expires_at = stored.id, now, now + OPEN_FOR
    row.answers = {**(row.answers or {}), CODE: code}
    session.flush()


def _revise(
    session: Session, seeker_id: int, told: tuple[SeekerIn, SeekerIn | None], now: datetime
) -> None:
    seeker = seekers.by_id(session, seeker_id)
    if seeker is None:
        raise NotFound
    revised = prepare_one(merged(intake_of(seeker), *told), now=now)
    revise_seeker(session, _actor(seeker), seeker.public_id, revised, now=now)


def merged(known: SeekerIn, said: SeekerIn, shown: SeekerIn | None = None) -> SeekerIn:
    """What staff added at a desk stays, and what changed since it was `shown`; what the form asks
    is as the person says now."""
    names = said_otherwise(said, shown) | {"preferred_language"}
    asked = {name: getattr(said, name) for name in names}
    asked["consents"] = consents_now(known, said, shown)
    if shown is None or said.documents != shown.documents:
        recorded = {paper.kind: paper for paper in known.documents}
        papers = (_as_recorded(paper, recorded.get(paper.kind)) for paper in said.documents)
        asked["documents"] = tuple(papers)
    nationality = known.nationality or said.nationality
    return known.model_copy(update={**asked, "nationality": nationality})


def said_otherwise(said: SeekerIn, shown: SeekerIn | None) -> set[str]:
    """What the form asks and is said otherwise than it was shown."""
    if shown is None:
        return {*ASKED}
    return {name for name in ASKED if getattr(said, name) != getattr(shown, name)}


def consents_now(
    known: SeekerIn, said: SeekerIn, shown: SeekerIn | None
) -> frozenset[ConsentPurpose]:
    """Each by itself: one that was given elsewhere meanwhile stays given."""
    if shown is None:
        return said.consents
    return (known.consents | (said.consents - shown.consents)) - (shown.consents - said.consents)


def _as_recorded(paper: DocumentIn, known: DocumentIn | None) -> DocumentIn:
    """The form asks for neither the number nor a transfer."""
    if known is None:
        return paper
    kept = {"number": known.number, "transfer_states": known.transfer_states}
    return paper.model_copy(update=kept)


ASKED = (
    "given_names", "first_surname", "second_surname", "born_on", "phone", "email",
    "preferred_language", "municipality", "max_commute_km", "relocation", "occupations", "skills",
    "languages", "schooling", "schedules", "expected_monthly_wage_mxn", "available_from",
    "consents",
)  # fmt: skip


def _actor(seeker: Seeker) -> Actor:
    return Actor(kind=ActorKind.SEEKER, id=seeker.id, public_id=seeker.public_id)
