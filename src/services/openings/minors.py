"""Work that the law does not let an opening offer to people under eighteen."""

from collections.abc import Iterator

from matching.profiles import Schedule
from services.openings.schemas import OpeningFields
from services.social_security.tables import term


def unlawful_for_minors(fields: OpeningFields) -> Iterator[str]:
    """`minors_at_night` (LFT 175), and `minors_hours_above_limit` where the week is longer than
    that of people under sixteen (LFT 177): at sixteen and seventeen it may be lawful."""
    if not fields.accepts_minors:
        return
    if fields.schedule is Schedule.NIGHT:
        yield "minors_at_night"
    if fields.weekly_hours is not None and fields.weekly_hours > term("week_under_sixteen"):
        yield "minors_hours_above_limit"
