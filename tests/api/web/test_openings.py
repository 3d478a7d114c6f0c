"""Published openings as anyone, and a search engine, may read them."""

import json
import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from models.opening import Opening, OpeningLanguage
from models.vocabulary import Level
from services.runtime import Runtime
from tests.api.web.conftest import Visitor
from tests.factories import make_employer, make_opening

JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def publish(runtime: Runtime, *, verified: bool = True, **fields: Any) -> UUID:
    with runtime.database.write() as session:
        employer = make_employer(session, verified=verified, trade_name="Fonda Inventada (demo)")
        made: Opening = make_opening(session, employer_id=employer.id, **fields)
        return made.public_id


def posting(visitor: Visitor, opening: UUID) -> dict[str, Any]:
    found = JSON_LD.search(visitor.see(f"/openings/{opening}").text)
    assert found
    read: dict[str, Any] = json.loads(found.group(1))
    return read


def test_a_published_opening_has_a_page(visitor: Visitor, runtime: Runtime) -> None:
    page = visitor.see(f"/openings/{publish(runtime)}").text
    assert "Fonda Inventada (demo)" in page
    assert "$9,800 al mes, antes de impuestos" in page


def test_its_markup_holds_what_search_engines_require(visitor: Visitor, runtime: Runtime) -> None:
    found = posting(visitor, publish(runtime, closes_on=date(2099, 1, 31)))
    assert found["hiringOrganization"]["name"] == "Fonda Inventada (demo)"
    assert found["jobLocation"]["address"]["addressCountry"] == "MX"
    assert found["validThrough"] == "2099-01-31"
    assert found["baseSalary"]["value"]["value"] == 9800
    assert found["description"] != found["title"]


def test_markup_in_a_description_stays_text(visitor: Visitor, runtime: Runtime) -> None:
    opening = publish(runtime, description="</script><script>alert(1)</script>")
    page = visitor.see(f"/openings/{opening}").text
    assert "<script>alert" not in page
    assert "&lt;/script&gt;" in posting(visitor, opening)["description"]


@pytest.mark.parametrize(
    "fields",
    [{"published": False}, {"verified": False}, {"closes_on": date(2020, 1, 1)}],
    ids=["draft", "of an unverified employer", "closed"],
)
def test_what_is_not_public_is_not_found(
    visitor: Visitor, runtime: Runtime, fields: dict[str, Any]
) -> None:
    assert visitor.see(f"/openings/{publish(runtime, **fields)}").status_code == 404


def test_the_list_is_searched_by_words_and_state(visitor: Visitor, runtime: Runtime) -> None:
    publish(runtime, title="Panadero", municipality="07089")
    publish(runtime, title="Soldador", municipality="02004")
    page = visitor.see("/openings?text=pana&state=07").text
    assert "Panadero" in page
    assert "Soldador" not in page


def test_the_list_goes_on_over_pages(visitor: Visitor, runtime: Runtime) -> None:
    for number in range(21):
        publish(runtime, title=f"Vacante {number:02}")
    assert "Vacante 00" not in visitor.see("/openings").text
    assert "Vacante 00" in visitor.see("/openings?from=20").text


def test_pages_of_the_demo_stay_out_of_search_engines(visitor: Visitor, runtime: Runtime) -> None:
    page = visitor.see(f"/openings/{publish(runtime)}").text
    assert '<meta name="robots" content="noindex">' in page


def test_whoever_is_registered_reads_how_an_opening_fits_them(
    visitor: Visitor, runtime: Runtime
) -> None:
    opening = publish(runtime)
    assert "¿Es para usted?" not in visitor.see(f"/openings/{opening}").text
    visitor.register()
    page = visitor.see(f"/openings/{opening}").text
    assert "¿Es para usted?" in page
    assert "Está donde usted vive: Tapachula." in page
    assert 'href="/matches"' in page


def test_what_rules_an_opening_out_is_said_to_the_person(
    visitor: Visitor, runtime: Runtime
) -> None:
    asked = OpeningLanguage(language="de", level=Level.ADVANCED)
    opening = publish(runtime, languages=[asked])
    visitor.register()
    page = visitor.see(f"/openings/{opening}").text
    assert '<li class="stop">Necesitan una lengua que usted no habla: alemán' in page
