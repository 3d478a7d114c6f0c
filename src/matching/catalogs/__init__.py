"""Occupations, skills, places, languages and schooling: packaged data and typed look-ups."""

from matching.catalogs.classifications import IscoGroup, SincoGroup
from matching.catalogs.labels import Label
from matching.catalogs.loading import Catalogs, load
from matching.catalogs.occupations import Occupation
from matching.catalogs.places import Locality, Municipality, State
from matching.catalogs.relations import Relation
from matching.catalogs.skills import Skill, SkillGroup
from matching.catalogs.titles import CuocOccupation, LatinTitle
from matching.catalogs.vocabularies import Choice, Language, Nationality

__all__ = [
    "Catalogs",
    "Choice",
    "CuocOccupation",
    "IscoGroup",
    "Label",
    "Language",
    "LatinTitle",
    "Locality",
    "Municipality",
    "Nationality",
    "Occupation",
    "Relation",
    "SincoGroup",
    "Skill",
    "SkillGroup",
    "State",
    "load",
]
