"""ESCO skills and knowledge, their groups, and which go together."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from matching.catalogs.packaged import several, table
from matching.catalogs.relations import Relation, relation
from matching.catalogs.tables import Named, Names, Table

LANGUAGES = ("es", "en", "fr")


@dataclass(frozen=True, slots=True)
class Skill:
    """`type` is skill or knowledge; `reuse` ESCO's reach (transversal … occupation-specific);
    `collections` such as digital, green, language; `groups` codes of `SkillGroups`."""

    id: str
    type: str
    reuse: str
    collections: tuple[str, ...]
    groups: tuple[str, ...]
    row: int
    names: Names = field(repr=False, compare=False)

    def label(self, lang: str = "es") -> str:
        return self.names.label(self.row, lang)

    def alternatives(self, lang: str = "es") -> tuple[str, ...]:
        return self.names.alternatives(self.row, lang)


class Skills(Named[Skill]):
    def __init__(self, occupation_ids: tuple[str, ...]) -> None:
        self._columns = table("skills")
        super().__init__(self._columns["id"], Names("skill_names", LANGUAGES))
        self._occupation_ids = occupation_ids

    def at(self, row: int) -> Skill:
        columns = self._columns
        return Skill(
            self.codes[row],
            columns["type"][row],
            columns["reuse"][row],
            several(columns["collections"][row]),
            several(columns["groups"][row]),
            row,
            self.names,
        )

    @cached_property
    def relations(self) -> Relation:
        """Skill row -> rows of skills that ESCO relates to it, from either side."""
        return relation("skill_skills", len(self))

    def related(self, skill: str) -> tuple[str, ...]:
        """The essential first."""
        return tuple(self.codes[row] for row, _ in self.relations.of(self.row(skill)))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each skill with each that is related to it."""
        for skill, rows in zip(self.codes, self.relations.every(), strict=True):
            for row in rows:
                yield skill, self.codes[row]

    def groups(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each skill with its groups."""
        return zip(self.codes, map(several, self._columns["groups"]), strict=True)

    @cached_property
    def occupations(self) -> Relation:
        """Skill row -> rows of the occupations that call for it."""
        return relation("occupation_skills", len(self._occupation_ids)).reversed(len(self))

    def occupations_of(self, skill: str) -> tuple[tuple[str, bool], ...]:
        """Occupation ids and whether the skill is essential there, those first."""
        found = self.occupations.of(self.row(skill))
        return tuple((self._occupation_ids[row], essential) for row, essential in found)

    def in_group(self, group: str) -> tuple[Skill, ...]:
        """Those that name the group itself, not one below it."""
        return tuple(self.at(row) for row in self._by_group.get(group, ()))

    @cached_property
    def _by_group(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for row, groups in enumerate(self._columns["groups"]):
            for group in several(groups):
                rows[group].append(row)
        return dict(rows)


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """`kind` is skill-group or isced-f (fields of education, for knowledge)."""

    code: str
    id: str
    kind: str
    parent: str | None
    es: str
    en: str

    def label(self, lang: str = "es") -> str:
        return self.en if lang == "en" else self.es


class SkillGroups(Table[SkillGroup]):
    def __init__(self) -> None:
        self._columns = table("skill_groups")
        super().__init__(self._columns["code"])

    def at(self, row: int) -> SkillGroup:
        columns = self._columns
        return SkillGroup(
            self.codes[row],
            columns["id"][row],
            columns["kind"][row],
            columns["parent"][row] or None,
            columns["es"][row],
            columns["en"][row],
        )
