"""An audit of a run: who is listed, how high, and which part of the score makes the difference.

The ranking knows no group; the caller names the group of each person for one attribute at a time.
Method: selection rates and the four-fifths rule of the US Uniform Guidelines (29 CFR 1607.4 D),
with a confidence interval for the ratio that takes each opening as one observation (Taylor
linearisation), since the people of one list are not independent of each other.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.ranking.pool import Pool
from matching.scoring import COMPONENTS, WEIGHTS, Weights

Floats = NDArray[np.float64]

FOUR_FIFTHS = 0.8
SMALL = 10
Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class GroupAudit:
    """One group. Below `SMALL` people everything but the name is None: the cell is hidden.

    `eligible` and `selected` count pairs of person and opening. `ratio` is to the reference group,
    `interval` its 95 % confidence interval. `exposure` is the attention a list gives, 1/log2(1 +
    place), per eligible pair. `score_gap` is the mean score less that of everybody else, `gaps`
    its weighted parts by component; `cause` the component that takes most away.
    """

    group: str
    people: int | None = None
    eligible: int | None = None
    selected: int | None = None
    rate: float | None = None
    ratio: float | None = None
    interval: tuple[float, float] | None = None
    exposure: float | None = None
    score_gap: float | None = None
    gaps: Mapping[str, float] | None = None
    cause: str | None = None

    @property
    def verdict(self) -> str:
        """hidden | even | unclear | adverse: below four fifths, and surely so for `adverse`."""
        if self.ratio is None or self.interval is None:
            return "hidden"
        if self.ratio >= FOUR_FIFTHS:
            return "even"
        return "adverse" if self.interval[1] < FOUR_FIFTHS else "unclear"


@dataclass(frozen=True, slots=True)
class Audit:
    """`openings` counts those with more people than places in the list: the others select all."""

    attribute: str
    k: int
    openings: int
    reference: str | None
    groups: tuple[GroupAudit, ...]


@dataclass(frozen=True, slots=True)
class _Tally:
    """By group (lines): people; by opening (columns): eligible, selected, exposure. Sums of the
    components over eligible pairs, by group and component."""

    people: Floats
    eligible: Floats
    selected: Floats
    exposure: Floats
    components: Floats


def audit(
    pools: Iterable[Pool],
    group_of: Mapping[int, str],
    *,
    attribute: str,
    k: int,
    weights: Weights = WEIGHTS,
) -> Audit:
    """`group_of`: the group of each person's key; who is not in it is left out of the audit."""
    names = sorted(set(group_of.values()))
    tally = _tally([pool for pool in pools if len(pool) > k], group_of, names, k)
    shown = [place for place in range(len(names)) if tally.people[place] >= SMALL]
    reference = max(shown, key=lambda place: _rate(tally, place), default=None)
    groups = (
        _group(tally, place, reference, names, weights)
        if place in shown and reference is not None
        else GroupAudit(name)
        for place, name in enumerate(names)
    )
    return Audit(
        attribute=attribute,
        k=k,
        openings=tally.eligible.shape[1],
        reference=None if reference is None else names[reference],
        groups=tuple(groups),
    )


def _tally(pools: list[Pool], group_of: Mapping[int, str], names: list[str], k: int) -> _Tally:
    number = {name: place for place, name in enumerate(names)}
    size = len(names)
    shape = (size, len(pools))
    eligible, selected, exposure = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    components = np.zeros((size, len(COMPONENTS)))
    attention = 1 / np.log2(np.arange(k) + 2)
    seen: set[int] = set()
    for column, pool in enumerate(pools):
        keys = pool.keys.tolist()
        groups = np.array([number[group_of[key]] if key in group_of else size for key in keys])
        seen.update(key for key in keys if key in group_of)
        eligible[:, column] = _count(groups, size)
        selected[:, column] = _count(groups[:k], size)
        exposure[:, column] = _count(groups[:k], size, attention)
        for part in range(len(COMPONENTS)):
            components[:, part] += _count(groups, size, pool.components[part])
    people = np.zeros(size)
    for key in seen:
        people[number[group_of[key]]] += 1
    return _Tally(people, eligible, selected, exposure, components)


def _count(
    groups: NDArray[np.int64], size: int, values: NDArray[np.generic] | None = None
) -> Floats:
    """By group; the number `size` stands for people left out."""
    found: Floats = np.bincount(groups, values, minlength=size + 1)[:size].astype(np.float64)
    return found


def _rate(tally: _Tally, place: int) -> float:
    total = float(tally.eligible[place].sum())
    return float(tally.selected[place].sum()) / total if total else 0.0


def _group(
    tally: _Tally, place: int, reference: int, names: list[str], weights: Weights
) -> GroupAudit:
    eligible = float(tally.eligible[place].sum())
    gaps = _gaps(tally, place, weights)
    cause = min(gaps, key=lambda name: gaps[name])
    ratio, interval = _ratio(tally, place, reference)
    return GroupAudit(
        group=names[place],
        people=int(tally.people[place]),
        eligible=int(eligible),
        selected=int(tally.selected[place].sum()),
        rate=_rate(tally, place),
        ratio=ratio,
        interval=interval,
        exposure=float(tally.exposure[place].sum()) / eligible,
        score_gap=sum(gaps.values()),
        gaps=gaps,
        cause=cause if gaps[cause] < 0 else None,
    )


def _gaps(tally: _Tally, place: int, weights: Weights) -> dict[str, float]:
    """Weighted mean of each component less that of all others; zero where there is nobody else."""
    here = tally.eligible[place].sum()
    others = tally.eligible.sum() - here
    if not others:
        return dict.fromkeys(COMPONENTS, 0.0)
    own = tally.components[place] / here
    rest = (tally.components.sum(axis=0) - tally.components[place]) / others
    gaps = (own - rest) * np.array(weights.parts)
    return dict(zip(COMPONENTS, gaps.tolist(), strict=True))


def _ratio(tally: _Tally, place: int, reference: int) -> tuple[float, tuple[float, float]]:
    """The ratio of two rates and its interval, on the scale of its logarithm."""
    one, other = _rate(tally, place), _rate(tally, reference)
    if place == reference:
        return 1.0, (1.0, 1.0)
    if not other:
        return 1.0, (0.0, math.inf)
    ratio = one / other
    openings = tally.eligible.shape[1]
    if not one:
        # Nobody selected in n pairs: at 95 % the rate is below 3 / n, the rule of three.
        return 0.0, (0.0, 3 / float(tally.eligible[place].sum()) / other)
    if openings < 2:
        return ratio, (0.0, math.inf)
    drift = _drift(tally, place, one) - _drift(tally, reference, other)
    spread = math.sqrt(float((drift**2).sum()) * openings / (openings - 1))
    return ratio, (ratio * math.exp(-Z_95 * spread), ratio * math.exp(Z_95 * spread))


def _drift(tally: _Tally, place: int, rate: float) -> Floats:
    """By opening: how far its list moves the logarithm of the rate."""
    selected, eligible = tally.selected[place], tally.eligible[place]
    found: Floats = (selected - rate * eligible) / (rate * eligible.sum())
    return found
