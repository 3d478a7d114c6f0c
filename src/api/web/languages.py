"""The language of a page: the one just asked for, the one kept, or what the browser says."""

from collections.abc import Mapping

from fastapi import Request, Response

from api.web.forms import Form
from services.wording import LANGUAGES, negotiated

COOKIE = "lang"
NAMES: Mapping[str, str] = {"es": "Español", "en": "English"}
ONE_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> str:
    asked = request.query_params.get("lang") or request.cookies.get(COOKIE)
    return asked if asked in LANGUAGES else negotiated(request.headers.get("accept-language", ""))


def switched(form: Form) -> str | None:
    """The language whose button was pressed in place of the form's own."""
    asked = form.text("lang")
    return asked if asked in LANGUAGES else None


def switch_address(request: Request, lang: str) -> str:
    """This page in another language."""
    url = request.url.include_query_params(lang=lang)
    return f"{url.path}?{url.query}"


def remember_language(response: Response, lang: str, *, secure: bool) -> None:
    response.set_cookie(
        COOKIE, lang, max_age=ONE_YEAR, path="/", secure=secure, httponly=True, samesite="lax"
    )
