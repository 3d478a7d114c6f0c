"""The labels of one kind in one language, laid out for scoring whole catalogs at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from matching.linking.grams import Floats, GramIndex
from matching.linking.normal import content_stems
from matching.text import words

Ints = npt.NDArray[np.int64]
Key = TypeVar("Key")
NO_ID = ""


class LabelLike(Protocol):
    """As `matching.catalogs` gives them. `id` is None where only the ISCO group is known."""

    @property
    def text(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def id(self) -> str | None: ...
    @property
    def isco(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One label; labels that read the same for the same entry are kept once."""

    text: str
    source: str
    stems: tuple[str, ...]
    id: str
    isco: str


class LabelBook:
    """Entries sorted by ISCO group and id, so that the best label of each is one pass."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = sorted(entries, key=lambda entry: (entry.isco, entry.id, entry.stems))
        self.index = GramIndex([entry.stems for entry in self.entries])
        keys = [(entry.isco, entry.id) for entry in self.entries]
        self.starts, self.ids = _runs(keys)
        self.group_starts, self.groups = _runs([isco for isco, _ in keys])

    def similarities(self, texts: Sequence[Sequence[str]]) -> Floats:
        return self.index.similarities(texts)

    def best_by_id(self, similarities: Floats) -> Floats:
        """Texts x `ids`: the best label of each (isco, id) run."""
        return np.asarray(np.maximum.reduceat(similarities, self.starts, axis=1))

    def best_by_group(self, similarities: Floats) -> Floats:
        """Texts x `groups`: the best label of each ISCO group, whatever it leads to."""
        return np.asarray(np.maximum.reduceat(similarities, self.group_starts, axis=1))


def _runs(keys: Sequence[Key]) -> tuple[Ints, list[Key]]:
    starts = [row for row, key in enumerate(keys) if row == 0 or keys[row - 1] != key]
    return np.asarray(starts, dtype=np.int64), [keys[row] for row in starts]


def entries_of(labels: Iterable[LabelLike], langs: frozenset[str]) -> list[Entry]:
    """Both genders of a pair are one entry when their stems agree."""
    found: dict[tuple[str, str, tuple[str, ...]], Entry] = {}
    for label in labels:
        if label.lang in langs:
            for text in genders(label.text):
                stems = content_stems(words(text), label.lang)
                entry = Entry(text, label.source, stems, label.id or NO_ID, label.isco or "")
                found.setdefault((entry.isco, entry.id, stems), entry)
    return list(found.values())


def genders(text: str) -> list[str]:
    """`director/directora` as two texts; a slash between short marks stays."""
    parts = [part.strip() for part in text.split("/")]
    whole = len(parts) > 1 and all(len(part) > 3 for part in parts)
    return parts if whole else [text]
