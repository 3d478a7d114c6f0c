"""The language of an answer: `?lang=`, or else Accept-Language. English where nothing is said."""

from typing import Annotated

from fastapi import Depends, Request

from services.wording import STAFF_LANGUAGES, negotiated

UNSAID = "en"


def language_of(request: Request) -> str:
    return asked_language(request) or UNSAID


def asked_language(request: Request) -> str | None:
    """None where the caller asked for none, or for none of ours."""
    asked = request.query_params.get("lang")
    if asked in STAFF_LANGUAGES:
        return asked
    return negotiated(request.headers.get("accept-language", "")[:200], "") or None


LanguageDep = Annotated[str, Depends(language_of)]
AskedLanguage = Annotated[str | None, Depends(asked_language)]
