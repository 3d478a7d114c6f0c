"""From the documents a person holds to the grounds for working they give: rules in `data`."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from matching.profiles import Answer, Grant


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document as recorded. `state` (INEGI, 2 digits) where it binds its holder to one."""

    kind: str
    state: str | None = None
    valid_until: date | None = None
    transfer_states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DocumentRule:
    answer: Answer
    code: str
    expires: bool
    source: str
    bound: bool = False
    states: frozenset[str] = frozenset()
    nationalities: frozenset[str] = frozenset()
    mexican: bool = False
    longest_days: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentRules:
    kinds: Mapping[str, DocumentRule]
    regularisable_days: int
    own_nationality: str


@cache
def document_rules() -> DocumentRules:
    """The packaged table `data/document_rules.toml`, each kind with its source."""
    text = files("matching").joinpath("data/document_rules.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    kinds = {kind: _rule(row) for kind, row in raw["kinds"].items()}
    return DocumentRules(MappingProxyType(kinds), raw["regularisable_days"], raw["own_nationality"])


def document_rule(kind: str) -> DocumentRule | None:
    """However it is written; None for a kind that is not in the table."""
    return document_rules().kinds.get(kind.strip().lower())


def _rule(row: dict[str, object]) -> DocumentRule:
    states, nationalities = row.get("states", ()), row.get("nationalities", ())
    assert isinstance(states, list | tuple)  # noqa: S101 - narrows what TOML gave for the types
    assert isinstance(nationalities, list | tuple)  # noqa: S101 - as above
    days = row.get("longest_days")
    return DocumentRule(
        answer=Answer(str(row["answer"])),
        code=str(row["code"]),
        expires=bool(row["expires"]),
        source=str(row["source"]),
        bound=bool(row.get("bound", False)),
        states=frozenset(map(str, states)),
        nationalities=frozenset(map(str, nationalities)),
        mexican=bool(row.get("mexican", False)),
        longest_days=days if isinstance(days, int) else None,
    )


def grants_of(
    documents: Iterable[HeldDocument],
    *,
    nationality: str | None,
    temporary_curp_until: date | None,
) -> tuple[Grant, ...]:
    """Every ground these documents give, the reasons for `no` included, for any day and state.

    No document at all gives one `no` with NO_DOCUMENT; a Mexican needs none.
    """
    rules = document_rules()
    if nationality == rules.own_nationality:
        return (Grant(Answer.YES, "OK"),)
    grants: list[Grant] = []
    for document in documents:
        grants += _grants(document, nationality, temporary_curp_until)
    return tuple(grants) or (Grant(Answer.NO, "NO_DOCUMENT"),)


def _grants(
    document: HeldDocument, nationality: str | None, curp_until: date | None
) -> list[Grant]:
    rule = document_rule(document.kind)
    if rule is None:
        return [Grant(Answer.NO, "UNKNOWN_KIND")]
    if rule.answer is Answer.NO:
        return [Grant(Answer.NO, rule.code)]
    codes = [rule.code, *_notes(rule, document, nationality)]
    states = _states(rule, document)
    end = document.valid_until if rule.expires else None
    watched = None if rule.mexican else curp_until
    return [
        *(Grant(rule.answer, code, states, _earlier(end, watched)) for code in codes),
        *_after_curp(states, end, watched),
        *_after_expiry(states, end),
    ]


def _notes(rule: DocumentRule, document: HeldDocument, nationality: str | None) -> list[str]:
    """Codes beside the rule's own, for staff to look at; they change no answer."""
    notes = []
    if rule.bound and rule.answer is Answer.CONDITIONAL and document.state is None:
        notes.append("STATE_UNRECORDED")
    if rule.nationalities and nationality and nationality not in rule.nationalities:
        notes.append("NATIONALITY_UNUSUAL")
    return notes


def _states(rule: DocumentRule, document: HeldDocument) -> frozenset[str]:
    if rule.bound and document.state is not None:
        return frozenset({document.state}) | document.transfer_states
    return rule.states


def _after_curp(states: frozenset[str], end: date | None, curp_until: date | None) -> list[Grant]:
    """Once the temporary CURP has run out the person still may work, after staff have looked."""
    if curp_until is None or (end is not None and curp_until >= end):
        return []
    since = curp_until + timedelta(days=1)
    return [Grant(Answer.CONDITIONAL, "TEMP_CURP_EXPIRED", states, end, since)]


def _after_expiry(states: frozenset[str], end: date | None) -> list[Grant]:
    if end is None:
        return []
    day = timedelta(days=1)
    last = end + timedelta(days=document_rules().regularisable_days)
    return [
        Grant(Answer.NO, "EXPIRED_REGULARISABLE", states, last, end + day),
        Grant(Answer.NO, "EXPIRED", states, None, last + day),
    ]


def _earlier(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
