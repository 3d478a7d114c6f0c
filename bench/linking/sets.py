"""Test sets: real titles coded by hand, official names, and wordings held out of training."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from matching.catalogs import Catalogs
from matching.catalogs.gender import forms
from matching.linking.entries import Entry, Wording, coded_titles
from matching.linking.normal import prepare

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class GroupSet:
    """Texts with the ISCO groups that are right. `without` are sources no system may read."""

    name: str
    lang: str
    texts: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LabelSet:
    """Texts and, for each, the rows of `labels` that are right (and the row that is itself)."""

    name: str
    labels: tuple[str, ...]
    texts: tuple[str, ...]
    relevant: tuple[frozenset[int], ...]
    itself: tuple[int | None, ...]
    without: frozenset[str]


def titles(name: str) -> GroupSet:
    with (HERE / f"titles_{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    groups = tuple(tuple(row["isco"].split("|")) for row in rows)
    return GroupSet(f"titles {name}", "es", tuple(row["title"] for row in rows), groups)


def unseen(titles_set: GroupSet, entries: Sequence[Entry]) -> GroupSet:
    """Those of whose words no wording of any source consists."""
    known = {frozenset(entry.stems) for entry in entries if entry.lang == titles_set.lang}
    kept = [
        at
        for at, text in enumerate(titles_set.texts)
        if frozenset(prepare(text, titles_set.lang).stems) not in known
    ]
    return GroupSet(
        f"{titles_set.name}, unseen",
        titles_set.lang,
        tuple(titles_set.texts[at] for at in kept),
        tuple(titles_set.groups[at] for at in kept),
    )


def sinco(catalogs: Catalogs) -> GroupSet:
    """Names of the Mexican classification, with the groups INEGI relates them to."""
    names = [(group.name, group.isco) for group in catalogs.sinco if group.level == 4]
    some = [(name, tuple(groups)) for name, groups in names if groups]
    texts, groups = zip(*some, strict=True)
    return GroupSet("SINCO names", "es", texts, groups, frozenset({"sinco"}))


def lexicon(entries: Sequence[Entry], lang: str, size: int = 250) -> GroupSet:
    """Wordings of the lexicon, read by systems that have no lexicon at all."""
    some = [e for e in entries if e.source == "lexicon" and e.lang == lang and e.groups]
    some = some[:: max(1, len(some) // size)][:size]
    return GroupSet(
        f"lexicon {lang}",
        lang,
        tuple(entry.text for entry in some),
        tuple(entry.groups for entry in some),
        frozenset({"lexicon"}),
    )


def esco_labels(catalogs: Catalogs, entries: Sequence[Entry], size: int = 400) -> LabelSet:
    """Lexicon wordings against every Spanish label of ESCO; right are those of the occupation
    that the lexicon names."""
    owners: dict[str, set[str]] = {}
    for occupation in catalogs.occupations:
        for label in (occupation.label("es"), *occupation.alternatives("es")):
            owners.setdefault(label, set()).add(occupation.id)
    rows: dict[str, set[int]] = {}
    for row, ids in enumerate(owners.values()):
        for id_ in ids:
            rows.setdefault(id_, set()).add(row)
    known = {frozenset(prepare(forms(label)[0], "es").stems) for label in owners}
    some = [e for e in entries if e.source == "lexicon" and e.lang == "es" and e.id in rows]
    some = [e for e in some if frozenset(e.stems) not in known]
    some = some[:: max(1, len(some) // size)][:size]
    return LabelSet(
        "lexicon to ESCO labels",
        tuple(owners),
        tuple(entry.text for entry in some),
        tuple(frozenset(rows[entry.id]) for entry in some),
        (None,) * len(some),
        frozenset({"lexicon", "coded"}),
    )


def akin_titles(catalogs: Catalogs, labels: int = 2500, size: int = 250) -> LabelSet:
    """CUOC titles among themselves; right are the titles of the same CUOC occupation."""
    every = list(catalogs.titles)
    some = every[:: len(every) // labels][:labels]
    of_code: dict[str, set[int]] = {}
    for row, title in enumerate(some):
        of_code.setdefault(title.cuoc, set()).add(row)
    asked = [row for row, title in enumerate(some) if len(of_code[title.cuoc]) > 5]
    asked = asked[:: max(1, len(asked) // size)][:size]
    texts = tuple(forms(title.title)[0] for title in some)
    return LabelSet(
        "akin CUOC titles",
        texts,
        tuple(texts[row] for row in asked),
        tuple(frozenset(of_code[some[row].cuoc] - {row}) for row in asked),
        tuple(asked),
        frozenset({"cuoc"}),
    )


def training_titles() -> set[frozenset[str]]:
    """Stems of the titles coded by hand for training."""
    return {frozenset(prepare(title.text, "es").stems) for title in coded_titles()}


def planted(title: str) -> Wording:
    """A wording as training would read it: for proving that a leak is found."""
    return Wording(title, "9999", "es", "planted")
