"""`python -m bench.linking`: the linker beside its peers, over the same wordings, in one run."""

import platform
import resource
import sys
import time
from collections.abc import Iterator, Sequence

import numpy as np

from bench.linking import sets
from bench.linking.peers import PEERS, Scores
from bench.linking.skills import skill_lines
from matching.catalogs import load
from matching.evaluation import (
    average_precision,
    calibration_error,
    hit_at,
    mean,
    ndcg,
    reciprocal_rank,
)
from matching.linking import Linker, artefact, occupation_linker
from matching.linking.entries import Entry
from matching.linking.label_ranking import LabelRanker
from matching.linking.languages import LANGUAGES
from matching.linking.model import OccupationModel
from matching.linking.occupation_engine import OccupationEngine, unit_groups
from matching.linking.training import entries_for, occupation_entries, occupation_model

BLOCK = 100
CATALOGS = load()
ENTRIES = occupation_entries(CATALOGS)
OCCUPATIONS = {occupation.id: occupation.isco for occupation in CATALOGS.occupations}


def main() -> None:
    say(f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}")
    speed()
    dev, second = sets.titles("dev"), sets.titles("second")
    real = [dev, second, sets.unseen(dev, ENTRIES), sets.unseen(second, ENTRIES)]
    by_language = [sets.lexicon(ENTRIES, lang) for lang in LANGUAGES]
    spoken = [sets.phrases(lang) for lang in LANGUAGES if lang != "es"]
    spoken += [sets.everyday(lang) for lang in LANGUAGES]
    say("\nText to ISCO group: first code / any code at 1 / any at 5 / MRR / nDCG@5 / ECE")
    for group_set in [*real, *spoken, sets.sinco(CATALOGS), *by_language]:
        group_report(group_set)
    say("\nPart of a line to skills: right at 1 / any at 5 / MRR / ECE (line fitted without it)")
    skills_report()
    say("\nText to the labels of a list: MAP@100 (whole list for akin titles) / texts a second")
    for label_set in label_sets():
        label_report(label_set)


def label_sets() -> Iterator[sets.LabelSet]:
    yield sets.hidden_alternatives(CATALOGS)
    for lang in ("es", "en", "fr", "pt"):
        yield sets.esco_labels(CATALOGS, ENTRIES, lang)
    yield sets.akin_titles(CATALOGS)
    yield sets.akin_wordings(ENTRIES)


def speed() -> None:
    """In processor time: other work on the machine does not count."""
    started = time.process_time()
    linker = occupation_linker()
    linker.link("albañil", "es")
    say(f"ready in {time.process_time() - started:.2f} s (catalogs were loaded before)")
    texts = sets.titles("dev").texts + sets.titles("second").texts
    many = [f"{text} {other}" for text in texts for other in ("zacatecas", "abc", "", "urgente")]
    started = time.process_time()
    linker.link_many(many, "es", limit=5)
    say(f"batch: {len(many) / (time.process_time() - started):,.0f} texts a second")
    single = sorted(timed(linker, f"{text} hoy") for text in texts)
    say(f"one by one: p50 {single[len(single) // 2]:.2f} ms, p99 {single[-5]:.2f} ms")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"memory of this process at its peak so far: {memory:.0f} MB")


def timed(linker: Linker, text: str) -> float:
    started = time.process_time()
    linker.link(text, "es")
    return (time.process_time() - started) * 1000


def group_report(asked: sets.GroupSet) -> None:
    say(f"\n{asked.name} ({len(asked.texts)} texts)")
    model = model_without(asked.without, asked.lang)
    linker = Linker(OccupationEngine(CATALOGS, lambda _: model), artefact.guess())
    rows = linker.link_many(asked.texts, asked.lang, limit=5)
    ranked = [[linked.isco or "" for linked in row] for row in rows]
    firsts = [row[0].score if row else 0.0 for row in rows]
    right = [bool(hit_at(g, r, 1)) for g, r in zip(asked.groups, ranked, strict=True)]
    error = f" / {calibration_error(firsts, right):.3f}"
    say(f"  {'this linker':52}{group_figures(asked, ranked)}{error}")
    entries = [e for e in model.book.entries if e.groups]
    for name, scorer in PEERS.items():
        best = nearest_groups(scorer(asked.texts, [e.text for e in entries], asked.lang), entries)
        say(f"  {name:52}{group_figures(asked, best)}")


def nearest_groups(scores: Scores, entries: Sequence[Entry]) -> list[list[str]]:
    order = np.argsort(-scores, axis=1, kind="stable")[:, :400]
    return [list(dict.fromkeys(entries[at].groups[0] for at in row))[:5] for row in order]


def group_figures(asked: sets.GroupSet, ranked: Sequence[Sequence[str]]) -> str:
    pairs = list(zip(asked.groups, ranked, strict=True))
    figures = (
        mean([float(list(row[:1]) == [groups[0]]) for groups, row in pairs]),
        mean([hit_at(groups, row, 1) for groups, row in pairs]),
        mean([hit_at(groups, row, 5) for groups, row in pairs]),
        mean([reciprocal_rank(groups, row) for groups, row in pairs]),
        mean([ndcg(groups, list(dict.fromkeys(row)), 5) for groups, row in pairs]),
    )
    return " / ".join(f"{figure:.3f}" for figure in figures)


def skills_report() -> None:
    for line in skill_lines():
        say(f"  {line}")


def label_report(asked: sets.LabelSet) -> None:
    say(f"\n{asked.name} ({len(asked.texts)} texts, {len(asked.labels)} labels)")
    started = time.perf_counter()
    readable = entries_for(asked.readable(ENTRIES), asked.lang)
    model = occupation_model(readable, unit_groups(CATALOGS), OCCUPATIONS, artefact.blend())
    ranker = LabelRanker(asked.labels, model, asked.lang)
    blocks = range(0, len(asked.texts), BLOCK)
    scores = np.vstack([ranker.scores(asked.texts[at : at + BLOCK]) for at in blocks])
    label_line("this linker (with its training)", asked, scores, started)
    for name, scorer in PEERS.items():
        started = time.perf_counter()
        label_line(name, asked, scorer(asked.texts, asked.labels, asked.lang), started)


def label_line(name: str, asked: sets.LabelSet, scores: Scores, started: float) -> None:
    pace = len(asked.texts) / (time.perf_counter() - started)
    found = []
    for row, relevant, itself in zip(scores, asked.relevant, asked.itself, strict=True):
        order = [int(at) for at in np.argsort(-row, kind="stable") if at != itself]
        found.append(average_precision(relevant, order if itself is not None else order[:100]))
    say(f"  {name:52}{mean(found):.3f} / {pace:,.0f}")


def model_without(sources: frozenset[str], lang: str) -> OccupationModel:
    entries = [e for e in entries_for(ENTRIES, lang) if e.source not in sources]
    return occupation_model(entries, unit_groups(CATALOGS), OCCUPATIONS, artefact.blend())


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
