"""My job: where things stand, and the question of day 30, 90 and 180."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.follow_up import FollowUp
from models.hiring_lifecycles import PlacementStatus
from models.placement import Placement, PlacementEvent
from models.seeker import Seeker
from models.types import utc_now
from models.vocabulary import ActorKind, AfterTheJob, FollowUpAnswer, StaffRole
from services.access.actor import Actor
from services.calendar import Moment
from services.enrollment.correct import CorrectionIn, correct_event
from services.enrollment.follow_ups import make_follow_ups
from services.runtime import Runtime
from services.wording import words
from services.wording.own_job import say_own
from tests.api.web.conftest import Visitor, center_id
from tests.enrollment_world import make_world, started
from tests.factories import make_opening, make_placement


def hired(runtime: Runtime, *, days_ago: int = 2, **fields: object) -> UUID:
    """The person who just registered works since that many days."""
    with runtime.database.write() as session:
        world = make_world(session, 0)
        world.opening.title = "Cocinera de fonda"
        placement = started(session, world, **fields)
        own = session.scalars(select(Seeker).where(Seeker.first_surname_sealed.is_not(None))).all()
        me = next(row for row in own if row.first_surname == "D'Acosta")
        today = Moment(utc_now()).today
        placement.seeker_id, placement.center_id = me.id, me.center_id
        placement.starts_on = today - timedelta(days=days_ago)
        placement.enrollment_due_on = placement.starts_on + timedelta(days=7)
        session.flush()
        make_follow_ups(session, Moment(utc_now()))
        return placement.public_id


def question(runtime: Runtime) -> UUID:
    with runtime.database.read() as session:
        return session.scalars(select(FollowUp.public_id).order_by(FollowUp.day.desc())).first()


def stored(session: Session) -> FollowUp:
    return session.scalars(select(FollowUp).order_by(FollowUp.day.desc())).first()


def test_a_visit_without_a_person_is_asked_for_the_code(visitor: Visitor) -> None:
    assert visitor.see("/job").headers["location"] == "/return"


def test_whoever_has_no_job_reads_that_none_is_there(visitor: Visitor) -> None:
    visitor.register()
    assert "todavía no hay un empleo" in visitor.see("/job").text


def test_the_page_says_who_has_to_act_and_by_when(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hired(runtime)
    shown = visitor.see("/job").text
    assert "Cocinera de fonda" in shown
    assert "El empleador debe darle de alta en el seguro social (IMSS) a más tardar el" in shown
    assert "artículo 18" not in shown


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("es", "Lo correcto: "),
        ("en", "What is right: "),
        ("fr", "Ce qui est juste : "),
        ("pt", "O certo: "),
        ("ht", "Sa ki kòrèk: "),
    ],
)
def test_a_day_that_staff_corrected_is_told_once(
    visitor: Visitor, runtime: Runtime, lang: str, told: str
) -> None:
    visitor.register()
    hire, moment = hired(runtime), Moment(utc_now())
    right = moment.today - timedelta(days=1)
    with runtime.database.write() as session:
        given = CorrectionIn(event=1, happened_on=right, note="nota del centro")
        correct_event(
            session, Actor(ActorKind.STAFF, role=StaffRole.SUPERVISOR), hire, given, moment
        )
    shown = visitor.see(f"/job?lang={lang}").text
    assert shown.count(f"{told}{words(lang).day(right)}") == 1
    assert "nota del centro" not in shown


@pytest.mark.parametrize(
    ("days_ago", "told"),
    [(-2, "Usted empieza el"), (0, "Usted empieza el"), (2, "Su primer día era el")],
)
def test_a_first_day_that_is_past_is_not_told_as_one_to_come(
    visitor: Visitor, runtime: Runtime, days_ago: int, told: str
) -> None:
    visitor.register()
    hired(runtime, days_ago=days_ago, status=PlacementStatus.ACCEPTED)
    assert told in visitor.see("/job").text


def test_a_late_employer_opens_the_way_of_article_18(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hired(runtime, days_ago=20)
    shown = visitor.see("/job").text
    assert "El empleador va tarde" in shown
    assert "artículo 18" in shown


@pytest.mark.parametrize(
    ("lang", "told", "less"),
    [
        ("es", "Al empezar se anotó $9,500.", "lo que usted aceptó sigue en pie"),
        ("en", "At the start it was written down as $9,500.", "what you accepted stands"),
        ("fr", "Au début, on a noté ", "ce que vous avez accepté reste valable"),
        ("pt", "No início foi anotado ", "o que você aceitou continua valendo"),
        ("ht", "Lè ou kòmanse, yo ekri ", "sa ou te aksepte a rete jan l ye a"),
    ],
)
def test_a_lower_wage_at_the_start_is_said_beside_what_was_offered(
    visitor: Visitor, runtime: Runtime, lang: str, told: str, less: str
) -> None:
    visitor.register()
    hired(runtime, starting_monthly_wage_mxn=Decimal("9500.00"))
    shown = visitor.see(f"/job?lang={lang}").text
    assert told in shown
    assert less in shown
    assert words(lang).money(Decimal("9800.00")) in shown


def test_a_higher_wage_at_the_start_is_no_complaint(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hired(runtime, starting_monthly_wage_mxn=Decimal("12000.00"))
    shown = visitor.see("/job").text
    assert "Al empezar se anotó $12,000." in shown
    assert "sigue en pie" not in shown


def test_a_wage_registered_too_low_is_said(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hire = hired(runtime)
    with runtime.database.write() as session:
        placement = session.scalars(select(Placement).where(Placement.public_id == hire)).one()
        placement.registered_base_mxn = 100
    shown = visitor.see("/job").text
    assert "El seguro social tiene para usted un salario de $100 al día" in shown
    assert "deberían ser $" in shown


def test_every_state_of_a_hire_has_words(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hire = hired(runtime)
    for status in PlacementStatus:
        with runtime.database.write() as session:
            found = session.scalars(select(Placement).where(Placement.public_id == hire)).one()
            found.status = status
        shown = visitor.see("/job")
        assert shown.status_code == 200
        assert say_own("state", status, "es") in shown.text


def test_a_hire_of_which_nothing_was_recorded_is_shown(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    with runtime.database.write() as session:
        me = session.scalars(select(Seeker).where(Seeker.first_surname_sealed.is_not(None))).one()
        make_placement(session, seeker=me, opening=make_opening(session, title="Almacenista"))
    assert "Almacenista" in visitor.see("/job").text


def test_who_registered_alone_is_sent_to_no_center_of_the_web(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.register()
    hire = hired(runtime)
    with runtime.database.write() as session:
        placement = session.scalars(select(Placement).where(Placement.public_id == hire)).one()
        placement.center_id = center_id(session, "WEB")
    assert "Cualquier centro del servicio de empleo" in visitor.see("/job").text


def test_somebody_elses_hires_are_not_shown(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    with runtime.database.write() as session:
        make_world(session, 1)
    assert "todavía no hay un empleo" in visitor.see("/job").text


def test_coming_back_with_a_job_leads_to_it(visitor: Visitor, runtime: Runtime) -> None:
    code = visitor.register()
    hired(runtime)
    back = Visitor(runtime).send("/return", code=code, year="1994")
    assert back.headers["location"] == "/job"


def test_still_working_is_written_down_as_the_persons_word(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.register()
    hired(runtime, days_ago=31)
    asked = question(runtime)
    assert f"/job/question/{asked}" in visitor.see("/job").text
    sent = visitor.send(f"/job/question/{asked}", answer="still")
    assert sent.headers["location"] == "/job?thanks=1"
    with runtime.database.read() as session:
        row = stored(session)
        assert (row.answer, row.answered_by_kind) == (
            FollowUpAnswer.STILL_WORKING,
            ActorKind.SEEKER,
        )
    assert f"/job/question/{asked}" not in visitor.see("/job").text


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ("another", AfterTheJob.ANOTHER_EMPLOYER),
        ("own", AfterTheJob.INDEPENDENT),
        ("left", AfterTheJob.OUT_OF_FORMAL_WORK),
    ],
)
def test_a_job_that_ended_says_where_the_person_went(
    visitor: Visitor, runtime: Runtime, answer: str, after: AfterTheJob
) -> None:
    visitor.register()
    hire = hired(runtime, days_ago=31)
    visitor.send(f"/job/question/{question(runtime)}", answer=answer)
    with runtime.database.read() as session:
        found = session.scalars(select(Placement).where(Placement.public_id == hire)).one()
        assert (found.status, found.after_end) == (PlacementStatus.ENDED, after)


def test_a_day_that_cannot_be_read_loses_nothing(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hired(runtime, days_ago=31)
    address = f"/job/question/{question(runtime)}"
    wrong = {"happened_on-day": "40", "happened_on-month": "2", "happened_on-year": "2026"}
    again = visitor.send(address, answer="left", **wrong)
    assert again.status_code == 422
    assert 'value="40"' in again.text
    assert 'value="left" checked' in again.text


def test_a_day_before_the_start_is_refused_at_its_field(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hired(runtime, days_ago=31)
    day = {"happened_on-day": "1", "happened_on-month": "2", "happened_on-year": "2020"}
    again = visitor.send(f"/job/question/{question(runtime)}", answer="left", **day)
    assert again.status_code == 422
    assert 'id="happened_on-error"' in again.text


def test_a_lost_token_keeps_the_answer(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hired(runtime, days_ago=31)
    address = f"/job/question/{question(runtime)}"
    again = visitor.client.post(address, data={"csrf": "old", "answer": "own"})
    assert again.status_code == 422
    assert 'value="own" checked' in again.text


def test_nobody_answers_somebody_elses_question(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hired(runtime, days_ago=31)
    asked = question(runtime)
    other = Visitor(runtime)
    other.answer_all(but=["person"])
    other.answer("person", first_surname="Otra")
    other.send("/check")
    assert other.see(f"/job/question/{asked}").status_code == 404


def offered(runtime: Runtime) -> UUID:
    hire = hired(runtime)
    with runtime.database.write() as session:
        found = session.scalars(select(Placement).where(Placement.public_id == hire)).one()
        found.status = PlacementStatus.OFFERED
    return hire


def status_of(runtime: Runtime, hire: UUID) -> PlacementStatus:
    with runtime.database.read() as session:
        return session.scalars(select(Placement.status).where(Placement.public_id == hire)).one()


@pytest.mark.parametrize(
    ("answer", "status"),
    [("accept", PlacementStatus.ACCEPTED), ("decline", PlacementStatus.OFFER_DECLINED)],
)
def test_a_person_answers_an_offer_by_themselves(
    visitor: Visitor, runtime: Runtime, answer: str, status: PlacementStatus
) -> None:
    visitor.register()
    hire = offered(runtime)
    address = f"/job/offer/{hire}"
    assert f'href="{address}"' in visitor.see("/job").text

    sent = visitor.send(address, answer=answer)

    assert sent.headers["location"] == "/job?thanks=1"
    assert status_of(runtime, hire) is status
    assert "lo dijo usted" in visitor.see("/job").text


def test_an_answer_that_is_sent_twice_is_taken_once(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hire = offered(runtime)
    visitor.send(f"/job/offer/{hire}", answer="accept")

    again = visitor.send(f"/job/offer/{hire}", page="/withdraw", answer="accept")

    assert again.headers["location"] == "/job?thanks=1"
    with runtime.database.read() as session:
        found = session.scalars(select(PlacementEvent.transition))
        assert list(found).count("accept") == 1


def test_an_offer_tells_what_is_offered(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    shown = visitor.see(f"/job/offer/{offered(runtime)}").text
    assert "Cocinera de fonda" in shown
    assert "al mes" in shown


def test_an_offer_that_went_on_without_the_person_asks_nothing(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.register()
    hire = hired(runtime)
    assert f"/job/offer/{hire}" not in visitor.see("/job").text
    assert visitor.see(f"/job/offer/{hire}").status_code == 409
    assert visitor.send(f"/job/offer/{hire}", answer="decline").status_code == 409
    assert status_of(runtime, hire) is PlacementStatus.STARTED


def test_an_offer_without_an_answer_is_asked_again(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hire = offered(runtime)
    again = visitor.send(f"/job/offer/{hire}")
    assert again.status_code == 422
    assert 'id="answer-error"' in again.text
    assert status_of(runtime, hire) is PlacementStatus.OFFERED


def test_nobody_answers_somebody_elses_offer(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hire = offered(runtime)
    other = Visitor(runtime)
    other.answer_all(but=["person"])
    other.answer("person", first_surname="Otra")
    other.send("/check")
    assert other.see(f"/job/offer/{hire}").status_code == 404
    assert other.send(f"/job/offer/{hire}", answer="accept").status_code == 404
    assert status_of(runtime, hire) is PlacementStatus.OFFERED


def test_an_offer_is_not_shown_without_a_visit(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    hire = offered(runtime)
    assert Visitor(runtime).see(f"/job/offer/{hire}").headers["location"] == "/return"
