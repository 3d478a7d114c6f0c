"""The intake shapes of a referral and of its steps."""

from uuid import UUID

from services.fields import Note, Schema


class ReferralIn(Schema):
    """`has_consented`: the person agreed, in front of whoever records it, to this employer
    seeing their name and contact."""

    seeker: UUID
    opening: UUID
    has_consented: bool = False
    note: Note = ""
