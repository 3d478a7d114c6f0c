import pytest

from matching.catalogs import Catalogs, load


@pytest.fixture(scope="module")
def catalogs() -> Catalogs:
    return load()


def test_unit_groups_rise_to_their_major_group(catalogs: Catalogs) -> None:
    chain = ["7112"]
    while parent := catalogs.isco.parent(chain[-1]):
        chain.append(parent)
    assert chain == ["7112", "711", "71", "7"]
    assert catalogs.isco["7112"].level == 4


def test_groups_are_named_in_four_languages(catalogs: Catalogs) -> None:
    assert catalogs.isco.label("7112") == "Albañiles"
    assert catalogs.isco.label("7112", "en").startswith("Bricklayers")
    assert catalogs.isco.label("7112", "fr")
    assert catalogs.isco.label("7112", "ht") == "Albañiles"


def test_every_parent_lists_its_children(catalogs: Catalogs) -> None:
    for group in catalogs.isco:
        if group.parent:
            assert group.code in catalogs.isco.children(group.parent)


def test_every_occupation_stands_in_a_unit_group(catalogs: Catalogs) -> None:
    assert all(occupation.isco in catalogs.isco for occupation in catalogs.occupations)
    assert [each.code for each in catalogs.occupations.of_isco("7112")] == ["7112.1"]
    assert catalogs.occupations.of_isco("711") == ()


def test_the_occupation_for_a_whole_unit_group_is_one_of_it(catalogs: Catalogs) -> None:
    generic = {group: catalogs.occupations.generic(group) for group in catalogs.isco.generic}
    assert len(generic) > 200
    assert all(found and found.isco == group for group, found in generic.items())


@pytest.mark.parametrize(
    ("isco", "code"), [("8331", "8331.1"), ("7411", "7411.1"), ("9333", "9333.4")]
)
def test_a_correction_by_hand_decides_which_occupation_stands_for_a_group(
    catalogs: Catalogs, isco: str, code: str
) -> None:
    generic = catalogs.occupations.generic(isco)
    assert generic
    assert generic.code == code


def test_a_group_of_unlike_trades_has_no_occupation_standing_for_it(catalogs: Catalogs) -> None:
    assert catalogs.occupations.generic("7313") is None


def test_sinco_leads_to_isco_and_back(catalogs: Catalogs) -> None:
    assert catalogs.sinco["7121"].name.startswith("Albañiles")
    assert catalogs.sinco.isco_of("7121") == ("7111", "7112", "7113", "7114")
    assert "7121" in catalogs.sinco.sinco_of("7112")


def test_sinco_has_the_official_number_of_pairs(catalogs: Catalogs) -> None:
    assert sum(len(group.isco) for group in catalogs.sinco) == 697
    assert len(catalogs.sinco) == 714


def test_latin_american_titles_carry_their_unit_group(catalogs: Catalogs) -> None:
    waiter = next(title for title in catalogs.titles if title.title == "Mesero / Mesera")
    assert waiter.isco == "5131"
    assert waiter.occupation
    assert catalogs.occupations[waiter.occupation].label("en") == "waiter/waitress"


def test_a_title_means_only_an_occupation_of_its_own_unit_groups(catalogs: Catalogs) -> None:
    meant = [title for title in catalogs.titles if title.occupation]
    assert len(meant) > 8_000
    for title in meant:
        assert catalogs.occupations[title.occupation or ""].isco == title.isco
        assert title.isco in title.iscos


def test_titles_read_as_a_sequence(catalogs: Catalogs) -> None:
    assert len(catalogs.titles) == 14_462
    assert list(catalogs.titles[:2]) == [catalogs.titles[0], catalogs.titles[1]]


def test_occupations_of_the_titles_know_their_kin(catalogs: Catalogs) -> None:
    title = next(title for title in catalogs.titles if title.title == "Mesero / Mesera")
    own = catalogs.titles.occupation(title.cuoc)
    assert own
    kin = catalogs.titles.related_occupations(title.cuoc)
    assert kin
    assert own not in kin
    assert catalogs.titles.related_occupations("00000") == ()
