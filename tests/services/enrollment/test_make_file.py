from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from models.enrollment import Enrollment
from models.filing_lifecycles import MovementFileStatus, MovementStatus
from models.hiring_lifecycles import PlacementStatus
from models.insured_name import InsuredName
from models.repositories import timelines
from models.vocabulary import ActorKind, Contract, EvidenceKind, MovementType, WageIs
from services.enrollment.files import (
    MovementFileDamaged,
    MovementFileNotFound,
    content_of_file,
    discard_file,
    send_file,
)
from services.enrollment.make_file import (
    How,
    Mode,
    NothingToFile,
    RowsWouldBeRefused,
    check_file,
)
from services.enrollment.schemas import MovementFileIn, MovementRowIn, SentIn
from services.errors import (
    EmployerNotFound,
    IllegalTransition,
    Malformed,
    PlacementNotFound,
)
from services.field_codes import field_error
from services.placements.schemas import PlacementStepIn
from services.placements.step import step_placement
from services.social_security.movement_files import FileFormat
from services.social_security.movement_lines import fields_of
from services.social_security.movements import WithdrawalCause
from tests.enrollment_world import (
    ALL_DUE,
    MOMENT,
    STARTED,
    TODAY,
    World,
    at,
    employer_actor,
    enrolled,
    file_of,
    make_world,
    movements,
    staff_actor,
    started,
    statuses,
    step,
)
from tests.factories import make_center, make_employer, make_registration


def rows(world: World, **fields: object) -> MovementFileIn:
    row = MovementRowIn.model_validate({"placement": world.hires[0].public_id, **fields})
    return MovementFileIn(clinic="034", rows=(row,))


def text(session: Session, world: World, made) -> list[str]:
    content = content_of_file(session, world.boss, made.file.public_id).content
    return content.decode("cp1252").split("\r\n")[:-1]


def objections(session: Session, world: World, intake: MovementFileIn) -> set[tuple[str, str]]:
    drafts = check_file(session, world.boss, intake, MOMENT)
    return {(found.code, found.field) for draft in drafts for found in draft.objections}


def test_a_file_has_a_line_of_168_characters_for_every_hire_that_is_due(session: Session) -> None:
    world = make_world(session, 3)
    lines = text(session, world, file_of(session, world))
    assert [len(line) for line in lines] == [168] * 3


def test_a_line_says_what_the_service_knows_of_the_hire(session: Session) -> None:
    world = make_world(session, 1)
    fields = fields_of(text(session, world, file_of(session, world))[0])
    assert fields["registration"] == world.registration.number
    assert fields["guide"] == "02400"
    assert fields["movement_on"] == f"{STARTED:%d%m%Y}"
    assert fields["clinic"] == "034"
    # 9800 a month: 326.67 a day, with the least benefits of the law 342.78.
    assert fields["base_cents"] == "034278"
    assert fields["worker_type"] == "1"


def test_a_haitian_with_one_surname_has_blanks_where_the_second_would_be(session: Session) -> None:
    world = make_world(session, 0)
    person = {"given_names": "Mirlande", "first_surname": "Désir", "second_surname": None}
    started(session, world, seeker=person)
    fields = fields_of(text(session, world, file_of(session, world))[0])
    assert (fields["first_surname"], fields["second_surname"]) == ("DESIR", "")


def test_a_wage_at_the_border_is_registered_at_the_border_floor(session: Session) -> None:
    world = make_world(session, 1, municipality="02004", monthly_wage_mxn=Decimal("13226.10"))
    world.registration.municipality = "02004"
    world.hires[0].offered_monthly_wage_mxn = Decimal("13226.10")
    fields = fields_of(text(session, world, file_of(session, world))[0])
    assert fields["base_cents"] == "046261"


@pytest.mark.parametrize(
    ("told", "base"), [(None, "034278"), ("9500.00", "034278"), ("12000.00", "041973")]
)
def test_nobody_is_registered_with_less_than_was_offered(
    session: Session, told: str | None, base: str
) -> None:
    world = make_world(session, 1)
    world.hires[0].starting_monthly_wage_mxn = Decimal(told) if told else None
    fields = fields_of(text(session, world, file_of(session, world))[0])
    assert fields["base_cents"] == base


def test_a_seasonal_contract_makes_a_temporary_worker(session: Session) -> None:
    world = make_world(session, 1, contract=Contract.SEASONAL)
    fields = fields_of(text(session, world, file_of(session, world))[0])
    assert fields["worker_type"] == "2"


def test_the_name_the_institute_has_goes_before_the_one_on_the_papers(session: Session) -> None:
    world = make_world(session, 1)
    known = InsuredName(seeker_id=world.hires[0].seeker_id, seen_by_kind=ActorKind.STAFF)
    known.first_surname, known.given_names = "Registrada", "Otra"
    session.add(known)
    session.flush()
    fields = fields_of(text(session, world, file_of(session, world))[0])
    assert (fields["first_surname"], fields["given_names"]) == ("REGISTRADA", "OTRA")


def test_files_of_a_registration_are_numbered_from_one(session: Session) -> None:
    world = make_world(session, 1)
    first = file_of(session, world).file.number
    started(session, world)
    assert (first, file_of(session, world).file.number) == (1, 2)


def test_the_bytes_are_the_same_each_time_and_have_the_digest(session: Session) -> None:
    world = make_world(session, 2)
    made = file_of(session, world)
    taken = [content_of_file(session, world.boss, made.file.public_id) for _ in range(2)]
    assert taken[0] == taken[1]
    assert sha256(taken[0].content).hexdigest() == made.file.digest


def test_what_is_known_later_does_not_change_a_file_that_was_made(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    before = content_of_file(session, world.boss, made.file.public_id)
    world.hires[0].seeker.first_surname = "Otra"
    world.hires[0].offered_monthly_wage_mxn = Decimal("20000.00")
    session.flush()
    assert content_of_file(session, world.boss, made.file.public_id) == before


def test_a_file_whose_kept_lines_were_altered_is_not_handed_out(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    movements(session, world.hires[0])[0].line = "x" * 168
    session.flush()
    with pytest.raises(MovementFileDamaged):
        content_of_file(session, world.boss, made.file.public_id)


def test_lines_are_sealed_in_the_database(session: Session) -> None:
    world = make_world(session, 1)
    file_of(session, world)
    session.flush()
    raw = session.connection().exec_driver_sql("SELECT line_sealed FROM enrollments").scalar()
    number = world.hires[0].seeker.social_security_number
    assert number
    assert number.encode() not in bytes(raw)


def test_the_format_of_a_file_is_that_of_the_day_it_was_made(session: Session) -> None:
    world = make_world(session, 0)
    started(session, world, seeker={"first_surname": "Muñoz"})
    form = FileFormat(line_end="\n", enie="#", closing_record=True)
    made = file_of(session, world, how=How(Mode.ALL, form))
    content = content_of_file(session, world.boss, made.file.public_id).content
    lines = content.decode("ascii").split("\n")
    assert lines[0][22:27] == "MU#OZ"
    assert lines[1].startswith("*" * 13)
    assert len(lines[1]) == 168


def test_a_hire_in_a_file_that_waits_is_not_put_into_another(session: Session) -> None:
    world = make_world(session, 1)
    file_of(session, world)
    with pytest.raises(NothingToFile):
        file_of(session, world)
    assert objections(session, world, rows(world)) >= {("already_in_open_file", "placement")}


def test_a_movement_told_as_filed_by_other_means_is_not_called_one_of_a_file(
    session: Session,
) -> None:
    world = make_world(session, 1)
    told = PlacementStepIn(evidence=EvidenceKind.MOVEMENT_RECEIPT)
    step_placement(session, world.boss, world.hires[0].public_id, "file_enrollment", told, MOMENT)
    assert ("already_filed", "placement") in objections(session, world, rows(world))


@pytest.mark.parametrize(
    ("day", "is_good"), [(STARTED - timedelta(days=1), False), (STARTED, True)]
)
def test_no_wage_changes_before_the_work_began(
    session: Session, day: date, *, is_good: bool
) -> None:
    world = make_world(session, 1)
    enrolled(session, world, world.hires[0])
    asked = rows(world, contribution_base_mxn="500.00", effective_on=day)
    change = asked.model_copy(update={"movement": MovementType.WAGE_CHANGE})
    found = objections(session, world, change)
    assert (("before_the_work", "movement_on") not in found) is is_good


def test_the_database_itself_refuses_a_second_line_that_waits(session: Session) -> None:
    from sqlalchemy.exc import IntegrityError

    world = make_world(session, 1)
    file_of(session, world)
    second = Enrollment(placement_id=world.hires[0].id, effective_on=TODAY)
    session.add(second)
    with pytest.raises(IntegrityError):
        session.flush()


def test_making_a_file_leaves_the_clock_running(session: Session) -> None:
    world = make_world(session, 1)
    file_of(session, world)
    assert statuses(session, world.hires) == [PlacementStatus.STARTED]


def test_sending_a_file_files_its_hires_with_number_and_line(session: Session) -> None:
    world = make_world(session, 2)
    made = file_of(session, world)
    sent = SentIn(sent_on=TODAY, receipt="LOTE-9")
    send_file(session, world.boss, made.file.public_id, sent, MOMENT)
    assert statuses(session, world.hires) == [PlacementStatus.ENROLLMENT_FILED] * 2
    last = timelines.of_placement(session, world.hires[1].id)[-1]
    assert last.details is not None
    assert (last.details["number"], last.details["line"]) == (1, 2)
    assert [row.filed_on for row in movements(session, world.hires[1])] == [TODAY]


def test_a_file_sent_twice_is_sent_once(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    for _ in range(2):
        send_file(session, world.boss, made.file.public_id, SentIn(), MOMENT)
    names = [event.transition for event in timelines.of_placement(session, world.hires[0].id)]
    assert names == ["create", "prepare", "file_enrollment"]


def test_a_file_never_sent_is_discarded_and_its_hires_are_free_again(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    discard_file(session, world.boss, made.file.public_id, MOMENT)
    again = file_of(session, world)
    assert made.file.status is MovementFileStatus.DISCARDED
    states = [row.status for row in movements(session, world.hires[0])]
    assert states == [MovementStatus.WITHDRAWN, MovementStatus.WAITING]
    assert again.file.number == 2


def test_a_file_that_was_sent_is_not_discarded(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    send_file(session, world.boss, made.file.public_id, SentIn(), MOMENT)
    with pytest.raises(IllegalTransition):
        discard_file(session, world.boss, made.file.public_id, MOMENT)


def test_a_timeline_with_file_lines_keeps_its_chain(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    send_file(session, world.boss, made.file.public_id, SentIn(), MOMENT)
    events = timelines.of_placement(session, world.hires[0].id)
    assert timelines.broken_at(session, world.hires[0], events) is None


def test_details_taken_from_an_event_break_its_chain(session: Session) -> None:
    world = make_world(session, 1)
    file_of(session, world)
    events = timelines.of_placement(session, world.hires[0].id)
    events[-1].details = None
    assert timelines.broken_at(session, world.hires[0], events) == 2


def test_preflight_names_code_and_field_of_every_row(session: Session) -> None:
    world = make_world(session, 0)
    started(session, world, seeker={"social_security_number": None})
    started(session, world, starts_on=date(2026, 9, 1))
    drafts = check_file(session, world.boss, MovementFileIn(), MOMENT)
    found = [{(it.code, it.field) for it in draft.objections} for draft in drafts]
    assert found[0] == {("004", "nss"), ("018", "clinic")}
    assert found[1] == {("021", "movement_on"), ("018", "clinic")}


def test_one_bad_row_stops_the_file_and_is_named(session: Session) -> None:
    world = make_world(session, 1)
    started(session, world, seeker={"social_security_number": None})
    with pytest.raises(RowsWouldBeRefused) as refused:
        file_of(session, world)
    assert [(it.pointer, it.code) for it in refused.value.errors] == [("/rows/1/nss", "004")]


def test_partial_makes_the_file_of_the_good_rows(session: Session) -> None:
    world = make_world(session, 1)
    started(session, world, seeker={"social_security_number": None})
    made = file_of(session, world, how=How(Mode.PARTIAL, FileFormat()))
    assert (made.file.lines, [draft.index for draft in made.refused]) == (1, [1])


def test_a_missing_curp_warns_and_goes_as_blanks(session: Session) -> None:
    world = make_world(session, 0)
    started(session, world, seeker={"curp": None})
    lines = text(session, world, file_of(session, world))
    assert lines[0][149:167] == " " * 18
    assert objections(session, make_world(session, 0), ALL_DUE) == set()


def test_a_base_guessed_from_a_net_wage_warns(session: Session) -> None:
    world = make_world(session, 1, wage_is=WageIs.NET)
    assert objections(session, world, ALL_DUE) == {("base_from_net_wage", "base_cents")}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"clinic": "x1"}, ("018", "clinic")),
        ({"contribution_base_mxn": "100.00"}, ("015", "base_cents")),
        ({"contribution_base_mxn": "9000.00"}, ("base_over_cap", "base_cents")),
        ({"worker_key": "LARGA-12345678"}, ("worker_key_format", "worker_key")),
        ({"effective_on": date(2026, 12, 24)}, ("021", "movement_on")),
    ],
)
def test_what_a_row_says_is_checked(session: Session, fields: dict, expected: tuple) -> None:
    world = make_world(session, 1)
    assert objections(session, world, rows(world, **fields)) == {expected}


def test_whoever_starts_later_waits_for_another_file(session: Session) -> None:
    world = make_world(session, 1)
    accepted = {"status": PlacementStatus.ACCEPTED, "starts_on": date(2026, 12, 10)}
    started(session, world, **accepted)
    assert file_of(session, world).file.lines == 1


def test_one_who_starts_on_the_next_business_day_is_filed_today(session: Session) -> None:
    world = make_world(session, 0)
    started(session, world, status=PlacementStatus.ACCEPTED, starts_on=date(2026, 11, 23))
    made = file_of(session, world)
    send_file(session, world.boss, made.file.public_id, SentIn(), MOMENT)
    assert made.file.lines == 1


def test_an_inactive_registration_is_023(session: Session) -> None:
    world = make_world(session, 1)
    world.registration.is_active = False
    intake = MovementFileIn(registration=world.registration.number, clinic="1")
    assert objections(session, world, intake) == {("023", "registration")}


def test_with_two_registrations_one_has_to_be_named(session: Session) -> None:
    world = make_world(session, 1)
    make_registration(session, world.employer, municipality="02004")
    with pytest.raises(Malformed):
        file_of(session, world)


def test_with_two_registrations_a_hire_goes_with_that_of_its_place(session: Session) -> None:
    world = make_world(session, 1)
    other = make_registration(session, world.employer, municipality="02004")
    with pytest.raises(NothingToFile):
        file_of(session, world, MovementFileIn(registration=other.number, clinic="1"))


def test_a_hire_named_twice_in_one_file_is_refused(session: Session) -> None:
    world = make_world(session, 1)
    row = MovementRowIn(placement=world.hires[0].public_id)
    with pytest.raises(Malformed):
        file_of(session, world, MovementFileIn(clinic="1", rows=(row, row)))


def test_somebody_elses_hire_is_not_found(session: Session) -> None:
    world, other = make_world(session, 1), make_world(session, 1)
    with pytest.raises(PlacementNotFound):
        file_of(session, other, rows(world))


def test_an_employer_acts_only_for_itself(session: Session) -> None:
    world = make_world(session, 1)
    intake = MovementFileIn(employer=make_employer(session).public_id)
    with pytest.raises(EmployerNotFound):
        file_of(session, world, intake)


def test_a_centers_staff_files_only_its_own_people(session: Session) -> None:
    world = make_world(session, 1)
    intake = ALL_DUE.model_copy(update={"employer": world.employer.public_id})
    elsewhere = staff_actor(session, make_center(session))
    from services.enrollment.make_file import make_file

    with pytest.raises(NothingToFile):
        make_file(session, elsewhere, intake, How(Mode.ALL, FileFormat()), MOMENT)
    made = make_file(session, world.clerk, intake, How(Mode.ALL, FileFormat()), MOMENT)
    with pytest.raises(MovementFileNotFound):
        content_of_file(session, elsewhere, made.file.public_id)


def test_another_employer_does_not_see_the_file(session: Session) -> None:
    world = make_world(session, 1)
    made = file_of(session, world)
    stranger = employer_actor(make_employer(session))
    with pytest.raises(MovementFileNotFound):
        content_of_file(session, stranger, made.file.public_id)


def test_a_job_that_ended_goes_into_a_withdrawal_file_with_its_cause(session: Session) -> None:
    world = make_world(session, 1)
    enrolled(session, world, world.hires[0])
    given = PlacementStepIn(happened_on=TODAY, cause="voluntary")
    step(session, world, world.hires[0], "end", given)
    made = file_of(session, world, MovementFileIn(movement=MovementType.WITHDRAWAL))
    fields = fields_of(text(session, world, made)[0])
    assert (fields["kind"], fields["cause"]) == ("02", "2")
    assert fields["movement_on"] == f"{TODAY:%d%m%Y}"


def test_a_withdrawal_without_a_cause_is_019(session: Session) -> None:
    world = make_world(session, 1)
    enrolled(session, world, world.hires[0])
    step(session, world, world.hires[0], "end", PlacementStepIn(happened_on=TODAY))
    intake = MovementFileIn(movement=MovementType.WITHDRAWAL)
    assert objections(session, world, intake) == {("019", "cause")}
    row = MovementRowIn(placement=world.hires[0].public_id, cause=WithdrawalCause.OTHER)
    assert objections(session, world, intake.model_copy(update={"rows": (row,)})) == set()


def test_a_wage_change_carries_its_day_and_base(session: Session) -> None:
    world = make_world(session, 1)
    enrolled(session, world, world.hires[0])
    intake = rows(world, effective_on=TODAY, contribution_base_mxn="412.10")
    intake = intake.model_copy(update={"movement": MovementType.WAGE_CHANGE})
    fields = fields_of(text(session, world, file_of(session, world, intake))[0])
    assert (fields["kind"], fields["base_cents"]) == ("07", "041210")


def test_a_wage_change_without_a_day_is_013(session: Session) -> None:
    world = make_world(session, 1)
    enrolled(session, world, world.hires[0])
    intake = rows(world).model_copy(update={"movement": MovementType.WAGE_CHANGE})
    assert objections(session, world, intake) == {("013", "movement_on")}


def test_nobody_is_withdrawn_who_was_never_enrolled(session: Session) -> None:
    world = make_world(session, 1)
    step(session, world, world.hires[0], "end", PlacementStepIn(happened_on=TODAY))
    row = MovementRowIn(placement=world.hires[0].public_id, cause=WithdrawalCause.OTHER)
    intake = MovementFileIn(movement=MovementType.WITHDRAWAL, rows=(row,))
    assert objections(session, world, intake) == {("never_enrolled", "placement")}


def test_a_start_before_a_holiday_is_filed_within_the_window_only(session: Session) -> None:
    world = make_world(session, 0)
    started(session, world, starts_on=date(2026, 11, 13))
    assert file_of(session, world, moment=at(2026, 11, 20)).file.lines == 1
    session.execute(update(Enrollment).values(status=MovementStatus.WITHDRAWN))
    with pytest.raises(RowsWouldBeRefused):
        file_of(session, world, moment=at(2026, 12, 15))


def test_a_file_of_which_every_row_is_refused_does_not_say_that_nobody_waits() -> None:
    refused = NothingToFile(errors=[field_error("/rows/0/guide", "guide_format")])

    assert "would be refused" in refused.message
    assert "No hire is waiting" in NothingToFile().message
