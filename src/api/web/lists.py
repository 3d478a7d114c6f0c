"""What the lists behind a log-in are made of, for staff and employers alike."""

from dataclasses import dataclass

LISTED = 30


@dataclass(frozen=True, slots=True)
class Tab:
    address: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A referral or a hire. `day` is what the list is about: a due day, or the last change.
    `employer` is empty where the reader is the employer."""

    address: str
    person: str
    opening: str
    employer: str
    status: str
    day: str
    is_overdue: bool = False
