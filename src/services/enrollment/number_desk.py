"""People who lack an NSS or a CURP: who they are, who consented to the list, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, StringConstraints, model_validator
from sqlalchemy.orm import Session

from models import audit
from models.filing_lifecycles import NUMBER_REQUEST, NumberRequestStatus
from models.insured_name import InsuredName
from models.number_request import NumberRequest
from models.repositories import insured_names, number_requests, seekers
from models.repositories.number_requests import Lacking
from models.repositories.paging import Cursor, Page
from models.seeker import Seeker
from models.vocabulary import ActorKind, ConsentChannel, MissingNumber
from services.access.actor import Actor, Scope
from services.access.trail import entry
from services.calendar import Moment, legal_day
from services.days import check_appointment, check_happened
from services.errors import N_, Conflict, Malformed, NotFound, SeekerNotFound
from services.field_codes import field_error, unfit
from services.fields import CLEAN, Day, Name, PersonName, Schema, ShortText
from services.identity import readable_curp, readable_nss
from services.repeats import Told, check_same
from services.seekers.read import attended
from services.seekers.untold import recorded_too
from services.steps import StepIn, checked


class NumberRequestNotFound(NotFound):
    code = "number_request_not_found"
    message = N_("There is no such request, or it is of another center.")


class NumberNotMissing(Conflict):
    code = "number_not_missing"
    message = N_("The person already has this number.")


class NumberTaken(Conflict):
    code = "number_taken"
    message = N_("Another person is registered with this number: settle who is who first.")


class NumberRequestIn(Schema):
    """Nobody is put on the list without having consented to it."""

    seeker: UUID
    missing: MissingNumber
    has_consented: Literal[True]
    consent_channel: ConsentChannel = ConsentChannel.DESK


class NumberStepIn(Schema):
    """What the step tells: an appointment, the number issued, or why it was not."""

    appointment_at: AwareDatetime | None = None
    place: ShortText | None = None
    social_security_number: Annotated[str, AfterValidator(readable_nss)] | None = None
    curp: Annotated[str, AfterValidator(readable_curp)] | None = None
    curp_kind: Literal["permanent", "temporary"] = "permanent"
    curp_valid_until: Day | None = None
    issued_on: Day | None = None
    reason: Annotated[str, StringConstraints(max_length=200), CLEAN] | None = None

    @model_validator(mode="after")
    def _temporary_ones_end(self) -> Self:
        if self.curp and self.curp_kind == "temporary" and self.curp_valid_until is None:
            raise unfit("curp_end_needed")
        return self


class InsuredNameIn(Schema):
    """As the institute's own paper has it."""

    given_names: PersonName
    first_surname: PersonName
    second_surname: Name | None = None


@dataclass(frozen=True, slots=True)
class PersonLacking:
    seeker: Seeker
    missing: tuple[MissingNumber, ...]
    requests: tuple[NumberRequest, ...]


def _require(actor: Actor) -> int | None:
    """The center that limits what they see; None for those who see every one."""
    actor.require(ActorKind.STAFF, ActorKind.PARTNER, scope=Scope.SEEKERS)
    return None if actor.sees_every_center else actor.center_id


def people_lacking(
    session: Session,
    actor: Actor,
    missing: MissingNumber | None,
    *,
    after: Cursor | None,
    limit: int,
) -> Page[PersonLacking]:
    lacking = Lacking(missing, _require(actor))
    found = number_requests.people(session, lacking, after, limit)
    requests = number_requests.under_way_of(session, [row.id for row in found.rows])
    rows = [_person(seeker, requests) for seeker in found.rows]
    return Page(rows, found.next)


def _person(
    seeker: Seeker, requests: dict[tuple[int, MissingNumber], NumberRequest]
) -> PersonLacking:
    missing = tuple(name for name in MissingNumber if getattr(seeker, name) is None)
    mine = [requests[seeker.id, name] for name in missing if (seeker.id, name) in requests]
    return PersonLacking(seeker, missing, tuple(mine))


def request_number(
    session: Session, actor: Actor, intake: NumberRequestIn, moment: Moment
) -> NumberRequest:
    """Puts the person on the list of their center. Asked twice is the same request."""
    _require(actor)
    attended(session, actor, intake.seeker)
    seeker = seekers.locked(session, intake.seeker)
    if seeker is None:
        raise SeekerNotFound
    if getattr(seeker, intake.missing) is not None:
        raise NumberNotMissing
    known = number_requests.under_way_of(session, [seeker.id])
    if found := known.get((seeker.id, intake.missing)):
        return _detailed(session, actor, found)
    made = NumberRequest(
        seeker_id=seeker.id,
        center_id=seeker.center_id,
        missing=intake.missing,
        status=NumberRequestStatus.LISTED,
        consented_at=moment.now,
        consent_channel=intake.consent_channel,
        recorded_by_kind=actor.kind,
        recorded_by=str(actor.public_id) if actor.public_id else None,
    )
    session.add(made)
    session.flush()
    audit.record(session, entry(actor, "number_requested", made, missing=str(made.missing)))
    return _detailed(session, actor, made)


def _detailed(session: Session, actor: Actor, request: NumberRequest) -> NumberRequest:
    found = number_requests.locked(session, request.public_id, _require(actor))
    if found is None:
        raise NumberRequestNotFound
    return found


def list_requests(
    session: Session,
    actor: Actor,
    statuses: Sequence[NumberRequestStatus],
    *,
    after: Cursor | None,
    limit: int,
) -> Page[NumberRequest]:
    center = _require(actor)
    return number_requests.listed(session, center, statuses, after=after, limit=limit)


def read_request(session: Session, actor: Actor, request_id: UUID) -> NumberRequest:
    """With the person and the center."""
    found = number_requests.by_public_id(session, request_id, _require(actor))
    if found is None:
        raise NumberRequestNotFound
    return found


def step_request(
    session: Session,
    actor: Actor,
    request_id: UUID,
    transition: str,
    given: NumberStepIn,
    moment: Moment,
) -> NumberRequest:
    request = number_requests.locked(session, request_id, _require(actor))
    if request is None:
        raise NumberRequestNotFound
    recorded, today = request.created_at, moment.today
    check_happened(
        "/issued_on", given.issued_on, "number_request", recorded_at=recorded, today=today
    )
    row = checked(NUMBER_REQUEST, request.status, transition, actor, StepIn())
    if row is None and (transition != "appoint" or not _is_moved(request, given)):
        check_same(_told(request, transition, given))
        return request
    if transition == "appoint":
        _appoint(request, given, moment)
    elif transition == "issue":
        _issue(session, request, given, moment)
    request.reason = given.reason
    request.status = row.target if row is not None else request.status
    audit.record(session, entry(actor, f"number_request_{transition}", request))
    session.flush()
    return request


def _told(request: NumberRequest, transition: str, given: NumberStepIn) -> Told:
    """What a step tells now, and what stands of it."""
    if transition == "appoint":
        return {
            "appointment_at": (given.appointment_at, request.appointment_at),
            "place": (given.place, request.place),
        }
    number = request.missing
    return {
        number: (getattr(given, number), getattr(request.seeker, number)),
        "issued_on": (given.issued_on, request.issued_on),
        "reason": (given.reason, request.reason),
    }


def _is_moved(request: NumberRequest, given: NumberStepIn) -> bool:
    """The institute gives another time or place for the same request."""
    told = _told(request, "appoint", given).values()
    return any(now not in (None, before) for now, before in told)


def _appoint(request: NumberRequest, given: NumberStepIn, moment: Moment) -> None:
    """What is left out stays as it was."""
    at, place = given.appointment_at or request.appointment_at, given.place or request.place
    if at is None or place is None:
        raise Malformed(errors=[field_error("/appointment_at", "missing.appointment")])
    check_appointment("/appointment_at", legal_day(at), moment.today)
    request.appointment_at, request.place = at.astimezone(UTC), place


def _issue(session: Session, request: NumberRequest, given: NumberStepIn, moment: Moment) -> None:
    """The number goes to the person; another person's number is never overwritten."""
    number: str | None = getattr(given, request.missing)
    if number is None:
        raise Malformed(errors=[field_error(f"/{request.missing}", "missing.number")])
    is_curp = request.missing is MissingNumber.CURP
    find = seekers.by_curp if is_curp else seekers.by_social_security_number
    others = [row for row in find(session, number) if row.erased_at is None]
    if any(other.id != request.seeker_id for other in others):
        raise NumberTaken
    seeker = request.seeker
    setattr(seeker, request.missing, number)
    if is_curp:
        seeker.curp_kind, seeker.curp_valid_until = given.curp_kind, given.curp_valid_until
    seeker.numbers_by_staff = recorded_too(seeker, [request.missing])
    request.issued_on = given.issued_on or moment.today


def put_insured_name(
    session: Session, actor: Actor, seeker_id: UUID, given: InsuredNameIn
) -> InsuredName:
    """After 059: the name on the institute's paper goes into the next movement file."""
    actor.require(ActorKind.STAFF, scope=Scope.SEEKERS)
    seeker = attended(session, actor, seeker_id)
    seekers.locked(session, seeker_id)
    name = insured_names.of_seeker(session, seeker.id)
    if name is None:
        name = InsuredName(seeker_id=seeker.id)
        session.add(name)
    name.given_names, name.first_surname = given.given_names, given.first_surname
    name.second_surname = given.second_surname
    name.seen_by_kind = actor.kind
    name.seen_by = str(actor.public_id) if actor.public_id else None
    session.flush()
    audit.record(session, entry(actor, "insured_name_seen", seeker))
    return name
