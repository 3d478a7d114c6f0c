"""The linkers over the packaged catalogs, each part made when it is first needed."""

from matching import catalogs
from matching.catalogs.gender import forms
from matching.linking import artefact
from matching.linking.books import LabelBook
from matching.linking.linker import Linker
from matching.linking.model import OccupationModel
from matching.linking.normal import content_stems
from matching.linking.occupation_engine import OccupationEngine, unit_groups
from matching.linking.occupation_words import Cognates, Duties, OccupationWords
from matching.linking.skill_engine import SkillEngine
from matching.linking.skill_linker import SkillLinker
from matching.once import once
from matching.text import words


@once
def occupation_linker() -> Linker:
    return Linker(OccupationEngine(catalogs.load(), occupation_model), artefact.guess())


@once
def skill_linker() -> SkillLinker:
    engine = SkillEngine(catalogs.load(), skill_book, artefact.skill_line())
    return SkillLinker(engine, artefact.guess())


@once
def occupation_model(lang: str) -> OccupationModel:
    known = catalogs.load()
    groups = {occupation.id: occupation.isco for occupation in known.occupations}
    return artefact.occupation_model(lang, unit_groups(known), groups)


@once
def skill_book(lang: str) -> LabelBook:
    return artefact.skill_book(lang, catalogs.load().skills.codes)


@once
def duties_in(lang: str) -> tuple[Duties, ...]:
    """The words of each occupation's skills; Spanish where ESCO has none in the language."""
    known = catalogs.load()
    written = lang if lang in known.skills.names.languages else "es"
    stems = [content_stems(words(label), written) for label in _skill_labels(written)]
    every = range(len(known.occupations))
    return tuple(
        Duties.of(
            (stems[skill], essential) for skill, essential in known.occupations.skills.of(row)
        )
        for row in every
    )


@once
def packaged_words(lang: str) -> OccupationWords:
    return occupation_words(occupation_model(lang), lang)


def occupation_words(model: OccupationModel, lang: str) -> OccupationWords:
    groups = {occupation.id: occupation.isco for occupation in catalogs.load().occupations}
    return OccupationWords(model.book.entries, duties_in(lang), groups)


@once
def cognates(lang: str) -> Cognates:
    known = catalogs.load().occupations
    return Cognates(
        [
            (occupation.row, words(forms(label)[0]))
            for occupation in known
            for label in (occupation.label(lang), *occupation.alternatives(lang))
            if label
        ],
        len(known),
    )


def _skill_labels(lang: str) -> list[str]:
    skills = catalogs.load().skills
    return [skills.at(row).label(lang) for row in range(len(skills))]
