"""ISCO-08, SINCO 2019 and CUOC 2025, each leading to ESCO through the ISCO-08 unit group."""

import re
from collections import defaultdict
from pathlib import Path

from tools.catalog_build.nearest import Occupations
from tools.catalog_build.output import Output
from tools.catalog_build.source import many, rows

_LIST = re.compile(r",|\s[ye]\s")


def build_classifications(folder: Path, output: Output) -> None:
    occupations = Occupations(folder)
    generic = occupations.generic()
    output.table(
        "isco",
        ("code", "parent", "es", "en", "fr", "pt", "generic"),
        (
            (
                row["code"],
                row["parent"],
                *(row[f"label_{lang}"] for lang in ("es", "en", "fr", "pt")),
                generic.get(row["code"], ""),
            )
            for row in sorted(rows(folder, "isco08"), key=lambda row: row["code"])
        ),
    )
    _sinco(folder, output, occupations)
    _cuoc(folder, output, occupations)


def _sinco(folder: Path, output: Output, occupations: Occupations) -> None:
    isco_of: dict[str, set[str]] = defaultdict(set)
    for row in rows(folder, "sinco2019_isco08"):
        isco_of[row["sinco"]].add(row["isco08"])
    lines = []
    for row in sorted(rows(folder, "sinco2019"), key=lambda row: row["code"]):
        isco = sorted(isco_of[row["code"]])
        # The words of a list ("moldeadores, torneros y troqueladores") mean no one occupation.
        if _LIST.search(row["label"]):
            nearest = occupations.standing_for(isco)
        else:
            nearest = occupations.nearest(row["label"], isco)
        occupation = nearest.occupation if nearest else ""
        lines.append((row["code"], row["parent"], row["label"], "|".join(isco), occupation))
    output.table("sinco", ("code", "parent", "label", "isco", "occupation"), lines)


def _cuoc(folder: Path, output: Output, occupations: Occupations) -> None:
    output.table(
        "cuoc",
        ("code", "label", "isco", "skill_level"),
        (
            (row["cuoc"], row["label"], row["isco08"], row["skill_level"])
            for row in sorted(rows(folder, "cuoc2025_occupations"), key=lambda row: row["cuoc"])
        ),
    )
    related = rows(folder, "cuoc2025_related_occupations")
    output.table(
        "cuoc_related",
        ("code", "related"),
        sorted({(row["cuoc"], row["related_cuoc"]) for row in related}),
    )
    lines = []
    for row in sorted(rows(folder, "cuoc2025_titles"), key=lambda row: row["title_code"]):
        isco = many(row["isco08"])
        nearest = occupations.nearest(row["title"], isco)
        if nearest:
            isco = [nearest.isco, *(code for code in isco if code != nearest.isco)]
        occupation = nearest.occupation if nearest else ""
        lines.append((row["title"], row["cuoc"], "|".join(isco), occupation))
    output.table("titles", ("title", "cuoc", "isco", "occupation"), lines)
