"""The words of a fairness audit: attributes, groups, verdicts."""

from collections.abc import Mapping

from matching.catalogs import Catalogs
from services.errors import N_
from services.wording.choices import say_choice
from services.wording.words import words

ATTRIBUTES: Mapping[str, str] = {
    "sex": N_("Sex"),
    "population": N_("Population"),
    "nationality": N_("Nationality"),
    "language": N_("Language of the form"),
}
GROUPS: Mapping[str, Mapping[str, str]] = {
    "sex": {"H": N_("Men"), "M": N_("Women"), "X": N_("Another sex")},
    "population": {
        "refugee": N_("Refugees"),
        "asylum_seeker": N_("Asylum seekers"),
        "complementary_protection": N_("Complementary protection"),
        "humanitarian": N_("Humanitarian visitors"),
        "border_worker": N_("Border workers"),
        "resident": N_("Residents"),
        "returnee": N_("Returned Mexicans"),
        "national": N_("Mexicans"),
        "other": N_("Others"),
    },
    "nationality": {
        "mexico": N_("Mexico"),
        "central_america": N_("Rest of Central America"),
        "caribbean": N_("Rest of the Caribbean"),
        "south_america": N_("Rest of South America"),
        "northern_america": N_("Rest of North America"),
        "other_regions": N_("Other regions"),
    },
    "language": {},
}
UNSTATED = N_("Not stated")
VERDICTS: Mapping[str, str] = {
    "hidden": N_("hidden: too few people"),
    "even": N_("even"),
    "unclear": N_("unclear: below four fifths, perhaps by chance"),
    "adverse": N_("adverse: below four fifths, not by chance"),
}


def say_attribute(attribute: str, lang: str) -> str:
    return words(lang)(ATTRIBUTES[attribute])


def say_group(attribute: str, group: str, lang: str, catalogs: Catalogs) -> str:
    """A country's or language's own name; the group's bare code where nobody gave it words."""
    known = GROUPS[attribute].get(group)
    if known or group == "unstated":
        return words(lang)(known or UNSTATED)
    if attribute == "nationality":
        country = catalogs.nationalities.get(group)
        return country.name(lang) if country else group
    language = catalogs.languages.get(group) if attribute == "language" else None
    name = language.name(lang) if language else group
    return name[:1].upper() + name[1:]


def say_verdict(verdict: str, lang: str) -> str:
    return words(lang)(VERDICTS[verdict])


def say_cause(component: str | None, lang: str) -> str:
    return say_choice("component", component, lang) if component else ""
