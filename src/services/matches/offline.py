"""Ranking records in the contract's fields, without a database."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from matching.profiles import OpeningProfile
from matching.ranking import Engine, Match, Reason
from models.repositories.matchable import OpeningFacts, OpeningLanguageFacts, OpeningSkillFacts
from models.vocabulary import Level, Schedule, Schooling
from services.bulk import MOST_ERRORS, RowResult
from services.errors import N_, BulkRefused
from services.openings.bulk import check_rows
from services.openings.own_obstacles import own_obstacles
from services.openings.prepare import PreparedOpening
from services.openings.profile import opening_profile
from services.seekers.bulk import check_people
from services.seekers.prepare import PreparedSeeker
from services.seekers.profile import seeker_profile

# What says who somebody is: ranking reads none of it, so a file without it is as good.
UNREAD_OF_PEOPLE = frozenset(
    {
        "given_names",
        "first_surname",
        "second_surname",
        "sex",
        "phone",
        "email",
        "population",
        "curp",
        "social_security_number",
        "rfc",
        "needs",
        "consents",
    }
)
UNREAD_OF_OPENINGS = frozenset({"contact"})
# Stand-ins for what the intake asks of everybody. Who states no birth date is taken for of age.
NOBODY = {"given_names": "Nadie", "first_surname": "Nadie", "born_on": "1970-01-01"}

Records = Sequence[dict[str, Any]]


class NothingRanked(BulkRefused):
    code = "nothing_ranked"
    message = N_("Nothing was ranked: mend these rows of %(file)s. Rows count from 0.")


def rank_records(
    openings: Records, seekers: Records, *, k: int, on: date
) -> Iterator[dict[str, Any]]:
    """For each opening, in order: its best people. Raises NothingRanked naming the rows to mend,
    before the first line. Children under 15 are in no list."""
    posted = check_rows([_read(row, UNREAD_OF_OPENINGS) for row in openings], today=on)
    _refuse("--openings", posted.refused)
    people = check_people(map(_person, seekers), today=on)
    _refuse("--seekers", [row for row in people.refused if not _is_child(row)])
    return _ranked(posted.prepared, people.prepared, k=k, on=on)


def _person(row: dict[str, Any]) -> dict[str, Any]:
    return NOBODY | _read(row, UNREAD_OF_PEOPLE)


def _read(row: dict[str, Any], unread: frozenset[str]) -> dict[str, Any]:
    """What is null was left out."""
    return {name: it for name, it in row.items() if it is not None and name not in unread}


def _is_child(row: RowResult) -> bool:
    return {error.code for error in row.errors} == {"too_young"}


def _refuse(file: str, refused: Sequence[RowResult]) -> None:
    errors = [error for row in refused for error in row.errors]
    if errors:
        raise NothingRanked(errors=errors[:MOST_ERRORS], file=file)


def _ranked(
    posted: Sequence[PreparedOpening], people: Sequence[PreparedSeeker], *, k: int, on: date
) -> Iterator[dict[str, Any]]:
    names = [person.intake.external_id for person in people]
    engine = Engine.build(seeker_profile(row, person.profile) for row, person in enumerate(people))
    profiles = (prepared_profile(row, it) for row, it in enumerate(posted))
    for profile, matches in engine.rank_all(profiles, k=k, on=on):
        yield {
            "opening": posted[profile.key].external_id,
            "obstacles": [*map(_reason, own_obstacles(posted[profile.key].fields, today=on))],
            "matches": [_match(names[it.seeker_key], it) for it in matches],
        }


def prepared_profile(key: int, opening: PreparedOpening) -> OpeningProfile:
    fields = opening.fields
    return opening_profile(
        OpeningFacts(
            id=key,
            municipality=fields.municipality,
            occupation=opening.occupation.id,
            schooling=Schooling[fields.schooling.name] if fields.schooling is not None else None,
            experience_months=fields.experience_months,
            monthly_wage_mxn=fields.monthly_wage_mxn,
            schedule=Schedule(fields.schedule.value) if fields.schedule else None,
            starts_on=fields.starts_on,
            contract=fields.contract,
            accepts_minors=fields.accepts_minors,
            offers=sorted(fields.offers),
            skills=tuple(
                OpeningSkillFacts(line.link.id, line.is_required) for line in opening.skills
            ),
            languages=tuple(
                OpeningLanguageFacts(it.language, Level[it.level.name]) for it in fields.languages
            ),
        )
    )


def _match(seeker: str | None, match: Match) -> dict[str, Any]:
    parts = match.components._asdict().items()
    return {
        "seeker": seeker,
        "score": match.score / 1_000_000,
        "components": {name: part / 1000 for name, part in parts},
        "reasons": [_reason(it) for it in match.reasons],
        "obstacles": [_reason(it) for it in match.obstacles],
        "work_permission": {
            "answer": match.permission.answer.value,
            "until": match.permission.until,
            "codes": list(match.permission.codes),
        },
    }


def _reason(reason: Reason) -> dict[str, str | None]:
    return {"code": reason.code, "subject": reason.subject}
