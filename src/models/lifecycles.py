"""Lifecycles: the states of a noun and the one table of its transitions.

A transition's `name` is the verb of its URL. `by` says which kinds of actor may ask for it; which
person within the kind is for services. `evidence` lists the kinds of which one must come with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from models.vocabulary import ActorKind, EvidenceKind

S = TypeVar("S", bound=StrEnum)

EMPLOYER, STAFF, PARTNER, SEEKER, SYSTEM = ActorKind


class TransitionRefused(Exception):
    """The row is in a state from which this transition does not start."""

    def __init__(self, lifecycle: str, status: str, transition: str) -> None:
        super().__init__(f"{lifecycle}: {transition} does not start from {status}")
        self.lifecycle, self.status, self.transition = lifecycle, status, transition


@dataclass(frozen=True, slots=True)
class Transition(Generic[S]):
    name: str
    sources: frozenset[S]
    target: S
    by: frozenset[ActorKind]
    evidence: frozenset[EvidenceKind] = frozenset()


@dataclass(frozen=True, eq=False)
class Lifecycle(Generic[S]):
    name: str
    states: type[S]
    initial: frozenset[S]
    transitions: tuple[Transition[S], ...]
    official: Mapping[S, str] = field(default_factory=dict)

    def named(self, transition: str) -> Transition[S] | None:
        return next((row for row in self.transitions if row.name == transition), None)

    def starting_from(self, status: S) -> tuple[Transition[S], ...]:
        return tuple(row for row in self.transitions if status in row.sources)

    def after(self, status: S, transition: str) -> S:
        """The state that follows; `TransitionRefused` when there is none."""
        row = self.named(transition)
        if row is None or status not in row.sources:
            raise TransitionRefused(self.name, status, transition)
        return row.target

    @property
    def final(self) -> frozenset[S]:
        return frozenset(status for status in self.states if not self.starting_from(status))


def move(
    name: str,
    sources: Iterable[S],
    target: S,
    by: Iterable[ActorKind],
    evidence: Iterable[EvidenceKind] = (),
) -> Transition[S]:
    return Transition(name, frozenset(sources), target, frozenset(by), frozenset(evidence))


class OpeningStatus(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    PAUSED = "paused"
    FILLED = "filled"
    CLOSED = "closed"
    REJECTED = "rejected"


def _opening() -> Lifecycle[OpeningStatus]:
    state = OpeningStatus
    owner = {EMPLOYER, STAFF}
    return Lifecycle(
        name="opening",
        states=state,
        initial=frozenset({state.DRAFT, state.IN_REVIEW, state.PUBLISHED}),
        transitions=(
            move(
                "submit",
                {state.DRAFT, state.REJECTED, state.CLOSED, state.FILLED},
                state.IN_REVIEW,
                owner,
            ),
            move("review", {state.PUBLISHED, state.PAUSED}, state.IN_REVIEW, {STAFF, SYSTEM}),
            move("publish", {state.IN_REVIEW, state.PAUSED}, state.PUBLISHED, {*owner, SYSTEM}),
            move("reject", {state.IN_REVIEW}, state.REJECTED, {STAFF, SYSTEM}),
            move("pause", {state.PUBLISHED}, state.PAUSED, owner),
            move("fill", {state.PUBLISHED, state.PAUSED}, state.FILLED, {*owner, SYSTEM}),
            move("reopen", {state.FILLED}, state.PUBLISHED, {*owner, SYSTEM}),
            move(
                "close",
                {state.DRAFT, state.IN_REVIEW, state.PUBLISHED, state.PAUSED, state.REJECTED},
                state.CLOSED,
                {*owner, SYSTEM},
            ),
        ),
    )


class EmployerStatus(StrEnum):
    UNVERIFIED = "unverified"
    IN_REVIEW = "in_review"
    VERIFIED = "verified"
    SUSPENDED = "suspended"


def _employer() -> Lifecycle[EmployerStatus]:
    state = EmployerStatus
    return Lifecycle(
        name="employer",
        states=state,
        initial=frozenset({state.UNVERIFIED, state.VERIFIED}),
        transitions=(
            move("submit", {state.UNVERIFIED}, state.IN_REVIEW, {EMPLOYER, STAFF}),
            move("verify", {state.UNVERIFIED, state.IN_REVIEW}, state.VERIFIED, {STAFF, SYSTEM}),
            move("refuse", {state.IN_REVIEW}, state.UNVERIFIED, {STAFF}),
            move("suspend", set(state) - {state.SUSPENDED}, state.SUSPENDED, {STAFF, SYSTEM}),
            move("reinstate", {state.SUSPENDED}, state.IN_REVIEW, {STAFF, SYSTEM}),
        ),
    )


class SeekerStatus(StrEnum):
    REGISTERED = "registered"
    DOCUMENT_VERIFIED = "document_verified"
    ARCHIVED = "archived"


def _seeker() -> Lifecycle[SeekerStatus]:
    state = SeekerStatus
    return Lifecycle(
        name="seeker",
        states=state,
        initial=frozenset({state.REGISTERED}),
        transitions=(
            move("verify_document", {state.REGISTERED}, state.DOCUMENT_VERIFIED, {STAFF}),
            move("expire_document", {state.DOCUMENT_VERIFIED}, state.REGISTERED, {STAFF, SYSTEM}),
            move(
                "archive",
                {state.REGISTERED, state.DOCUMENT_VERIFIED},
                state.ARCHIVED,
                {STAFF, SEEKER, SYSTEM},
            ),
            move("restore", {state.ARCHIVED}, state.REGISTERED, {STAFF, SEEKER}),
        ),
        official={
            state.REGISTERED: "perfil_registrado",
            state.DOCUMENT_VERIFIED: "documento_verificado",
        },
    )


OPENING = _opening()
EMPLOYER_VERIFICATION = _employer()
SEEKER_REGISTRATION = _seeker()
