"""Skills in lines that people wrote, judged by hand; the peers take the nearest wording."""

from collections.abc import Iterator, Sequence

import numpy as np

from bench.linking.peers import PEERS
from matching.catalogs import load
from matching.evaluation import calibration_error, hit_at, mean, reciprocal_rank
from matching.linking import artefact
from matching.linking.catalog_linkers import skill_book
from matching.linking.skill_calibration import JudgedPart, judged_parts
from matching.linking.skill_engine import SkillEngine
from matching.linking.skill_linker import SkillLinker
from matching.linking.training import fit_line

FOLDS = 5


def skill_lines() -> Iterator[str]:
    judged = judged_parts()
    linker = SkillLinker(SkillEngine(load(), skill_book), artefact.guess())
    rows = [linker.link(part.part, part.lang, 5) for part in judged]
    ranked = [[linked.id for linked in row] for row in rows]
    likeness = [row[0].score if row else 0.0 for row in rows]
    right = [bool(hit_at(p.skills, r, 1)) for p, r in zip(judged, ranked, strict=True)]
    error = calibration_error(_held_out_scores(likeness, right), right)
    yield f"{'this linker, all languages':44}{_figures(judged, ranked)} / {error:.3f}"
    for lang in ("es", "en", "fr", "pt", "ht"):
        rows_of = [at for at, part in enumerate(judged) if part.lang == lang]
        some, found = [judged[at] for at in rows_of], [ranked[at] for at in rows_of]
        yield f"{f'this linker, {lang} ({len(some)} parts)':44}{_figures(some, found)}"
        yield from _peers(some, lang)


def _peers(judged: Sequence[JudgedPart], lang: str) -> Iterator[str]:
    entries = skill_book(lang).entries
    for name, scorer in PEERS.items():
        scores = scorer([part.part for part in judged], [entry.text for entry in entries], lang)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :100]
        ranked = [list(dict.fromkeys(entries[at].id for at in row))[:5] for row in order]
        yield f"  {name:42}{_figures(judged, ranked)}"


def _held_out_scores(likeness: Sequence[float], right: Sequence[bool]) -> list[float]:
    """Each fold by a line fitted to the others."""
    places = np.arange(len(likeness)) % FOLDS
    values, known = np.asarray(likeness, dtype=np.float32), np.asarray(right)
    scores = np.zeros(len(values))
    for fold in range(FOLDS):
        line = fit_line(values[places != fold].tolist(), known[places != fold].tolist())
        scores[places == fold] = line.calibrated(values[places == fold])
    return [float(score) for score in scores]


def _figures(judged: Sequence[JudgedPart], ranked: Sequence[Sequence[str]]) -> str:
    pairs = list(zip(judged, ranked, strict=True))
    figures = (
        mean([hit_at(part.skills, row, 1) for part, row in pairs]),
        mean([hit_at(part.skills, row, 5) for part, row in pairs]),
        mean([reciprocal_rank(part.skills, row) for part, row in pairs]),
    )
    return " / ".join(f"{figure:.3f}" for figure in figures)
