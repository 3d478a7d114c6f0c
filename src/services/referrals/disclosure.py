"""How long an employer may reach a person who was sent to it."""

from models.hiring_lifecycles import ACTIVE_REFERRAL, ReferralStatus
from models.lifecycles import SeekerStatus
from models.referral import Referral
from models.seeker import Seeker


def is_in_it(referral: Referral, person: Seeker) -> bool:
    """Hired, or under way and not left the service. Outside of it phone and e-mail serve nothing.
    `person` is the referral's."""
    has_left = person.status is SeekerStatus.ARCHIVED
    is_under_way = referral.status in ACTIVE_REFERRAL and not has_left
    return is_under_way or referral.status is ReferralStatus.HIRED
