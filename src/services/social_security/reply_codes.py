"""What the institute's answer to a line means, whose turn it is, and if it may be sent again."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from services.social_security.tables import Row, rows

_UNKNOWN = "unknown"


class Outcome(StrEnum):
    """`EVIDENCE`: what the line asks for is already so, which proves it (048, 051)."""

    REFUSED = "refused"
    EVIDENCE = "evidence"
    UNKNOWN = "unknown"


class Turn(StrEnum):
    EMPLOYER = "employer"
    STAFF = "staff"


class Resend(StrEnum):
    """May the line be sent again, and after what?"""

    NO = "no"
    LATER = "later"
    AFTER_CORRECTION = "after_correction"
    AFTER_OFFICE = "after_office"
    AT_OFFICE = "at_office"


class Task(StrEnum):
    """What a reply opens for staff. `IDENTITY`: number and name have to be settled first."""

    IDENTITY = "identity"
    CHECK_IDENTITY = "check_identity"
    WAGE_CHECK = "wage_check"
    UNKNOWN_REPLY = "unknown_reply"


@dataclass(frozen=True, slots=True)
class ReplyCode:
    """`field` is the field of the record (see `data/movement_layout.csv`), None when unknown;
    `texts` is read through `meaning` and `next_step`."""

    code: str
    group: str
    field: str | None
    outcome: Outcome
    turn: Turn
    resend: Resend
    task: Task | None
    texts: tuple[tuple[str, str], ...]

    @property
    def is_known(self) -> bool:
        return self.outcome is not Outcome.UNKNOWN

    @property
    def is_evidence(self) -> bool:
        return self.outcome is Outcome.EVIDENCE

    @property
    def may_be_sent_again(self) -> bool:
        return self.resend is not Resend.NO

    def meaning(self, language: str) -> str:
        """In a language of persons; Spanish for any other."""
        return self._text("meaning", language)

    def next_step(self, language: str) -> str:
        """In Spanish or English: it speaks to staff and employers."""
        return self._text("next_step", language)

    def _text(self, kind: str, language: str) -> str:
        texts = dict(self.texts)
        return texts.get(f"{kind}_{language}") or texts[f"{kind}_es"]


def reply_code(code: str) -> ReplyCode:
    """Never fails: a code that is not in the catalogue opens a task for staff.

    Leading zeros may be missing ("48" is 048).
    """
    padded = code.strip().rjust(3, "0")
    known = _catalogue()
    return known.get(padded) or _reply(_unknown_row(padded))


def reply_codes() -> tuple[ReplyCode, ...]:
    """The catalogue, by code."""
    return tuple(_catalogue().values())


def _unknown_row(code: str) -> Row:
    return next(row for row in rows("reply_codes") if row["code"] == _UNKNOWN) | {"code": code}


@cache
def _catalogue() -> dict[str, ReplyCode]:
    return {row["code"]: _reply(row) for row in rows("reply_codes") if row["code"] != _UNKNOWN}


def _reply(row: Row) -> ReplyCode:
    texts = tuple((key, row[key]) for key in row if key.startswith(("meaning_", "next_step_")))
    return ReplyCode(
        code=row["code"],
        group=row["group"],
        field=row["field"] or None,
        outcome=Outcome(row["outcome"]),
        turn=Turn(row["turn"]),
        resend=Resend(row["resend"]),
        task=Task(row["task"]) if row["task"] else None,
        texts=texts,
    )
