"""The intake shape of an employer."""

from typing import Annotated

from pydantic import AfterValidator, Field

from services.fields import ContactIn, Municipality, Name, Schema, ShortText
from services.identity import readable_employer_registration, readable_rfc


class RegistrationIn(Schema):
    """A registro patronal: one a municipality and class."""

    number: Annotated[str, AfterValidator(readable_employer_registration)]
    municipality: Municipality
    subdelegation: Annotated[str, Field(pattern=r"^\d{2}$")] | None = None


class EmployerIn(Schema):
    rfc: Annotated[str, AfterValidator(readable_rfc)]
    legal_name: ShortText
    trade_name: ShortText | None = None
    municipality: Municipality | None = None
    contact: ContactIn | None = None
    registrations: Annotated[tuple[RegistrationIn, ...], Field(max_length=100)] = ()
    tags: Annotated[frozenset[Name], Field(max_length=20)] = frozenset()
    headcount_total: Annotated[int, Field(ge=0, le=5_000_000)] | None = None
    headcount_foreign: Annotated[int, Field(ge=0, le=5_000_000)] | None = None
