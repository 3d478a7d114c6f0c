"""The build of the packaged data, on a few invented rows."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from tools.build_catalogs import build
from tools.catalog_build.esco import packed
from tools.catalog_build.places import accented, respelled
from tools.catalog_build.source import natural, others
from tools.catalog_build.vacancies import languages

# Lines are values in the order of the header; the `|` inside a cell is the source's own.
TABLES = {
    "esco_occupations": (
        "id,code,isco4,label_es,alt_es,label_en,alt_en,label_fr,alt_fr,label_pt,alt_pt",
        "b,5131.10,5131,jefe de sala/jefa de sala,,head waiter,,,,,",
        "a,5131.2,5131,camarero/camarera,mozo|camarero|mozo/,waiter/waitress,,,,,",
        "c,7411.1,7411,electricista,electricista de obra,electrician,,,,,",
    ),
    "esco_skills": (
        "id,type,reuse,label_es,alt_es,label_en,alt_en,label_fr,alt_fr,collections,groups",
        "s2,skill,cross-sector,servir mesas,,serve tables,,,,,S1",
        "s1,,transversal,,,speak French,,,,language,",
    ),
    "esco_skill_groups": (
        "id,code,label_es,label_en,kind,parent_id",
        "g1,S1,servir,serving,skill-group,g0",
        "g0,S,competencias,skills,skill-group,",
    ),
    "esco_occupation_skill": (
        "occupation_id,skill_id,relation",
        "a,s1,O",
        "a,s2,E",
        "gone,s1,E",
    ),
    "esco_skill_skill": ("skill_id,relation,related_skill_id", "s1,optional,s2", "s1,optional,s1"),
    "isco08": (
        "code,level,parent,label_es,label_en,label_fr,label_pt",
        "5,1,,Servicios,Services,Services,Serviços",
        "5131,4,5,Camareros de mesas,Waiters,Serveurs,Empregados de mesa",
        "7411,4,7,Electricistas de obras,Electricians,Électriciens,Eletricistas",
    ),
    "sinco2019": ("code,level,parent,label", "5116,4,511,Meseros", "7999,4,799,Otros"),
    "sinco2019_isco08": ("sinco,isco08", "5116,5131"),
    "cuoc2025_titles": (
        "title,isco08,ciuo08_ac,cuoc,occupation,title_code",
        "Mesero / Mesera,5131,5131,51310,Meseros,51310.002",
        "Ayudante electricista,5131|7411,7411,51310,Meseros,51310.001",
    ),
    "cuoc2025_occupations": (
        "cuoc,label,isco08,ciuo08_ac,skill_level",
        "51310,Meseros,5131,5131,2",
    ),
    "cuoc2025_related_occupations": ("cuoc,related_cuoc", "51310,51310"),
    "mx_estados": (
        "code,name,short_name,abbr,iso_3166_2,curp_code,pop_2020,pop_centre_lat,pop_centre_lon",
        "07,Chiapas,Chiapas,Chis.,MX-CHP,CS,5543828,16.4,-92.6",
    ),
    "mx_cp_prefix_estado": ("cp_prefix2,state_code,also", "30,07,", "29,07,27"),
    "mx_municipios": (
        "cvegeo,name,head_town,lat,lon,pop_2020,metro_area,pop_indigenous_lang_2020,name_2020",
        "07089,Tapachula,Tapachula de Córdova y Ordóñez,14.9,-92.2,353706,Tapachula,,",
    ),
    "mx_localidades": (
        "cvegeo,mun_cvegeo,name,ambito,lat,lon,pop_2020",
        "070890001,07089,Tapachula de Cordova y Ordoñez,U,14.9,-92.2,217550",
    ),
    "mx_vacantes_sne_2020": (
        "id,date,title,monthly_salary_mxn,contract_type,start_hour,end_hour,days_mon_to_sun"
        ",education_level,experience,languages,cvegeo",
        "7,2020-08-01,mesero,6000,Contrato por tiempo indeterminado,800,2400,1111110"
        ",Primaria,6m - 1 año,Inglés-Básico,07089",
    ),
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    for name, lines in TABLES.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return folder


def built(source: Path, target: Path) -> Path:
    build(source, target, target / "vacancies.csv.gz")
    return target


def table(folder: Path, name: str) -> list[list[str]]:
    text = gzip.decompress((folder / f"{name}.tsv.gz").read_bytes()).decode()
    return [line.split("\t") for line in text.split("\n")[1:]]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_inputs_give_the_same_bytes(source: Path, tmp_path: Path) -> None:
    assert contents(built(source, tmp_path / "one")) == contents(built(source, tmp_path / "other"))


def test_the_order_of_the_inputs_does_not_matter(source: Path, tmp_path: Path) -> None:
    first = contents(built(source, tmp_path / "one"))
    for path in source.iterdir():
        header, *lines = path.read_text().splitlines()
        path.write_text("\n".join([header, *reversed(lines)]) + "\n")
    assert contents(built(source, tmp_path / "other")) == first


def test_a_change_of_content_changes_the_version(source: Path, tmp_path: Path) -> None:
    first = (built(source, tmp_path / "one") / "manifest.json").read_text()
    path = source / "isco08.csv"
    path.write_text(path.read_text().replace("Waiters", "Servers"))
    second = (built(source, tmp_path / "other") / "manifest.json").read_text()
    assert first.splitlines()[1] != second.splitlines()[1]


def test_occupations_are_in_the_natural_order_of_their_code(source: Path, tmp_path: Path) -> None:
    rows = table(built(source, tmp_path / "out"), "occupations")
    assert [code for _, code, _ in rows] == ["5131.2", "5131.10", "7411.1"]


def test_alternatives_lose_repeats_and_stray_slashes(source: Path, tmp_path: Path) -> None:
    rows = table(built(source, tmp_path / "out"), "occupation_names.es")
    assert rows[0] == ["camarero/camarera", "mozo|camarero"]


def test_relations_to_entries_that_are_gone_are_left_out(source: Path, tmp_path: Path) -> None:
    folder = built(source, tmp_path / "out")
    with gzip.open(folder / "occupation_skills.npy.gz") as raw:
        assert np.load(raw).tolist() == [1, 1 << 16]
    with gzip.open(folder / "skill_skills.npy.gz") as raw:
        assert np.load(raw).tolist() == [1 << 16 | 1, 1 << 17 | 1 << 16]


def test_a_title_is_led_to_an_occupation_of_its_unit_group(source: Path, tmp_path: Path) -> None:
    rows = table(built(source, tmp_path / "out"), "titles")
    assert rows == [
        ["Ayudante electricista", "51310", "7411|5131", "c"],
        ["Mesero / Mesera", "51310", "5131", "a"],
    ]


def test_an_ambiguous_postal_prefix_is_left_out(source: Path, tmp_path: Path) -> None:
    assert table(built(source, tmp_path / "out"), "states")[0][9] == "30"


def test_a_head_town_is_spelled_as_its_municipality_spells_it(source: Path, tmp_path: Path) -> None:
    rows = table(built(source, tmp_path / "out"), "localities")
    assert rows[0][1] == "Tapachula de Córdova y Ordóñez"


def test_vacancies_are_written_in_the_codes_of_the_contract(source: Path, tmp_path: Path) -> None:
    folder = built(source, tmp_path / "out")
    with gzip.open(folder / "vacancies.csv.gz", "rt") as lines:
        (row,) = csv.DictReader(lines)
    assert (row["contract"], row["schooling"], row["experience_months"]) == (
        "indefinite",
        "primary",
        "6",
    )
    assert (row["start_hour"], row["end_hour"], row["languages"]) == ("8", "24", "en:basic")


def test_an_unknown_word_of_the_source_stops_the_build(source: Path, tmp_path: Path) -> None:
    path = source / "mx_vacantes_sne_2020.csv"
    path.write_text(path.read_text().replace("Primaria", "Kindergarten"))
    with pytest.raises(KeyError, match="Kindergarten"):
        built(source, tmp_path / "out")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("No es requisito", ""),
        ("Inglés-Básico , Portugués-Básico", "en:basic|pt:basic"),
        ("Inglés-Avanzado Test of english as a foreign language (toefl)", "en:advanced"),
    ],
)
def test_languages_lose_their_certificates(cell: str, read: str) -> None:
    assert languages(cell) == read


def test_accents_come_back_only_where_the_spelling_is_sure() -> None:
    spelling = accented(["José María", "San José", "Solis", "Solís", "Ávila"])
    assert (
        respelled("Rancho San Jose (Solis) de avila", spelling)
        == "Rancho San José (Solis) de Ávila"
    )
    assert respelled("Peñon de Jose", spelling) == "Peñon de José"


def test_essential_pairs_sort_before_optional_ones() -> None:
    assert packed({(1, 5): False, (1, 9): True, (0, 9): False}).tolist() == [
        1 << 16 | 9,
        1 << 17 | 9,
        1 << 17 | 1 << 16 | 5,
    ]


def test_small_readings() -> None:
    assert natural("7112.2") < natural("7112.10")
    assert others("Camarero", "camarero|Mozo|mozo|/mesero/") == "Mozo|mesero"
