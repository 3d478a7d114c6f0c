"""The intake shape of a person: the desk, partner organisations, files and the web form."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from matching.profiles import Schedule
from models.vocabulary import ConsentPurpose
from services.fields import (
    CLEAN,
    Country,
    Day,
    DocumentKind,
    Email,
    Identifier,
    LanguageIn,
    Money,
    Municipality,
    Name,
    OccupationId,
    PersonName,
    Phone,
    Schema,
    SchoolingName,
    ShortText,
    SkillText,
    State,
)
from services.identity import readable_curp, readable_nss, readable_rfc


class Sex(StrEnum):
    H = "H"
    M = "M"
    X = "X"


class FormLanguage(StrEnum):
    ES = "es"
    EN = "en"
    HT = "ht"
    FR = "fr"
    PT = "pt"


class Population(StrEnum):
    REFUGEE = "refugee"
    ASYLUM_SEEKER = "asylum_seeker"
    COMPLEMENTARY_PROTECTION = "complementary_protection"
    HUMANITARIAN = "humanitarian"
    BORDER_WORKER = "border_worker"
    RESIDENT = "resident"
    RETURNEE = "returnee"
    NATIONAL = "national"
    OTHER = "other"


class CurpKind(StrEnum):
    PERMANENT = "permanent"
    TEMPORARY = "temporary"


class Need(StrEnum):
    DOCUMENTS = "documents"
    HEALTH = "health"
    CHILDCARE = "childcare"
    SCHOOL = "school"
    LEGAL = "legal"
    SHELTER = "shelter"
    PSYCHOSOCIAL = "psychosocial"
    LANGUAGE = "language"


class DocumentIn(Schema):
    """`kind` is one of facts 2; `state` only for papers bound to one, `transfer_states` those that
    an authorised transfer adds to it."""

    kind: DocumentKind
    number: Annotated[str, StringConstraints(max_length=60), CLEAN] | None = None
    state: State | None = None
    transfer_states: Annotated[frozenset[State], Field(max_length=32)] = frozenset()
    valid_until: Day | None = None


class RelocationIn(Schema):
    willing: bool = False
    states: Annotated[frozenset[State], Field(max_length=32)] = frozenset()
    household_size: Annotated[int, Field(ge=1, le=30)] = 1


EARLIEST_WORK = 1950


class PastWorkIn(Schema):
    """`last_year` is that in which the person last did this work; without it: still, or not said.
    `occupation`: what the person chose as closest; without it the title is linked."""

    title: ShortText
    months: Annotated[int, Field(ge=0, le=900)] = 0
    last_year: Annotated[int, Field(ge=EARLIEST_WORK)] | None = None
    occupation: OccupationId | None = None


class SeekerIn(Schema):
    external_id: Identifier | None = None
    given_names: PersonName
    first_surname: PersonName
    second_surname: Name | None = None
    born_on: Day
    sex: Sex | None = None
    nationality: Country | None = None
    phone: Phone | None = None
    email: Email | None = None
    preferred_language: FormLanguage = FormLanguage.ES
    center: Identifier | None = None
    population: Population = Population.OTHER
    documents: Annotated[tuple[DocumentIn, ...], Field(max_length=20)] = ()
    curp: Annotated[str, AfterValidator(readable_curp)] | None = None
    curp_kind: CurpKind | None = None
    curp_valid_until: Day | None = None
    social_security_number: Annotated[str, AfterValidator(readable_nss)] | None = None
    rfc: Annotated[str, AfterValidator(readable_rfc)] | None = None
    municipality: Municipality
    max_commute_km: Annotated[int, Field(ge=0, le=3000)] = 0
    relocation: RelocationIn = RelocationIn()
    occupations: Annotated[tuple[PastWorkIn, ...], Field(max_length=20)] = ()
    skills: Annotated[tuple[SkillText, ...], Field(max_length=200)] = ()
    languages: Annotated[tuple[LanguageIn, ...], Field(max_length=20)] = ()
    schooling: SchoolingName | None = None
    schedules: frozenset[Schedule] = frozenset()
    expected_monthly_wage_mxn: Money | None = None
    available_from: Day | None = None
    needs: frozenset[Need] = frozenset()
    consents: frozenset[ConsentPurpose] = frozenset()
