import pytest

from demo.packaged import vacancies
from demo.titles import BRAND_DROPPED, SEX_DROPPED, WRITTEN_OUT, shown_title


@pytest.mark.parametrize(
    ("bare", "shown"),
    [
        ("guardia seguridad", "Guardia de seguridad"),
        ("auxiliar almacen", "Auxiliar de almacén"),
        ("aux. contable", "Auxiliar contable"),
        ("gerente ventas", "Gerente de ventas"),
        ("atencion clientes", "Atención a clientes"),
        ("montacarguista hombre pie", "Montacarguista hombre a pie"),
        ("chofer/ayudante general", "Chofer / ayudante general"),
        ("recepcionista.", "Recepcionista"),
        ("vigilante", "Vigilante"),
        ("enfermera, licenciatura enfermeria femenino", "Enfermera, licenciatura enfermería"),
        ("auxiliar produccion para calera femenino", "Auxiliar de producción para Calera"),
        ("ejecutivo ventas sucursal banamex", "Ejecutivo de ventas sucursal"),
        ("ayudante general carls jr.", "Ayudante general"),
    ],
)
def test_titles_are_written_out(bare, shown):
    assert shown_title(bare)[0] == shown


@pytest.mark.parametrize(
    ("bare", "reasons"),
    [
        ("vigilante", ()),
        ("gerente ventas", (WRITTEN_OUT,)),
        ("enfermero masculino", (SEX_DROPPED,)),
        ("jefe ventas cosmocarrier", (BRAND_DROPPED, WRITTEN_OUT)),
    ],
)
def test_why_a_title_differs_is_told(bare, reasons):
    assert shown_title(bare)[1] == reasons


def test_no_title_loses_all_its_words():
    assert all(len(shown_title(vacancy["title"])[0]) >= 2 for vacancy in vacancies())
