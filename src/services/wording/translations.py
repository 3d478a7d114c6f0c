"""The catalogues, compiled in memory from `services/locale/*.po` when first used.

English is the language of the msgids. Nothing compiled is kept on disk, so nothing can be stale.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LANGUAGES = ("es", "en")
DEFAULT_LANGUAGE = LANGUAGES[0]


@cache
def translations(lang: str) -> Translations:
    """The catalogue of `lang`; of the default language when there is none."""
    known = lang if lang in LANGUAGES else DEFAULT_LANGUAGE
    with files("services").joinpath(f"locale/{known}.po").open("rb") as file:
        catalog = read_po(file, locale=known, domain="puente")
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled, domain="puente")


def negotiated(accept_language: str, default: str = DEFAULT_LANGUAGE) -> str:
    """The best of our languages for an Accept-Language header; the default when none fits."""
    return next((lang for lang in _wanted(accept_language) if lang in LANGUAGES), default)


def _wanted(accept_language: str) -> list[str]:
    ranked = []
    for part in accept_language.split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        ranked.append((-_number(quality), tag.split("-")[0].strip().lower()))
    return [tag for quality, tag in sorted(ranked, key=lambda item: item[0]) if quality < 0]


def _number(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
