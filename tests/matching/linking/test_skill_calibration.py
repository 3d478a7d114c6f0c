import numpy as np
import pytest

from matching.catalogs import load
from matching.catalogs.packaged import lexicon
from matching.linking import artefact, skill_linker
from matching.linking.skill_calibration import judged_parts
from matching.linking.training import fit_line
from matching.text import words


def test_a_line_keeps_the_order_and_leaves_nothing_at_nothing() -> None:
    scores = artefact.skill_line().calibrated(np.asarray([0.0, 0.3, 0.6, 0.9], dtype=np.float32))

    assert scores[0] == 0
    assert list(scores) == sorted(scores)
    assert scores[-1] > 0.9


def test_a_fitted_line_says_how_often_it_was_right() -> None:
    likeness = [0.4] * 100 + [0.8] * 100
    right = [at % 10 < 2 for at in range(100)] + [at % 10 < 9 for at in range(100)]
    read = fit_line(likeness, right).calibrated(np.asarray([0.4, 0.8], dtype=np.float32))

    assert read == pytest.approx([0.2, 0.9], abs=0.02)


def test_enough_lines_were_judged_in_each_language_and_name_known_skills() -> None:
    judged = judged_parts()

    lines = {(part.lang, part.line) for part in judged}
    assert len(lines) >= 150
    assert all(
        sum(lang == one for lang, _ in lines) >= 30 for one in ("es", "en", "fr", "pt", "ht")
    )
    assert all(skill in load().skills for part in judged for skill in part.skills if skill)


def test_what_is_sure_is_nearly_always_right() -> None:
    linker = skill_linker()
    judged = [part for part in judged_parts() if "" not in part.skills]
    found = [(part, linker.link(part.part, part.lang, 1)) for part in judged]
    claimed = [row[0].id in part.skills for part, row in found if row[0].score >= linker.SURE]

    assert sum(claimed) / len(claimed) >= 0.9


def test_few_of_the_judged_parts_are_wordings_of_the_lexicon() -> None:
    """Else the line would say how well the lexicon knows itself."""
    known = {(row["lang"], words(row["term"])) for row in lexicon("skills")}
    judged = judged_parts()
    seen = sum((part.lang, words(part.part)) in known for part in judged)

    assert seen / len(judged) < 0.6
