"""The group of each person, for audits alone."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from models.repositories.match_run_audits import Person

ATTRIBUTES = ("sex", "population", "nationality", "language")
UNSTATED = "unstated"
OTHER_REGIONS = "other_regions"
# A nationality of at least so many people in the run stands alone, else it is in its region.
ALONE = 30


def groups_of(people: Mapping[int, Person]) -> dict[str, dict[int, str]]:
    """By attribute: the group of each person's row."""
    held = Counter(person.nationality for person in people.values())
    alone = {country for country, count in held.items() if country and count >= ALONE}
    return {
        "sex": {row: person.sex or UNSTATED for row, person in people.items()},
        "population": {row: person.population or UNSTATED for row, person in people.items()},
        "nationality": {
            row: person.nationality
            if person.nationality in alone and person.nationality
            else region_of(person.nationality)
            for row, person in people.items()
        },
        "language": {row: person.language for row, person in people.items()},
    }


def region_of(nationality: str | None) -> str:
    return _regions().get(nationality, OTHER_REGIONS) if nationality else UNSTATED


@cache
def _regions() -> Mapping[str, str]:
    text = files("services.matches").joinpath("nationality_groups.toml").read_text("utf-8")
    return {code: region for region, codes in tomllib.loads(text).items() for code in codes}
