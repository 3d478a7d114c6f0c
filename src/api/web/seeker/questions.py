"""A question to somebody who registered: asked, asked again with what was typed, and answered."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from fastapi.responses import RedirectResponse, Response

from api.web.csrf import ForeignForm, has_token, is_from_here
from api.web.forms import Findings, Form, Mend
from api.web.languages import switched
from api.web.render import page, said
from api.web.seeker.own import OwnLook
from services.errors import N_, FieldError, Malformed

NO_ERRORS: Mapping[str, str] = MappingProxyType({})
ONCE_MORE = FieldError("answer", "stale", N_("Your answer is here. Press Send once more."))


class Show(Protocol):
    def __call__(self, form: Form, errors: Mapping[str, str] = ..., /) -> Response: ...


def taken(own: OwnLook, form: Form, take: Callable[[], None], show: Show, then: str) -> Response:
    """The page again, in another language or with what has to be mended; else what is taken, and
    on to `then`.

    Raises ForeignForm unless one of our pages sent `form`."""
    if not is_from_here(own.request):
        raise ForeignForm
    if switched(form):
        return show(form)
    try:
        take()
    except (Mend, Malformed) as refused:
        found = said(refused.errors, own.lang)
        return show(form, {name.strip("/"): text for name, text in found.items()})
    return RedirectResponse(then, 303)


def question_page(
    own: OwnLook,
    template: str,
    form: Form,
    errors: Mapping[str, str],
    facts: Mapping[str, object],
) -> Response:
    return page(
        own.request,
        template,
        status=422 if errors else 200,
        lang=switched(form),
        has_form=True,
        form=form,
        errors=errors,
        **facts,
    )


def chosen_answer(
    own: OwnLook, form: Form, answers: Sequence[str] | Mapping[str, object], findings: Findings
) -> str:
    """Raises Mend where the form was shown too long ago."""
    if not has_token(own.request, form):
        raise Mend([ONCE_MORE])
    chosen = next(iter(form.among("answer", answers)), "")
    if not chosen:
        findings.add("answer", N_("Choose one of the answers."))
    return chosen
