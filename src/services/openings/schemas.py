"""The intake shape of an opening: HTTP, bulk, files and the demo all send this."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from matching.profiles import Schedule
from models.vocabulary import Contract, WageIs
from services.field_codes import unfit
from services.fields import (
    CLEAN,
    ContactIn,
    Day,
    Identifier,
    LanguageIn,
    LongText,
    Money,
    Municipality,
    OccupationId,
    Schema,
    SchoolingName,
    SkillText,
)


class Offer(StrEnum):
    HOUSING = "housing"
    TRANSPORT = "transport"
    MEALS = "meals"
    CHILDCARE = "childcare"
    TRAINING = "training"
    RELOCATION_HELP = "relocation_help"


def _has_letters(title: str) -> str:
    if not any(letter.isalpha() for letter in title):
        raise unfit("title_without_words")
    return title


Title = Annotated[
    str,
    StringConstraints(min_length=2, max_length=200, strip_whitespace=True),
    CLEAN,
    AfterValidator(_has_letters),
]


class OpeningFields(Schema):
    """All that describes an opening, without its name in the employer's own system."""

    title: Title
    description: LongText = ""
    positions: Annotated[int, Field(ge=1, le=10_000)] = 1
    municipality: Municipality
    latitude: Annotated[float, Field(ge=14, le=33)] | None = None
    longitude: Annotated[float, Field(ge=-119, le=-86)] | None = None
    occupation: OccupationId | None = None
    required_skills: Annotated[tuple[SkillText, ...], Field(max_length=100)] = ()
    optional_skills: Annotated[tuple[SkillText, ...], Field(max_length=100)] = ()
    languages: Annotated[tuple[LanguageIn, ...], Field(max_length=10)] = ()
    schooling: SchoolingName | None = None
    experience_months: Annotated[int, Field(ge=0, le=600)] = 0
    monthly_wage_mxn: Money | None = None
    wage_is: WageIs = WageIs.GROSS
    schedule: Schedule | None = None
    weekly_hours: Annotated[int, Field(ge=1, le=168)] | None = None
    contract: Contract | None = None
    offers: Annotated[frozenset[Offer], Field(max_length=6)] = frozenset()
    accepts_minors: bool = False
    starts_on: Day | None = None
    closes_on: Day | None = None
    contact: ContactIn | None = None

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise unfit("half_a_place")
        return self


# What is left of bytes that are not UTF-8: other bytes would leave the same name.
UNREADABLE = "\ufffd"
# What follows a name in an address.
SUB_ADDRESSES = ("matches", "publish", "pause", "close", "submit", "reject", "reopen")


def _no_address_of_another(name: str) -> str:
    if name.endswith("/"):
        raise unfit("name_like_an_address.slash")
    if UNREADABLE in name:
        raise unfit("string_unicode")
    if len(name.splitlines()) > 1:
        raise unfit("control_character")
    if name.rpartition("/")[2] in SUB_ADDRESSES and "/" in name:
        raise unfit("name_like_an_address")
    return name


# Any text, slashes too: VAC/2026/12.
OwnName = Annotated[Identifier, AfterValidator(_no_address_of_another)]


class OpeningIn(OpeningFields):
    """An opening with the employer's own name for it, the key of every later upsert."""

    external_id: OwnName


class OpeningPut(OpeningFields):
    """The name stands in the address; in the body it may be repeated, not contradicted."""

    external_id: OwnName | None = None
