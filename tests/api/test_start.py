"""What a service loads before it is ready: a start is short because it leaves out the rest."""

import subprocess
import sys

import pytest

ASKED = "import sys, api.cli.database, api.main; print(*sys.modules, sep=chr(10))"
# Each takes a hundredth of a second or much more, and a service can do without them for a while or
# for good.
LATER = (
    "alembic",
    "api.web.pages",
    "api.web.render",
    "babel",
    "holidays",
    "jinja2",
    "matching.linking.catalog_linkers",
    "matching.linking.label_ranking",
    "ortools",
    "phonenumbers",
    "pikepdf",
    "psycopg",
    "scipy.optimize",
    "scipy.sparse",
    "scipy.special",
    "sklearn",
    "snowballstemmer",
    "typst",
    "xlsxwriter",
)


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", LATER)
def test_a_service_starts_without_it(module: str, loaded: set[str]) -> None:
    assert module not in loaded


def test_what_answers_about_matches_is_loaded(loaded: set[str]) -> None:
    assert {"api.http.matches", "matching.index.compiled_seekers"} <= loaded
