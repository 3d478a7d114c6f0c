"""An employer loads a sheet of openings in the browser."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import httpx
import pytest
import xlsxwriter
from sqlalchemy import select

from models.lifecycles import OpeningStatus
from models.opening import Opening
from services.wording import say
from tests.api.web.conftest import TOKEN
from tests.api.web.employer.conftest import Firm
from tests.factories import make_opening

PAGE = "/employer/openings/sheet"
HEADINGS = "clave,puesto,municipio,salario mensual,horario,idiomas,habilidades\n"
GOOD = 'V-1,Albañil,"Tapachula, Chiapas",11500,Tiempo completo,español:básico,soldar|leer planos\n'


def load(firm: Firm, content: str | bytes, name: str = "vacantes.csv") -> httpx.Response:
    shown = TOKEN.search(firm.boss.see(PAGE).text)
    assert shown
    sent = content.encode() if isinstance(content, str) else content
    return firm.boss.client.post(PAGE, data={"csrf": shown[1]}, files={"file": (name, sent)})


def loaded(firm: Firm) -> Sequence[Opening]:
    with firm.runtime.database.read() as session:
        query = select(Opening).where(Opening.external_id.like("V-%"))
        return session.scalars(query.order_by(Opening.external_id)).all()


def test_a_sheet_in_the_words_of_people_is_stored_as_the_contract_has_it(firm: Firm) -> None:
    sent = load(firm, HEADINGS + GOOD)
    assert "Nuevas: 1" in sent.text
    (opening,) = loaded(firm)
    assert (opening.title, opening.municipality) == ("Albañil", "07089")
    assert (opening.schedule, opening.status) == ("full_time", OpeningStatus.PUBLISHED)


def test_the_names_of_the_contract_are_read_too(firm: Firm) -> None:
    load(firm, "external_id,title,municipality,schedule\nV-1,Cocinera,07089,night\n")
    assert [row.schedule for row in loaded(firm)] == ["night"]


def test_excel_is_read_too(firm: Firm) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["clave", "puesto", "municipio", "plazas"])
        sheet.write_row(1, 0, ["V-1", "Cocinera", 7089, 3])
    assert "Nuevas: 1" in load(firm, content.getvalue(), "vacantes.xlsx").text
    assert [row.positions for row in loaded(firm)] == [3]


@pytest.mark.parametrize("language", ["es", "en"])
def test_bad_rows_are_told_row_by_row_and_the_good_ones_stored(firm: Firm, language: str) -> None:
    firm.boss.client.cookies.set("lang", language)
    bad = "V-2,Cocinera,Xyzzy,barato,de vez en cuando,,\n"
    sent = load(firm, HEADINGS + bad + GOOD)
    assert sent.status_code == 200
    assert [row.external_id for row in loaded(firm)] == ["V-1"]
    told = sent.text.partition('<th scope="row">')[2].partition("</tr>")[0]
    assert "2" in told.partition("</th>")[0]
    assert "V-2" in told
    for sentence in (
        "Write an amount, such as 9500.00.",
        "Choose one of those that are offered.",
        "Write the municipality with its state, such as “Tapachula, Chiapas”, or its five digits.",
    ):
        assert say(sentence, language) in told


def test_a_refused_value_is_repeated_escaped_and_shortened(firm: Firm) -> None:
    bad = f"V-1,Cocinera,07089,<b>barato</b>,{'de vez en cuando ' * 20},español:regular,\n"
    told = load(firm, HEADINGS + bad).text.partition('<th scope="row">')[2].partition("</tr>")[0]
    for repeated in (
        "Usted escribió: “&lt;b&gt;barato&lt;/b&gt;”.",
        "Usted escribió: “de vez en cuando de vez en cuando de…”.",
        "Usted escribió: “regular”.",
    ):
        assert repeated in told


def test_what_may_stand_in_a_refused_cell_is_listed(firm: Firm) -> None:
    told = load(firm, HEADINGS + "V-1,Cocinera,Monterrey,9800,a veces,,\n").text
    assert "Usted escribió: “Monterrey”. Puede ser: Monterrey, Nuevo León;" in told
    assert "Usted escribió: “a veces”. Puede ser: Tiempo completo;" in told


def test_a_cell_that_is_missing_repeats_nothing(firm: Firm) -> None:
    told = load(firm, "clave,puesto,municipio\nV-1,,07089\n").text
    assert "No aceptadas: 1" in told
    assert "Usted escribió" not in told


def test_a_corrected_sheet_changes_what_it_brought_before(firm: Firm) -> None:
    load(firm, HEADINGS + GOOD)
    again = load(firm, HEADINGS + GOOD.replace("11500", "12500"))
    assert "Cambiadas: 1" in again.text
    assert "Sin cambios: 1" in load(firm, HEADINGS + GOOD.replace("11500", "12500")).text
    assert [int(row.monthly_wage_mxn or 0) for row in loaded(firm)] == [12500]


def test_unknown_columns_are_named_once_and_nothing_is_stored(firm: Firm) -> None:
    rows = "V-1,Cocinera,07089,rojo\nV-2,Cocinera,07089,rojo\n"
    sent = load(firm, f"clave,puesto,municipio,Color de pelo\n{rows}")
    assert sent.status_code == 422
    assert sent.text.count("Color de pelo") == 2  # above the form, and at the field
    assert loaded(firm) == []


def test_amounts_days_and_places_are_read_as_mexico_writes_them(firm: Firm) -> None:
    headings = "clave;puesto;municipio;salario mensual;fecha de inicio;acepta menores\n"
    load(firm, headings + "V-1;Cocinera;Veracruz, Ver.;$12,000.00;30/11/2026;No\n")
    (row,) = loaded(firm)
    assert (row.municipality, row.monthly_wage_mxn) == ("30193", Decimal(12000))
    assert (row.starts_on, row.accepts_minors) == (date(2026, 11, 30), False)


def test_a_fault_is_told_in_the_words_of_the_sheet(firm: Firm) -> None:
    headings = "clave;puesto;municipio;fecha de inicio;acepta menores;idiomas\n"
    bad = "V-1;Cocinera;07089;11/30/2026;quizás;español\n"
    sent = load(firm, headings + bad + "V-2;Cocinera;07089;;;\nV-2;Cocinera;07089;;;\n").text
    for said in (
        "Escriba sí o no.",
        "Escriba la fecha como día/mes/año",
        "idiomas: cada una",
        "renglón 3",
    ):
        assert said in sent
    assert "external_id" not in sent.partition("<h2>Las columnas")[0]


def test_what_a_sheet_has_no_column_for_stays(firm: Firm) -> None:
    with firm.runtime.database.write() as session:
        make_opening(
            session,
            employer_id=firm.world.employer.id,
            external_id="V-1",
            title="Cocinera",
            municipality="07089",
            latitude=14.9,
            longitude=-92.26,
            description="Con paciencia",
            schedule="night",
            contact={"name": "Ana", "phone": "+529621234567", "email": None},
        )
    load(firm, "clave,puesto,municipio,salario,horario,correo\nV-1,Cocinera,7089,9800,,a@b.mx\n")
    (row,) = loaded(firm)
    assert (row.description, row.latitude, row.monthly_wage_mxn) == ("Con paciencia", 14.9, 9800)
    assert row.schedule is None
    assert row.contact == {"name": "Ana", "phone": "+529621234567", "email": "a@b.mx"}
    load(firm, "clave,puesto,municipio\nV-1,Cocinera,Tijuana\n")
    (row,) = loaded(firm)
    assert (row.municipality, row.latitude) == ("02004", None)


@pytest.mark.parametrize("cell", ["[1]", '{"a": 1}'])
def test_a_cell_that_holds_no_text_is_refused_where_it_stands(firm: Firm, cell: str) -> None:
    quoted = cell.replace('"', '""')
    sent = load(firm, f'clave,puesto,municipio,contacto\n"{quoted}",Cocinera,07089,"{quoted}"\n')
    assert sent.status_code == 200
    assert "No aceptadas: 1" in sent.text


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("", "", "Elija el archivo."),
        ("x", "vacantes.pdf", "termine en .csv o .xlsx"),
        ("x", "vacantes.xlsx", "XLSX"),
        (HEADINGS, "vacantes.csv", "No hay ningún renglón"),
        ("puesto,título\nA,B\n", "vacantes.csv", "CSV"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_words(
    firm: Firm, content: str, name: str, said: str
) -> None:
    sent = load(firm, content, name)
    assert sent.status_code == 422
    assert said in sent.text
    assert 'href="#file"' in sent.text


def test_fewer_positions_than_people_hired_stores_nothing_and_says_so(firm: Firm) -> None:
    with firm.runtime.database.write() as session:
        make_opening(
            session,
            employer_id=firm.world.employer.id,
            external_id="V-1",
            positions=3,
            positions_filled=2,
        )
    sent = load(firm, "clave,puesto,municipio,plazas\nV-0,Cocinera,07089,1\nV-1,Cocinera,07089,1\n")
    assert sent.status_code == 422
    assert "V-1" in sent.text
    assert [row.external_id for row in loaded(firm)] == ["V-1"]


def test_more_rows_than_are_taken_at_once_are_refused(firm: Firm) -> None:
    rows = "".join(f"V-{number},Cocinera,07089\n" for number in range(10_001))
    sent = load(firm, "clave,puesto,municipio\n" + rows)
    assert sent.status_code == 422
    assert "10,000" in sent.text or "10000" in sent.text
    assert loaded(firm) == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_model_sheet_can_be_loaded_as_it_is(firm: Firm, language: str) -> None:
    firm.boss.client.cookies.set("lang", language)
    model = firm.boss.see(f"{PAGE}/model.csv")
    assert model.headers["content-type"].startswith("text/csv")
    load(firm, model.content.replace(b"VAC-1", b"V-1"))
    (opening,) = loaded(firm)
    assert (opening.positions, opening.schedule, opening.wage_is) == (2, "full_time", "gross")


def test_a_form_of_another_site_loads_nothing(firm: Firm) -> None:
    sent = firm.boss.client.post(
        PAGE, data={"csrf": "foreign"}, files={"file": ("v.csv", (HEADINGS + GOOD).encode())}
    )
    assert sent.status_code == 403
    assert loaded(firm) == []
