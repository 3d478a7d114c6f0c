"""Ranking records in the contract's fields, without a database."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import Any, TypeVar

from matching.profiles import OpeningProfile
from matching.ranking import Engine, Match, Reason
from models.repositories.matchable import OpeningFacts, OpeningLanguageFacts, OpeningSkillFacts
from models.vocabulary import Level, Schedule, Schooling
from services.bulk import MOST_ERRORS, Checked, RowResult
from services.collecting import paused
from services.errors import N_, BulkRefused, FieldError
from services.field_codes import field_error
from services.ingest.rows import FileRow
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

# Rows checked at a time: what was sent is let go before the next are read.
BLOCK = 5_000

Records = Iterable[dict[str, Any]]
Rows = Iterable[FileRow]
# A center and the name in it.
Name = tuple[str, str]
Prepared = TypeVar("Prepared")


class NothingRanked(BulkRefused):
    code = "nothing_ranked"
    message = N_("Nothing was ranked: mend these lines of %(file)s. The first line is 1.")


def rank_records(
    openings: Records, seekers: Records, *, k: int, on: date
) -> Iterator[dict[str, Any]]:
    """As `rank_rows`, of records in the order of their lines."""
    return rank_rows(_rows(openings), _rows(seekers), k=k, on=on)


@paused()
def rank_rows(openings: Rows, seekers: Rows, *, k: int, on: date) -> Iterator[dict[str, Any]]:
    """For each opening, in order: its best people. Raises NothingRanked naming the lines to mend,
    before the first is ranked. Children under 15 are in no list."""
    posted = list(_good("--openings", openings, partial(_openings, on=on)))
    people = _good("--seekers", seekers, partial(_people, on=on))
    names: list[str | None] = []
    profiles = []
    for key, person in enumerate(people):
        names.append(person.intake.external_id)
        profiles.append(seeker_profile(key, person.profile))
    return _ranked(posted, Engine.build(profiles), names, k=k, on=on)


def _rows(records: Records) -> Iterator[FileRow]:
    return (FileRow(number, record) for number, record in enumerate(records, 1))


def _openings(records: Records, *, on: date) -> Checked[PreparedOpening]:
    return check_rows([_read(row, UNREAD_OF_OPENINGS) for row in records], today=on)


def _people(records: Records, *, on: date) -> Checked[PreparedSeeker]:
    people = check_people([NOBODY | _read(row, UNREAD_OF_PEOPLE) for row in records], today=on)
    return replace(people, refused=[row for row in people.refused if not _is_child(row)])


def _good(
    file: str, rows: Rows, check: Callable[[Records], Checked[Prepared]]
) -> Iterator[Prepared]:
    """Those of all lines, a block at a time. Raises NothingRanked after the last of them."""
    errors: list[FieldError] = []
    seen: dict[Name, int] = {}
    remaining = iter(rows)
    while block := list(islice(remaining, BLOCK)):
        faults = {row.number: fault for row in block if (fault := _fault(row, seen)) is not None}
        sound = [row for row in block if row.number not in faults]
        checked = check([row.record for row in sound])
        refused = chain.from_iterable(row.errors for row in checked.refused)
        found = [*faults.values(), *(_in_file(error, sound) for error in refused)]
        errors += sorted(found, key=_line)
        yield from checked.prepared
    if errors:
        raise NothingRanked(errors=errors[:MOST_ERRORS], file=file)


def _fault(row: FileRow, seen: dict[Name, int]) -> FieldError | None:
    """Not to be read, or of a name that an earlier line has."""
    if row.fault is not None:
        return field_error(f"/{row.number}{row.place}", row.fault)
    name = row.record.get("external_id")
    if not isinstance(name, str):
        return None
    # Two centers may use the same name.
    first = seen.setdefault((str(row.record.get("center")), name.strip()), row.number)
    if first == row.number:
        return None
    return field_error(f"/{row.number}/external_id", "duplicate_row.file", first=first)


def _in_file(error: FieldError, rows: Sequence[FileRow]) -> FieldError:
    """With the line in the place of the row among those checked."""
    _, row, *inside = error.pointer.split("/")
    return replace(error, pointer="/".join(["", str(rows[int(row)].number), *inside]))


def _line(error: FieldError) -> int:
    return int(error.pointer.split("/")[1])


def _read(row: dict[str, Any], unread: frozenset[str]) -> dict[str, Any]:
    """What is null was left out."""
    return {name: it for name, it in row.items() if it is not None and name not in unread}


def _is_child(row: RowResult) -> bool:
    return {error.code for error in row.errors} == {"too_young"}


def _ranked(
    posted: Sequence[PreparedOpening],
    engine: Engine,
    names: Sequence[str | None],
    *,
    k: int,
    on: date,
) -> Iterator[dict[str, Any]]:
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
