"""An audit of a run: who is listed, how high, and which part of the score makes the difference.

The ranking knows no group; the caller names the group of each person for one attribute at a time.
Method: selection rates and the four-fifths rule of the US Uniform Guidelines (29 CFR 1607.4 D),
with a confidence interval for the ratio that takes each opening as one observation (Taylor
linearisation, Student's t), since the people of one list are not independent of each other.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.ranking.pool import Pool
from matching.scoring import COMPONENTS, WEIGHTS, Weights

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FOUR_FIFTHS = 0.8
SMALL = 10
# A group below this share of the people is too few to measure the others by.
LEAST_REFERENCE = 0.02
SURE = 0.975  # one side of 95 %


@dataclass(frozen=True, slots=True)
class GroupAudit:
    """One group. Of a hidden cell everything but the name is None: fewer than `SMALL` people, or
    the one that a reader could work out from the others.

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


def audit(
    pools: Iterable[Pool],
    group_of: Mapping[int, str],
    *,
    attribute: str,
    k: int,
    weights: Weights = WEIGHTS,
) -> Audit:
    """`group_of`: the group of each person's key; who is not in it is left out of the audit."""
    (found,) = audits(pools, {attribute: group_of}, k=k, weights=weights)
    return found


def audits(
    pools: Iterable[Pool],
    groups: Mapping[str, Mapping[int, str]],
    *,
    k: int,
    weights: Weights = WEIGHTS,
) -> tuple[Audit, ...]:
    """By attribute, in the order given. The pools are read once and none is kept."""
    counts = [_Count(group_of, k) for group_of in groups.values()]
    for pool in pools:
        if len(pool) > k:
            for count in counts:
                count.add(pool)
    return tuple(
        _audit(attribute, count, k, weights)
        for attribute, count in zip(groups, counts, strict=True)
    )


class _Count:
    """What is added up while the pools go by: people; by opening eligible, selected, exposure; the
    components' sums over eligible pairs."""

    def __init__(self, group_of: Mapping[int, str], k: int) -> None:
        self.names = sorted(set(group_of.values()))
        number = {name: place for place, name in enumerate(self.names)}
        keys = np.array(sorted(group_of), np.int64)
        self._keys = keys
        # The number after the last is that of people left out.
        self._numbers = np.array(
            [number[group_of[key]] for key in keys.tolist()] + [len(self.names)], np.int64
        )
        self._seen = np.zeros(len(keys) + 1, np.bool_)
        self._attention = 1 / np.log2(np.arange(k) + 2)
        self._k = k
        self._eligible: list[Floats] = []
        self._selected: list[Floats] = []
        self._exposure: list[Floats] = []
        self._components = np.zeros((len(self.names), len(COMPONENTS)))

    def add(self, pool: Pool) -> None:
        rows = self._rows(pool.keys)
        self._seen[rows] = True
        groups = self._numbers[rows]
        listed = groups[: self._k]
        self._eligible.append(self._sums(groups))
        self._selected.append(self._sums(listed))
        self._exposure.append(self._sums(listed, self._attention))
        for part in range(len(COMPONENTS)):
            self._components[:, part] += self._sums(groups, pool.components[part])

    def tally(self) -> "_Tally":
        seen = self._numbers[:-1][self._seen[:-1]]
        return _Tally(
            self.names,
            self._sums(seen),
            self._stacked(self._eligible),
            self._stacked(self._selected),
            self._stacked(self._exposure),
            self._components,
        )

    def _rows(self, keys: Ints) -> Ints:
        """Places in the sorted keys; the one after the last for people left out."""
        size = len(self._keys)
        places = np.searchsorted(self._keys, keys)
        known = self._keys[np.minimum(places, size - 1)] == keys if size else places < 0
        found: Ints = np.where(known, places, size)
        return found

    def _sums(self, groups: Ints, values: NDArray[np.generic] | None = None) -> Floats:
        size = len(self.names)
        found: Floats = np.bincount(groups, values, minlength=size + 1)[:size].astype(np.float64)
        return found

    def _stacked(self, columns: list[Floats]) -> Floats:
        return np.stack(columns, axis=1) if columns else np.zeros((len(self.names), 0))


@dataclass(frozen=True, slots=True)
class _Tally:
    """By group (lines): people; by opening (columns): eligible, selected, exposure. Sums of the
    components over eligible pairs, by group and component."""

    names: list[str]
    people: Floats
    eligible: Floats
    selected: Floats
    exposure: Floats
    components: Floats

    def rate(self, place: int) -> float:
        total = float(self.eligible[place].sum())
        return float(self.selected[place].sum()) / total if total else 0.0


def _audit(attribute: str, count: _Count, k: int, weights: Weights) -> Audit:
    tally = count.tally()
    shown = _shown(tally.people)
    reference = max(
        (place for place in shown if tally.people[place] >= LEAST_REFERENCE * tally.people.sum()),
        key=tally.rate,
        default=None,
    )
    groups = (
        _group(tally, place, reference, weights)
        if place in shown and reference is not None
        else GroupAudit(name)
        for place, name in enumerate(tally.names)
    )
    return Audit(
        attribute=attribute,
        k=k,
        openings=tally.eligible.shape[1],
        reference=None if reference is None else tally.names[reference],
        groups=tuple(groups),
    )


def _shown(people: Floats) -> list[int]:
    """The groups that may be shown. The total is known from other tables, so what is hidden has to
    be small cells enough that nobody can subtract: else the smallest shown one is hidden too."""
    order = sorted(range(len(people)), key=lambda place: (-people[place], place))
    shown = [place for place in order if people[place] >= SMALL]
    hidden = [people[place] for place in order[len(shown) :] if people[place]]
    while shown and hidden and (len(hidden) == 1 or sum(hidden) < SMALL):
        hidden.append(people[shown.pop()])
    return sorted(shown)


def _group(tally: _Tally, place: int, reference: int, weights: Weights) -> GroupAudit:
    eligible = float(tally.eligible[place].sum())
    gaps = _gaps(tally, place, weights)
    cause = min(gaps, key=gaps.__getitem__)
    ratio, interval = _ratio(tally, place, reference)
    return GroupAudit(
        group=tally.names[place],
        people=int(tally.people[place]),
        eligible=int(eligible),
        selected=int(tally.selected[place].sum()),
        rate=tally.rate(place),
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
    one, other = tally.rate(place), tally.rate(reference)
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
    reach = spread * _student(openings - 1, SURE)
    return ratio, (ratio * _exp(-reach), ratio * _exp(reach))


def _drift(tally: _Tally, place: int, rate: float) -> Floats:
    """By opening: how far its list moves the logarithm of the rate."""
    selected, eligible = tally.selected[place], tally.eligible[place]
    found: Floats = (selected - rate * eligible) / (rate * eligible.sum())
    return found


def _student(freedom: int, share: float) -> float:
    from scipy.special import stdtrit  # noqa: PLC0415 - loads long, needed for audits alone

    return float(stdtrit(freedom, share))


def _exp(power: float) -> float:
    return math.exp(power) if power < 700 else math.inf
