"""What every catalog is: rows by code in a fixed order, and names in several languages."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from matching.catalogs.packaged import several, table

T = TypeVar("T")
FALLBACKS = ("es", "en")


class Table(ABC, Generic[T]):
    """Rows by code. Iteration gives the rows, in order; each is made when it is asked for."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        self._rows = {code: row for row, code in enumerate(self.codes)}

    @abstractmethod
    def at(self, row: int) -> T:
        """The entry of a row, counted from 0."""

    def row(self, code: str) -> int:
        """Raises KeyError for an unknown code."""
        return self._rows[code]

    def get(self, code: str) -> T | None:
        row = self._rows.get(code)
        return None if row is None else self.at(row)

    def __getitem__(self, code: str) -> T:
        return self.at(self._rows[code])

    def __contains__(self, code: object) -> bool:
        return code in self._rows

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[T]:
        return map(self.at, range(len(self.codes)))


class Names:
    """Preferred labels and alternatives by row; a language is read when it is first asked for."""

    def __init__(self, name: str, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self._name = name
        self._read: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def label(self, row: int, lang: str) -> str:
        """In `lang`, else in Spanish, else in English."""
        for choice in (lang, *FALLBACKS):
            label = self.labels(choice)[row] if choice in self.languages else ""
            if label:
                return label
        return ""

    def alternatives(self, row: int, lang: str) -> tuple[str, ...]:
        """In `lang` only; none where the language is not kept."""
        return several(self._columns(lang)[1][row]) if lang in self.languages else ()

    def labels(self, lang: str) -> tuple[str, ...]:
        """By row; empty where the language has none."""
        return self._columns(lang)[0]

    def _columns(self, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if lang not in self._read:
            columns = table(f"{self._name}.{lang}")
            self._read[lang] = columns["label"], columns["alternatives"]
        return self._read[lang]


class Named(Table[T]):
    """A table with labels in several languages."""

    def __init__(self, codes: Sequence[str], names: Names) -> None:
        super().__init__(codes)
        self.names = names

    def label_of(self, code: str | None, lang: str) -> str | None:
        """Without the entry itself; None for an unknown code."""
        row = self._rows.get(code or "")
        return None if row is None else self.names.label(row, lang)
