"""What the API says of how a run treated people: sums alone."""

from datetime import datetime
from uuid import UUID

from api.http.schemas import Out
from models.match_run_audit import MatchRunAudit
from services.matches.audits import Crowding


class MostWantedOut(Out):
    seeker: UUID
    lists: int


class CongestionOut(Out):
    """Shares from 0 to 1. `busiest_share`: of all places in lists, those that the busiest hundredth
    of the people takes. `is_congested`: assign many at once rather than list by list."""

    run: UUID
    k: int
    openings: int
    seekers: int
    empty_lists: float
    unlisted_seekers: float
    busiest_share: float
    most_lists: int
    most_wanted: list[MostWantedOut]
    is_congested: bool


class GroupOut(Out):
    """Of a hidden cell everything but `group` and `verdict` is null. `eligible` and `selected`
    count pairs of person and opening; `ratio` is to the reference group, with its 95 % confidence
    interval; `score_gap` is the mean score less that of everybody else, `gaps` its parts."""

    group: str
    people: int | None
    eligible: int | None
    selected: int | None
    rate: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    verdict: str
    exposure: float | None
    score_gap: float | None
    gaps: dict[str, float] | None
    cause: str | None


class AttributeOut(Out):
    """`openings` counts those with more people than places in the list."""

    attribute: str
    openings: int
    reference: str | None
    groups: list[GroupOut]


class FairnessOut(Out):
    run: UUID
    made_at: datetime
    engine_version: str
    k: int
    openings: int
    openings_read: int
    attributes: list[AttributeOut]


def congestion_out(found: Crowding) -> CongestionOut:
    figures = found.found
    return CongestionOut(
        run=found.run.public_id,
        k=found.run.parameters["k"],
        openings=figures.lists,
        seekers=figures.people,
        empty_lists=figures.empty_lists,
        unlisted_seekers=figures.unlisted_people,
        busiest_share=figures.busiest_share,
        most_lists=figures.most_lists,
        most_wanted=[MostWantedOut(seeker=who, lists=count) for who, count in found.most_wanted],
        is_congested=figures.is_congested,
    )


def fairness_out(run_id: UUID, audit: MatchRunAudit) -> FairnessOut:
    return FairnessOut(run=run_id, made_at=audit.made_at, **audit.content)
