"""What advertisements ask of people, in the words in which they ask it."""

import re
import tomllib
from pathlib import Path

import pytest

from services.openings.advertisements import _groups, unlawful_demands
from services.wording.employers import REVIEWS

UNLAWFUL = """
demands_sex|Se busca mujer
demands_sex|Solo hombres
demands_sex|Únicamente para DAMAS
demands_sex|Sexo: masculino
demands_sex|personal femenino
demands_sex|Preferentemente varón
demands_sex|Requerimos 5 hombres para bodega
demands_sex|Abstenerse mujeres
demands_sex|Women only
demands_age|Edad de 20 a 35 años
demands_age|Edad: 18-35
demands_age|entre 26 y 35 años
demands_age|No mayores de 35
demands_age|máximo 40 años
demands_age|Edad máxima 45
demands_age|personal joven
demands_age|Buscamos jóvenes con ganas
demands_looks|Buena presentación
demands_looks|presentación impecable
demands_looks|sin tatuajes visibles
demands_looks|Tez clara
demands_looks|Fotografía de cuerpo completo
demands_family_status|Soltera
demands_family_status|Madres solteras abstenerse
demands_family_status|Estado civil: soltero
demands_family_status|sin hijos
demands_no_pregnancy|Certificado de no gravidez
demands_no_pregnancy|prueba de embarazo
demands_no_pregnancy|No estar embarazada
demands_origin|Solo mexicanos
demands_origin|No se aceptan extranjeros
demands_origin|Abstenerse migrantes
demands_origin|INE indispensable
demands_origin|Sin acento
demands_health|Prueba de VIH
demands_health|Sin discapacidad
demands_belief|De preferencia católico
demands_belief|sin demandas laborales
charges_workers|Cobramos 500 pesos por trámite
charges_workers|Cuota de inscripción de $200
charges_workers|Depósito para apartar tu lugar
charges_workers|El candidato paga el examen médico
charges_workers|Uniforme con costo
charges_workers|Se descuenta el uniforme
keeps_papers|Resguardamos tu pasaporte
keeps_papers|Retención de documentos
denies_rights|IMSS a los 3 meses
denies_rights|Capacitación no pagada
denies_rights|solo comisión
denies_rights|Sin seguro social
"""

# As they stand in honest advertisements.
LAWFUL = """
Sexo indistinto, mayor de 18 años
Ambos sexos
Hombres y mujeres mayores de edad
Género: hombre - mujer
Sexo masculino/femenino
Edad mínima 18 años
Edad de 18 años en adelante
No se contratan menores de edad
Experiencia de 2 a 20 años
Empresa con más de 25 años de experiencia
Cuidado de adultos mayores de 60 años
Docente para alumnos de 15 a 18 años
Jóvenes Construyendo el Futuro
Sin distinción de sexo, edad, religión o nacionalidad
No se solicita prueba de embarazo ni de VIH
Vendedora de ropa para dama
Zapatería para mujer
Barbero, corte de caballero
Atención a mujeres víctimas de violencia
Operador de montacargas hombre a pie
Montacarguista hombre de pie
Informes con la Sra. Gómez o el señor Ruiz
Buena presentación de platillos
Diseñador gráfico e imagen corporativa
Bienvenidas madres solteras
Se alienta la postulación de mujeres, personas refugiadas y con discapacidad
Personas con o sin discapacidad
Aceptamos personas refugiadas y migrantes
Mexicanos y extranjeros con permiso para trabajar
Cocina mexicana e italiana
Documentos: identificación oficial (INE, pasaporte o tarjeta de residencia)
No se cobra ninguna cuota de inscripción
No cobramos por el trámite
Nunca pedimos depósito para apartar tu lugar
Capacitación sin costo y uniforme gratis
Costo del examen médico cubierto por la empresa
Cajero: cobrar y hacer depósitos en OXXO
Analista de costos e inversión
Ventas: cumplir la cuota mensual
Resguardo de documentos confidenciales
Alta en el IMSS desde el primer día
Capacitación pagada desde el primer día
Sueldo base más comisiones
Carga de 25 a 40 kg
Enfermera(o) general
"""


def cases(listed: str) -> list[str]:
    return [line for line in listed.splitlines() if line]


@pytest.mark.parametrize("case", cases(UNLAWFUL))
def test_an_unlawful_demand_is_found_wherever_it_stands(case: str):
    code, said = case.split("|")
    assert [found.code for found in unlawful_demands(said)] == [code]
    within = f"Empresa seria. {said}. Contratación inmediata."
    assert [found.code for found in unlawful_demands("Ayudante general", [within])] == [code]


@pytest.mark.parametrize("said", cases(LAWFUL))
def test_honest_words_are_let_be(said: str):
    within = f"Empresa seria. {said}. Contratación inmediata."
    assert list(unlawful_demands(said)) == []
    assert list(unlawful_demands("Ayudante general", [within])) == []


def test_a_title_may_end_with_whom_it_wants():
    assert [it.words for it in unlawful_demands("Ayudante de producción, hombre")] == ["hombre"]
    assert list(unlawful_demands("Médico de la mujer")) == []


def test_the_words_are_told_as_they_were_written():
    found = list(unlawful_demands("Cajera", ["Excelente  presentación, señorita de 18 a 25 años"]))
    assert [(it.code, it.words) for it in found] == [
        ("demands_sex", "señorita"),
        ("demands_age", "18 a 25 años"),
        ("demands_looks", "excelente presentación"),
    ]


def test_letters_of_another_kind_hide_nothing():
    fancy = "\U0001d5e6\U0001d5fc\U0001d5f9\U0001d5fc mujeres, sin a\u0301nimo"
    assert [it.code for it in unlawful_demands("Ayudante", [fancy])] == ["demands_sex"]


def test_what_an_endless_text_asks_is_found_in_time():
    text = "edad de " * 1200 + "solo se " * 1200 + "no se cobra " * 80
    assert list(unlawful_demands("Ayudante", [text])) == []


def test_every_group_names_the_law_it_rests_on():
    text = (Path(__file__).parents[3] / "src/services/openings/advertisements.toml").read_text()
    for group in tomllib.loads(text)["groups"].values():
        assert re.match(r"(LFT|LFPED|RACT) \d", group["source"])


def test_every_code_has_its_sentence_and_its_place_in_the_guide():
    guide = (Path(__file__).parents[3] / "docs/api.md").read_text()
    for group in _groups():
        assert group.code in REVIEWS
        assert re.search(rf"`{group.code}`", guide)
