"""The language of a page: the one just asked for, the one kept, or what the browser says."""

from collections.abc import Mapping, Sequence

from fastapi import Request, Response

from api.web.forms import Form
from services.wording import PERSON_LANGUAGES, STAFF_LANGUAGES, negotiated

COOKIE = "lang"
# Each in its own words.
NAMES: Mapping[str, str] = {
    "es": "Español",
    "en": "English",
    "ht": "Kreyòl",
    "fr": "Français",
    "pt": "Português",
}
ONE_YEAR = 365 * 24 * 3600
# Every other page is for people looking for work.
ROOMS = ("/staff", "/employer")


def offered_at(request: Request) -> Sequence[str]:
    return STAFF_LANGUAGES if request.url.path.startswith(ROOMS) else PERSON_LANGUAGES


def language_of(request: Request) -> str:
    offered = offered_at(request)
    asked = request.query_params.get("lang") or request.cookies.get(COOKIE)
    if asked in offered:
        return str(asked)
    return negotiated(request.headers.get("accept-language", ""), among=offered)


def switched(form: Form) -> str | None:
    """The language whose button was pressed in place of the form's own."""
    asked = form.text("lang")
    return asked if asked in PERSON_LANGUAGES else None


def switch_address(request: Request, lang: str) -> str:
    """This page in another language."""
    url = request.url.include_query_params(lang=lang)
    return f"{url.path}?{url.query}"


def remember_language(response: Response, lang: str, *, secure: bool) -> None:
    response.set_cookie(
        COOKIE, lang, max_age=ONE_YEAR, path="/", secure=secure, httponly=True, samesite="lax"
    )


def has_chosen(request: Request) -> bool:
    return request.cookies.get(COOKIE) in PERSON_LANGUAGES
