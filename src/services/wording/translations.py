"""The catalogues, compiled in memory from `services/locale/*.po` when first used.

English is the language of the msgids. Nothing compiled is kept on disk, so nothing can be stale.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.support import Translations

# Staff, employers, integrators, reports, the command line.
STAFF_LANGUAGES = ("es", "en")
# The pages for people looking for work. `tools/translate.py` lists what they say.
PERSON_LANGUAGES = (*STAFF_LANGUAGES, "ht", "fr", "pt")
DEFAULT_LANGUAGE = STAFF_LANGUAGES[0]


@cache
def translations(lang: str) -> "Translations":
    """The catalogue of `lang`; of the default language when there is none.

    What only staff meet is not in every catalogue: it is said in the default language.
    """
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - the API is ready without words
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above
    from babel.support import Translations  # noqa: PLC0415 - as above

    known = lang if lang in PERSON_LANGUAGES else DEFAULT_LANGUAGE
    with files("services").joinpath(f"locale/{known}.po").open("rb") as file:
        catalog = read_po(file, locale=known, domain="puente")
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    made = Translations(compiled, domain="puente")
    if known not in STAFF_LANGUAGES:
        made.add_fallback(translations(DEFAULT_LANGUAGE))
    return made


def negotiated(
    accept_language: str,
    default: str = DEFAULT_LANGUAGE,
    *,
    among: Sequence[str] = STAFF_LANGUAGES,
) -> str:
    """The best of `among` for an Accept-Language header; the default when none fits."""
    return next((lang for lang in _wanted(accept_language) if lang in among), default)


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
