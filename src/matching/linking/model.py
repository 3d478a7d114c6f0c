"""What one language's wordings say of a text: which ISCO groups, which occupations."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.linking.books import LabelBook, Places
from matching.linking.features import Floats, Stems
from matching.linking.groups import GroupModel, probabilities

JUST_SO = 0.999
# On the odds of a group whose deed a text is: `fishing` is no fish trimmer. Deeds teach naive Bayes
# little, as there are so many of one pattern.
DEED_LEAD = 4.0


@dataclass(frozen=True, slots=True)
class Blend:
    """Learned by cross-validation: how much the nearest wording adds to naive Bayes, how flat the
    odds are made, and the line (on log-odds, and on whether a wording reads just so) that turns
    them into "right so often"."""

    near: float
    temperature: float
    slope: float
    exact: float
    offset: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rows of the book x texts, texts x groups, texts x targets."""

    similarities: Floats
    groups: Floats
    targets: Floats


class OccupationModel:
    MEAN_SHARE = 0.7

    def __init__(self, book: LabelBook, groups: GroupModel, blend: Blend, group_of: Places) -> None:
        """`group_of` is the column of the ISCO group of each of the book's targets."""
        self.book = book
        self.groups = groups
        self.blend = blend
        self.group_of = group_of

    def with_groups(self, groups: GroupModel) -> "OccupationModel":
        return OccupationModel(self.book, groups, self.blend, self.group_of)

    def evidence(self, texts: Sequence[Stems]) -> Evidence:
        similarities = self.book.similarities(texts)
        nearest = self.book.nearest(similarities)
        near = self.book.groups_of(nearest).T
        odds = self.groups.logits(texts) + self.blend.near * near
        odds += DEED_LEAD * self.book.deeds_of(texts)
        shares = probabilities(odds, self.blend.temperature)
        groups = calibrated(shares, near, self.blend)
        targets = self.book.targets_of(nearest, similarities, self.MEAN_SHARE).T
        return Evidence(similarities, groups, targets)

    def odds(self, texts: Sequence[Stems], nearest: Floats) -> Floats:
        near = self.book.groups_of(nearest).T
        return np.asarray(self.groups.logits(texts) + self.blend.near * near, dtype=np.float32)


def calibrated(shares: Floats, near: Floats, blend: Blend) -> Floats:
    """How often a group with that share of the odds is right (Platt's line, held-out data)."""
    line = blend.slope * log_odds(shares) + blend.exact * (near > JUST_SO) + blend.offset
    return np.asarray(1 / (1 + np.exp(-line)), dtype=np.float32)


def log_odds(shares: Floats) -> Floats:
    held = np.clip(shares, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(held / (1 - held)), dtype=np.float32)
