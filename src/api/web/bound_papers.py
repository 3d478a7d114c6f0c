"""Papers that keep their holder in the state that gave them: those of whoever asked for refugee
status (LRPCAP 18 and its regulations)."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from matching.eligibility import DocumentRule, document_rule
from matching.profiles import Answer


class HasState(Protocol):
    @property
    def kind(self) -> str | None: ...
    @property
    def state(self) -> str | None: ...


Paper = TypeVar("Paper", bound=HasState)


def bound_paper(papers: Iterable[Paper]) -> Paper | None:
    """One whose state is known before others. None also where another paper lets the person go
    everywhere."""
    rules = [(paper, document_rule(paper.kind or "")) for paper in papers]
    if any(rule is not None and _is_free(rule) for _, rule in rules):
        return None
    bound = [paper for paper, rule in rules if rule is not None and rule.bound]
    return next(iter(sorted(bound, key=lambda paper: paper.state is None)), None)


def _is_free(rule: DocumentRule) -> bool:
    return rule.answer is Answer.YES and not rule.bound and not rule.states
