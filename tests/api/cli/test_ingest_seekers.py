"""`puente ingest seekers`."""

from datetime import date

from stdnum.luhn import calc_check_digit

from tests.api.cli.terminal import (
    faults,
    lines_file,
    results_of,
    seeker_named,
    sheet_file,
    statuses,
)
from tests.api.http.bodies import seeker
from tests.factories import make_center, valid_curp

HEADER = [
    "external_id", "given_names", "first_surname", "born_on", "municipality", "curp",
    "social_security_number", "phone", "documents", "occupations", "languages", "skills",
    "consents", "relocation.willing", "relocation.states",
]  # fmt: skip


def ingest(terminal, path, center="TAP"):
    return terminal.run("ingest", "seekers", path, "--center", center)


def test_people_are_stored_in_the_care_of_the_center(terminal, database, center, tmp_path) -> None:
    path = lines_file(tmp_path / "a.ndjson", [seeker(external_id="a"), seeker(external_id="b")])

    assert ingest(terminal, path, center).status == 0
    assert ingest(terminal, path, center).status == 0

    assert statuses(path) == ["unchanged"] * 2
    assert str(seeker_named(database, "a").public_id) == results_of(path)[0]["id"]


def test_a_workbook_of_people_gets_its_lost_zeros_back(
    terminal, database, center, tmp_path
) -> None:
    lost_zero = int("0118000001" + calc_check_digit("0118000001"))
    row = [
        "a", "Persona", "Inventada", date(1992, 3, 4), 7089, valid_curp(1), lost_zero, 9621234567,
        "refugiado:R1|tvrh::7:2027-05-01", "cocinero:24:2019|mesero", "es:native",
        "cocinar|servir", "matching|contact", "no", 7,
    ]  # fmt: skip
    path = sheet_file(tmp_path / "a.xlsx", [HEADER, row])

    seen = ingest(terminal, path, center)

    assert (seen.status, faults(path)) == (0, [])
    stored = seeker_named(database, "a")
    permit = stored.documents[1]
    assert (permit.state, permit.valid_until) == ("07", date(2027, 5, 1))
    assert (stored.municipality, stored.born_on) == ("07089", date(1992, 3, 4))
    assert [(work.months, work.last_year) for work in stored.occupations] == [
        (24, 2019),
        (0, None),
    ]
    assert stored.social_security_number.startswith("0118000001")


def test_bad_people_are_named_and_the_others_stored(terminal, database, center, tmp_path) -> None:
    rows = [seeker(external_id="a"), seeker(external_id="b", curp="WRONG"), seeker(center="OTHER")]
    path = lines_file(tmp_path / "a.ndjson", rows)

    assert ingest(terminal, path, center).status == 2

    assert statuses(path) == ["created", "refused", "refused"]
    assert [(row, pointer) for row, pointer, _ in faults(path)] == [(2, "/curp"), (3, "/center")]


def test_a_misspelt_kind_of_paper_in_a_sheet_is_named(terminal, center, tmp_path) -> None:
    row = ["a", "Ana", "Inventada", "1990-01-01", "07089", "tvhr::07"]
    header = ["external_id", "given_names", "first_surname", "born_on", "municipality", "documents"]
    path = sheet_file(tmp_path / "a.xlsx", [header, row])

    ingest(terminal, path, center)

    assert faults(path) == [(2, "/documents/0/kind", "unknown_document")]


def test_two_centers_may_use_the_same_name(terminal, database, center, tmp_path) -> None:
    with database.write() as session:
        make_center(session, code="TIJ")
    rows = [seeker(external_id="a", center=code) for code in ("TAP", "TIJ", "TAP")]
    path = lines_file(tmp_path / "a.ndjson", rows)

    ingest(terminal, path, center)

    assert statuses(path) == ["created", "created", "refused"]
    assert faults(path) == [(3, "/external_id", "duplicate_row")]


def test_an_unknown_center_is_refused(terminal, tmp_path) -> None:
    path = lines_file(tmp_path / "a.ndjson", [seeker()])

    seen = ingest(terminal, path, "NOWHERE")

    assert (seen.status, "center" in seen.said.lower()) == (1, True)
