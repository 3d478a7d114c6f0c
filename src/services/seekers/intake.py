"""A stored person as the intake shape again: what a form shows, what is revised."""

from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from models.vocabulary import LinkOrigin
from services.seekers.schemas import DocumentIn, SeekerIn


def intake_of(seeker: Seeker) -> SeekerIn:
    """Needs the details loaded. The inverse of what `store` wrote; a name that intake refuses may
    have been stored before it did."""
    names = {name: getattr(seeker, name) for name in NAMES}
    consents = {line.purpose for line in seeker.consents if line.withdrawn_at is None}
    known = SeekerIn.model_validate(
        {
            **dict.fromkeys(NAMES, "A"),
            **{name: getattr(seeker, name) for name in SAME_NAMES},
            "sex": seeker.sex,
            "center": seeker.center.code,
            "relocation": {
                "willing": seeker.relocation_willing,
                "states": seeker.relocation_states,
                "household_size": seeker.household_size,
            },
            "documents": [as_said(paper) for paper in seeker.documents],
            "occupations": [
                {
                    "title": line.title,
                    "months": line.months,
                    "last_year": line.last_year,
                    "occupation": line.occupation if line.origin in CHOSEN else None,
                }
                for line in seeker.occupations
            ],
            "skills": [line.text for line in seeker.skills],
            "languages": [
                {"language": line.language, "level": line.level.value} for line in seeker.languages
            ],
            "schooling": seeker.schooling.value if seeker.schooling else None,
            "needs": seeker.needs or [],
            "consents": consents,
        }
    )
    return known.model_copy(update=names)


def as_said(paper: SeekerDocument) -> DocumentIn:
    """Of any kind: one that intake refuses may have been stored before it did."""
    return DocumentIn.model_construct(
        kind=(paper.kind or "").lower(),
        number=paper.number,
        state=paper.state,
        transfer_states=frozenset(paper.transfer_states),
        valid_until=paper.valid_until,
    )


CHOSEN = (LinkOrigin.GIVEN, LinkOrigin.CORRECTED)
NAMES = ("given_names", "first_surname", "second_surname")
SAME_NAMES = (
    "external_id", "born_on", "nationality",
    "phone", "email", "preferred_language", "population", "curp", "curp_kind", "curp_valid_until",
    "social_security_number", "rfc", "municipality", "max_commute_km", "schedules",
    "expected_monthly_wage_mxn", "available_from",
)  # fmt: skip
