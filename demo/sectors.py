"""What kind of employer posts a vacancy with this title."""

from functools import cache

from demo.packaged import table

REST = "office"


@cache
def sector_of(title: str) -> str:
    words = set(title.replace("/", " ").replace(",", " ").split())
    sectors = table("sectors")["sectors"]
    return next((name for name, sector in sectors.items() if words & set(sector["words"])), REST)


def begins(sector: str) -> tuple[str, ...]:
    return tuple(table("sectors")["sectors"][sector]["begins"])


def endings() -> tuple[str, ...]:
    return tuple(table("sectors")["endings"])
