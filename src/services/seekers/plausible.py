"""What only the day can refuse of what a person says."""

from datetime import date

from services.errors import Malformed
from services.field_codes import field_error
from services.seekers.ages import check_age
from services.seekers.schemas import SeekerIn


def check_plausible(person: SeekerIn, today: date) -> None:
    """Raises Malformed: too young, born too long ago, work done in a year to come."""
    check_age(person.born_on, today)
    errors = [
        field_error(f"/occupations/{place}/last_year", "year_to_come", year=today.year)
        for place, past in enumerate(person.occupations)
        if past.last_year is not None and past.last_year > today.year
    ]
    if errors:
        raise Malformed(errors=errors)
