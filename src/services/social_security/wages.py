"""Legal wage floors by place and date, the UMA, and the longest lawful week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from functools import cache

from services.social_security.tables import Row, column, rows

DAYS_OF_MONTH = 30
_CENT = Decimal("0.01")


class Zone(StrEnum):
    """The two zones of the minimum wage; the second is the free zone of the northern border."""

    GENERAL = "general"
    BORDER = "border"


class NoFigure(LookupError):
    """The tables begin after the date asked for."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`is_current` False: the table ends before that date, so this is the last one known."""

    amount: Decimal
    since: date
    is_current: bool


@dataclass(frozen=True, slots=True)
class WageFloor:
    """General minimum wage in pesos. `monthly` is 30 days of it, as article 89 divides."""

    zone: Zone
    daily: Decimal
    monthly: Decimal
    since: date
    is_current: bool


def zone_of(municipality: str) -> Zone:
    """`municipality` is the 5-digit INEGI code."""
    return Zone.BORDER if municipality in column("border_zone", "municipality") else Zone.GENERAL


def zone_needs_review(municipality: str) -> bool:
    """Municipalities split off from listed ones, which the published list does not name."""
    return any(
        row["municipality"] == municipality and row["is_listed"] == "no"
        for row in rows("border_zone")
    )


@cache
def figures_begin() -> date:
    """The first day of which both a minimum wage and a UMA are known."""
    return max(date.fromisoformat(rows(name)[0]["since"]) for name in ("minimum_wages", "uma"))


def wage_floor(municipality: str, on: date) -> WageFloor:
    """Raises NoFigure before 2019."""
    zone = zone_of(municipality)
    figure = _figure([row for row in rows("minimum_wages") if row["zone"] == zone], on)
    return WageFloor(
        zone, figure.amount, figure.amount * DAYS_OF_MONTH, figure.since, figure.is_current
    )


def lowest_pay(municipality: str, on: date, *, is_net: bool) -> Decimal:
    """Pesos a month that no lawful pay lies under: the minimum wage, from which nothing comes off
    (LFT 97); of net pay what quotas and tax leave of the first wage above it, which is less.

    Raises NoFigure before 2019.
    """
    floor = wage_floor(municipality, on)
    if not is_net:
        return floor.monthly
    share = _figure([row for row in rows("least_net_shares") if row["zone"] == floor.zone], on)
    return (floor.monthly * share.amount).quantize(_CENT, ROUND_FLOOR)


def uma(on: date) -> Figure:
    """Daily value. Raises NoFigure before 1 February 2024."""
    return _figure(rows("uma"), on)


def weekly_hours_limit(on: date) -> int:
    """Hours of the longest ordinary working week."""
    return int(_figure(rows("weekly_hours"), on).amount)


def _figure(table: Sequence[Row], on: date) -> Figure:
    """Rows are in order of `since`; an empty `until` stands for: until the law changes."""
    in_force = [row for row in table if date.fromisoformat(row["since"]) <= on]
    if not in_force:
        raise NoFigure(on.isoformat())
    row = in_force[-1]
    is_current = not row["until"] or on <= date.fromisoformat(row["until"])
    return Figure(Decimal(row["amount"]), date.fromisoformat(row["since"]), is_current)
