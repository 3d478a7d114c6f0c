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


async def _language(request: Request) -> str:
    return language_of(request)


async def _asked_language(request: Request) -> str | None:
    return asked_language(request)


LanguageDep = Annotated[str, Depends(_language)]
AskedLanguage = Annotated[str | None, Depends(_asked_language)]
