"""Groups that nobody is linked to by a likeness of letters: who welds (`soldar`) was no soldier."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from matching.catalogs.packaged import lexicon
from matching.linking.normal import Prepared
from matching.text import fold


def unnamed(texts: Sequence[Prepared], lang: str, groups: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Texts x groups: whether a group asks for a word of its own that the text does not hold."""
    found = np.zeros((len(texts), len(groups)), dtype=np.bool_)
    for kin, own in _own_words(lang).items():
        columns = [column for column, group in enumerate(groups) if group.startswith(kin)]
        unsaid = [row for row, text in enumerate(texts) if own.isdisjoint(text.words)]
        found[np.ix_(unsaid, columns)] = True
    return found


@cache
def _own_words(lang: str) -> Mapping[str, frozenset[str]]:
    """By the beginning of the groups' codes."""
    rows = [row for row in lexicon("own_words") if row["lang"] in ("", lang)]
    return {
        kin: frozenset(fold(row["word"]) for row in rows if row["isco"] == kin)
        for kin in {row["isco"] for row in rows}
    }
