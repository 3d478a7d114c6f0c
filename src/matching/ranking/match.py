"""What a ranking answers with."""

from dataclasses import dataclass

from matching.eligibility import Reason, WorkPermission
from matching.scoring import Components


@dataclass(frozen=True, slots=True)
class Match:
    """`score` 0..1_000_000. An empty `obstacles` means eligible."""

    seeker_key: int
    opening_key: int
    score: int
    components: Components
    reasons: tuple[Reason, ...]
    obstacles: tuple[Reason, ...]
    permission: WorkPermission

    @property
    def is_eligible(self) -> bool:
        return not self.obstacles
