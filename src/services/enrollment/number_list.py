"""The list for the institute's desk: consented people alone, as a sheet."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from models import audit
from models.number_request import NumberRequest
from models.repositories import number_requests
from models.vocabulary import ActorKind
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import MEXICO, Moment
from services.reports.declaration import Column, Report
from services.reports.render import render
from services.wording.people import say_person

# The institute's own desk reads the sheet.
SHEET = "es"


def _local(row: NumberRequest) -> str | None:
    when = row.appointment_at
    return when.astimezone(MEXICO).strftime("%Y-%m-%d %H:%M") if when else None


COLUMNS: tuple[Column[NumberRequest], ...] = (
    Column("centro", lambda row: row.center.code),
    Column("tramite", lambda row: say_person("missing", row.missing, SHEET), width=28),
    Column("estado", lambda row: say_person("number", row.status, SHEET)),
    Column("primer_apellido", lambda row: row.seeker.first_surname, width=24),
    Column("segundo_apellido", lambda row: row.seeker.second_surname, width=24),
    Column("nombres", lambda row: row.seeker.given_names, width=24),
    Column("nacimiento", lambda row: row.seeker.born_on),
    Column("curp", lambda row: row.seeker.curp, width=20),
    Column("consentimiento", lambda row: row.consented_at.astimezone(MEXICO).date()),
    Column("cita", _local),
    Column("lugar", lambda row: row.place, width=30),
    Column("solicitud", lambda row: str(row.public_id), width=38),
)


def number_list(session: Session, actor: Actor, form: str, moment: Moment) -> bytes:
    """What the desk needs of each person and nothing more; every export is in the audit trail."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    center = None if actor.sees_every_center else actor.center_id
    report = Report("numeros", "Lista para el IMSS", COLUMNS, {"fecha": moment.today})
    content = b"".join(render(report, _rows(session, center), form))
    audit.record(session, entry(actor, "number_list_exported"))
    return content


def _rows(session: Session, center: int | None) -> Iterator[NumberRequest]:
    yield from number_requests.each_under_way(session, center)
