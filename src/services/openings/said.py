"""A stored opening as the intake shape again: what a form shows, and keeps unshown."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from models.opening import Opening
from models.repositories import openings
from models.vocabulary import LinkOrigin
from services.access.actor import Actor

SAME_NAMES = (
    "title", "description", "positions", "municipality", "latitude", "longitude",
    "experience_months", "monthly_wage_mxn", "wage_is", "schedule", "weekly_hours", "contract",
    "offers", "accepts_minors", "starts_on", "closes_on", "contact",
)  # fmt: skip
EXACT_PLACE = ("latitude", "longitude")
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


def said_by_name(
    session: Session, actor: Actor, names: Iterable[object]
) -> dict[str, dict[str, Any]]:
    """Of an employer's own openings, by their external ids."""
    wanted = [name.strip() for name in names if isinstance(name, str)]
    found = openings.by_external_ids(session, actor.id, wanted)
    return {opening.external_id: said_of(opening) for opening in found}


def beside(
    row: dict[str, Any], known: Mapping[str, Mapping[str, Any]], columns: Collection[str]
) -> dict[str, Any]:
    """The row with what is stored under its name, but for what it has columns for."""
    name = row.get("external_id")
    stored = known.get(name.strip()) if isinstance(name, str) else None
    if stored is None:
        return row
    kept = {name: value for name, value in stored.items() if name not in columns}
    if row.get("municipality") != stored["municipality"]:
        kept = {name: value for name, value in kept.items() if name not in EXACT_PLACE}
    if row.get("title") != stored["title"]:
        kept.pop("occupation", None)
    told = {name.partition(".")[2] for name in columns if name.startswith("contact.")}
    contact = {it: said for it, said in (kept.pop("contact", None) or {}).items() if it not in told}
    contact |= row.get("contact", {})
    return {**kept, **row, **({"contact": contact} if any(contact.values()) else {})}
