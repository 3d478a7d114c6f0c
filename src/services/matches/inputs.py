"""What a match run read, kept so that the run can be repeated to the same result."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from matching.profiles import (
    Language,
    Level,
    OpeningProfile,
    Schedule,
    Schooling,
    SeekerProfile,
)
from services.seekers.profile import Packed, seeker_profile


@dataclass(frozen=True, slots=True)
class RunInputs:
    """People as (row, packed profile) and openings, each by row."""

    people: Sequence[tuple[int, Packed]]
    openings: Sequence[OpeningProfile]

    def seekers(self) -> Iterator[SeekerProfile]:
        """One by one: together they would take as much memory as the engine made of them."""
        return (seeker_profile(row, packed) for row, packed in self.people)

    def packed(self) -> bytes:
        """Compressed JSON; the same inputs give the same bytes."""
        content = {"people": self.people, "openings": self.openings}
        plain = json.dumps(content, default=_plain, sort_keys=True, separators=(",", ":"))
        return zlib.compress(plain.encode(), 6)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def unpacked(content: bytes) -> RunInputs:
    kept = json.loads(zlib.decompress(content))
    return RunInputs(
        people=[(row, packed) for row, packed in kept["people"]],
        openings=[_opening(row) for row in kept["openings"]],
    )


def _plain(value: object) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, OpeningProfile):
        kept = {field.name: getattr(value, field.name) for field in fields(value)}
        return {**kept, "languages": [item._asdict() for item in value.languages]}
    raise TypeError(f"{type(value).__name__} has no place in a kept input")


def _opening(kept: dict[str, Any]) -> OpeningProfile:
    starts_on, schooling = kept["starts_on"], kept["schooling"]
    return OpeningProfile(
        **{
            **kept,
            "required_skills": frozenset(kept["required_skills"]),
            "optional_skills": frozenset(kept["optional_skills"]),
            "languages": tuple(
                Language(it["language"], Level(it["level"])) for it in kept["languages"]
            ),
            "schooling": None if schooling is None else Schooling(schooling),
            "schedule": Schedule(kept["schedule"]) if kept["schedule"] else None,
            "starts_on": date.fromisoformat(starts_on) if starts_on else None,
        }
    )
