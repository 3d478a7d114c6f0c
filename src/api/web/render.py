"""Rendering: one template environment a language, one set of facts every page knows."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from api.web.addresses import static_address
from api.web.csrf import csrf_token
from api.web.dependencies import settings_of
from api.web.forms import Form
from api.web.languages import (
    NAMES,
    language_of,
    offered_at,
    remember_language,
    switch_address,
)
from services.errors import FieldError
from services.wording import say_choice, words
from services.wording.translations import translations

HERE = Path(__file__).parent
PERSONAL = {"Cache-Control": "no-store"}


@cache
def environment(lang: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(translations(lang), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    made.globals.update(
        lang=lang,
        static=static_address,
        words=words(lang),
        choice=lambda family, value: say_choice(family, value, lang),
        language_names=NAMES,
    )
    return made


def page(
    request: Request, template: str, *, status: int = 200, lang: str | None = None, **facts: object
) -> HTMLResponse:
    """`lang` overrides the visitor's language, where the page is spoken in it, and is then
    remembered."""
    spoken = lang if lang and lang in offered_at(request) else language_of(request)
    shown = environment(spoken).get_template(template).render(_everywhere(request) | facts)
    response = HTMLResponse(shown, status, headers=PERSONAL | {"Content-Language": spoken})
    if lang or "lang" in request.query_params:
        remember_language(response, spoken, secure=settings_of(request).is_https)
    return response


def _everywhere(request: Request) -> dict[str, object]:
    return {
        "form": Form(),
        "errors": {},
        "has_form": False,
        "staff": None,
        "csrf": csrf_token(request),
        "is_demo": settings_of(request).demo,
        "path": request.url.path,
        "languages": offered_at(request),
        "switch_to": lambda lang: switch_address(request, lang),
    }


def said(errors: Sequence[FieldError], lang: str) -> Mapping[str, str]:
    """Field name -> the sentence that says how to mend it."""
    say = words(lang)
    return {error.pointer: say(error.message, **error.context) for error in errors}
