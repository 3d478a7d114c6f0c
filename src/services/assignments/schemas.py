"""What is asked of an assignment, and the pairs that are to become referrals."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from services.field_codes import unfit
from services.fields import CLEAN, Schema, State

Title = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True), CLEAN]
Household = Annotated[list[UUID], Field(min_length=2, max_length=20)]


class Region(StrEnum):
    """What households stay together in."""

    METRO = "metro"
    STATE = "state"


class AssignmentIn(Schema):
    """`openings` and `seekers`: none named means all that are published, all in the actor's care.
    `each`: so many best people of each opening are considered; `floor`: and at least so many best
    openings of each person. `households`: those of them who are placed go to one region."""

    title: Title = ""
    openings: Annotated[list[UUID], Field(max_length=5000)] = []
    state: State | None = None
    seekers: Annotated[list[UUID], Field(max_length=5000)] = []
    households: Annotated[list[Household], Field(max_length=1000)] = []
    region: Region = Region.METRO
    each: Annotated[int, Field(ge=1, le=200)] = 50
    floor: Annotated[int, Field(ge=0, le=20)] = 3

    @field_validator("state")
    @classmethod
    def _names_no_openings(cls, state: str | None, info: ValidationInfo) -> str | None:
        if state is not None and info.data.get("openings"):
            raise unfit("not_both", other="openings")
        return state


class PairIn(Schema):
    """`has_consented`: the person agreed, in front of whoever records it, to this employer seeing
    their name and contact. Without it the referral waits for the person's answer."""

    seeker: UUID
    opening: UUID
    has_consented: bool = False


class PairsIn(Schema):
    pairs: Annotated[list[PairIn], Field(min_length=1, max_length=200)]
