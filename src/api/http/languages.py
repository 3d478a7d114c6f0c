"""The language of an answer: `?lang=`, or else Accept-Language. English where nothing is said."""

from typing import Annotated

from fastapi import Depends, Request

from services.wording import LANGUAGES, negotiated

UNSAID = "en"


def language_of(request: Request) -> str:
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return str(asked)
    return negotiated(request.headers.get("accept-language", "")[:200], UNSAID)


LanguageDep = Annotated[str, Depends(language_of)]
