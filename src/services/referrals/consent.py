"""The consent under which an employer sees who a person is."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.consent import Consent
from models.referral import Referral
from models.repositories import consents
from models.seeker import Seeker
from models.vocabulary import ConsentPurpose
from services.access.actor import Actor
from services.errors import ConsentMissing
from services.seekers.notices import notice_for
from services.seekers.register import CHANNELS


def consent_to_share(
    session: Session, actor: Actor, seeker: Seeker, now: datetime, *, read_in: str | None = None
) -> Consent:
    """The consent in force, or a new one as the actor witnessed it, with the notice in the language
    in which it was read: the person's own where `read_in` is not told."""
    held = consents.in_force(session, [seeker.id]).get(seeker.id, {})
    if ConsentPurpose.SHARING_ON_REFERRAL in held:
        return held[ConsentPurpose.SHARING_ON_REFERRAL]
    notice = notice_for(ConsentPurpose.SHARING_ON_REFERRAL, read_in or seeker.preferred_language)
    consent = Consent(
        seeker_id=seeker.id,
        purpose=ConsentPurpose.SHARING_ON_REFERRAL,
        given_at=now,
        notice_version=notice.version,
        notice_language=notice.language,
        notice_hash=notice.hash,
        channel=CHANNELS[actor.kind],
        recorded_by_kind=actor.kind,
        recorded_by=str(actor.public_id) if actor.public_id else None,
    )
    session.add(consent)
    session.flush()
    return consent


def require_consent_to_share(session: Session, referral: Referral) -> None:
    """Raises ConsentMissing when it was never given, or taken back since."""
    held = consents.in_force(session, [referral.seeker_id]).get(referral.seeker_id, {})
    if ConsentPurpose.SHARING_ON_REFERRAL not in held:
        raise ConsentMissing(purpose=str(ConsentPurpose.SHARING_ON_REFERRAL))
