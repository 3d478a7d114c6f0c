"""Test sets: real titles coded by hand, official names, and wordings held out of training."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from matching.catalogs import Catalogs
from matching.catalogs.gender import forms
from matching.linking.entries import HAND_WRITTEN, TRUSTED, Entry, Wording, coded_titles
from matching.linking.normal import prepare

HERE = Path(__file__).parent
_FAMILY = 4


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
    without: frozenset[str] = frozenset()
    hidden: frozenset[frozenset[str]] = frozenset()
    lang: str = "es"

    def readable(self, entries: Sequence[Entry]) -> list[Entry]:
        """What a system may have learned from."""
        return [
            entry
            for entry in entries
            if entry.source not in self.without and frozenset(entry.stems) not in self.hidden
        ]


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
        HAND_WRITTEN,
    )


def phrases(lang: str) -> GroupSet:
    """How people say what they did, written and coded for this project."""
    with (HERE / "phrases_occupations.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["lang"] == lang]
    groups = tuple(tuple(row["isco"].split("|")) for row in rows)
    return GroupSet(f"phrases {lang}", lang, tuple(row["text"] for row in rows), groups)


def everyday(lang: str, part: str = "") -> GroupSet:
    """What people say they did, verb by verb; `part` is `swept` or `kept` (see README.md)."""
    with (HERE / "phrases_everyday.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["lang"] == lang and row["isco"]]
    some = [row for row in rows if not part or row["part"] == part]
    groups = tuple(tuple(row["isco"].split("|")) for row in some)
    return GroupSet(f"everyday {lang}", lang, tuple(row["text"] for row in some), groups)


def esco_labels(
    catalogs: Catalogs, entries: Sequence[Entry], lang: str = "es", size: int = 400
) -> LabelSet:
    """Lexicon wordings against every label of ESCO in a language; right are those of the
    occupation that the lexicon names."""
    owners = _owners(catalogs, lang)
    rows = _rows_of(owners)
    known = {_key(label, lang) for label in owners}
    some = [e for e in entries if e.source == "lexicon" and e.lang == lang and e.id in rows]
    some = [e for e in some if frozenset(e.stems) not in known]
    some = some[:: max(1, len(some) // size)][:size]
    return LabelSet(
        f"lexicon to ESCO labels, {lang}",
        tuple(owners),
        tuple(entry.text for entry in some),
        tuple(frozenset(rows[entry.id]) for entry in some),
        (None,) * len(some),
        without=TRUSTED,
        lang=lang,
    )


def hidden_alternatives(catalogs: Catalogs, size: int = 500) -> LabelSet:
    """One Spanish alternative of each of some occupations is taken out of everything and asked
    for; right are the other labels of its occupation. Formal Spanish, as in national lists."""
    owners = _owners(catalogs, "es")
    hidden = dict(islice(_alternatives(catalogs, owners), size))
    stems = frozenset(_key(text, "es") for text in hidden.values())
    kept = {label: ids for label, ids in owners.items() if _key(label, "es") not in stems}
    rows = _rows_of(kept)
    asked = [(id_, text) for id_, text in hidden.items() if id_ in rows]
    return LabelSet(
        "hidden ESCO alternatives",
        tuple(kept),
        tuple(text for _, text in asked),
        tuple(frozenset(rows[id_]) for id_, _ in asked),
        (None,) * len(asked),
        hidden=stems,
    )


def akin_wordings(entries: Sequence[Entry], size: int = 230, labels: int = 3500) -> LabelSet:
    """Lexicon wordings among themselves; right are those of the same ESCO occupation."""
    kin: dict[str, dict[tuple[str, ...], str]] = {}
    for entry in entries:
        if entry.source == "lexicon" and entry.lang == "es" and entry.id:
            kin.setdefault(entry.id, {})[entry.stems] = entry.text
    families = [
        list(kin[id_].values()) for id_ in sorted(kin, key=_mixed) if len(kin[id_]) >= _FAMILY
    ]
    texts: list[str] = []
    asked: list[tuple[int, frozenset[int]]] = []
    for family in families:
        if len(texts) + len(family) > labels:
            break
        own = range(len(texts), len(texts) + len(family))
        texts += family
        itself = own[len(family) // 2]
        asked.append((itself, frozenset(own) - {itself}))
    asked = asked[:size]
    return LabelSet(
        "akin lexicon wordings",
        tuple(texts),
        tuple(texts[row] for row, _ in asked),
        tuple(relevant for _, relevant in asked),
        tuple(row for row, _ in asked),
        without=TRUSTED,
    )


def _owners(catalogs: Catalogs, lang: str) -> dict[str, set[str]]:
    """Labels with the ids of their occupations."""
    owners: dict[str, set[str]] = {}
    for occupation in catalogs.occupations:
        for label in (occupation.label(lang), *occupation.alternatives(lang)):
            if label:
                owners.setdefault(label, set()).add(occupation.id)
    return owners


def _rows_of(owners: dict[str, set[str]]) -> dict[str, set[int]]:
    rows: dict[str, set[int]] = {}
    for row, ids in enumerate(owners.values()):
        for id_ in ids:
            rows.setdefault(id_, set()).add(row)
    return rows


def _alternatives(catalogs: Catalogs, owners: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Of occupations with three wordings or more, one alternative that is theirs alone."""
    for occupation in sorted(catalogs.occupations, key=lambda one: _mixed(one.id)):
        labels = (occupation.label("es"), *occupation.alternatives("es"))
        own = [label for label in labels[1:] if len(owners[label]) == 1]
        if own and len({_key(label, "es") for label in labels}) >= 3:
            yield occupation.id, min(own, key=_mixed)


def _mixed(text: str) -> str:
    """An order that means nothing and is always the same."""
    return sha256(text.encode()).hexdigest()


def _key(label: str, lang: str) -> frozenset[str]:
    return frozenset(prepare(forms(label)[0], lang).stems)


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
        without=frozenset({"cuoc"}),
    )


def training_titles() -> set[frozenset[str]]:
    """Stems of the titles coded by hand for training."""
    return {frozenset(prepare(title.text, "es").stems) for title in coded_titles()}


def planted(title: str) -> Wording:
    """A wording as training would read it: for proving that a leak is found."""
    return Wording(title, "9999", "es", "planted")
