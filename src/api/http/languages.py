"""The language of an answer, from Accept-Language. English where nothing is said."""

from typing import Annotated

from fastapi import Depends, Request

OFFERED = ("en", "es")


def language_of(request: Request) -> str:
    header = request.headers.get("accept-language", "")[:200]
    ranked = sorted(map(_weighted, header.split(",")), key=lambda pair: -pair[1])
    for tag, weight in ranked:
        primary = tag.split("-")[0].lower()
        if weight > 0 and primary in OFFERED:
            return primary
    return OFFERED[0]


LanguageDep = Annotated[str, Depends(language_of)]


def _weighted(part: str) -> tuple[str, float]:
    tag, _, quality = part.strip().partition(";q=")
    try:
        return tag, float(quality or 1)
    except ValueError:
        return tag, 0.0
