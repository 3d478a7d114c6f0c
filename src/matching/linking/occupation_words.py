"""Which occupations speak of a text's words: in their names, their skills, their unit groups; and
in their names in other languages, as words for trades are often cognates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from matching.linking.books import Edges
from matching.linking.entries import Entry
from matching.linking.features import Floats, Stems, TermSpace, gram_terms

# How much of an occupation's words are its names', its unit group's, its minor group's and its
# skills'; the rest are anybody's. Chosen on held-out ESCO wordings (bench/linking/README.md).
NAMES, UNIT_GROUP, MINOR_GROUP, SKILLS, ANYBODY = 0.4, 0.2, 0.1, 0.1, 0.2
_ESSENTIAL = 2
_USUAL_LIMIT = 10.0


@dataclass(frozen=True, slots=True)
class Duties:
    """Stems of the skills of one occupation, a stem of an essential skill twice; and pairs."""

    stems: tuple[str, ...]

    @classmethod
    def of(cls, skills: Iterable[tuple[Stems, bool]]) -> "Duties":
        found = [
            stem for stems, essential in skills for stem in (*stems,) * (_ESSENTIAL**essential)
        ]
        return cls(tuple(found))


class OccupationWords:
    """Texts x occupations, by what each occupation's words would make of the text."""

    def __init__(
        self, entries: Sequence[Entry], duties: Sequence[Duties], isco: Mapping[str, str]
    ) -> None:
        """`isco` gives ids with their unit groups; `duties` are in its order."""
        self._columns = _columns(entries, duties)
        self._weights = self._log_odds(entries, duties, isco)
        self._space = TermSpace.fit(_pairs(duty.stems) for duty in duties)
        self._by_duty = self._space.vectors(_pairs(duty.stems) for duty in duties).T.tocsr()

    def odds(self, texts: Sequence[Stems]) -> Floats:
        """Mean log-odds of the words known, about 0..1, against anybody's saying them."""
        cells = [
            (row, self._columns[stem], 1 / len(known))
            for row, known in enumerate([s for s in t if s in self._columns] for t in texts)
            for stem in known
        ]
        asked = _matrix(cells, (len(texts), len(self._columns)))
        return np.asarray((asked @ self._weights).toarray() / _USUAL_LIMIT, dtype=np.float32)

    def duties(self, texts: Sequence[Stems]) -> Floats:
        """Cosines with the words of each occupation's skills."""
        asked = self._space.vectors(_pairs(text) for text in texts)
        return np.asarray((asked @ self._by_duty).toarray(), dtype=np.float32)

    def _log_odds(
        self, entries: Sequence[Entry], duties: Sequence[Duties], isco: Mapping[str, str]
    ) -> sp.csr_array:
        """Words x occupations."""
        units = {code: at for at, code in enumerate(sorted({*isco.values()}))}
        minors = {code: at for at, code in enumerate(sorted({code[:3] for code in units}))}
        minor_of = _matrix(
            [(minors[unit[:3]], at, 1.0) for unit, at in units.items()], (len(minors), len(units))
        )
        unit_of = _matrix(
            [(row, units[unit], 1.0) for row, unit in enumerate(isco.values())],
            (len(isco), len(units)),
        )
        in_unit = self._words_of_groups(entries, units)
        said = np.asarray(in_unit.sum(axis=0)).ravel() + 1
        mixed = NAMES * _shares(self._words_of_names(entries, isco))
        mixed = mixed + SKILLS * _shares(self._words_of_duties(duties))
        mixed = mixed + UNIT_GROUP * (unit_of @ _shares(in_unit))
        in_minor = _shares(sp.csr_array(minor_of @ in_unit))
        mixed = sp.csr_array(mixed + MINOR_GROUP * (unit_of @ (minor_of.T @ in_minor)))
        mixed.data = np.log1p(mixed.data / (ANYBODY * said / said.sum())[mixed.indices])
        return sp.csr_array(mixed.T.tocsr(), dtype=np.float32)

    def _words_of_names(self, entries: Sequence[Entry], isco: Mapping[str, str]) -> sp.csr_array:
        place = {id_: row for row, id_ in enumerate(isco)}
        named = [entry for entry in entries if entry.id in place]
        cells = [(place[e.id], self._columns[stem], 1.0) for e in named for stem in e.stems]
        return _matrix(cells, (len(place), len(self._columns)))

    def _words_of_groups(self, entries: Sequence[Entry], units: Mapping[str, int]) -> sp.csr_array:
        cells = [
            (units[group], self._columns[stem], entry.weight * share)
            for entry in entries
            for group, share in entry.shares()
            if group in units
            for stem in entry.stems
        ]
        return _matrix(cells, (len(units), len(self._columns)))

    def _words_of_duties(self, duties: Sequence[Duties]) -> sp.csr_array:
        cells = [
            (row, self._columns[stem], 1.0)
            for row, duty in enumerate(duties)
            for stem in duty.stems
        ]
        return _matrix(cells, (len(duties), len(self._columns)))


class Cognates:
    """Texts x occupations: likeness of letters to the names in one other language."""

    def __init__(self, names: Sequence[tuple[int, Stems]], occupations: int) -> None:
        """`names` are rows of occupations with the folded words of a name."""
        self._space = TermSpace.fit(gram_terms(words) for _, words in names)
        self._labels = self._space.vectors(gram_terms(words) for _, words in names)
        edges = ((occupation, row, 1.0) for row, (occupation, _) in enumerate(names))
        self._of_name = Edges(edges, len(names), occupations)

    def likeness(self, texts: Sequence[Stems]) -> Floats:
        vectors = self._space.vectors(gram_terms(words) for words in texts)
        similarities = (self._labels @ vectors.T.tocsr()).toarray()
        return self._of_name.best(np.asarray(similarities, dtype=np.float32)).T


def _columns(entries: Sequence[Entry], duties: Sequence[Duties]) -> dict[str, int]:
    found: dict[str, int] = {}
    for stems in (*(entry.stems for entry in entries), *(duty.stems for duty in duties)):
        for stem in stems:
            found.setdefault(stem, len(found))
    return found


def _pairs(stems: Stems) -> list[str]:
    """Stems, and neighbours together."""
    return [*stems, *(f"{one} {other}" for one, other in pairwise(stems))]


def _matrix(cells: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> sp.csr_array:
    values = np.asarray(cells, dtype=np.float64).reshape(-1, 3)
    places: npt.NDArray[np.int64] = values[:, :2].astype(np.int64)
    return sp.csr_array((values[:, 2], (places[:, 0], places[:, 1])), shape=shape)


def _shares(counts: sp.csr_array) -> sp.csr_array:
    totals = np.asarray(counts.sum(axis=1)).ravel()
    return sp.csr_array(sp.diags_array(1 / np.maximum(totals, 1e-6)) @ counts)
