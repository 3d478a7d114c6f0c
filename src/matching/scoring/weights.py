"""The parts of a score and how much each weighs. Integers throughout: a score is exact."""

from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

FULL = 1000


class Components(NamedTuple):
    """Each 0..1000; the order is that of `Weights` and of the contract."""

    skills: int
    occupation: int
    experience: int
    language: int
    location: int
    wage: int
    schedule: int
    schooling: int

    def total(self, weights: "Weights") -> int:
        """0..1_000_000."""
        return sum(map(mul, self, weights.parts))

    @property
    def parts(self) -> tuple[int, ...]:
        return self


COMPONENTS = Components._fields


@dataclass(frozen=True, slots=True)
class Weights:
    """`parts` follow `Components` and sum to 1000."""

    name: str
    parts: tuple[int, ...]

    def __post_init__(self) -> None:
        if sum(self.parts) != FULL or len(self.parts) != len(COMPONENTS) or min(self.parts) < 0:
            raise ValueError("weights are eight parts of a thousand, none below zero")

    def as_dict(self) -> dict[str, int]:
        return dict(zip(COMPONENTS, self.parts, strict=True))


# What a person can do comes first, then where; a wage too low ends a match sooner than hours that
# can be talked about. Fitted to the graded pairs of bench/grading, then rounded: decision 0013.
WEIGHTS = Weights("graded-2", (270, 230, 130, 20, 150, 100, 40, 60))

# Of 1_000_000. Who does other work, but lives near, agrees on pay and hours, and is asked for no
# experience, stands just below: a list on a page ends here. `puente rank` and the API end at k.
LEAST_SHOWN = 500_000
