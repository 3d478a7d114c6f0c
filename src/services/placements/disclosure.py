"""What an employer may know of a person it hires: the last rung of the ladder, never more."""

from dataclasses import dataclass

from models.hiring_lifecycles import AWAITING_ENROLLMENT, VERIFIED_PLACEMENT, PlacementStatus
from models.lifecycles import SeekerStatus
from models.placement import Placement
from models.vocabulary import DisclosureStage
from services.referrals.disclosure import is_in_it

# The job was agreed: from here the registration needs the person's keys (LFT 25, RACERF 47).
HIRED = frozenset(
    {
        PlacementStatus.ACCEPTED,
        *AWAITING_ENROLLMENT,
        *VERIFIED_PLACEMENT,
        PlacementStatus.ENDED,
    }
)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """None: not to be known at this stage, or not known. Nothing here tells a person's papers,
    nationality or status."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    curp: str | None = None
    social_security_number: str | None = None
    rfc: str | None = None


NOTHING = Disclosed()


def disclosed(placement: Placement) -> Disclosed:
    """Needs the person and the referral loaded."""
    seeker, is_hired = placement.seeker, placement.status in HIRED
    if not is_hired and not _is_referred(placement):
        return NOTHING
    may_reach = is_hired or _is_under_way(placement)
    names = (seeker.given_names, seeker.first_surname, seeker.second_surname)
    return Disclosed(
        name=" ".join(filter(None, names)) or None,
        phone=seeker.phone if may_reach else None,
        email=seeker.email if may_reach else None,
        curp=seeker.curp if is_hired else None,
        social_security_number=seeker.social_security_number if is_hired else None,
        rfc=seeker.rfc if is_hired else None,
    )


def _is_referred(placement: Placement) -> bool:
    """The person agreed to be named to this employer, and has not left since."""
    referral = placement.referral
    is_named = referral is not None and referral.disclosure is not DisclosureStage.PSEUDONYM
    return is_named and placement.seeker.status is not SeekerStatus.ARCHIVED


def _is_under_way(placement: Placement) -> bool:
    return placement.referral is not None and is_in_it(placement.referral, placement.seeker)
