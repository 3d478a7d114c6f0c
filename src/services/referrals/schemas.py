"""The intake shapes of a referral and of its steps."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.fields import LongText, Schema


class ReferralIn(Schema):
    """`has_consented`: the person agreed, in front of whoever records it, to this employer
    seeing their name and contact."""

    seeker: UUID
    opening: UUID
    has_consented: bool = False
    note: Annotated[LongText, Field(max_length=1000)] = ""
