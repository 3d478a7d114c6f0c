"""Catalog labels as people read them: in a language that they know, in the words of their country,
and "maestro/a de primaria" rather than both forms in full."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from matching.catalogs import load
from matching.catalogs.gender import forms

# Who reads Haitian Creole is likelier to have been schooled in French than in Spanish; ESCO has no
# names in Creole.
_READ_INSTEAD: Mapping[str, str] = {"ht": "fr"}


def label_language(lang: str) -> str:
    """In which language to show the names of occupations and skills to a reader of `lang`."""
    return _READ_INSTEAD.get(lang, lang)


def occupation_label(identifier: str | None, lang: str) -> str | None:
    """As the catalog writes it, `masculine/feminine`; None for an unknown one."""
    known = load().occupations.label_of(identifier, label_language(lang))
    return _brazilian().get(identifier or "", known) if lang == "pt" else known


def skill_label(identifier: str | None, lang: str) -> str | None:
    return load().skills.label_of(identifier, label_language(lang))


@cache
def _brazilian() -> Mapping[str, str]:
    """ESCO speaks the Portuguese of Portugal, and calls a cook a head of the kitchen."""
    with (files("services.wording") / "occupations_br.csv").open(encoding="utf-8") as file:
        return {row["occupation"]: row["label"] for row in csv.DictReader(file)}


def brief(label: str) -> str:
    """Both genders of a label in one phrase, where that reads well; else the first form."""
    both = forms(label)
    if len(both) != 2:
        return label
    first, second = (form.split() for form in both)
    if len(first) != len(second):
        return both[0]
    return " ".join(_joined(one, other) for one, other in zip(first, second, strict=True))


def _joined(one: str, other: str) -> str:
    """`niñero`, `niñera` -> `niñero/a`; `director`, `directora` -> `director/a`."""
    if one == other:
        return one
    if other == one + other[-1] or other[:-1] == one[:-1]:
        return f"{one}/{other[-1]}"
    return f"{one}/{other}"
