"""An employer writes an opening in the browser, looks at it and changes it."""

import re
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest

from models.employer import Employer
from models.lifecycles import EmployerStatus, OpeningStatus
from models.opening import Opening
from models.repositories import openings
from models.types import utc_now
from models.vocabulary import ActorKind
from services.access.actor import Actor
from services.openings.post_opening import prepare_one, put_opening
from services.openings.said import said_of
from services.openings.schemas import OpeningPut
from services.wording import say
from tests.api.web.conftest import Visitor
from tests.api.web.employer.conftest import Firm
from tests.factories import make_employer, make_opening

LIST = "/employer/openings"
NEW = f"{LIST}/new"
TYPED = {
    "title": "Albañil",
    "positions": "2",
    "place": "Tapachula, Chiapas",
    "monthly_wage_mxn": "$12,000.50",
    "wage_is": "gross",
    "schedule": "full_time",
    "required_skills": "soldar\nleer planos",
    "language-1": "español",
    "level-1": "basic",
}
WHOLE: dict[str, Any] = {
    "title": "Cocinera",
    "description": "Línea uno\nlínea dos. " + "x" * 5_000,
    "positions": 3,
    "municipality": "07089",
    "latitude": 14.9,
    "longitude": -92.26,
    "required_skills": ["cocinar", "lavar trastes"],
    "optional_skills": ["hornear pan"],
    "languages": [{"language": code, "level": "basic"} for code in ("es", "en", "ht", "fr", "pt")],
    "schooling": "primary",
    "experience_months": 7,
    "monthly_wage_mxn": "9800.55",
    "wage_is": "net",
    "schedule": "night",
    "weekly_hours": 42,
    "contract": "seasonal",
    "offers": ["meals", "housing"],
    "starts_on": "2027-01-04",
    "closes_on": "2027-01-31",
    "contact": {"name": "Ana Inventada", "phone": "9621234567", "email": "ana@empresa.example"},
}
FIELD = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"]+)"')

SELECT = re.compile(r'<select id="[^"]*"\s+name="([^"]+)"(.*?)</select>', re.DOTALL)
TEXT = re.compile(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)


def stored(firm: Firm, address: str) -> Opening:
    with firm.runtime.database.read() as session:
        found = openings.by_public_id(session, UUID(address.rpartition("/")[2]))
        assert found
        return found


def put(firm: Firm, **fields: Any) -> str:
    """The page of an opening that the employer's own system has sent."""
    employer = firm.world.employer
    actor = Actor(kind=ActorKind.EMPLOYER, id=employer.id, public_id=employer.public_id)
    now = utc_now()
    prepared = prepare_one("VAC/1", OpeningPut.model_validate({**WHOLE, **fields}), now=now)
    with firm.runtime.database.write() as session:
        return f"{LIST}/{put_opening(session, actor, prepared, now=now)[0].public_id}"


def write(firm: Firm, **changes: str) -> httpx.Response:
    return firm.boss.send(NEW, **{**TYPED, **changes})


def as_shown(boss: Visitor, page: str) -> dict[str, Any]:
    """What a browser would send of the form, untouched."""
    form = boss.see(page).text.partition('<form id="form"')[2].partition("</form>")[0]
    values: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = FIELD.search(tag)
        value = re.search(r'\bvalue="([^"]*)"', tag)
        is_box = 'type="radio"' in tag or 'type="checkbox"' in tag
        if name and value and (not is_box or "checked" in tag):
            values.setdefault(name[1], []).append(value[1])
    for name, inner in re.findall(r'<select id="[^"]*"\s+name="([^"]+)"(.*?)</select>', form, re.S):
        values[name] = re.findall(r'<option value="([^"]*)" selected', inner)
    for name, inner in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S
    ):
        values[name] = inner.replace("\n", "\r\n")
    return values


def test_an_opening_is_written_and_published(firm: Firm) -> None:
    page = write(firm).headers["location"]

    opening = stored(firm, page)

    assert opening.status is OpeningStatus.PUBLISHED
    assert opening.employer_id == firm.world.employer.id
    assert (opening.positions, opening.municipality) == (2, "07089")
    assert opening.monthly_wage_mxn == Decimal("12000.50")
    assert [line.text for line in opening.skills] == ["soldar", "leer planos"]
    assert [line.language for line in opening.languages] == ["es"]
    assert "Publicada" in firm.boss.see(page).text
    assert f'href="{page}"' in firm.boss.see(LIST).text


def test_the_title_is_linked_to_an_occupation_that_the_page_shows(firm: Firm) -> None:
    page = write(firm).headers["location"]
    assert stored(firm, page).occupation is not None
    assert "albañil" in firm.boss.see(page).text.partition("Cambiarla")[2]


def test_where_the_title_may_mean_several_the_employer_chooses(firm: Firm) -> None:
    asked = write(firm, title="limpiar")
    offered = re.findall(r'name="occupation"\s+value="([^"]+)"', asked.text)
    assert asked.status_code == 422
    assert len(offered) > 1
    page = write(firm, title="limpiar", occupation=offered[1]).headers["location"]
    assert stored(firm, page).occupation == offered[1]


def test_where_a_place_may_be_several_the_employer_chooses(firm: Firm) -> None:
    asked = write(firm, place="San Juan")
    offered = re.findall(r'name="municipality"\s+value="(\d{5})"', asked.text)
    assert asked.status_code == 422
    page = write(firm, place="San Juan", municipality=offered[2]).headers["location"]
    assert stored(firm, page).municipality == offered[2]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_mistake_is_said_at_once_in_the_language_of_the_page(
    firm: Firm, language: str
) -> None:
    firm.boss.client.cookies.set("lang", language)
    mistakes = {
        "positions": ("dos", "Write a whole number."),
        "place": ("Xyzzy", "We do not know that place. Write the municipality, or the nearest "
                  "larger town."),
        "monthly_wage_mxn": ("mucho", "Write an amount, such as 9500.00."),
        "starts_on": ("mañana", "Write the day as year-month-day, such as 2026-11-30."),
        "language-1": ("klingon", "We do not know that language. Write its name another way."),
        "contact_phone": ("12", "Use ten digits, or + and the country code for a foreign number."),
    }  # fmt: skip
    sent = write(firm, **{name: typed for name, (typed, _) in mistakes.items()})
    assert sent.status_code == 422
    for name, (typed, sentence) in mistakes.items():
        assert say(sentence, language) in sent.text
        assert f'href="#{name}"' in sent.text
        assert f'value="{typed}"' in sent.text
    assert "soldar\nleer planos" in sent.text


def test_an_empty_form_says_what_is_needed(firm: Firm) -> None:
    sent = firm.boss.send(NEW)
    assert sent.status_code == 422
    assert set(re.findall(r'href="#(\w+)"', sent.text)) - {"main"} == {"title", "place"}


def test_the_form_sent_twice_is_one_opening(firm: Firm) -> None:
    shown = as_shown(firm.boss, NEW)
    sent = [firm.boss.send(NEW, **shown | TYPED).headers["location"] for _ in range(2)]
    assert sent[0] == sent[1]


@pytest.mark.parametrize("is_new", [True, False])
def test_what_was_typed_outlives_the_session(firm: Firm, is_new: bool) -> None:
    page = NEW if is_new else put(firm)
    to = NEW if is_new else f"{page}/change"
    typed = as_shown(firm.boss, page) | TYPED | {"description": "Mucho texto. " * 300}
    cookies = dict(firm.boss.client.cookies)
    firm.boss.client.cookies.clear()

    ended = firm.boss.client.post(to, data=typed)

    assert ended.status_code == 401
    assert ended.text.count("Mucho texto.") == 300
    assert 'href="/employer/login"' in ended.text
    again = {**typed, **hidden(ended.text)}
    assert firm.boss.client.post(to, data=again).status_code == 401
    for name, value in cookies.items():
        firm.boss.client.cookies.set(name, value)
    once_more = firm.boss.client.post(to, data=again)
    assert once_more.status_code == 422
    done = firm.boss.client.post(to, data={**again, **hidden(once_more.text)})
    assert done.status_code == 303, done.text
    assert len(stored(firm, done.headers["location"]).description) > 3_000


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


def test_what_was_typed_is_shown_to_no_other_site(firm: Firm) -> None:
    firm.boss.client.cookies.clear()
    from_elsewhere = {"sec-fetch-site": "cross-site"}
    sent = firm.boss.client.post(NEW, data=TYPED, headers=from_elsewhere)
    assert sent.status_code == 403


def test_the_summary_names_the_field_that_each_sentence_is_about(firm: Firm) -> None:
    sent = write(firm, positions="dos", weekly_hours="ocho", experience_months="un año")
    assert sent.status_code == 422
    for field, name in (
        ("positions", "Plazas"),
        ("weekly_hours", "Horas por semana"),
        ("experience_months", "Experiencia en meses"),
    ):
        assert f'<a href="#{field}">{name}: Escriba un número entero.</a>' in sent.text
        assert f'id="{field}"' in sent.text


def test_a_name_of_another_opening_is_refused_where_it_was_written(firm: Firm) -> None:
    put(firm)
    sent = write(firm, external_id="VAC/1")
    assert sent.status_code == 422
    assert 'href="#external_id"' in sent.text


def test_saving_what_is_shown_changes_nothing(firm: Firm) -> None:
    page = put(firm)
    before = said_of(stored(firm, page))
    sent = firm.boss.send(f"{page}/change", page=page, **as_shown(firm.boss, page))
    assert sent.headers["location"] == page, sent.text
    after = stored(firm, page)
    assert {**said_of(after), "occupation": None} == {**before, "occupation": None}
    assert after.external_id == "VAC/1"


def test_one_change_leaves_everything_else(firm: Firm) -> None:
    page = put(firm)
    before = said_of(stored(firm, page))
    shown = as_shown(firm.boss, page)
    firm.boss.send(f"{page}/change", page=page, **shown | {"monthly_wage_mxn": "11,000"})
    after = said_of(stored(firm, page))
    changed = {name for name in after if after[name] != before.get(name)} - {"occupation"}
    assert changed == {"monthly_wage_mxn"}
    assert after["monthly_wage_mxn"] == Decimal(11_000)


def test_what_is_emptied_is_taken_out(firm: Firm) -> None:
    page = put(firm)
    shown = as_shown(firm.boss, page)
    gone = ("offers", "starts_on", "schooling", "optional_skills", "contact_phone", "language-2")
    firm.boss.send(f"{page}/change", page=page, **shown | dict.fromkeys(gone, ""))
    after = stored(firm, page)
    assert (after.offers, after.starts_on, after.schooling) == ([], None, None)
    assert all(line.is_required for line in after.skills)
    assert after.contact["phone"] is None
    assert len(after.languages) == 4


def test_another_place_forgets_where_exactly_it_was(firm: Firm) -> None:
    page = put(firm)
    shown = as_shown(firm.boss, page)
    firm.boss.send(f"{page}/change", page=page, **shown | {"place": "Tijuana"})
    after = stored(firm, page)
    assert (after.municipality, after.latitude) == ("02004", None)


def test_a_skill_sent_by_its_id_is_shown_by_name_and_stays_that_id(firm: Firm) -> None:
    from matching.catalogs import load

    skill = next(iter(load().skills)).id
    page = put(firm, required_skills=[skill])
    assert skill not in firm.boss.see(page).text
    firm.boss.send(f"{page}/change", page=page, **as_shown(firm.boss, page))
    assert stored(firm, page).skills[0].text == skill


def test_skills_of_one_name_stay_each_what_it_is(firm: Firm) -> None:
    from matching.catalogs import load

    by_name: dict[str, list[str]] = {}
    for skill in load().skills:
        by_name.setdefault(skill.label("es"), []).append(skill.id)
    first, second = next(ids for ids in by_name.values() if len(ids) == 2)
    page = put(firm, required_skills=[second, first], optional_skills=["cocinar"])
    firm.boss.send(f"{page}/change", page=page, **as_shown(firm.boss, page))
    assert [line.text for line in stored(firm, page).skills] == [second, first, "cocinar"]


def test_what_was_changed_elsewhere_meanwhile_is_not_written_over_unseen(firm: Firm) -> None:
    page = put(firm)
    shown = as_shown(firm.boss, page)
    put(firm, positions=5)
    mine = shown | {"title": "Cocinera de noche"}

    refused = firm.boss.send(f"{page}/change", page=page, **mine)

    assert refused.status_code == 422
    assert 'value="Cocinera de noche"' in refused.text
    assert stored(firm, page).positions == 5
    seen = re.search(r'name="seen" value="([^"]*)"', refused.text)
    assert seen
    again = mine | {"seen": seen[1]}
    assert firm.boss.send(f"{page}/change", page=page, **again).status_code == 303
    assert stored(firm, page).title == "Cocinera de noche"


def test_what_was_closed_meanwhile_is_not_opened_again_unseen(firm: Firm) -> None:
    page = put(firm)
    shown = as_shown(firm.boss, page)
    firm.boss.send(page, page=page, step="close")

    refused = firm.boss.send(f"{page}/change", page=page, **shown)

    assert refused.status_code == 422
    assert "Al guardar vuelve a mostrarse" in refused.text
    assert stored(firm, page).status is OpeningStatus.CLOSED
    again = shown | hidden(refused.text)
    assert firm.boss.send(f"{page}/change", page=page, **again).status_code == 303
    assert stored(firm, page).status is OpeningStatus.PUBLISHED


def test_positions_do_not_fall_below_the_people_hired(firm: Firm) -> None:
    with firm.runtime.database.write() as session:
        made = make_opening(session, employer_id=firm.world.employer.id)
        row = openings.by_public_id(session, made.public_id)
        assert row
        row.positions, row.positions_filled = 3, 2
        page = f"{LIST}/{row.public_id}"
    shown = as_shown(firm.boss, page)
    sent = firm.boss.send(f"{page}/change", page=page, **shown | {"positions": "1"})
    assert sent.status_code == 422
    assert 'href="#positions"' in sent.text


def test_a_wage_below_the_floor_waits_for_staff_and_says_why(firm: Firm) -> None:
    page = write(firm, monthly_wage_mxn="100").headers["location"]
    assert stored(firm, page).status is OpeningStatus.IN_REVIEW
    assert "Paga menos de lo que la ley permite" in firm.boss.see(page).text


def test_an_unverified_employer_is_told_before_writing(firm: Firm) -> None:
    with firm.runtime.database.write() as session:
        session.get_one(Employer, firm.world.employer.id).status = EmployerStatus.UNVERIFIED
    waits = "The employment service has not verified you yet: your openings wait until it has."
    assert say(waits, "es") in firm.boss.see(NEW).text
    page = write(firm).headers["location"]
    assert stored(firm, page).status is OpeningStatus.IN_REVIEW


def test_the_language_changes_with_what_was_typed(firm: Firm) -> None:
    sent = firm.boss.send(NEW, title="Albañil", lang="en")
    assert "Write an opening" in sent.text
    assert 'value="Albañil"' in sent.text


def test_a_form_of_an_earlier_log_in_loses_nothing(firm: Firm) -> None:
    sent = firm.boss.client.post(NEW, data={"csrf": "old", **TYPED})
    assert sent.status_code == 422
    assert 'value="Albañil"' in sent.text


def test_an_opening_of_another_employer_is_not_there(firm: Firm) -> None:
    with firm.runtime.database.write() as session:
        other = make_employer(session)
        page = f"{LIST}/{make_opening(session, employer_id=other.id).public_id}"
    assert firm.boss.see(page).status_code == 404
    assert firm.boss.send(f"{page}/change", page=NEW, **TYPED).status_code == 404


def test_closing_is_asked_twice_and_saving_brings_it_back(firm: Firm) -> None:
    page = put(firm)
    shown = firm.boss.see(page).text
    assert "Nadie ve una vacante cerrada" in shown
    firm.boss.send(page, page=page, step="close")
    assert stored(firm, page).status is OpeningStatus.CLOSED
    assert "vuelve a mostrarse" in firm.boss.see(page).text
    changed = as_shown(firm.boss, page) | {"title": "Cocinero"}
    firm.boss.send(f"{page}/change", page=page, **changed)
    assert stored(firm, page).status is not OpeningStatus.CLOSED


def test_a_new_employer_is_told_how_openings_get_in(firm: Firm) -> None:
    assert "tres maneras" not in firm.boss.see("/employer").text
    with firm.runtime.database.write() as session:
        for row in openings.listed(session, openings.OpeningFilter(), limit=50).rows:
            row.employer_id = make_employer(session).id
    for page in ("/employer", LIST):
        shown = firm.boss.see(page).text
        assert "tres maneras" in shown
        assert f'href="{LIST}/sheet"' in shown
