"""Names of the ISO 3166-1 countries: CLDR's through Babel, Haitian Creole's by hand."""

import csv
from pathlib import Path

from babel import Locale

from tools.catalog_build.output import Output

BY_HAND = Path(__file__).parent / "countries.csv"
LOCALES = {"es": "es_MX", "en": "en", "fr": "fr", "pt": "pt"}
# In CLDR's list but not in ISO 3166-1: exceptional reservations, unions, test regions, unknown.
NOT_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)


def country_codes() -> list[str]:
    return sorted(
        code
        for code in map(str, Locale.parse("en").territories)
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    )


def build_countries(output: Output) -> None:
    with BY_HAND.open(encoding="utf-8", newline="") as lines:
        by_hand = {row["code"]: row for row in csv.DictReader(lines)}
    names = {lang: Locale.parse(locale).territories for lang, locale in LOCALES.items()}
    output.table(
        "nationalities",
        ("code", *LOCALES, "ht", "other"),
        (
            (
                code,
                *(names[lang][code] for lang in LOCALES),
                by_hand.get(code, {}).get("ht", ""),
                by_hand.get(code, {}).get("other", ""),
            )
            for code in country_codes()
        ),
    )
