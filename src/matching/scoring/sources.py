"""`Knowledge` filled from the packaged catalogs."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from matching.catalogs import load
from matching.catalogs.titles import LatinTitles
from matching.scoring.knowledge import Knowledge


@cache
def catalog_knowledge() -> Knowledge:
    catalogs = load()
    occupations = {item.id: item.isco for item in catalogs.occupations}
    skills = {item.id: tuple(item.groups) for item in catalogs.skills}
    return Knowledge(
        catalogs.version,
        occupations=occupations,
        essentials={
            key: [skill for skill, essential in catalogs.occupations.skills_of(key) if essential]
            for key in occupations
        },
        skills=skills,
        related=((key, other) for key in skills for other in catalogs.skills.related(key)),
        akin=_akin(catalogs.titles),
        near=near_groups(),
        places={place.code: (place.latitude, place.longitude) for place in catalogs.municipalities},
    )


def near_groups() -> list[tuple[str, str, int]]:
    """The packaged table `data/near_groups.csv`: work that is alike although the classification
    keeps it apart (the mason and the mason's helper). Written by hand for this project."""
    text = files("matching").joinpath("data/near_groups.csv").read_text("utf-8")
    return [
        (row["one"], row["other"], int(row["alike"])) for row in csv.DictReader(text.splitlines())
    ]


def _akin(titles: LatinTitles) -> Iterator[tuple[str, str]]:
    """Unit groups of the occupations that CUOC calls akin, the likeliest group of each."""
    for cuoc in sorted({title.cuoc for title in titles}):
        own = titles.occupation(cuoc)
        for other in titles.related_occupations(cuoc) if own and own.iscos else ():
            if own and other.iscos:
                yield own.iscos[0], other.iscos[0]
