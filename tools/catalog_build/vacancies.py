"""The real vacancies of August 2020 that the demo loads, in the codes of the contract."""

import csv
import gzip
import io
from pathlib import Path

from tools.catalog_build.source import rows

CONTRACTS = {
    "Contrato por tiempo indeterminado": "indefinite",
    "Contrato por tiempo determinado": "fixed_term",
    "Contrato por periodo de prueba": "trial",
    "Contrato por obra determinada": "project",
    "Contrato por capacitación inicial": "initial_training",
    "Contrato por relación de trabajo por temporada": "seasonal",
    "Contrato por salario por unidad de tiempo": "hourly",
    "No especificado": "",
}
SCHOOLING = {
    "Primaria": "primary",
    "Secundaria/sec. técnica": "secondary",
    "Carrera comercial": "technical",
    "Carrera técnica": "technical",
    "Profesional técnico": "technical",
    "Prepa o vocacional": "high_school",
    "T. superior universitario": "higher_technical",
    "Licenciatura": "bachelor",
    "Maestría": "master",
    "Doctorado": "doctorate",
}
# The lower end of each range.
EXPERIENCE_MONTHS = {
    "No especificada": "",
    "6m - 1 año": "6",
    "1 - 2 años": "12",
    "2 - 3 años": "24",
    "3 - 4 años": "36",
    "4 - 5 años": "48",
    "Más de 5 años": "60",
}
LANGUAGES = {"Inglés": "en", "Francés": "fr", "Alemán": "de", "Portugués": "pt", "Italiano": "it"}
LEVELS = {"Básico": "basic", "Intermedio": "intermediate", "Avanzado": "advanced"}
HEADER = (
    *("id", "posted_on", "title", "monthly_wage_mxn", "contract", "start_hour", "end_hour"),
    *("days", "municipality", "schooling", "experience_months", "languages"),
)


def build_vacancies(folder: Path, target: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for row in sorted(rows(folder, "mx_vacantes_sne_2020"), key=lambda row: int(row["id"])):
        writer.writerow(
            (
                row["id"],
                row["date"],
                row["title"],
                row["monthly_salary_mxn"],
                CONTRACTS[row["contract_type"]],
                int(row["start_hour"]) // 100,
                int(row["end_hour"]) // 100,
                row["days_mon_to_sun"],
                row["cvegeo"],
                SCHOOLING[row["education_level"]],
                EXPERIENCE_MONTHS[row["experience"]],
                languages(row["languages"]),
            )
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def languages(cell: str) -> str:
    """`Inglés-Básico , Francés-Avanzado …` -> `en:basic|fr:advanced`; certificates are dropped."""
    if cell == "No es requisito":
        return ""
    found = []
    for part in cell.split(","):
        name, _, level = part.strip().partition("-")
        found.append(f"{LANGUAGES[name]}:{LEVELS[level.split()[0]]}")
    return "|".join(found)
