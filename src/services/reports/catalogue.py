"""The reports there are. A new one is a line here and a declaration."""

from dataclasses import dataclass

from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.errors import N_, ReportNotFound


@dataclass(frozen=True, slots=True)
class Listed:
    name: str
    about: str
    formats: tuple[str, ...]


REPORTS: tuple[Listed, ...] = (
    Listed(
        "matches",
        N_("The people who fit each open opening best, with score, reasons and work permission."),
        ("json", "csv", "xlsx", "ndjson", "pdf"),
    ),
)


def reports_for(actor: Actor) -> tuple[Listed, ...]:
    actor.require(ActorKind.STAFF, scope=Scope.MATCHES)
    return REPORTS


def listed(name: str) -> Listed:
    """Raises ReportNotFound."""
    found = next((report for report in REPORTS if report.name == name), None)
    if found is None:
        raise ReportNotFound
    return found
