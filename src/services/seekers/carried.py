"""What a person's row keeps when it is written anew: consents in force, papers that staff saw,
what answers never show.

What staff recorded with the paper before them ends where it is said: with an empty list of papers,
an empty transfer, another state. Not being mentioned ends nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.consent import Consent
from models.repositories import consents, placements, seekers
from models.repositories.bulk import Known
from models.seeker_document import SeekerDocument
from models.vocabulary import ActorKind, ConsentPurpose
from services.seekers.intake import as_said
from services.seekers.prepare import PreparedSeeker
from services.seekers.schemas import DocumentIn, SeekerIn
from services.seekers.untold import FIELDS, OnRecord, on_record, untold
from services.seekers.untold import NOTHING as NOTHING_KNOWN

Pair = tuple[PreparedSeeker, Known | None]


@dataclass(frozen=True, slots=True)
class Carried:
    """Of one person: the purposes already agreed to, the documents known so far, what answers do
    not show, whether they work: then they are in nobody's list, and whether their row was
    emptied: it stays so."""

    purposes: frozenset[ConsentPurpose] = frozenset()
    documents: tuple[SeekerDocument, ...] = ()
    known: OnRecord = NOTHING_KNOWN
    is_at_work: bool = False
    is_emptied: bool = False

    def unsaid(self, said: SeekerIn, by: ActorKind) -> dict[str, Any]:
        """What `said` leaves as it is, by its fields. A consent ends where one is told to."""
        kept = untold(said, self.known, by)
        if "consents" not in said.model_fields_set and self.purposes:
            kept["consents"] = self.purposes
        papers = self.papers(said)
        return kept if papers == said.documents else {**kept, "documents": papers}

    def papers(self, said: SeekerIn) -> tuple[DocumentIn, ...]:
        """Those that `said` leaves the person with."""
        if "documents" not in said.model_fields_set:
            return tuple(map(as_said, self.documents))
        seen = [as_said(paper) for paper in self.documents if paper.verified_at is not None]
        return tuple(_with_what_was_seen(paper, seen) for paper in said.documents)

    def document(self, paper: DocumentIn) -> dict[str, Any]:
        """The columns of a document; who saw it stays with what they saw."""
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


TOLD = ("number", "state", "valid_until", "transfer_states")
# A paper whose number, state or end is said otherwise is another paper.
TELLING = frozenset({"number", "state", "valid_until"})


def _with_what_was_seen(paper: DocumentIn, seen: list[DocumentIn]) -> DocumentIn:
    """Takes the one that it is from `seen`: two papers are never the same one."""
    said = paper.model_fields_set
    for known in seen:
        if _tells_the_same(paper, known, said & TELLING):
            seen.remove(known)
            unsaid = {name: getattr(known, name) for name in TOLD if name not in said}
            return paper.model_copy(update=unsaid)
    return paper


def _tells_the_same(one: DocumentIn, other: DocumentIn, names: Iterable[str]) -> bool:
    return one.kind == other.kind and all(
        getattr(one, name) == getattr(other, name) for name in names
    )


def _is_same(old: SeekerDocument, paper: DocumentIn) -> bool:
    return _tells_the_same(as_said(old), paper, TOLD)


NOTHING = Carried()


def carried(session: Session, pairs: Sequence[Pair], now: datetime) -> Mapping[int, Carried]:
    """By row. Consents that are no longer given are withdrawn here."""
    wanted = {known.id: person.intake for person, known in pairs if known}
    if not wanted:
        return {}
    given = consents.in_force(session, wanted)
    consents.withdraw(session, _taken_back(wanted, given), now)
    papers = seekers.documents_of(session, wanted)
    unnamed = {name for said in wanted.values() for name in FIELDS if not getattr(said, name)}
    known = {row.id: on_record(row) for row in seekers.knowing(session, wanted, unnamed)}
    at_work = placements.at_work(session, wanted)
    emptied = seekers.erased_among(session, wanted)
    return {
        row: Carried(
            purposes=_agreed(wanted[row], given.get(row, {})),
            documents=tuple(papers.get(row, ())),
            known=known.get(row, NOTHING_KNOWN),
            is_at_work=row in at_work,
            is_emptied=row in emptied,
        )
        for row in wanted
    }


def _agreed(said: SeekerIn, given: Iterable[ConsentPurpose]) -> frozenset[ConsentPurpose]:
    """Of those given before; all of them where consents are not spoken of."""
    is_told = "consents" in said.model_fields_set
    return frozenset(given) & said.consents if is_told else frozenset(given)


def _taken_back(
    wanted: Mapping[int, SeekerIn],
    given: Mapping[int, Mapping[ConsentPurpose, Consent]],
) -> list[int]:
    return [
        consent.id
        for row, consents_of in given.items()
        for purpose, consent in consents_of.items()
        if purpose not in _agreed(wanted[row], consents_of)
    ]
