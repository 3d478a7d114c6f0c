"""What staff published although of its words: it is not looked at again for the same words."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from models.lifecycles import OpeningStatus
from models.opening import Opening
from models.repositories import openings
from models.repositories.bulk import Known
from services.openings.advertisements import Demand, demand_codes, unlawful_demands
from services.openings.prepare import PreparedOpening, demands_of

# What has such words stands there only after staff decided.
DECIDED = (OpeningStatus.PUBLISHED, OpeningStatus.PAUSED, OpeningStatus.FILLED)


def let_through(
    session: Session, prepared: Sequence[PreparedOpening], known: Mapping[str, Known]
) -> Mapping[str, frozenset[str]]:
    """By external id, the review codes of which staff have seen the words already."""
    asked = {
        known[opening.external_id].id: opening
        for opening in prepared
        if opening.external_id in known
        and known[opening.external_id].status in DECIDED
        and demand_codes().intersection(opening.review_codes)
    }
    if not asked:
        return {}
    return {row.external_id: _seen(row, asked[row.id]) for row in openings.by_ids(session, asked)}


def _seen(row: Opening, sent: PreparedOpening) -> frozenset[str]:
    before = {*_stored_demands(row)}
    return frozenset(demand.code for demand in demands_of(sent.fields) if demand in before)


def _stored_demands(row: Opening) -> list[Demand]:
    return [*unlawful_demands(row.title, [row.description, *(line.text for line in row.skills)])]
