import pytest

from services.catalogs import NAMES
from tests.api.http.stories import done
from tests.api.http.world import House

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SPOKEN = ("es", "en", "fr", "pt", "ht")
# Portuguese shares these words.
SAME_IN_SPANISH = {"Documentos", "Por obra determinada", "Por temporada"}


def test_the_catalogs_are_named(house: House) -> None:
    body = done(house.nobody.get("/v1/catalogs"))

    assert body["data"] == list(NAMES)
    assert set(body["data"]) >= {"occupations", "skills", "municipalities", "languages", "states"}
    assert body["version"]


@pytest.mark.parametrize("name", NAMES)
def test_each_lists_entries_with_labels(house: House, name: str) -> None:
    body = done(house.nobody.get(f"/v1/catalogs/{name}?limit=5"))

    assert 0 < len(body["data"]) <= 5
    assert all(entry["id"] and entry["label"] for entry in body["data"])


@pytest.mark.parametrize(("name", "least"), [("states", 32), ("nationalities", 190)])
def test_a_short_catalog_is_given_whole(house: House, name: str, least: int) -> None:
    body = done(house.nobody.get(f"/v1/catalogs/{name}"))

    assert len(body["data"]) == body["total"] >= least


def test_a_long_catalog_says_how_much_more_there_is(house: House) -> None:
    body = done(house.nobody.get("/v1/catalogs/municipalities"))

    assert (len(body["data"]), body["total"] > 2400) == (20, True)
    assert done(house.nobody.get("/v1/catalogs/municipalities?q=tapach"))["total"] is None


@pytest.mark.parametrize("lang", SPOKEN)
@pytest.mark.parametrize("name", NAMES)
def test_each_speaks_the_five_languages_without_failing(house: House, name: str, lang: str) -> None:
    assert done(house.nobody.get(f"/v1/catalogs/{name}?lang={lang}&limit=3"))["data"]


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("municipalities", "tapach", "07089"),
        ("municipalities", "TAPACHULA", "07089"),
        ("municipalities", "ciudad jua", "08037"),
        ("states", "chiap", "07"),
        ("languages", "criollo hait", "ht"),
        ("nationalities", "hond", "HN"),
    ],
)
def test_what_is_typed_is_found_without_accents_and_case(
    house: House, name: str, typed: str, found: str
) -> None:
    body = done(house.nobody.get(f"/v1/catalogs/{name}", params={"q": typed, "lang": "es"}))

    assert found in [entry["id"] for entry in body["data"]]


@pytest.mark.parametrize(
    "typed", ["%", "_", "'", "\\", "\x00", "(", "[a-z", "ñ" * 200, "   ", "🍲"]
)
def test_nothing_typed_breaks_it(house: House, typed: str) -> None:
    for name in ("occupations", "municipalities", "centers", "schedules"):
        answer = house.nobody.get(f"/v1/catalogs/{name}", params={"q": typed})
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("query", ["lang=de", "limit=0", "limit=201", "q=" + "a" * 201])
def test_what_is_not_offered_is_refused(house: House, query: str) -> None:
    assert house.nobody.get(f"/v1/catalogs/occupations?{query}").status_code == 422


def test_a_catalog_of_nothing_is_404(house: House) -> None:
    assert house.nobody.get("/v1/catalogs/nothing").json()["code"] == "catalog_not_found"


def test_a_phrase_that_no_name_begins_with_is_read_for_its_meaning(house: House) -> None:
    body = done(house.nobody.get("/v1/catalogs/occupations?q=mesero de banquete nocturno&limit=5"))

    assert "mesero" in body["data"][0]["detail"]
    assert len(body["data"]) <= 5


@pytest.mark.parametrize("lang", ["ht", "fr", "pt"])
@pytest.mark.parametrize("name", ["needs", "end_causes", "documents", "schedules", "contracts"])
def test_a_closed_list_has_words_of_its_own_language(house: House, name: str, lang: str) -> None:
    labels = {
        spoken: [
            it["label"]
            for it in done(house.nobody.get(f"/v1/catalogs/{name}?lang={spoken}"))["data"]
        ]
        for spoken in (lang, "es", "en")
    }
    alike = [
        own
        for own, spanish in zip(labels[lang], labels["es"], strict=True)
        if own == spanish and own not in SAME_IN_SPANISH
    ]
    assert alike == []
    assert labels[lang] != labels["en"]


@pytest.mark.parametrize(
    ("typed", "lang", "label"),
    [("boul", "ht", "boulanger/boulangère"), ("talhante", "pt", "Açougueiro/Açougueira")],
)
def test_an_occupation_is_named_as_its_reader_calls_it(
    house: House, typed: str, lang: str, label: str
) -> None:
    found = done(house.nobody.get(f"/v1/catalogs/occupations?q={typed}&lang={lang}&limit=5"))
    assert label in [entry["label"] for entry in found["data"]]
    listed = done(house.nobody.get(f"/v1/catalogs/occupations?lang={lang}&limit=3"))["data"]
    spanish = done(house.nobody.get("/v1/catalogs/occupations?lang=es&limit=3"))["data"]
    assert [it["label"] for it in listed] != [it["label"] for it in spanish]


def test_a_wording_that_the_label_says_already_is_not_said_beside_it(house: House) -> None:
    (entry, *_) = done(house.nobody.get("/v1/catalogs/occupations?q=babá&lang=pt"))["data"]
    assert (entry["label"], entry["detail"]) == ("Babá", None)


def test_skills_are_french_for_readers_of_creole(house: House) -> None:
    labels = [
        [it["label"] for it in done(house.nobody.get(f"/v1/catalogs/skills?lang={lang}"))["data"]]
        for lang in ("ht", "fr")
    ]
    assert labels[0] == labels[1]
