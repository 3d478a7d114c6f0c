"""What a ranking answers with."""

from typing import NamedTuple

from matching.eligibility import Reason, WorkPermission
from matching.scoring import Components


class Match(NamedTuple):
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
