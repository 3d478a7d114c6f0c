"""Reports and match runs: every format, whose people are in them, and the same again later."""

import csv
import io
import json
from typing import Any
from uuid import uuid4

import httpx
import openpyxl
import pytest
from sqlalchemy import func, select

from matching.catalogs import load
from matching.ranking import ENGINE_VERSION, WEIGHTS
from matching.scoring import COMPONENTS
from models.center import Center
from models.database import Database
from models.match_run import MatchRun
from services.reports.matches import COLUMNS
from tests.api.http import bodies, stories
from tests.api.http.stories import done
from tests.api.http.world import Caller, House, staff_bearer

MATCHES = "/v1/reports/matches"
HOSTILE = ('=HYPERLINK("http://hostile.example","Ayudante de cocina")', "+1 cocina", "@x cocina")
HEADER = [column.name for column in COLUMNS]
VERSIONS = {
    "engine_version": ENGINE_VERSION,
    "weights": WEIGHTS.name,
    "catalogs_version": load().version,
}


@pytest.fixture
def staffed(house: House) -> House:
    """Two people in the care of TAP, one in that of TIJ, and an opening that fits each."""
    stories.posted(house)
    stories.registered(house)
    stories.registered(house)
    done(house.other_staff.post("/v1/seekers", bodies.seeker()))
    return house


def asked(caller: Caller, address: str = MATCHES, **params: Any) -> httpx.Response:
    answer = caller.get(address, params=params)
    assert answer.status_code == 200, answer.text
    return answer


def rows(caller: Caller, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asked(caller, **params).json()["data"]
    return found


def run_of(caller: Caller) -> str:
    return asked(caller).headers["x-match-run"]


def csv_rows(answer: httpx.Response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def sheet_rows(answer: httpx.Response) -> list[Any]:
    return list(workbook(answer)["matches"].iter_rows(values_only=True))


def workbook(answer: httpx.Response) -> Any:
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def test_the_catalogue_names_the_report_in_the_language_asked_for(house: House) -> None:
    english = done(house.staff.get("/v1/reports"))["data"]
    spanish = done(house.staff.speaking("es").get("/v1/reports"))["data"]

    assert [report["name"] for report in english] == ["matches"]
    assert english[0]["formats"] == ["json", "csv", "xlsx", "ndjson", "pdf"]
    assert english[0]["about"].startswith("The people who fit")
    assert spanish[0]["about"].startswith("Las personas")


@pytest.mark.parametrize("address", ["/v1/reports", MATCHES])
def test_reports_are_for_staff(house: House, address: str) -> None:
    assert house.nobody.get(address).status_code == 401
    assert house.employer.get(address).status_code == 403
    assert house.partner.get(address).status_code == 403


def test_an_unknown_report_and_an_unknown_format_are_refused(house: House) -> None:
    unknown = house.staff.get("/v1/reports/secrets")
    bad = house.staff.get(MATCHES, params={"format": "docx"})

    assert (unknown.status_code, unknown.json()["code"]) == (404, "report_not_found")
    assert bad.status_code == 422
    assert bad.json()["errors"][0]["pointer"] == "/format"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_headings_are_in_the_language_asked_for_or_are_the_fields_names(
    staffed: House, form: str
) -> None:
    staff, run = staffed.staff, run_of(staffed.staff)

    def headings(caller: Caller, **params: str) -> list[Any]:
        answer = asked(caller, format=form, run=run, **params)
        return csv_rows(answer)[0] if form == "csv" else list(sheet_rows(answer)[0])

    assert headings(staff) == HEADER
    assert headings(staff.speaking("es"))[:3] == [
        "Vacante (id)",
        "Referencia del empleador",
        "Título de la vacante",
    ]
    assert headings(staff.speaking("es"), lang="en")[0] == "Opening (id)"
    assert headings(staff.speaking("en"), lang="es")[0] == "Vacante (id)"
    assert len({*headings(staff, lang="es")}) == len(HEADER)


def test_the_language_asked_for_goes_before_that_of_the_browser(staffed: House) -> None:
    browser, run = staffed.staff.speaking("en"), run_of(staffed.staff)

    answer = asked(browser, lang="es", run=run)

    texts = [reason["text"] for row in answer.json()["data"] for reason in row["reasons"]]
    assert answer.headers["content-language"] == "es"
    assert texts
    assert not {*texts} & {
        reason["text"] for row in rows(browser, run=run) for reason in row["reasons"]
    }


def test_amounts_of_a_sheet_are_plain_numbers(staffed: House) -> None:
    sheet = csv_rows(asked(staffed.staff, format="csv", lang="es"))
    places = [HEADER.index(name) for name in ("rank", "score", *COMPONENTS)]

    assert all(float(line[place]) >= 0 for line in sheet[1:] for place in places)


def test_json_carries_the_run_its_versions_and_the_rows(staffed: House) -> None:
    answer = asked(staffed.staff)
    report = answer.json()

    assert report["run"] == answer.headers["x-match-run"]
    assert {name: report[name] for name in VERSIONS} == VERSIONS
    assert (report["openings"], report["seekers"], report["matches"]) == (1, 2, 2)
    assert [list(row) for row in report["data"]] == [HEADER, HEADER]
    assert {name: report["data"][0][name] for name in VERSIONS} == VERSIONS
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].endswith('.json"')


def test_each_row_has_its_components_and_its_rank(staffed: House) -> None:
    found = rows(staffed.staff)

    assert [row["rank"] for row in found] == [1, 2]
    assert found[0]["score"] >= found[1]["score"]
    assert all(0 <= row[name] <= 1 for row in found for name in COMPONENTS)
    assert all(0 < row["score"] <= 1 for row in found)
    assert found[0]["place"] == "Tapachula, Chiapas"


def test_ndjson_has_the_rows_of_json_one_a_line(staffed: House) -> None:
    run = run_of(staffed.staff)
    lines = asked(staffed.staff, format="ndjson", run=run).text.splitlines()

    assert [json.loads(line) for line in lines] == rows(staffed.staff, run=run)


def test_csv_and_xlsx_show_the_same_rows(staffed: House) -> None:
    run = run_of(staffed.staff)
    header, *lines = csv_rows(asked(staffed.staff, format="csv", run=run))
    book = workbook(asked(staffed.staff, format="xlsx", run=run))
    sheet = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]

    assert header == sheet[0] == HEADER
    assert [[str(cell or "") for cell in row[:10]] for row in sheet[1:]] == [
        line[:10] for line in lines
    ]
    assert len(lines) == 2
    told = dict(book["about"].iter_rows(values_only=True))
    assert told["run"] == run
    assert {name: told[name] for name in VERSIONS} == VERSIONS


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_no_formula_in_any_sheet(house: House, title: str) -> None:
    stories.posted(house, title=title)
    stories.registered(house)
    run = run_of(house.staff)
    place = HEADER.index("title")

    line = csv_rows(asked(house.staff, format="csv", run=run))[1]
    sheet = workbook(asked(house.staff, format="xlsx", run=run)).worksheets[0]
    cell = sheet.cell(2, place + 1)

    assert line[place] == f"'{title}"
    assert (cell.value, cell.data_type, cell.hyperlink) == (title, "s", None)
    assert rows(house.staff, run=run)[0]["title"] == title


def test_reasons_are_said_in_the_language_asked_for(staffed: House) -> None:
    run = run_of(staffed.staff)
    english = rows(staffed.staff, run=run)[0]["reasons"]
    spanish = rows(staffed.staff.speaking("es"), run=run)[0]["reasons"]

    assert english
    assert [reason["code"] for reason in english] == [reason["code"] for reason in spanish]
    assert all(reason["text"] and reason["text"] != reason["code"] for reason in english)
    assert all(here["text"] != there["text"] for here, there in zip(english, spanish, strict=True))


def test_a_sheet_says_the_permission_in_words(staffed: House) -> None:
    place = HEADER.index("work_permission")
    run = run_of(staffed.staff)

    english = csv_rows(asked(staffed.staff, format="csv", run=run))[1][place]
    spanish = csv_rows(asked(staffed.staff.speaking("es"), format="csv", run=run))[1][place]

    assert english != spanish
    assert rows(staffed.staff, run=run)[0]["work_permission"] == "yes"


def test_staff_see_the_people_of_their_own_center(staffed: House) -> None:
    centers = {
        name: sorted(row["center"] for row in rows(getattr(staffed, name)))
        for name in ("staff", "other_staff", "supervisor")
    }

    assert centers == {
        "staff": ["TAP", "TAP"],
        "other_staff": ["TIJ"],
        "supervisor": ["TAP", "TAP", "TIJ"],
    }


def test_the_report_can_be_narrowed(staffed: House) -> None:
    far = stories.posted(staffed, municipality=bodies.ELSEWHERE)["id"]

    assert len(rows(staffed.staff, k=1, state="07")) == 1
    assert {row["opening"] for row in rows(staffed.staff, state="07")}.isdisjoint({far})
    assert {row["opening"] for row in rows(staffed.staff, opening=far)} <= {far}
    assert staffed.staff.get(MATCHES, params={"opening": str(uuid4())}).status_code == 404
    assert staffed.staff.get(MATCHES, params={"k": 0}).status_code == 422


@pytest.mark.parametrize("state", ["99", "Chiapas", "00"])
def test_a_state_that_there_is_not_is_refused_and_no_run_kept(staffed: House, state: str) -> None:
    answer = staffed.staff.get(MATCHES, params={"state": state})

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown_state")
    with staffed.database.read() as session:
        assert session.scalar(select(func.count()).select_from(MatchRun)) == 0


def test_a_kept_run_gives_the_same_rows_later(staffed: House) -> None:
    first = asked(staffed.staff)
    stories.registered(staffed)
    again = asked(staffed.staff, run=first.headers["x-match-run"])

    assert again.json() == first.json()
    assert again.headers["x-match-run"] == first.headers["x-match-run"]
    assert len(rows(staffed.staff)) == 3


def test_a_run_tells_what_it_was_made_with(staffed: House) -> None:
    report = asked(staffed.staff, k=5, state="07").json()
    run = done(staffed.staff.get(f"/v1/match-runs/{report['run']}"))

    assert run["id"] == report["run"]
    assert run["parameters"] == {"k": 5, "state": "07", "opening": None}
    assert run["weights"] == {"name": WEIGHTS.name, "parts": list(WEIGHTS.parts)}
    assert run["ranked_on"] == staffed.clock.now.date().isoformat()
    for name in ("engine_version", "catalogs_version", "input_digest", "result_digest"):
        assert run[name] == report[name]
    assert (run["openings"], run["seekers"], run["matches"]) == (1, 2, 2)


def test_a_replay_is_equal_even_after_a_person_changed(staffed: House) -> None:
    run = run_of(staffed.staff)
    before = done(staffed.staff.post(f"/v1/match-runs/{run}/replay"))
    person = rows(staffed.staff, run=run)[0]["seeker"]
    changed = bodies.seeker(municipality=bodies.ELSEWHERE, skills=["soldar"], schooling="none")
    done(staffed.staff.put(f"/v1/seekers/{person}", changed))
    staffed.clock.pass_days(30)
    after = done(staffed.staff.post(f"/v1/match-runs/{run}/replay"))

    assert before["is_equal"]
    assert after["is_equal"]
    assert after["result_digest"] == before["result_digest"] == before["run"]["result_digest"]


def test_a_new_run_sees_the_change_that_the_kept_one_does_not(staffed: House) -> None:
    run = run_of(staffed.staff)
    person = rows(staffed.staff, run=run)[0]["seeker"]
    done(staffed.staff.post(f"/v1/seekers/{person}/archive"))

    assert len(rows(staffed.staff)) == 1
    assert done(staffed.staff.post(f"/v1/match-runs/{run}/replay"))["is_equal"]


@pytest.mark.parametrize("tail", ["", "/replay"])
def test_the_run_of_another_member_of_staff_is_not_found(
    staffed: House, database: Database, tail: str
) -> None:
    run = run_of(staffed.staff)
    with database.write() as session:
        center = session.scalars(select(Center).where(Center.code == "TAP")).one()
        colleague = staffed.caller(staff_bearer(session, center))
    method = "POST" if tail else "GET"
    address = f"/v1/match-runs/{run}{tail}"

    assert staffed.other_staff.call(method, address).status_code == 404
    assert colleague.call(method, address).status_code == 404
    assert staffed.supervisor.call(method, address).status_code == 200


def test_the_rows_of_anothers_run_are_not_found_either(staffed: House) -> None:
    run = run_of(staffed.staff)

    refused = staffed.other_staff.get(MATCHES, params={"run": run})

    assert (refused.status_code, refused.json()["code"]) == (404, "match_run_not_found")
    assert staffed.employer.get(MATCHES, params={"run": run}).status_code == 403
    assert staffed.nobody.get(MATCHES, params={"run": run}).status_code == 401


def test_an_unknown_run_is_not_found_and_an_unreadable_id_is_malformed(house: House) -> None:
    assert house.staff.get(f"/v1/match-runs/{uuid4()}").status_code == 404
    assert house.staff.get(MATCHES, params={"run": str(uuid4())}).status_code == 404
    assert house.staff.get("/v1/match-runs/one").status_code == 422
