"""Sentences, dates and amounts in the person's language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from babel.dates import format_date, get_month_names
from babel.numbers import format_currency, format_decimal

from services.wording.translations import DEFAULT_LANGUAGE, LANGUAGES, translations

LOCALES = {"es": "es_MX", "en": "en_US"}


@dataclass(frozen=True, slots=True)
class Words:
    """`lang` is one of LANGUAGES. Every method returns text fit to show."""

    lang: str

    def __call__(self, message: str, **subject: object) -> str:
        said = translations(self.lang).gettext(message) if message else ""
        return said % subject if subject else said

    def plural(self, one: str, many: str, count: int, **subject: object) -> str:
        said = translations(self.lang).ngettext(one, many, count)
        return said % {"num": count, **subject}

    def day(self, day: date) -> str:
        pattern = "d MMMM y" if self.lang != "es" else "d 'de' MMMM 'de' y"
        return format_date(day, pattern, locale=self.locale)

    def month(self, day: date) -> str:
        pattern = "MMMM y" if self.lang != "es" else "MMMM 'de' y"
        return format_date(day, pattern, locale=self.locale)

    def month_names(self) -> list[str]:
        """January to December, as a form offers them."""
        names = get_month_names("wide", context="stand-alone", locale=self.locale)
        return [names[month] for month in range(1, 13)]

    def money(self, amount: Decimal | int) -> str:
        """Whole pesos: `$9,582`."""
        return format_currency(
            amount, "MXN", "¤#,##0", locale="es_MX", currency_digits=False
        ).replace("MXN", "$")

    def number(self, amount: Decimal | float) -> str:
        return format_decimal(amount, locale=self.locale)

    def months(self, count: int) -> str:
        """A length of time: months up to two years, then whole years."""
        if count < 24:
            return self.plural("%(num)s month", "%(num)s months", count)
        return self.plural("%(num)s year", "%(num)s years", count // 12)

    @property
    def locale(self) -> str:
        return LOCALES[self.lang]


@cache
def words(lang: str | None) -> Words:
    return Words(lang if lang in LANGUAGES else DEFAULT_LANGUAGE)
