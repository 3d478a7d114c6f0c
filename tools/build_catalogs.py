"""Packages the reference data: `python -m tools.build_catalogs DATA_FOLDER`.

The same inputs give the same bytes. What each packaged file is, where it comes from and what was
changed stands in `src/matching/catalogs/data/SOURCES.md` and `demo/data/SOURCES.md`.
"""

import argparse
from pathlib import Path

from tools.catalog_build.classifications import build_classifications
from tools.catalog_build.countries import build_countries
from tools.catalog_build.esco import build_esco
from tools.catalog_build.output import Output
from tools.catalog_build.places import build_places
from tools.catalog_build.vacancies import build_vacancies

EDITION = "2026.11-esco1.2.0"
ROOT = Path(__file__).resolve().parents[1]
CATALOGS = ROOT / "src" / "matching" / "catalogs" / "data"
VACANCIES = ROOT / "demo" / "data" / "vacancies.csv.gz"


def build(source: Path, catalogs: Path, vacancies: Path) -> None:
    output = Output(catalogs)
    build_esco(source, output)
    build_classifications(source, output)
    build_places(source, output)
    build_countries(output)
    output.manifest(EDITION)
    build_vacancies(source, vacancies)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder with the reference CSV files")
    parser.add_argument("--catalogs", type=Path, default=CATALOGS)
    parser.add_argument("--vacancies", type=Path, default=VACANCIES)
    options = parser.parse_args()
    build(options.source, options.catalogs, options.vacancies)


if __name__ == "__main__":
    main()
