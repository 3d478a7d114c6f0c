"""ISCO-08 and SINCO 2019: groups in a hierarchy, and the official correspondence between them."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from matching.catalogs.packaged import several, table
from matching.catalogs.tables import FALLBACKS, Table

LANGUAGES = ("es", "en", "fr", "pt")


@dataclass(frozen=True, slots=True)
class IscoGroup:
    """`labels` in the order of `LANGUAGES`; `level` 1 (major) to 4 (unit group)."""

    code: str
    parent: str | None
    labels: tuple[str, ...]

    @property
    def level(self) -> int:
        return len(self.code)

    def label(self, lang: str = "es") -> str:
        for choice in (lang, *FALLBACKS):
            if choice in LANGUAGES and self.labels[LANGUAGES.index(choice)]:
                return self.labels[LANGUAGES.index(choice)]
        return ""


class Isco(Table[IscoGroup]):
    def __init__(self) -> None:
        self._columns = table("isco")
        super().__init__(self._columns["code"])
        self.generic = {
            code: occupation
            for code, occupation in zip(self.codes, self._columns["generic"], strict=True)
            if occupation
        }

    def at(self, row: int) -> IscoGroup:
        labels = tuple(self._columns[lang][row] for lang in LANGUAGES)
        return IscoGroup(self.codes[row], self._columns["parent"][row] or None, labels)

    def label(self, code: str, lang: str = "es") -> str:
        return self[code].label(lang)

    def parent(self, code: str) -> str | None:
        return self[code].parent

    def children(self, code: str) -> tuple[str, ...]:
        parents = self._columns["parent"]
        return tuple(self.codes[row] for row, parent in enumerate(parents) if parent == code)


@dataclass(frozen=True, slots=True)
class SincoGroup:
    """`isco`: unit groups of the official correspondence; `occupation`: the ESCO occupation that
    the name means, where its words or its only unit group leave no doubt (see SOURCES.md)."""

    code: str
    parent: str | None
    name: str
    isco: tuple[str, ...]
    occupation: str | None

    @property
    def level(self) -> int:
        return len(self.code)


class Sinco(Table[SincoGroup]):
    def __init__(self) -> None:
        self._columns = table("sinco")
        super().__init__(self._columns["code"])

    def at(self, row: int) -> SincoGroup:
        columns = self._columns
        return SincoGroup(
            self.codes[row],
            columns["parent"][row] or None,
            columns["label"][row],
            several(columns["isco"][row]),
            columns["occupation"][row] or None,
        )

    def isco_of(self, sinco: str) -> tuple[str, ...]:
        """Unit groups; 35 residual groups and supervisors have none."""
        return self[sinco].isco

    def sinco_of(self, isco: str) -> tuple[str, ...]:
        return tuple(self._by_isco.get(isco, ()))

    @cached_property
    def _by_isco(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code, isco in zip(self.codes, self._columns["isco"], strict=True):
            for group in several(isco):
                found[group].append(code)
        return dict(found)
