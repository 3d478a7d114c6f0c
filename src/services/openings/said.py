"""A stored opening as the intake shape again: what a form shows, and keeps unshown."""

from typing import Any

from models.opening import Opening
from models.vocabulary import LinkOrigin

SAME_NAMES = (
    "title", "description", "positions", "municipality", "latitude", "longitude",
    "experience_months", "monthly_wage_mxn", "wage_is", "schedule", "weekly_hours", "contract",
    "offers", "accepts_minors", "starts_on", "closes_on", "contact",
)  # fmt: skip
CHOSEN = (LinkOrigin.GIVEN, LinkOrigin.CORRECTED)


def said_of(opening: Opening) -> dict[str, Any]:
    """By the fields of `OpeningFields`, without those that are not known. Needs the details
    loaded."""
    told = {
        **{name: getattr(opening, name) for name in SAME_NAMES},
        "occupation": opening.occupation if opening.occupation_origin in CHOSEN else None,
        "schooling": opening.schooling.value if opening.schooling else None,
        "required_skills": [line.text for line in opening.skills if line.is_required],
        "optional_skills": [line.text for line in opening.skills if not line.is_required],
        "languages": [
            {"language": line.language, "level": line.level.value} for line in opening.languages
        ],
    }
    return {name: value for name, value in told.items() if value is not None}
