"""The one table that gives each kind of refusal its HTTP status."""

from collections.abc import Mapping

from services import errors

STATUS: Mapping[type[errors.PuenteError], int] = {
    errors.Malformed: 422,
    errors.IdempotencyKeyReused: 422,
    errors.IdempotencyKeyMissing: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.TooMany: 429,
    errors.Unavailable: 503,
    errors.PuenteError: 500,
}


def status_of(error: errors.PuenteError) -> int:
    return status_of_kind(type(error))


def status_of_kind(kind: type[errors.PuenteError]) -> int:
    """That of the nearest kind in the table."""
    return next(STATUS[each] for each in kind.__mro__ if each in STATUS)
