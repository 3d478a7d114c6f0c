"""Every refusal the product can give.

PuenteError
 ├─ Malformed         the request cannot be read or breaks its shape
 ├─ Unauthenticated   nobody known is asking
 ├─ Forbidden         somebody known, not allowed
 ├─ NotFound          not there, or not theirs: the two look the same
 ├─ Conflict          the state of things does not allow it
 ├─ TooMany           slow down
 └─ Unavailable       try again later

`message` is an English msgid; `services.wording` says it in the person's language. `api` gives
each kind a status in one table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "extract, translate later"
    """Mark a msgid for extraction without translating it."""
    return message


class Msgid(str):
    """A msgid that fills in another sentence, and is said in the reader's language there."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing to mend. `pointer` is an RFC 6901 pointer into what was sent; `message` a msgid."""

    pointer: str
    code: str
    message: str
    context: Mapping[str, object] = field(default_factory=dict)


class PuenteError(Exception):
    code = "error"
    message = N_("Something went wrong.")

    def __init__(self, *, errors: Sequence[FieldError] = (), **subject: object) -> None:
        super().__init__(self.code)
        self.errors = tuple(errors)
        self.subject = subject


class Malformed(PuenteError):
    code = "malformed"
    message = N_("The request could not be read. See the list of errors.")


class Unauthenticated(PuenteError):
    code = "unauthenticated"
    message = N_("Send a valid API key as a bearer token, or log in.")


class Forbidden(PuenteError):
    code = "forbidden"
    message = N_("You are known, but not allowed to do this.")


class NotFound(PuenteError):
    code = "not_found"
    message = N_("There is nothing here that you may see.")


class Conflict(PuenteError):
    code = "conflict"
    message = N_("The current state does not allow this.")


class TooMany(PuenteError):
    code = "too_many_requests"
    message = N_("Too many requests. Wait %(seconds)s seconds and try again.")

    def __init__(self, *, seconds: int) -> None:
        super().__init__(seconds=seconds)
        self.seconds = seconds


class Unavailable(PuenteError):
    code = "unavailable"
    message = N_("The service cannot do this right now. Nothing was stored; try again shortly.")


class LogInFailed(Unauthenticated):
    code = "log_in_failed"
    message = N_("The e-mail or the password is not right, or the account is locked for a while.")


class ScopeMissing(Forbidden):
    code = "scope_missing"
    message = N_("This key lacks the scope %(scope)s.")


class OpeningNotFound(NotFound):
    code = "opening_not_found"
    message = N_("There is no such opening, or it is not yours.")


class SeekerNotFound(NotFound):
    code = "seeker_not_found"
    message = N_("There is no such person, or they are not in your care.")


class EmployerNotFound(NotFound):
    code = "employer_not_found"
    message = N_("There is no such employer.")


class CenterNotFound(NotFound):
    code = "center_not_found"
    message = N_("There is no center with that code.")


class ReferralNotFound(NotFound):
    code = "referral_not_found"
    message = N_("There is no such referral, or it is not yours.")


class PlacementNotFound(NotFound):
    code = "placement_not_found"
    message = N_("There is no such placement, or it is not yours.")


class ReportNotFound(NotFound):
    code = "report_not_found"
    message = N_("There is no report with that name. GET /v1/reports lists them.")


class CatalogNotFound(NotFound):
    code = "catalog_not_found"
    message = N_("There is no catalog with that name. GET /v1/catalogs lists them.")


class MatchRunNotFound(NotFound):
    code = "match_run_not_found"
    message = N_("There is no such match run.")


class IllegalTransition(Conflict):
    code = "illegal_transition"
    message = N_("%(transition)s is not possible from %(state)s. Possible now: %(possible)s.")
    nothing_possible = N_("%(transition)s is not possible from %(state)s, nor is anything else.")

    def __init__(self, *, transition: str, state: str, possible: Sequence[str]) -> None:
        super().__init__(transition=transition, state=state, possible=", ".join(possible))
        if not possible:
            self.message = self.nothing_possible


class TransitionNotFound(NotFound):
    code = "transition_not_found"
    message = N_("There is no transition named %(transition)s. Known: %(known)s.")


class EvidenceMissing(Malformed):
    code = "evidence_missing"
    message = N_("This step needs evidence: %(needed)s.")


class AlreadyExists(Conflict):
    code = "already_exists"
    message = N_("This already exists: %(what)s.")


class EmployerNotVerified(Conflict):
    code = "employer_not_verified"
    message = N_("Openings are published once the employer has been verified.")


class OpeningNotOpen(Conflict):
    code = "opening_not_open"
    message = N_("The opening is not published, so nobody can be referred to it or hired for it.")


class NoPositionsLeft(Conflict):
    code = "no_positions_left"
    message = N_("Every position of this opening is taken.")


class ConsentMissing(Conflict):
    code = "consent_missing"
    message = N_("The person has not consented to this: %(purpose)s.")


class NotEligible(Conflict):
    code = "not_eligible"
    message = N_("The person cannot take this opening: %(obstacles)s.")


class WageBelowFloor(Conflict):
    code = "wage_below_floor"
    message = N_("The wage is below the legal floor of that place and date: %(floor)s a month.")


class IdempotencyKeyMissing(Malformed):
    code = "idempotency_key_missing"
    message = N_("Send an Idempotency-Key header: any text of at most 255 characters.")


class IdempotencyKeyReused(PuenteError):
    code = "idempotency_key_reused"
    message = N_("This Idempotency-Key was used for another request. Use a new key.")


class IdempotencyInProgress(Conflict):
    code = "idempotency_in_progress"
    message = N_("The first request with this key is still running. Try again shortly.")


class TooManyRows(Malformed):
    code = "too_many_rows"
    message = N_("At most %(most)s rows in one request. Split it into several.")


class UnreadableFile(Malformed):
    """`why` is a msgid."""

    code = "unreadable_file"
    message = N_("The file could not be read as %(kind)s: %(why)s.")

    def __init__(self, *, kind: str, why: str) -> None:
        super().__init__(kind=kind, why=Msgid(why))


class BulkRefused(Malformed):
    code = "bulk_refused"
    message = N_("Nothing was stored: mend the rows listed, or send ?mode=partial.")


class ConfigurationError(PuenteError):
    code = "configuration"
    message = N_("The service is not configured: %(what)s.")
