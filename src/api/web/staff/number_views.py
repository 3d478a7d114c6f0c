"""People who lack a number, and their requests, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from api.web.facts import Facts, told
from api.web.staff.views import person_view
from models.number_request import NumberRequest
from services.calendar import MEXICO, legal_day
from services.enrollment.number_desk import PersonLacking
from services.errors import N_
from services.wording import words
from services.wording.people import say_person


@dataclass(frozen=True, slots=True)
class RequestView:
    id: UUID
    person: str
    missing: str
    status: str
    reason: str
    appointment: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class LackView:
    """`request` None: not on the list."""

    missing: str
    label: str
    request: UUID | None
    status: str


@dataclass(frozen=True, slots=True)
class PersonLackingView:
    id: UUID
    name: str
    place: str
    missing: Sequence[LackView]


def request_view(row: NumberRequest, lang: str) -> RequestView:
    say = words(lang)
    person, when = person_view(row.seeker), _when(row, lang)
    consented = say.day(legal_day(row.consented_at))
    return RequestView(
        id=row.public_id,
        person=person.name,
        missing=say_person("missing", row.missing, lang),
        status=say_person("number", row.status, lang),
        reason=row.reason or "",
        appointment=when or "–",
        facts=told(
            [
                (say(N_("Where it stands")), say_person("number", row.status, lang)),
                (say(N_("Agreed on")), consented),
                (say(N_("How")), say_person("channel", row.consent_channel, lang)),
                (say(N_("Center")), row.center.name),
                (say(N_("CURP")), row.seeker.curp or say(N_("missing"))),
                (say(N_("Appointment")), when),
                (say(N_("Place")), row.place or ""),
                (say(N_("Issued on")), say.day(row.issued_on) if row.issued_on else ""),
                (say(N_("Reason")), row.reason or ""),
            ]
        ),
    )


def lacking_view(found: PersonLacking, lang: str) -> PersonLackingView:
    person = person_view(found.seeker)
    requests = {row.missing: row for row in found.requests}
    return PersonLackingView(
        id=person.id,
        name=person.name,
        place=person.place,
        missing=[
            LackView(
                missing=str(name),
                label=say_person("missing", name, lang),
                request=requests[name].public_id if name in requests else None,
                status=say_person("number", requests[name].status, lang)
                if name in requests
                else "",
            )
            for name in found.missing
        ],
    )


def _when(row: NumberRequest, lang: str) -> str:
    if row.appointment_at is None:
        return ""
    local = row.appointment_at.astimezone(MEXICO)
    say = words(lang)
    return say(N_("%(day)s, %(time)s"), day=say.day(local.date()), time=f"{local:%H:%M}")
