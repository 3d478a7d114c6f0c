"""ESCO occupations: names in four languages, the ISCO-08 unit group, the skills they call for."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from matching.catalogs.packaged import Columns
from matching.catalogs.relations import Relation, relation
from matching.catalogs.tables import Named, Names

LANGUAGES = ("es", "en", "fr", "pt")


@dataclass(frozen=True, slots=True)
class Occupation:
    """`code` is ESCO's (`7112.1`), `isco` its unit group (`7112`), `row` its place in the table."""

    id: str
    code: str
    isco: str
    row: int
    names: Names = field(repr=False, compare=False)

    def label(self, lang: str = "es") -> str:
        """Both genders where ESCO gives both, as `masculine/feminine`."""
        return self.names.label(self.row, lang)

    def alternatives(self, lang: str = "es") -> tuple[str, ...]:
        return self.names.alternatives(self.row, lang)


class Occupations(Named[Occupation]):
    """In the order of ISCO-08 unit group and ESCO code: kindred occupations are neighbours."""

    def __init__(
        self, columns: Columns, skill_ids: tuple[str, ...], generic: dict[str, str]
    ) -> None:
        super().__init__(columns["id"], Names("occupation_names", LANGUAGES))
        self._codes, self._isco = columns["code"], columns["isco"]
        self._skill_ids = skill_ids
        self._generic = generic

    def at(self, row: int) -> Occupation:
        return Occupation(self.codes[row], self._codes[row], self._isco[row], row, self.names)

    @cached_property
    def skills(self) -> Relation:
        """Occupation row -> skill rows."""
        return relation("occupation_skills", len(self))

    def skills_of(self, occupation: str) -> tuple[tuple[str, bool], ...]:
        """Skill ids and whether each is essential, the essential first."""
        found = self.skills.of(self.row(occupation))
        return tuple((self._skill_ids[skill], essential) for skill, essential in found)

    def essentials(self) -> Iterator[tuple[str, Iterator[str]]]:
        """Each occupation with the ids of the skills that everyone in it needs."""
        for occupation, rows in zip(self.codes, self.skills.every(essential=True), strict=True):
            yield occupation, map(self._skill_ids.__getitem__, rows)

    def of_isco(self, isco: str) -> tuple[Occupation, ...]:
        """Of a unit group of four digits; none for another code."""
        return tuple(self.at(row) for row in self._by_isco.get(isco, ()))

    def generic(self, isco: str) -> Occupation | None:
        """The one that stands for a whole unit group, by its name or as ESCO's only root in it."""
        code = self._generic.get(isco)
        return self[code] if code else None

    @cached_property
    def _by_isco(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, isco in enumerate(self._isco):
            rows[isco].append(row)
        return dict(rows)
