"""Every text of the catalogs that names an occupation or a skill: what the linker reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matching.catalogs.classifications import Sinco, SincoGroup
from matching.catalogs.gender import forms
from matching.catalogs.occupations import Occupations
from matching.catalogs.packaged import lexicon, several
from matching.catalogs.skills import Skills
from matching.catalogs.titles import LatinTitles
from matching.catalogs.verbs import doings


@dataclass(frozen=True, slots=True)
class Label:
    """One wording, in one gender. `id` is None where only the unit group `isco` is known; a
    wording that may mean several groups comes once for each. `source`: esco (the preferred
    label), esco-alternative, cuoc, sinco, lexicon or verb.
    """

    text: str
    lang: str
    source: str
    id: str | None
    isco: str | None


def occupation_labels(
    occupations: Occupations, titles: LatinTitles, sinco: Sinco
) -> Iterator[Label]:
    yield from _esco_occupations(occupations)
    for title in titles:
        groups = (title.isco,) if title.occupation else title.iscos
        for text in forms(title.title):
            yield from _by_group(text, "cuoc", title.occupation, groups)
    for group in sinco:
        if group.level == 4:
            yield from _sinco(group, occupations)
    yield from lexicon_labels("occupations")
    for doing in doings():
        yield from _trusted(doing.text, doing.lang, "verb", doing.occupation, doing.isco)


def skill_labels(skills: Skills) -> Iterator[Label]:
    for row, skill in enumerate(skills.codes):
        for lang in skills.names.languages:
            label = skills.names.labels(lang)[row]
            if label:
                yield Label(label, lang, "esco", skill, None)
            for text in skills.names.alternatives(row, lang):
                yield Label(text, lang, "esco-alternative", skill, None)
    yield from lexicon_labels("skills")


def lexicon_labels(name: str) -> Iterator[Label]:
    """Of the lexicon of Mexican and regional wordings kept by hand: its first unit group is the
    one of its occupation, the others come without."""
    for row in lexicon(name):
        meant = row["skill_id"] if name == "skills" else row["esco_id"]
        yield from _trusted(row["term"], row["lang"], "lexicon", meant, row.get("isco") or "")


def _trusted(text: str, lang: str, source: str, meant: str, isco: str) -> Iterator[Label]:
    first, *others = several(isco) or ("",)
    yield Label(text, lang, source, meant or None, first or None)
    for other in others:
        yield Label(text, lang, source, None, other)


def _esco_occupations(occupations: Occupations) -> Iterator[Label]:
    for occupation in occupations:
        for lang in occupations.names.languages:
            label = occupations.names.labels(lang)[occupation.row]
            if label:
                for text in forms(label):
                    yield Label(text, lang, "esco", occupation.id, occupation.isco)
            for alternative in occupation.alternatives(lang):
                for text in forms(alternative):
                    yield Label(text, lang, "esco-alternative", occupation.id, occupation.isco)


def _sinco(group: SincoGroup, occupations: Occupations) -> Iterator[Label]:
    meant = occupations[group.occupation] if group.occupation else None
    if meant:
        yield Label(group.name, "es", "sinco", meant.id, meant.isco)
    others = (isco for isco in group.isco if meant is None or isco != meant.isco)
    yield from _by_group(group.name, "sinco", None, others)


def _by_group(
    text: str, source: str, occupation: str | None, groups: Iterable[str]
) -> Iterator[Label]:
    for isco in groups:
        yield Label(text, "es", source, occupation, isco)
