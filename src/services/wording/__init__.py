"""Every sentence the product says, in the person's language. Msgids are English."""

from services.wording.choices import say_choice
from services.wording.translations import (
    DEFAULT_LANGUAGE,
    PERSON_LANGUAGES,
    STAFF_LANGUAGES,
    negotiated,
)
from services.wording.words import Words, words

__all__ = [
    "DEFAULT_LANGUAGE",
    "PERSON_LANGUAGES",
    "STAFF_LANGUAGES",
    "Words",
    "negotiated",
    "say",
    "say_choice",
    "words",
]


def say(message: str, lang: str | None, **subject: object) -> str:
    """The msgid's sentence, with its %(names)s filled in."""
    return words(lang)(message, **subject)
