"""What stands where in the records of the two tables, 32-bit integers side by side."""

from typing import Any

from numpy.typing import NDArray

from matching.index.rows import AT, Records32

__all__ = ["AT"]

# People: 52 bytes. What is read of everyone comes first; WORK and the two after it are the rows of
# the first three occupations, 0 where there are fewer.
(
    PERMIT,
    TONGUE,
    WORK,
    _,
    _,
    COUNTS,
    PLACE,
    COMMUTE,
    RELOCATION,
    WAGE,
    FLAGS,
    AVAILABLE,
) = range(1, 13)
SEEKER_WIDTH = 13
WORKS = 3
# FLAGS of people: a bit for each schedule, then schooling plus one.
SCHEDULE_BITS = 8
# COUNTS: how many skills, above them how many works. The items of a person are for each work an
# occupation, its months and its last year (0 for none), then the skills; neither is empty, padded
# with 0.
COUNT_BITS = 20
ITEMS = 3

# Openings: state and occupation are rows of their vocabularies.
(
    AT_PLACE,
    AT_STATE,
    AT_OCCUPATION,
    AT_ASKED,
    AT_WAGE,
    AT_FLAGS,
    AT_STARTS,
    AT_SPEECH,
    AT_REQUIRED_COUNT,
    AT_OPTIONAL_COUNT,
    AT_YEAR,  # of AT_STARTS
) = range(1, 12)
OPENING_WIDTH = 12
# FLAGS of openings: schedule plus one, schooling plus one, takes minors, helps with the move.
# The items are the required skills, then the optional ones; neither is empty, padded with 0, and
# the counts are of the real ones.
SCHOOLING_SHIFT, MINORS_SHIFT, HELP_SHIFT = 8, 16, 17


def field(records: Records32, number: int) -> NDArray[Any]:
    column: NDArray[Any] = records[:, number]
    return column
