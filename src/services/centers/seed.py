"""The centers every installation knows, from the packaged list."""

import csv
from importlib.resources import files

from sqlalchemy.orm import Session

from models.center import Center
from models.repositories import centers
from models.vocabulary import CenterKind


def seed_centers(session: Session, *, with_demo: bool = False) -> int:
    """Adds those that are missing; how many were added."""
    added = 0
    for line in _listed():
        if line["is_demo"] == "1" and not with_demo:
            continue
        if centers.by_code(session, line["code"]) is None:
            session.add(_center(line))
            added += 1
    session.flush()
    return added


def _listed() -> list[dict[str, str]]:
    with files("services.centers").joinpath("centers.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _center(line: dict[str, str]) -> Center:
    return Center(
        code=line["code"],
        name=line["name"],
        kind=CenterKind(line["kind"]),
        municipality=line["municipality"],
        is_demo=line["is_demo"] == "1",
    )
