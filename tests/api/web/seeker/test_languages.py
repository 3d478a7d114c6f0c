"""Five languages for people looking for work: every page, whole, in the one they chose."""

import re

import pytest
from sqlalchemy import select

from models.seeker import Seeker
from services.runtime import Runtime
from services.wording.translations import PERSON_LANGUAGES, STAFF_LANGUAGES, translations
from tests.api.web.conftest import ANSWERS, Visitor
from tests.api.web.seeker.test_job import hired, question
from tests.factories import make_opening

ADDED = sorted({*PERSON_LANGUAGES} - {*STAFF_LANGUAGES})
PAGES = (
    "/", "/privacy", "/openings", "/return", "/nowhere", "/check", "/matches", "/done", "/job",
    "/job?thanks=1", "/withdraw", "/erase", *(f"/form/{step}" for step in ANSWERS),
)  # fmt: skip


# Words are the same whatever the database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Untranslated:
    """Stands in for Spanish where a language has no sentence: what it says is told by its mark."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, count: int) -> str:
        return f"⟦{many if count != 1 else one}⟧"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    for lang in ADDED:
        monkeypatch.setattr(translations(lang), "_fallback", Untranslated())


class Reader:
    """Reads pages in one language and keeps what is not in it."""

    def __init__(self, visitor: Visitor, lang: str) -> None:
        self.visitor, self.lang = visitor, lang
        self.faults: list[str] = []

    def read(self, address: str) -> str:
        mark = "&" if "?" in address else "?"
        return self.checked(address, self.visitor.see(f"{address}{mark}lang={self.lang}").text)

    def mistake(self, address: str, **fields: str) -> str:
        return self.checked(address, self.visitor.send(address, **fields).text)

    def checked(self, address: str, page: str) -> str:
        if f'<html lang="{self.lang}">' not in page:
            self.faults.append(f"{address}: another language")
        self.faults += [f"{address}: {said}" for said in re.findall("⟦[^⟧]*⟧", page)]
        return page


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("lang", ADDED)
def test_every_page_is_whole_in_the_language_chosen(
    visitor: Visitor, runtime: Runtime, lang: str
) -> None:
    with runtime.database.write() as session:
        make_opening(session, title="Albañil", monthly_wage_mxn=9582)
        make_opening(session, title="Lejos", municipality="19039")
    reader = Reader(visitor, lang)
    reader.read("/")
    for step in ANSWERS:
        if step != "skills":  # Nothing is wrong there.
            reader.mistake(f"/form/{step}", phone="x", email="x", wage="x")
        visitor.answer(step)
    visitor.send("/check")
    for address in PAGES:
        reader.read(address)
    opening = re.search(r'href="(/openings/[^"]+)"', visitor.see("/openings").text)
    assert opening
    reader.read(opening.group(1))
    reader.mistake("/return")
    reader.mistake("/erase")
    assert reader.faults == []


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("lang", ADDED)
def test_the_job_is_told_whole_in_the_language_chosen(
    visitor: Visitor, runtime: Runtime, lang: str
) -> None:
    visitor.register()
    hired(runtime, days_ago=40)
    reader = Reader(visitor, lang)
    reader.read("/job")
    reader.read(f"/job/question/{question(runtime)}")
    reader.mistake(f"/job/question/{question(runtime)}")
    assert reader.faults == []


def test_the_browser_s_language_is_met_without_asking(visitor: Visitor) -> None:
    visitor.client.headers["accept-language"] = "fr-HT,fr;q=0.9,en;q=0.5"
    assert '<html lang="fr">' in visitor.see("/").text


def test_pages_of_staff_and_employers_stay_in_spanish_or_english(visitor: Visitor) -> None:
    visitor.see("/?lang=ht")
    for address in ("/staff/login", "/employer/login", "/staff/login?lang=fr"):
        page = visitor.see(address).text
        assert '<html lang="es">' in page
        assert "Kreyòl" not in page


def test_the_language_of_the_form_is_kept_with_the_person(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.see("/?lang=ht")
    visitor.register()
    with runtime.database.read() as session:
        assert session.scalars(select(Seeker.preferred_language)).all() == ["ht"]


def test_who_comes_back_on_another_telephone_is_met_in_their_language(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.see("/?lang=ht")
    code = visitor.register()
    other = Visitor(runtime)
    other.send("/return", code=code, year="1994")
    assert '<html lang="ht">' in other.see("/matches").text


def test_who_chose_a_language_on_the_other_telephone_keeps_it(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.see("/?lang=ht")
    code = visitor.register()
    other = Visitor(runtime)
    other.see("/return?lang=en")
    other.send("/return", code=code, year="1994")
    assert '<html lang="en">' in other.see("/matches").text


def test_switching_the_language_keeps_the_answer_about_the_job(
    visitor: Visitor, runtime: Runtime
) -> None:
    visitor.register()
    hired(runtime, days_ago=40)
    page = visitor.send(f"/job/question/{question(runtime)}", answer="own", lang="fr").text
    assert "toujours dans cet emploi" in page
    assert 'value="own" checked' in page


@pytest.mark.parametrize("typed", ["10.000", "10.000,50", "10 000"])
def test_pesos_are_read_as_they_are_written_abroad(visitor: Visitor, typed: str) -> None:
    visitor.answer("conditions", wage=typed)
    assert 'value="10000"' in visitor.see("/form/conditions").text
