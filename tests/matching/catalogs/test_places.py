import pytest

from matching.catalogs import Catalogs, load

MEXICO = {"south": 14.5, "north": 32.75, "west": -118.5, "east": -86.5}


@pytest.fixture(scope="module")
def catalogs() -> Catalogs:
    return load()


def test_every_municipality_lies_in_mexico_and_in_its_state(catalogs: Catalogs) -> None:
    for place in catalogs.municipalities:
        assert MEXICO["south"] < place.latitude < MEXICO["north"]
        assert MEXICO["west"] < place.longitude < MEXICO["east"]
        assert place.state in catalogs.states


# Cedros Island lies farthest from the town that governs it: 3.7 degrees south.
def test_every_locality_lies_near_its_municipality(catalogs: Catalogs) -> None:
    for place in catalogs.localities:
        municipality = catalogs.municipalities[place.municipality]
        assert abs(place.latitude - municipality.latitude) < 4
        assert abs(place.longitude - municipality.longitude) < 4


def test_coordinates_by_row_are_those_of_the_place(catalogs: Catalogs) -> None:
    row = catalogs.municipalities.row("07089")
    tapachula = catalogs.municipalities["07089"]
    assert tapachula.name == "Tapachula"
    assert catalogs.municipalities.latitudes[row] == tapachula.latitude
    assert catalogs.municipalities.longitudes[row] == tapachula.longitude
    assert catalogs.municipalities.latitudes.dtype == "float64"


def test_the_state_of_a_municipality_is_in_its_code(catalogs: Catalogs) -> None:
    assert catalogs.states[catalogs.municipalities["07089"].state].short_name == "Chiapas"
    assert len(catalogs.municipalities.of_state("20")) == 570


def test_the_whole_country_is_there(catalogs: Catalogs) -> None:
    assert len(catalogs.states) == 32
    assert len(catalogs.municipalities) == 2_478
    assert len(catalogs.localities) == 10_635
    assert sum(place.population for place in catalogs.municipalities) == 126_014_024


@pytest.mark.parametrize(
    ("postal_code", "state"), [("30700", "07"), ("06000", "09"), (" 22000", "02")]
)
def test_a_postal_code_tells_the_state(catalogs: Catalogs, postal_code: str, state: str) -> None:
    found = catalogs.states.of_postal_code(postal_code)
    assert found
    assert found.code == state


@pytest.mark.parametrize("postal_code", ["", "0", "xx123", "17"])
def test_a_code_that_no_state_has_tells_nothing(catalogs: Catalogs, postal_code: str) -> None:
    assert catalogs.states.of_postal_code(postal_code) is None


def test_localities_have_their_accents_back_where_that_is_sure(catalogs: Catalogs) -> None:
    names = {place.code: place.name for place in catalogs.localities}
    assert names["220140001"] == "Santiago de Querétaro"
    assert sum(not name.isascii() for name in names.values()) > 1_500


def test_localities_of_a_municipality_are_in_it(catalogs: Catalogs) -> None:
    found = catalogs.localities.of_municipality("07089")
    assert found
    assert {place.code[:5] for place in found} == {"07089"}
    assert catalogs.localities.of_municipality("99999") == ()
