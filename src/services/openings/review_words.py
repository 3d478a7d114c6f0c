"""Why an opening waits for staff or was not published, as its employer and staff read it."""

from models.opening import Opening
from services.openings.advertisements import unlawful_demands
from services.wording import words
from services.wording.employers import REVIEWS


def why_in_review(opening: Opening, lang: str) -> list[str]:
    """A sentence for each of its codes, with the words that speak for it where there are some.
    Needs `skills` loaded."""
    say = words(lang)
    spoken = _spoken(opening) if opening.review_codes else {}
    return [say(REVIEWS.get(code, code)) + spoken.get(code, "") for code in opening.review_codes]


def _spoken(opening: Opening) -> dict[str, str]:
    more = [opening.description, *(line.text for line in opening.skills)]
    found = unlawful_demands(opening.title, more)
    return {demand.code: f" («{demand.words}»)" for demand in found}
