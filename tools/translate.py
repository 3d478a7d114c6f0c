"""Extract every message and bring the catalogues up to date: `make translate`.

With `--check` nothing is written; exit status 1 says that a catalogue is stale, incomplete or
unfaithful to a placeholder, and names each message.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from services.field_codes import SENTENCES
from services.wording.translations import PERSON_LANGUAGES, STAFF_LANGUAGES

SOURCE = Path(__file__).parents[1] / "src"
LOCALE = SOURCE / "services" / "locale"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"trimmed": "true", "silent": "false"}}
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "plural": (1, 2)}
SOURCE_LANGUAGE = "en"
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")

# Where everything stands that somebody looking for work can read: these messages, and no others,
# are in the catalogues of the languages that staff are not spoken to in. Whole files, or the
# names in them that speak to the person.
WHOLE: Sequence[str] = ()
FOR_PERSONS: Mapping[str, Sequence[str]] = {
    "api/web/templates/base.html": WHOLE,
    "api/web/templates/fields.html": WHOLE,
    "api/web/templates/openings/*.html": WHOLE,
    "api/web/templates/seeker/*.html": WHOLE,
    "api/web/templates/paging.html": WHOLE,
    "api/web/csrf.py": WHOLE,
    "api/web/facts.py": WHOLE,
    "api/web/forms.py": WHOLE,
    "api/web/match_views.py": WHOLE,
    "api/web/refusals.py": WHOLE,
    "api/web/seeker/*.py": WHOLE,
    "api/web/seeker/steps/*.py": WHOLE,
    "services/enrollment/own_job.py": WHOLE,
    "services/referrals/own.py": WHOLE,
    "services/seekers/notices.py": WHOLE,
    "services/wording/own_job.py": WHOLE,
    "services/wording/own_referrals.py": WHOLE,
    "services/wording/words.py": WHOLE,
    "services/wording/advice.py": ("TO_PERSON", "CLIMBS", "ENTERS", "say_move", "say_skill_gap"),
    "services/wording/choices.py": (
        "LEVELS", "SCHOOLING", "SCHOOLING_ASKED", "SCHEDULES", "CONTRACTS", "OFFERS",
        "PERMISSIONS", "WAGE_IS", "CONSENTS", "DOCUMENTS", "NEEDS",
    ),
    "services/wording/employers.py": ("CAUSES",),
    "services/wording/reasons.py": ("TO_PERSON", "WITHOUT_SUBJECT", "PERMISSION_CODES"),
    "services/errors.py": (
        "PuenteError", "Malformed", "Forbidden", "NotFound", "Conflict", "TooMany", "Unavailable",
        "OpeningNotFound", "PlacementNotFound", "ReferralNotFound", "SeekerNotFound",
    ),
    "services/enrollment/follow_ups.py": ("FollowUpNotFound",),
}  # fmt: skip
# What registering and the question about the job can find wrong.
FIELD_CODES_FOR_PERSONS = ("too_young", "implausible_date", "before_start")

Found = tuple[str, int, str | tuple[str, ...], list[str], str | None]


@cache
def found() -> Sequence[Found]:
    every = extract_from_dir(SOURCE, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Note:",))
    return sorted(every, key=lambda each: str(each[:3]))


def extracted(lang: str) -> Catalog:
    """Every message for `lang`."""
    template = Catalog(domain="puente", charset="utf-8")
    for path, line, message, comments, context in found():
        if lang in STAFF_LANGUAGES or _is_for_persons(path, line, message):
            template.add(message, None, [(path, 0)], auto_comments=comments, context=context)
    return template


def _is_for_persons(path: str, line: int, message: str | tuple[str, ...]) -> bool:
    if message in {SENTENCES[code] for code in FIELD_CODES_FOR_PERSONS}:
        return True
    said = [names for each, names in FOR_PERSONS.items() if PurePosixPath(path).match(each)]
    return any(not names or named_at(path, line) in names for names in said)


def named_at(path: str, line: int) -> str:
    """The name that the statement around a line gives something; empty in a template."""
    if not path.endswith(".py"):
        return ""
    return next((name for name, lines in _statements(path) if line in lines), "")


@cache
def _statements(path: str) -> Sequence[tuple[str, range]]:
    body = ast.parse((SOURCE / path).read_text("utf-8")).body
    return [
        (name, range(each.lineno, (each.end_lineno or each.lineno) + 1))
        for each in body
        for name in _names(each)
    ]


def _names(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def refreshed(lang: str) -> bytes:
    path = LOCALE / f"{lang}.po"
    catalog = read_po(path.open("rb"), locale=lang) if path.exists() else Catalog(locale=lang)
    catalog.update(extracted(lang), no_fuzzy_matching=True)
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


def unfaithful(catalog: Catalog) -> list[Message]:
    """Messages whose translation has other placeholders."""
    return [message for message in catalog if message.id and differs(message)]


def differs(message: Message) -> bool:
    wanted = {mark for text in texts(message.id) for mark in PLACEHOLDER.findall(text)}
    return any(set(PLACEHOLDER.findall(text)) != wanted for text in texts(message.string))


def texts(value: object) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [str(value)]


def _is_complete(message: Message) -> bool:
    return not message.fuzzy and all(texts(message.string))


def faults(lang: str) -> Iterator[str]:
    content = refreshed(lang)
    if (LOCALE / f"{lang}.po").read_bytes() != content:
        yield f"{lang}: stale, run `make translate`"
    catalog = read_po(BytesIO(content), locale=lang)
    yield from (f"{lang}: not translated: {each.id!r}" for each in missing(catalog))
    lost = [each for each in unfaithful(catalog) if _is_complete(each)]
    yield from (f"{lang}: other placeholders: {each.id!r}" for each in lost)


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        found_faults = [fault for lang in PERSON_LANGUAGES for fault in faults(lang)]
        sys.stdout.writelines(f"{fault}\n" for fault in found_faults)
        return int(bool(found_faults))
    for lang in PERSON_LANGUAGES:
        (LOCALE / f"{lang}.po").write_bytes(refreshed(lang))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
