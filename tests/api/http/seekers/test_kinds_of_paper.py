"""The kinds of paper are those of the catalog: another is refused, and named, wherever it comes."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from models.seeker_document import SeekerDocument
from tests.api.http.bodies import seeker
from tests.api.http.stories import done, registered
from tests.api.http.world import House

PATH = "/v1/seekers"
BULK = f"{PATH}/bulk"
# As the law's offices write them, letters and all.
KINDS = (
    "solicitante_constancia", "tvrh", "refugiado", "proteccion_complementaria",
    "residente_permanente", "residente_temporal_trabajo", "residente_temporal_sin",
    "residente_temporal_estudiante", "tvtf", "visitante_con_permiso", "visitante_sin_permiso",
    "visitante_regional", "oficio_INM", "en_tramite", "mexicano_retornado", "naturalizado",
)  # fmt: skip


def papers_of(house: House, person: str) -> list[str]:
    kinds: list[str] = done(house.staff.get(f"{PATH}/{person}"))["documents"]
    return kinds


@pytest.mark.parametrize("kind", ["tvhr", "", "pasaporte"])
def test_a_kind_that_nobody_knows_is_refused_with_the_address_of_those_known(
    house: House, kind: str
) -> None:
    answer = house.staff.post(PATH, seeker(documents=[{"kind": kind}]))

    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["pointer"]) == (422, "/documents/0/kind")
    assert error["code"] == "unknown_document"
    assert "GET /v1/catalogs/documents" in error["message"]


def test_it_is_refused_in_a_batch_and_in_a_replacement(house: House) -> None:
    misspelt = seeker(documents=[{"kind": "tvrh"}, {"kind": "tvhr"}])
    person = registered(house)

    put = house.staff.put(f"{PATH}/{person}", misspelt)
    batch = house.staff.post_once(f"{BULK}?mode=partial", [seeker(), misspelt])

    assert (put.status_code, put.json()["errors"][0]["code"]) == (422, "unknown_document")
    assert [row["status"] for row in batch.json()["data"]] == ["created", "refused"]
    (error,) = batch.json()["data"][1]["errors"]
    assert (error["pointer"], error["code"]) == ("/1/documents/1/kind", "unknown_document")


def test_every_kind_is_taken_and_stands_in_the_catalog(house: House) -> None:
    rows = [seeker(documents=[{"kind": kind}]) for kind in KINDS]

    answer = done(house.staff.post_once(BULK, rows))

    assert [row["status"] for row in answer["data"]] == ["created"] * len(KINDS)
    listed = done(house.staff.get("/v1/catalogs/documents"))["data"]
    assert {kind.lower() for kind in KINDS} == {entry["id"] for entry in listed}


def test_a_kind_is_one_however_its_letters_are_written(house: House) -> None:
    body = seeker(documents=[{"kind": "oficio_INM"}])
    person = done(house.staff.post(PATH, body))["id"]

    again = done(
        house.staff.put(f"{PATH}/{person}", body | {"documents": [{"kind": "OFICIO_inm"}]})
    )

    assert again["outcome"] == "unchanged"
    assert papers_of(house, person) == ["oficio_inm"]


def test_a_person_stored_with_a_kind_of_before_is_still_served(house: House) -> None:
    body = seeker()
    person, other = done(house.staff.post(PATH, body))["id"], registered(house)
    with house.database.write() as session:
        for paper in session.scalars(select(SeekerDocument)):
            paper.kind, paper.verified_at = "tvhr", datetime(2026, 1, 1, tzinfo=UTC)
    unsaid = {name: value for name, value in body.items() if name != "documents"}

    done(house.staff.put(f"{PATH}/{person}", unsaid))
    kept = papers_of(house, person)
    done(house.staff.post(f"{PATH}/{person}/merge", {"other": other}))
    done(house.staff.put(f"{PATH}/{person}", body))

    assert (kept, papers_of(house, person)) == (["tvhr"], ["refugiado"])
