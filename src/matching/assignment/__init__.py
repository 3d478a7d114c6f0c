"""Many people and many openings at once: who goes where, to the greatest sum of scores.

For job fairs and relocation cohorts, where ranking each opening alone would send everybody the same
few people.
"""

from matching.assignment.cases import Assignment, Fair, Option, Options, with_floor
from matching.assignment.solve import assign, assign_greedily

__all__ = [
    "Assignment",
    "Fair",
    "Option",
    "Options",
    "assign",
    "assign_greedily",
    "with_floor",
]
