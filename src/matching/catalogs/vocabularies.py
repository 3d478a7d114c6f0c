"""Short lists with names in the five languages of the forms: languages, countries, choices."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.catalogs.packaged import hand_kept, several, table
from matching.catalogs.tables import Table

LANGUAGES = ("es", "en", "fr", "pt", "ht")
# Who reads Haitian Creole is likelier to have been schooled in French than in Spanish.
_FALLBACKS = {"ht": "fr"}


@dataclass(frozen=True, slots=True)
class Names:
    """One name for each of `LANGUAGES`; an empty one is not known."""

    by_language: tuple[str, ...]

    def of(self, lang: str) -> str:
        """In `lang`; an unknown Haitian Creole name in French; else in Spanish."""
        for choice in (lang, _FALLBACKS.get(lang, "es"), "es"):
            if choice in LANGUAGES and self.by_language[LANGUAGES.index(choice)]:
                return self.by_language[LANGUAGES.index(choice)]
        return ""


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is ISO 639-1 where there is one, else 639-3 (nah and oto: 639-2).

    `is_mexican`: a national language of Mexico; `is_group`: the code stands for a whole group of
    languages, as Mexico's catalogue of national languages counts them.
    """

    code: str
    iso3: str
    is_mexican: bool
    is_group: bool
    names: Names
    other_names: tuple[str, ...]

    def name(self, lang: str = "es") -> str:
        return self.names.of(lang)


class Languages(Table[Language]):
    """Found by either code."""

    def __init__(self) -> None:
        rows = hand_kept("languages")
        self._languages = [
            Language(
                row["code"],
                row["iso3"],
                row["mexican"] == "1",
                row["group"] == "1",
                _names(row),
                several(row["other"]),
            )
            for row in rows
        ]
        super().__init__([row["code"] for row in rows])
        self._rows |= {row["iso3"]: at for at, row in enumerate(rows)}

    def at(self, row: int) -> Language:
        return self._languages[row]


@dataclass(frozen=True, slots=True)
class Nationality:
    """`code` ISO 3166-1 alpha-2; the name is the country's, `other_names` hold demonyms."""

    code: str
    names: Names
    other_names: tuple[str, ...]

    def name(self, lang: str = "es") -> str:
        return self.names.of(lang)


class Nationalities(Table[Nationality]):
    def __init__(self) -> None:
        columns = table("nationalities")
        super().__init__(columns["code"])
        names = zip(*(columns[lang] for lang in LANGUAGES), strict=True)
        self._nationalities = [
            Nationality(code, Names(by_language), several(other))
            for code, by_language, other in zip(self.codes, names, columns["other"], strict=True)
        ]

    def at(self, row: int) -> Nationality:
        return self._nationalities[row]


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a short list of the contract."""

    code: str
    names: Names

    def name(self, lang: str = "es") -> str:
        return self.names.of(lang)


class Choices(Table[Choice]):
    """In the order in which a form offers them; schooling from the lowest."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        super().__init__([row["code"] for row in rows])
        self._choices = [Choice(row["code"], _names(row)) for row in rows]

    def at(self, row: int) -> Choice:
        return self._choices[row]


def choices(kind: str) -> Choices:
    return Choices([row for row in hand_kept("choices") if row["kind"] == kind])


def _names(row: Mapping[str, str]) -> Names:
    return Names(tuple(row[lang] for lang in LANGUAGES))
