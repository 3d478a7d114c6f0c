"""The fairness audit of a run as a report: a line for each group, sums alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from matching.catalogs import load
from matching.scoring import COMPONENTS
from models.match_run import MatchRun
from models.match_run_audit import MatchRunAudit
from services.errors import N_
from services.reports.declaration import Column, Report
from services.wording import words
from services.wording.audits import say_attribute, say_cause, say_group, say_verdict


@dataclass(frozen=True, slots=True)
class GroupLine:
    attribute: str
    group: dict[str, Any]
    language: str


def _gap(name: str) -> Column[GroupLine]:
    return Column(f"gap_{name}", lambda line: (line.group["gaps"] or {}).get(name), width=12)


def _field(name: str) -> Column[GroupLine]:
    return Column(name, lambda line: line.group[name], width=11)


COLUMNS: tuple[Column[GroupLine], ...] = (
    Column(
        "attribute",
        lambda line: line.attribute,
        cell=lambda line: say_attribute(line.attribute, line.language),
    ),
    Column(
        "group",
        lambda line: line.group["group"],
        cell=lambda line: say_group(line.attribute, line.group["group"], line.language, load()),
        width=28,
    ),
    *map(_field, ("people", "eligible", "selected", "rate", "ratio", "ratio_low", "ratio_high")),
    Column(
        "verdict",
        lambda line: line.group["verdict"],
        cell=lambda line: say_verdict(line.group["verdict"], line.language),
        width=34,
    ),
    *map(_field, ("exposure", "score_gap")),
    Column(
        "cause",
        lambda line: line.group["cause"],
        cell=lambda line: say_cause(line.group["cause"], line.language),
    ),
    *map(_gap, COMPONENTS),
)


def fairness_report(run: MatchRun, audit: MatchRunAudit, language: str) -> Report[GroupLine]:
    content = audit.content
    return Report(
        name="fairness",
        title=words(language)(N_("Fairness of a run")),
        columns=COLUMNS,
        about={
            "run": str(run.public_id),
            "ranked_on": run.ranked_on,
            "made_at": audit.made_at.isoformat(),
            "engine_version": content["engine_version"],
            "k": content["k"],
            "openings": content["openings"],
            "openings_read": content["openings_read"],
        },
    )


def fairness_lines(audit: MatchRunAudit, language: str) -> Iterator[GroupLine]:
    for found in audit.content["attributes"]:
        for group in found["groups"]:
            yield GroupLine(found["attribute"], group, language)
