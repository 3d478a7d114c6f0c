"""Sentences, dates and amounts in the person's language."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from services.errors import N_, Msgid
from services.wording.translations import DEFAULT_LANGUAGE, PERSON_LANGUAGES, translations

# Babel knows no numbers of Haitian Creole; Haiti writes them as French does.
LOCALES = {"es": "es_MX", "en": "en_US", "ht": "fr", "fr": "fr", "pt": "pt_BR"}
DAYS = {"es": "{day} de {month} de {year}", "pt": "{day} de {month} de {year}"}
MONTHS = {"es": "{month} de {year}", "pt": "{month} de {year}"}
# How the first of a month is written where it is not a plain 1.
FIRST = {"ht": "1ye", "fr": "1er", "pt": "1º"}
# Who comes from elsewhere reads `$` as dollars, so there the word stands.
MONEY = {"es": "${}", "en": "${}", "ht": "{} peso", "fr": "{} pesos", "pt": "{} pesos"}


@dataclass(frozen=True, slots=True)
class Words:
    """`lang` is one of PERSON_LANGUAGES. Every method returns text fit to show."""

    lang: str

    def __call__(self, message: str, **subject: object) -> str:
        said = translations(self.lang).gettext(message) if message else ""
        if not subject:
            return said
        return said % {
            name: self(value) if isinstance(value, Msgid) else value
            for name, value in subject.items()
        }

    def plural(self, one: str, many: str, count: int, **subject: object) -> str:
        said = translations(self.lang).ngettext(one, many, count)
        return said % {"num": count, **subject}

    def day(self, day: date) -> str:
        first = FIRST.get(self.lang, "1")
        pattern = DAYS.get(self.lang, "{day} {month} {year}")
        number = first if day.day == 1 else day.day
        return pattern.format(day=number, month=self._month_name(day), year=day.year)

    def month(self, day: date) -> str:
        pattern = MONTHS.get(self.lang, "{month} {year}")
        return pattern.format(month=self._month_name(day), year=day.year)

    def month_names(self) -> Sequence[str]:
        """January to December."""
        return _months()[self.lang]

    def money(self, amount: Decimal | int) -> str:
        """Whole pesos: `$9,582`, `9 582 pesos`."""
        digits = _decimal(amount, self.locale, "#,##0")
        return _printable(MONEY[self.lang].format(digits))

    def number(self, amount: Decimal | float) -> str:
        return _printable(_decimal(amount, self.locale))

    def months(self, count: int) -> str:
        """A length of time: months up to two years, then years and the months left."""
        if count < 24:
            return self.plural("%(num)s month", "%(num)s months", count)
        years = self.plural("%(num)s year", "%(num)s years", count // 12)
        if count % 12 == 0:
            return years
        return self(N_("%(years)s and %(months)s"), years=years, months=self.months(count % 12))

    @property
    def locale(self) -> str:
        return LOCALES[self.lang]

    def _month_name(self, day: date) -> str:
        return self.month_names()[day.month - 1]


@cache
def words(lang: str | None) -> Words:
    return Words(lang if lang in PERSON_LANGUAGES else DEFAULT_LANGUAGE)


def _decimal(amount: Decimal | float, locale: str, pattern: str | None = None) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - the API is ready without words

    return format_decimal(amount, pattern, locale=locale)


@cache
def _months() -> Mapping[str, Sequence[str]]:
    from babel.dates import get_month_names  # noqa: PLC0415 - the API is ready without words

    named = {lang: get_month_names("wide", locale=locale) for lang, locale in LOCALES.items()}
    known = {lang: [names[number] for number in range(1, 13)] for lang, names in named.items()}
    own = tomllib.loads(files("services").joinpath("locale/ht.toml").read_text("utf-8"))
    return {**known, "ht": own["months"]}


def _printable(number: str) -> str:
    """Old telephones have no sign for the narrow space between thousands."""
    return number.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}").replace(
        " ", "\N{NO-BREAK SPACE}"
    )
