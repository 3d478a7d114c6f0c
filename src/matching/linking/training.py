"""Makes the linker's models from the wordings of the catalogs. See tools/train_linker.py."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from sklearn.linear_model import LogisticRegression

from matching.catalogs import Catalogs
from matching.linking.books import LabelBook, places
from matching.linking.entries import (
    CODED,
    Entry,
    Wording,
    coded_titles,
    frequent_titles,
    gather,
    names_in_languages,
)
from matching.linking.features import Floats
from matching.linking.groups import GroupModel, probabilities
from matching.linking.languages import LANGUAGES, LanguageGuess
from matching.linking.linked import BLOCK
from matching.linking.linker import Linker
from matching.linking.model import JUST_SO, Blend, OccupationModel, log_odds
from matching.linking.normal import stop_word_list
from matching.linking.skill_calibration import SkillLine, judged_parts
from matching.linking.skill_engine import SkillEngine

READ_WITH = {"ht": ("ht", "fr")}
# ESCO's skills have no Portuguese labels here; the Spanish ones are the nearest.
SKILLS_READ_WITH = {"ht": ("ht", "fr"), "pt": ("pt", "es")}
FOLDS = 5
_NEAR = (0.0, 5.0, 10.0, 15.0, 20.0, 30.0)
_TEMPERATURES = (0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0)


def occupation_entries(catalogs: Catalogs) -> list[Entry]:
    return gather(
        [
            *catalogs.labels("occupation"),
            *names_in_languages(),
            *frequent_titles(),
            *_group_names(catalogs),
            *coded_titles(),
        ]
    )


def skill_entries(catalogs: Catalogs) -> list[Entry]:
    return gather(catalogs.labels("skill"))


def entries_for(
    entries: Iterable[Entry], lang: str, together: Mapping[str, tuple[str, ...]] = READ_WITH
) -> list[Entry]:
    """Of the languages that are read together with `lang`."""
    langs = together.get(lang, (lang,))
    return [entry for entry in entries if entry.lang in langs]


def occupation_model(
    entries: Sequence[Entry], codes: Sequence[str], occupations: Mapping[str, str], blend: Blend
) -> OccupationModel:
    """`occupations` are ids with their ISCO groups, in the order of the catalog."""
    groups = GroupModel.fit(entries, codes)
    book = LabelBook(entries, codes, list(occupations), groups.grams)
    return OccupationModel(book, groups, blend, places(occupations.values(), codes))


def language_guess(entries: Iterable[Entry]) -> LanguageGuess:
    texts: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for entry in entries:
        texts[entry.lang].append(entry.text)
    for lang in LANGUAGES:
        # The small words tell languages apart best, and a label holds few of them.
        texts[lang] += list(stop_word_list(lang)) * max(1, len(texts[lang]) // 40)
    return LanguageGuess.fit(texts)


def fit_blend(entries: Sequence[Entry], codes: Sequence[str]) -> Blend:
    """From coded titles, each read by models that have not seen it among the coded titles."""
    bayes, near, right = _held_out(entries, codes)
    share, temperature = min(
        ((share, heat) for share in _NEAR for heat in _TEMPERATURES),
        key=lambda pair: _loss(bayes + pair[0] * near, pair[1], right),
    )
    shares = probabilities(bayes + share * near, temperature)
    top = np.argmax(shares, axis=1)[:, None]
    first = [np.take_along_axis(table, top, 1).ravel() for table in (shares, near, right)]
    read = np.column_stack([log_odds(first[0]), first[1] > JUST_SO])
    platt = LogisticRegression(C=1e6).fit(read, first[2])
    slope, exact = (round(float(value), 4) for value in platt.coef_[0])
    return Blend(share, temperature, slope, exact, round(float(platt.intercept_[0]), 4))


def fit_skill_line(catalogs: Catalogs, entries: Sequence[Entry], guess: LanguageGuess) -> SkillLine:
    """From lines written and judged by hand; no wording is taken from them."""
    codes = catalogs.skills.codes

    @cache
    def book(lang: str) -> LabelBook:
        return LabelBook(entries_for(entries, lang, SKILLS_READ_WITH), (), codes)

    linker = Linker(SkillEngine(catalogs, book), guess)
    best = [(judged, linker.link(judged.part, judged.lang, 1)) for judged in judged_parts()]
    read = [(row[0].score, row[0].id in judged.skills) for judged, row in best if row]
    return fit_line([score for score, _ in read], [right for _, right in read])


def fit_line(likeness: Sequence[float], right: Sequence[bool]) -> SkillLine:
    found = LogisticRegression(C=1e6).fit(np.asarray(likeness).reshape(-1, 1), right)
    return SkillLine(round(float(found.coef_[0][0]), 3), round(float(found.intercept_[0]), 3))


def _held_out(entries: Sequence[Entry], codes: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    place = {code: column for column, code in enumerate(codes)}
    coded = [entry for entry in entries if entry.source == CODED]
    bayes, near, right = [], [], []
    for fold in range(FOLDS):
        asked = coded[fold::FOLDS]
        hidden = {frozenset(entry.stems) for entry in asked}
        seen = [e for e in entries if e.source != CODED or frozenset(e.stems) not in hidden]
        model = occupation_model(seen, codes, {}, Blend(0, 1, 1, 0, 0))
        for start in range(0, len(asked), BLOCK):
            texts = [entry.stems for entry in asked[start : start + BLOCK]]
            bayes.append(model.groups.logits(texts))
            near.append(model.book.groups_of(model.book.nearest(model.book.similarities(texts))).T)
        right.append(_truth(asked, place))
    return np.vstack(bayes), np.vstack(near), np.vstack(right)


def _truth(entries: Sequence[Entry], place: dict[str, int]) -> Floats:
    right = np.zeros((len(entries), len(place)), dtype=np.float32)
    for row, entry in enumerate(entries):
        right[row, [place[group] for group in entry.groups]] = 1
    return right


def _loss(odds: Floats, temperature: float, right: Floats) -> float:
    shares = (probabilities(odds, temperature) * right).sum(axis=1)
    return -float(np.log(np.maximum(shares, 1e-9)).mean())


def _group_names(catalogs: Catalogs) -> list[Wording]:
    return [
        Wording(group.label(lang), group.code, lang, "isco")
        for group in catalogs.isco
        if group.level == 4
        for lang in LANGUAGES[:4]
    ]
