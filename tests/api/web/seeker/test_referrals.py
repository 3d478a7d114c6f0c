"""Where the center sends me: what is asked, what the employer knows, and the way out."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from models.consent import Consent
from models.hiring_lifecycles import PlacementStatus, ReferralStatus
from models.opening import Opening
from models.referral import Referral, ReferralEvent
from models.repositories import timelines
from models.seeker import Seeker
from models.types import utc_now
from models.vocabulary import ActorKind, ConsentPurpose, DisclosureStage
from services.access.actor import Actor
from services.calendar import legal_day
from services.referrals.step import step_referral
from services.runtime import Runtime
from services.steps import StepIn, first_event
from services.wording import words
from services.wording.own_referrals import say_own_referral
from tests.api.web.conftest import Visitor
from tests.factories import make_employer, make_opening, make_placement, make_referral

STATUS = ReferralStatus


def referred(runtime: Runtime, status: ReferralStatus = STATUS.PROPOSED) -> UUID:
    """The person who just registered, to an opening for cooks."""
    now = utc_now()
    with runtime.database.write() as session:
        own = session.scalars(select(Seeker).where(Seeker.first_surname_sealed.is_not(None))).all()
        me = next(row for row in own if row.first_surname == "D'Acosta")
        employer = make_employer(session, trade_name="Fonda Inventada")
        opening = make_opening(session, title="Cocinera de fonda", employer_id=employer.id)
        until = legal_day(now) + timedelta(days=30)
        made = make_referral(session, seeker=me, opening=opening, status=status, expires_on=until)
        created = first_event(status, Actor(ActorKind.STAFF), "nota del centro", now)
        timelines.add_to_referral(session, made, ReferralEvent(**created))
        return made.public_id


def moved(runtime: Runtime, referral: UUID, transition: str) -> None:
    staff = Actor(ActorKind.SYSTEM)
    with runtime.database.write() as session:
        step_referral(session, staff, referral, transition, StepIn(), now=utc_now())


def status_of(runtime: Runtime, referral: UUID) -> ReferralStatus:
    with runtime.database.read() as session:
        return session.scalars(select(Referral.status).where(Referral.public_id == referral)).one()


def another(runtime: Runtime) -> Visitor:
    """Somebody else, registered too."""
    other = Visitor(runtime)
    other.answer_all(but=["person"])
    other.answer("person", first_surname="Otra")
    other.send("/check")
    return other


def test_a_visit_without_a_person_is_asked_for_the_code(visitor: Visitor) -> None:
    assert visitor.see("/referrals").headers["location"] == "/return"


def test_whoever_was_not_referred_reads_so_and_is_led_nowhere(visitor: Visitor) -> None:
    visitor.register()
    assert "Todavía no hay nada aquí" in visitor.see("/referrals").text
    assert "/referrals" not in visitor.see("/matches").text


def test_a_referral_says_what_it_is_and_that_nobody_knows_yet(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.register()
    referral = referred(runtime)
    shown = visitor.see("/referrals").text
    for told in ("Cocinera de fonda", "Fonda Inventada", "Le toca a usted: diga sí o no."):
        assert told in shown
    assert "Nada que diga quién es usted" in shown
    assert f'href="/referrals/{referral}"' in shown
    assert "nota del centro" not in shown


@pytest.mark.parametrize("page", ["/matches", "/job"])
def test_a_question_stands_on_the_pages_that_the_person_opens(
    visitor: Visitor, runtime: Runtime, page: str
) -> None:
    visitor.register()
    referred(runtime)
    assert "Una vacante espera su respuesta" in visitor.see(page).text


def test_an_offer_that_became_a_hire_is_asked_about_in_one_place(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.register()
    referral = referred(runtime, STATUS.OFFERED)
    with runtime.database.write() as session:
        row = session.scalars(select(Referral).where(Referral.public_id == referral)).one()
        make_placement(
            session,
            seeker_id=row.seeker_id,
            opening_id=row.opening_id,
            referral_id=row.id,
            status=PlacementStatus.ACCEPTED,
        )
    assert "Una vacante espera su respuesta" not in visitor.see("/job").text
    shown = visitor.see("/referrals").text
    assert "Le toca a usted" not in shown
    assert "Ya no quiero seguir con esto" not in shown
    assert 'href="/job"' in shown
    assert visitor.see(f"/referrals/{referral}").headers["location"] == "/referrals"
    refused = visitor.send(f"/referrals/{referral}/withdraw", page="/erase")
    assert refused.status_code == 409
    assert status_of(runtime, referral) is STATUS.OFFERED


@pytest.mark.parametrize("page", ["/matches", "/job"])
def test_what_asks_nothing_is_only_a_link(visitor: Visitor, runtime: Runtime, page: str) -> None:
    visitor.register()
    referred(runtime, STATUS.CONSENTED)
    shown = visitor.see(page).text
    assert 'href="/referrals"' in shown
    assert "Una vacante espera su respuesta" not in shown


@pytest.mark.parametrize(
    ("status", "leads_to"), [(STATUS.PROPOSED, "/referrals"), (STATUS.CONSENTED, "/matches")]
)
def test_coming_back_leads_to_what_is_asked(
    visitor: Visitor, runtime: Runtime, status: ReferralStatus, leads_to: str
) -> None:
    code = visitor.register()
    referred(runtime, status)
    back = Visitor(runtime).send("/return", code=code, year="1994")
    assert back.headers["location"] == leads_to


@pytest.mark.parametrize(
    ("answer", "status"),
    [("consent", STATUS.CONSENTED), ("decline", STATUS.DECLINED_BY_PERSON)],
)
def test_a_person_says_yes_or_no_to_being_sent(
    visitor: Visitor, runtime: Runtime, answer: str, status: ReferralStatus
) -> None:
    visitor.register()
    referral = referred(runtime)
    sent = visitor.send(f"/referrals/{referral}", answer=answer)
    assert sent.headers["location"] == "/referrals?thanks=1"
    assert status_of(runtime, referral) is status
    shown = visitor.see("/referrals?thanks=1").text
    assert "lo dijo usted" in shown
    assert "Su respuesta quedó anotada" in shown


def test_the_consent_is_kept_in_the_language_of_the_page(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.answer_all(but=["consent"])
    visitor.send("/form/consent", matching="1")
    visitor.send("/check")
    referral = referred(runtime)
    asked = visitor.see(f"/referrals/{referral}?lang=ht").text
    assert "Mwen dakò ak sa: lè sant lan voye m bay yon patwon" in asked
    visitor.send(f"/referrals/{referral}", answer="consent", read_in="ht")
    with runtime.database.read() as session:
        wanted = Consent.purpose == ConsentPurpose.SHARING_ON_REFERRAL
        assert session.scalars(select(Consent.notice_language).where(wanted)).all() == ["ht"]


def test_once_sent_the_person_reads_what_the_employer_has(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.register()
    referral = referred(runtime, STATUS.CONSENTED)
    moved(runtime, referral, "send")
    shown = visitor.see("/referrals").text
    day = words("es").day(legal_day(utc_now()))
    assert f"Su nombre, y el teléfono o correo que usted dio. Desde el {day}." in shown
    assert "Nunca sus documentos, su historia ni dónde duerme." in shown


@pytest.mark.parametrize(
    ("status", "lost"),
    [
        (STATUS.CONSENTED, "el empleador no sabrá quién es usted"),
        (STATUS.SENT, "aquí ya no verá su teléfono ni su correo"),
    ],
)
def test_leaving_is_asked_twice_and_says_what_is_lost(
    visitor: Visitor, runtime: Runtime, status: ReferralStatus, lost: str
) -> None:
    visitor.register()
    referral = referred(runtime, STATUS.CONSENTED)
    if status is STATUS.SENT:
        moved(runtime, referral, "send")
    shown = visitor.see("/referrals").text
    assert lost in shown[shown.index("Ya no quiero seguir con esto") :]
    sent = visitor.send(f"/referrals/{referral}/withdraw", page="/referrals")
    assert sent.headers["location"] == "/referrals?thanks=1"
    assert status_of(runtime, referral) is STATUS.WITHDRAWN


def test_what_is_asked_has_its_no_in_the_question_alone(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    referred(runtime)
    assert "Ya no quiero seguir con esto" not in visitor.see("/referrals").text


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("accept", STATUS.ACCEPTED),
        ("decline", STATUS.DECLINED_BY_PERSON),
        ("hired_elsewhere", STATUS.HIRED_ELSEWHERE),
    ],
)
def test_a_person_answers_an_offer(
    visitor: Visitor, runtime: Runtime, answer: str, status: ReferralStatus
) -> None:
    visitor.register()
    referral = referred(runtime, STATUS.OFFERED)
    assert "¿Acepta este empleo?" in visitor.see(f"/referrals/{referral}").text
    visitor.send(f"/referrals/{referral}", answer=answer)
    assert status_of(runtime, referral) is status


def test_where_nothing_is_asked_the_list_says_why(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    referral = referred(runtime, STATUS.SENT)
    assert visitor.see(f"/referrals/{referral}").headers["location"] == "/referrals"


def test_another_answer_from_a_stale_page_is_told_that_the_first_stands(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.register()
    referral = referred(runtime)
    visitor.send(f"/referrals/{referral}", answer="decline")
    stale = visitor.send(f"/referrals/{referral}", page="/withdraw", answer="consent")
    assert stale.status_code == 409
    assert "Usted ya contestó esto" in stale.text
    assert status_of(runtime, referral) is STATUS.DECLINED_BY_PERSON


def test_an_answer_that_comes_too_late_changes_nothing(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    referral = referred(runtime, STATUS.EXPIRED)
    late = visitor.send(f"/referrals/{referral}", page="/withdraw", answer="consent")
    assert late.status_code == 409
    assert "siguió sin su respuesta" in late.text
    assert status_of(runtime, referral) is STATUS.EXPIRED


def test_the_same_answer_twice_is_harmless(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    referral = referred(runtime)
    for _ in range(2):
        sent = visitor.send(f"/referrals/{referral}", page="/withdraw", answer="consent")
        assert sent.headers["location"] == "/referrals?thanks=1"


def test_no_answer_is_asked_again(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    referral = referred(runtime)
    again = visitor.send(f"/referrals/{referral}")
    assert again.status_code == 422
    assert 'id="answer-error"' in again.text
    assert status_of(runtime, referral) is STATUS.PROPOSED


def test_a_lost_token_keeps_the_answer(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    referral = referred(runtime)
    address = f"/referrals/{referral}"
    again = visitor.client.post(address, data={"csrf": "old", "answer": "decline"})
    assert again.status_code == 422
    assert 'value="decline" checked' in again.text
    assert status_of(runtime, referral) is STATUS.PROPOSED


@pytest.mark.parametrize("address", ["/referrals/{}", "/referrals/{}/withdraw"])
def test_a_form_from_elsewhere_moves_nothing(
    visitor: Visitor, runtime: Runtime, address: str
) -> None:
    visitor.register()
    referral = referred(runtime, STATUS.OFFERED)
    forged = visitor.client.post(
        address.format(referral),
        data={"answer": "decline"},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert forged.status_code == 403
    assert status_of(runtime, referral) is STATUS.OFFERED


def test_nobody_sees_or_moves_somebody_elses_referral(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    referral = referred(runtime)
    other = another(runtime)
    assert "Cocinera de fonda" not in other.see("/referrals").text
    assert other.see(f"/referrals/{referral}").status_code == 404
    sent = other.send(f"/referrals/{referral}", page="/withdraw", answer="consent")
    assert sent.status_code == 404
    left = other.send(f"/referrals/{referral}/withdraw", page="/withdraw")
    assert left.status_code == 404
    assert status_of(runtime, referral) is STATUS.PROPOSED


@pytest.mark.parametrize("way_out", ["send", "hire", "expire", "nowhere"])
def test_there_is_no_other_way_out(visitor: Visitor, runtime: Runtime, way_out: str) -> None:
    visitor.register()
    referral = referred(runtime, STATUS.CONSENTED)
    sent = visitor.send(f"/referrals/{referral}/{way_out}", page="/withdraw")
    assert sent.status_code == 404
    assert status_of(runtime, referral) is STATUS.CONSENTED


def test_an_opening_to_which_the_person_is_sent_says_so(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    referral = referred(runtime, STATUS.SENT)
    told = "El centro le envió con este empleador"
    assert told in visitor.see("/matches").text
    with runtime.database.read() as session:
        opening = session.scalars(
            select(Opening.public_id).join(Referral).where(Referral.public_id == referral)
        ).one()
    assert told in visitor.see(f"/openings/{opening}").text
    assert told not in Visitor(runtime).see(f"/openings/{opening}").text
    assert told not in another(runtime).see(f"/openings/{opening}").text


def test_a_hire_leads_to_my_job(visitor: Visitor, runtime: Runtime) -> None:
    visitor.register()
    referral = referred(runtime, STATUS.CONSENTED)
    moved(runtime, referral, "send")
    with runtime.database.write() as session:
        row = session.scalars(select(Referral).where(Referral.public_id == referral)).one()
        row.status, row.disclosure = STATUS.HIRED, DisclosureStage.HIRE
    shown = visitor.see("/referrals").text
    assert 'href="/job"' in shown
    assert "también su CURP" in shown


@pytest.mark.parametrize("lang", ["es", "en", "ht", "fr", "pt"])
def test_every_state_and_rung_has_words(visitor: Visitor, runtime: Runtime, lang: str) -> None:
    visitor.register()
    referral = referred(runtime)
    for status in ReferralStatus:
        with runtime.database.write() as session:
            row = session.scalars(select(Referral).where(Referral.public_id == referral)).one()
            row.status = status
        shown = visitor.see(f"/referrals?lang={lang}")
        assert shown.status_code == 200
        assert say_own_referral("state", status, lang)
        assert say_own_referral("state", status, lang) in shown.text
    assert all(say_own_referral("known", rung, lang) for rung in DisclosureStage)


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_yes_outlives_another_answer_that_is_changed_in_the_same_visit(
    visitor: Visitor, runtime: Runtime, *, comes_back: bool
) -> None:
    visitor.answer_all(but=["consent"])
    visitor.send("/form/consent", matching="1")
    visitor.send("/check")
    referral = referred(runtime)
    if comes_back:
        code = re.search(r'class="ticket">([^<]+)<', visitor.see("/done").text)
        assert code
        visitor.send("/return", code=code[1], year="1994")
    visitor.send(f"/referrals/{referral}", answer="consent")

    visitor.answer("contact", phone="962 999 8877")
    visitor.send("/form/consent", matching="1", contact="1")
    assert visitor.send("/check").status_code == 303

    with runtime.database.read() as session:
        given = select(Consent.purpose).where(Consent.withdrawn_at.is_(None))
        assert {*session.scalars(given)} == {"matching", "sharing_on_referral", "contact"}
    visitor.send("/form/consent", matching="1")
    visitor.send("/check")
    with runtime.database.read() as session:
        assert {*session.scalars(given)} == {"matching", "sharing_on_referral"}
