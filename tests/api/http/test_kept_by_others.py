"""What may be kept on the way, by whom, and what need not be sent again."""

import pytest

from tests.api.http.stories import posted, registered
from tests.api.http.world import House

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PUBLIC = ("/openings.json", "/v1/openings.json", "/v1/catalogs/documents")


@on_sqlite
def test_nobody_on_the_way_keeps_what_is_told_of_people(house: House) -> None:
    person, opening = registered(house), posted(house)["id"]

    for path in (
        "/v1/seekers",
        f"/v1/seekers/{person}",
        f"/v1/seekers/{person}/matches",
        f"/v1/openings/{opening}/matches",
        "/v1/placements",
        "/v1/nothing",
    ):
        assert house.staff.get(path).headers["cache-control"] == "no-store"


@on_sqlite
@pytest.mark.parametrize("path", PUBLIC)
def test_what_everybody_may_keep_is_kept_in_each_language(house: House, path: str) -> None:
    posted(house)
    english, spanish = (house.nobody.speaking(it).get(path) for it in ("en", "es"))

    assert english.headers["cache-control"].startswith("public")
    assert english.headers["vary"] == "Accept-Language"
    assert english.text != spanish.text
    assert english.headers["etag"] != spanish.headers["etag"]


@on_sqlite
@pytest.mark.parametrize("path", PUBLIC)
def test_what_somebody_has_is_not_sent_again(house: House, path: str) -> None:
    first = house.nobody.get(path)
    tag = first.headers["etag"]

    for named in (tag, f'"other", W/{tag}', "*"):
        again = house.nobody.get(path, headers={"If-None-Match": named})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == "Accept-Language"
    other = house.nobody.get(path, headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)


@on_sqlite
def test_it_is_sent_again_once_something_changed(house: House) -> None:
    tag = house.nobody.get("/openings.json").headers["etag"]
    posted(house)

    again = house.nobody.get("/openings.json", headers={"If-None-Match": tag})

    assert (again.status_code, len(again.json()["data"])) == (200, 1)


@on_sqlite
def test_a_refusal_is_nothing_to_keep(house: House) -> None:
    answer = house.nobody.get("/v1/catalogs/nothing", headers={"If-None-Match": "*"})

    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
