"""What a person's row keeps when it is written anew: consents in force, papers that staff saw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.consent import Consent
from models.repositories import consents, placements, seekers
from models.repositories.bulk import Known
from models.seeker_document import SeekerDocument
from models.vocabulary import ConsentPurpose
from services.seekers.prepare import PreparedSeeker
from services.seekers.schemas import DocumentIn

Pair = tuple[PreparedSeeker, Known | None]


@dataclass(frozen=True, slots=True)
class Carried:
    """Of one person: the purposes already agreed to, the documents known so far, whether they
    work: then they are in nobody's list, and whether their row was emptied: it stays so."""

    purposes: frozenset[ConsentPurpose] = frozenset()
    documents: tuple[SeekerDocument, ...] = ()
    is_at_work: bool = False
    is_emptied: bool = False

    def document(self, paper: DocumentIn) -> dict[str, Any]:
        """The columns of a document; who saw it stays with the same kind and number."""
        same = next((old for old in self.documents if _is_same(old, paper)), None)
        return {
            "kind": paper.kind,
            "number": paper.number,
            "state": paper.state,
            "valid_until": paper.valid_until,
            "transfer_states": sorted(paper.transfer_states),
            "verified_at": same.verified_at if same else None,
            "seen_hash": same.seen_hash if same else None,
            "verified_by_id": same.verified_by_id if same else None,
        }


def _is_same(old: SeekerDocument, paper: DocumentIn) -> bool:
    return (old.kind, old.number, old.state, old.valid_until) == (
        paper.kind,
        paper.number,
        paper.state,
        paper.valid_until,
    )


NOTHING = Carried()


def carried(session: Session, pairs: Sequence[Pair], now: datetime) -> Mapping[int, Carried]:
    """By row. Consents that are no longer given are withdrawn here."""
    wanted = {known.id: person.intake.consents for person, known in pairs if known}
    if not wanted:
        return {}
    given = consents.in_force(session, wanted)
    consents.withdraw(session, _taken_back(wanted, given), now)
    papers = seekers.documents_of(session, wanted)
    at_work = placements.at_work(session, wanted)
    emptied = seekers.erased_among(session, wanted)
    return {
        row: Carried(
            purposes=wanted[row] & frozenset(given.get(row, {})),
            documents=tuple(papers.get(row, ())),
            is_at_work=row in at_work,
            is_emptied=row in emptied,
        )
        for row in wanted
    }


def _taken_back(
    wanted: Mapping[int, frozenset[ConsentPurpose]],
    given: Mapping[int, Mapping[ConsentPurpose, Consent]],
) -> list[int]:
    return [
        consent.id
        for row, consents_of in given.items()
        for purpose, consent in consents_of.items()
        if purpose not in wanted[row]
    ]
