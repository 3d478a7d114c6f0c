"""A kept run as a page shows it: what it was, whether it is crowded, whether it is fair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.web.facts import Facts
from matching.catalogs import load
from models.match_run import MatchRun
from models.match_run_audit import MatchRunAudit
from services.calendar import legal_day
from services.errors import N_
from services.matches.audits import Crowding
from services.wording import words
from services.wording.audits import say_attribute, say_cause, say_group, say_verdict


@dataclass(frozen=True, slots=True)
class RunRow:
    id: UUID
    day: str
    place: str
    openings: int
    seekers: int
    matches: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """Everything but the name and the verdict is empty for a hidden cell."""

    name: str
    verdict: str
    verdict_words: str
    people: str = ""
    selected: str = ""
    rate: str = ""
    ratio: str = ""
    exposure: str = ""
    gap: str = ""
    cause: str = ""
    is_reference: bool = False


@dataclass(frozen=True, slots=True)
class AttributeView:
    name: str
    openings: int
    groups: Sequence[GroupView]


@dataclass(frozen=True, slots=True)
class FairnessView:
    made: str
    read: str
    attributes: Sequence[AttributeView]


def run_row(run: MatchRun, lang: str) -> RunRow:
    say, state = words(lang), run.parameters["state"]
    whole = say(N_("one opening")) if run.parameters["opening"] else say(N_("all states"))
    return RunRow(
        id=run.public_id,
        day=say.day(legal_day(run.started_at)),
        place=load().states[state].short_name if state in load().states else whole,
        openings=run.openings,
        seekers=run.seekers,
        matches=run.matches,
    )


def crowding_facts(found: Crowding, lang: str) -> Facts:
    say, figures = words(lang), found.found
    return [
        (say(N_("Openings with nobody in their list")), percent(figures.empty_lists)),
        (say(N_("People in no list")), percent(figures.unlisted_people)),
        (
            say(N_("Places taken by the busiest hundredth of the people")),
            percent(figures.busiest_share),
        ),
        (say(N_("Most lists that one person is in")), say.number(figures.most_lists)),
    ]


def fairness_view(audit: MatchRunAudit, lang: str) -> FairnessView:
    say, content = words(lang), audit.content
    return FairnessView(
        made=say.day(legal_day(audit.made_at)),
        read=say(
            N_("%(read)s of %(all)s openings were read, the best %(k)s people of each."),
            read=say.number(content["openings_read"]),
            all=say.number(content["openings"]),
            k=content["k"],
        ),
        attributes=[_attribute(found, lang) for found in content["attributes"]],
    )


def _attribute(found: Mapping[str, Any], lang: str) -> AttributeView:
    name, reference = found["attribute"], found["reference"]
    return AttributeView(
        name=say_attribute(name, lang),
        openings=found["openings"],
        groups=[_group(name, each, reference, lang) for each in found["groups"]],
    )


def _group(attribute: str, group: Mapping[str, Any], reference: str | None, lang: str) -> GroupView:
    name = say_group(attribute, group["group"], lang, load())
    told = say_verdict(group["verdict"], lang)
    if group["people"] is None:
        return GroupView(name, group["verdict"], told)
    high = "∞" if group["ratio_high"] is None else f"{group['ratio_high']:.2f}"
    return GroupView(
        name=name,
        verdict=group["verdict"],
        verdict_words=told,
        people=words(lang).number(group["people"]),
        selected=f"{group['selected']:,} / {group['eligible']:,}",
        rate=percent(group["rate"]),
        ratio=f"{group['ratio']:.2f} ({group['ratio_low']:.2f}–{high})",
        exposure=f"{group['exposure']:.3f}",
        gap=f"{100 * group['score_gap']:+.1f}",
        cause=say_cause(group["cause"], lang) if group["score_gap"] < 0 else "",
        is_reference=group["group"] == reference,
    )


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"
