"""Cookies hold random tokens only."""

from fastapi import Request, Response

from api.web.dependencies import settings_of

VISIT = "visit"
STAFF = "staff"
EMPLOYER = "employer"
SECURE_PREFIX = "__Host-"


def cookie_name(request: Request, name: str) -> str:
    """`__Host-` binds the cookie to this host and to https, where there is https."""
    return SECURE_PREFIX + name if settings_of(request).is_https else name


def read_token(request: Request, name: str) -> str | None:
    return request.cookies.get(cookie_name(request, name))


def give_token(request: Request, response: Response, name: str, token: str) -> None:
    """Ends with the browser's session: a shared phone keeps nothing."""
    response.set_cookie(
        cookie_name(request, name),
        token,
        path="/",
        secure=settings_of(request).is_https,
        httponly=True,
        samesite="lax",
    )


def drop_token(request: Request, response: Response, name: str) -> None:
    response.delete_cookie(
        cookie_name(request, name),
        path="/",
        secure=settings_of(request).is_https,
        httponly=True,
        samesite="lax",
    )
