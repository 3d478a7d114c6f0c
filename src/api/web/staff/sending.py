"""One form that somebody of the staff sent: it is stored, or shown again with why it is not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends
from fastapi.responses import RedirectResponse, Response
from sqlalchemy.orm import Session

from api.web.csrf import require_own_form
from api.web.dependencies import MomentDep, SentForm
from api.web.forms import Form
from api.web.staff.looking import Look, Looking
from api.web.staff.steps import refusals
from services.errors import PuenteError


class Show(Protocol):
    """The page that the form stands on, with what was typed and, by field, what is wrong."""

    def __call__(self, look: Looking, form: Form, errors: Mapping[str, str], /) -> Response: ...


@dataclass(frozen=True, slots=True)
class Sending:
    """Raises ForeignForm unless one of our pages, opened in this visit, sent `form`."""

    look: Look
    form: SentForm
    moment: MomentDep

    def __post_init__(self) -> None:
        require_own_form(self.look.request, self.form)

    def stored(self, store: Callable[[Session], str], again: Show, *, about: str) -> Response:
        """The address that `store` leads to; `again` where it refuses, with what is about no
        field at the field `about`."""
        try:
            with self.look.runtime.database.write() as session:
                address = store(session)
        except PuenteError as error:
            return again(self.look, self.form, refusals(error, self.look.lang, general=about))
        return RedirectResponse(address, 303)


Sent = Annotated[Sending, Depends()]
