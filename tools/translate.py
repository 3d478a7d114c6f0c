"""Extract every message and bring the catalogues up to date: `make translate`.

With `--check` nothing is written; exit status 1 says that a catalogue is stale or incomplete.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from services.wording.translations import LANGUAGES

SOURCE = Path(__file__).parents[1] / "src"
LOCALE = SOURCE / "services" / "locale"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"trimmed": "true", "silent": "false"}}
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "plural": (1, 2)}
SOURCE_LANGUAGE = "en"


def extracted() -> Catalog:
    template = Catalog(domain="puente", charset="utf-8")
    found = extract_from_dir(SOURCE, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Note:",))
    for path, _line, message, comments, context in sorted(found, key=lambda each: str(each[:3])):
        template.add(message, None, [(path, 0)], auto_comments=comments, context=context)
    return template


def refreshed(lang: str, template: Catalog) -> bytes:
    path = LOCALE / f"{lang}.po"
    catalog = read_po(path.open("rb"), locale=lang) if path.exists() else Catalog(locale=lang)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    if lang == SOURCE_LANGUAGE:
        for message in catalog:
            if message.id:
                message.string = message.id
    return _rendered(catalog, lang)


def _rendered(catalog: Catalog, lang: str) -> bytes:
    text = BytesIO()
    write_po(text, catalog, width=100, omit_header=True, sort_output=True, no_location=True)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {lang}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    return header.encode() + text.getvalue()


def missing(catalog: Catalog) -> list[Message]:
    """Messages without a complete translation."""
    return [message for message in catalog if message.id and not _is_complete(message)]


def _is_complete(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return not message.fuzzy and all(strings)


def stale(lang: str, template: Catalog) -> bool:
    return (LOCALE / f"{lang}.po").read_bytes() != refreshed(lang, template)


def main(arguments: list[str]) -> int:
    template = extracted()
    if "--check" in arguments:
        return int(any(stale(lang, template) for lang in LANGUAGES))
    for lang in LANGUAGES:
        (LOCALE / f"{lang}.po").write_bytes(refreshed(lang, template))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
