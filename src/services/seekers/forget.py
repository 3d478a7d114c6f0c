"""Emptying a person's row: what names them and what they told; the row itself stays for what was
done with it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from models.lifecycles import SeekerStatus
from models.repositories import centers, consents, form_drafts, moving
from models.sealing import SealedField
from models.seeker import Seeker

SEALED = tuple(name for name, field in vars(Seeker).items() if isinstance(field, SealedField))
# By what staff still find the row that was taken over, as on an old paper.
FOUND_BY = frozenset({"curp", "social_security_number"})
# What the enrollment and its proof need of a person with a hire.
FOR_THE_LAW = frozenset(
    {"given_names", "first_surname", "second_surname", "curp", "curp_kind"}
    | {"social_security_number"}
)


def forget(session: Session, seeker: Seeker, now: datetime, *, keep: Collection[str] = ()) -> None:
    """The row is held. `keep` names the sealed fields that stay."""
    moving.remove_told(session, seeker.id)
    consents.withdraw_all(session, seeker.id, now)
    moving.end_requests(session, seeker.id, now)
    form_drafts.end_visits_of(session, seeker.id)
    for name in SEALED:
        if name not in keep:
            setattr(seeker, name, None)
    center = centers.by_id(session, seeker.center_id)
    seeker.municipality = center.municipality if center else seeker.municipality
    seeker.status, seeker.is_matchable = SeekerStatus.ARCHIVED, False
    seeker.max_commute_km, seeker.household_size = 0, 1
    seeker.relocation_willing, seeker.relocation_states, seeker.schedules = False, [], []
    seeker.numbers_by_staff = None
    seeker.schooling = seeker.expected_monthly_wage_mxn = seeker.available_from = None
    seeker.return_code_index = seeker.content_hash = None
    seeker.erased_at = seeker.erased_at or now
    session.flush()
