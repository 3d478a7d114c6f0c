"""ESCO: occupations, skills, skill groups, and what binds them."""

from pathlib import Path

import numpy as np

from tools.catalog_build.output import Output
from tools.catalog_build.source import Row, natural, others, rows

OCCUPATION_LANGUAGES = ("es", "en", "fr", "pt")
SKILL_LANGUAGES = ("es", "en", "fr")


def occupations_of(folder: Path) -> list[Row]:
    """In the order of the ESCO code, so that kindred occupations have neighbouring rows."""
    found = rows(folder, "esco_occupations")
    return sorted(found, key=lambda row: (row["isco4"], natural(row["code"]), row["id"]))


def skills_of(folder: Path) -> list[Row]:
    return sorted(rows(folder, "esco_skills"), key=lambda row: row["id"])


def build_esco(folder: Path, output: Output) -> None:
    occupations, skills = occupations_of(folder), skills_of(folder)
    output.table(
        "occupations",
        ("id", "code", "isco"),
        ((row["id"], row["code"], row["isco4"]) for row in occupations),
    )
    output.table(
        "skills",
        ("id", "type", "reuse", "collections", "groups"),
        (
            (row["id"], row["type"] or "skill", row["reuse"], row["collections"], row["groups"])
            for row in skills
        ),
    )
    _names(output, "occupation_names", occupations, OCCUPATION_LANGUAGES)
    _names(output, "skill_names", skills, SKILL_LANGUAGES)
    _groups(folder, output)
    _relations(folder, output, occupations, skills)


def _names(output: Output, name: str, found: list[Row], languages: tuple[str, ...]) -> None:
    for lang in languages:
        output.table(
            f"{name}.{lang}",
            ("label", "alternatives"),
            ((row[f"label_{lang}"].strip(" /"), _others(row, lang)) for row in found),
        )


def _others(row: Row, lang: str) -> str:
    return others(row[f"label_{lang}"], row[f"alt_{lang}"])


def _groups(folder: Path, output: Output) -> None:
    groups = sorted(rows(folder, "esco_skill_groups"), key=lambda row: row["code"])
    code_of = {row["id"]: row["code"] for row in groups}
    output.table(
        "skill_groups",
        ("code", "id", "kind", "parent", "es", "en"),
        (
            (
                row["code"],
                row["id"],
                row["kind"],
                code_of.get(row["parent_id"], ""),
                row["label_es"],
                row["label_en"],
            )
            for row in groups
        ),
    )


def _relations(folder: Path, output: Output, occupations: list[Row], skills: list[Row]) -> None:
    occupation_row = {row["id"]: at for at, row in enumerate(occupations)}
    skill_row = {row["id"]: at for at, row in enumerate(skills)}
    needed: dict[tuple[int, int], bool] = {}
    for row in rows(folder, "esco_occupation_skill"):
        occupation, skill = occupation_row.get(row["occupation_id"]), skill_row.get(row["skill_id"])
        if occupation is not None and skill is not None:
            essential = row["relation"] == "E" or needed.get((occupation, skill), False)
            needed[occupation, skill] = essential
    output.array("occupation_skills", packed(needed))
    kindred: dict[tuple[int, int], bool] = {}
    for row in rows(folder, "esco_skill_skill"):
        one, other = skill_row.get(row["skill_id"]), skill_row.get(row["related_skill_id"])
        if one is None or other is None or one == other:
            continue
        essential = row["relation"] == "essential" or kindred.get((one, other), False)
        kindred[one, other] = kindred[other, one] = essential
    output.array("skill_skills", packed(kindred))


def packed(pairs: dict[tuple[int, int], bool]) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """Sorted `from << 17 | optional << 16 | to`: by row, the essential before the optional."""
    values = [
        source << 17 | (not essential) << 16 | target
        for (source, target), essential in pairs.items()
    ]
    return np.array(sorted(values), dtype=np.uint32)
