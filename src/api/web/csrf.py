"""Only our own pages may send our forms: the origin, and a token bound to the visit."""

import hashlib
import hmac
from urllib.parse import urlsplit

from fastapi import Request

from api.web.cookies import EMPLOYER, STAFF, VISIT, read_token
from api.web.dependencies import settings_of
from api.web.forms import Form
from services.errors import N_, Forbidden


class ForeignForm(Forbidden):
    code = "foreign_form"
    message = N_(
        "This form was opened elsewhere or too long ago. Go back, reload it and try again."
    )


def csrf_token(request: Request) -> str:
    """Empty before a visit has a token: then only the origin speaks."""
    visit = next(filter(None, (read_token(request, name) for name in _bound_to(request))), None)
    if not visit:
        return ""
    key = hashlib.sha256(b"csrf:" + settings_of(request).secret.encode()).digest()
    return hmac.new(key, visit.encode(), hashlib.sha256).hexdigest()


def _bound_to(request: Request) -> tuple[str, ...]:
    """A browser may hold more than one visit: the pages of each have their own."""
    is_employers = request.url.path.startswith("/employer")
    return (EMPLOYER, VISIT) if is_employers else (STAFF, VISIT)


def require_own_form(request: Request, form: Form) -> None:
    """Raise ForeignForm unless one of our pages, opened in this visit, sent `form`."""
    if not is_from_here(request) or not has_token(request, form):
        raise ForeignForm


def has_token(request: Request, form: Form) -> bool:
    return hmac.compare_digest(form.text("csrf"), csrf_token(request))


def is_from_here(request: Request) -> bool:
    # Under Referrer-Policy: no-referrer browsers send "Origin: null", even from our own pages;
    # Sec-Fetch-Site tells the truth there, and the token speaks for browsers without it.
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.url.netloc
