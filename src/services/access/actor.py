"""Who is asking. Every use case takes an actor and scopes its queries by it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.vocabulary import ActorKind, StaffRole
from services.errors import Forbidden, ScopeMissing


class Scope(StrEnum):
    """What an API key may do."""

    OPENINGS = "openings"
    MATCHES = "matches"
    REFERRALS = "referrals"
    PLACEMENTS = "placements"
    SEEKERS = "seekers"


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is the row of the employer, staff member, center or seeker; `public_id` is shown.

    `member` is who acts for an employer on its pages; with a key nobody says who.
    """

    kind: ActorKind
    id: int = 0
    public_id: UUID | None = None
    role: StaffRole | None = None
    center_id: int | None = None
    center_code: str | None = None
    scopes: frozenset[str] = frozenset()
    key_id: int | None = None
    is_test: bool = False
    member: UUID | None = None

    @property
    def is_staff(self) -> bool:
        return self.kind is ActorKind.STAFF

    @property
    def is_employer(self) -> bool:
        return self.kind is ActorKind.EMPLOYER

    @property
    def sees_every_center(self) -> bool:
        return self.kind is ActorKind.SYSTEM or (
            self.is_staff
            and (self.center_id is None or self.role in {StaffRole.SUPERVISOR, StaffRole.ADMIN})
        )

    def require_every_center(self) -> None:
        """Raise Forbidden for others: an employer's hires and openings are of every center."""
        if not self.sees_every_center:
            raise Forbidden

    @property
    def label(self) -> str:
        """For audit rows: the kind and the public id, never a name."""
        return f"{self.kind}:{self.public_id}" if self.public_id else str(self.kind)

    def require(self, *kinds: ActorKind, scope: Scope | None = None) -> None:
        """Raise ScopeMissing for a key without the scope, Forbidden for other kinds."""
        if scope is not None and self.key_id is not None and scope not in self.scopes:
            raise ScopeMissing(scope=str(scope))
        if self.kind is not ActorKind.SYSTEM and self.kind not in kinds:
            raise Forbidden


SYSTEM = Actor(kind=ActorKind.SYSTEM)
