"""Catalog labels as people read them: "maestro/a de primaria", not both forms in full."""

from collections.abc import Mapping

from matching.catalogs.gender import forms

# Who reads Haitian Creole is likelier to have been schooled in French than in Spanish; ESCO has no
# names in Creole.
_READ_INSTEAD: Mapping[str, str] = {"ht": "fr"}


def label_language(lang: str) -> str:
    """In which language to show the names of occupations and skills to a reader of `lang`."""
    return _READ_INSTEAD.get(lang, lang)


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
