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
    return Knowledge(
        catalogs.version,
        occupations=occupations,
        essentials=dict(catalogs.occupations.essentials()),
        skills=dict(catalogs.skills.groups()),
        related=catalogs.skills.pairs(),
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
    for own, other in titles.akin():
        if own.iscos and other.iscos:
            yield own.iscos[0], other.iscos[0]
