from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.insured_name import InsuredName

BATCH = 1000


def of_seeker(session: Session, seeker_id: int) -> InsuredName | None:
    return session.scalar(select(InsuredName).where(InsuredName.seeker_id == seeker_id))


def of_seekers(session: Session, ids: Collection[int]) -> dict[int, InsuredName]:
    """By the person's row; most people have none."""
    found: dict[int, InsuredName] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        rows = session.scalars(select(InsuredName).where(InsuredName.seeker_id.in_(some)))
        found |= {row.seeker_id: row for row in rows}
    return found
