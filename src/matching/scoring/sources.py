"""`Knowledge` filled from the packaged catalogs."""

from functools import cache

from matching.catalogs import load
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
        places={place.code: (place.latitude, place.longitude) for place in catalogs.municipalities},
    )
