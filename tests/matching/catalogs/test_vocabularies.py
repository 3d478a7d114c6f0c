import pytest

from matching.catalogs import Catalogs, load
from matching.catalogs.vocabularies import LANGUAGES
from matching.profiles import Level, Schedule, Schooling


@pytest.fixture(scope="module")
def catalogs() -> Catalogs:
    return load()


@pytest.mark.parametrize(
    "code",
    [
        *("es", "en", "fr", "pt", "ht", "nah", "yua", "tzh", "tzo", "mam", "zap", "mix", "maz"),
        *("cab", "kek", "quc", "wo", "ln", "ar", "ru", "zh", "mfs", "oto", "ctu", "hch", "tar"),
    ],
)
def test_languages_people_speak_here_are_known(catalogs: Catalogs, code: str) -> None:
    assert code in catalogs.languages


def test_every_language_is_named_in_the_five_languages_of_the_forms(catalogs: Catalogs) -> None:
    assert len(catalogs.languages) > 150
    for language in catalogs.languages:
        assert all(language.names.by_language)
        assert language.code in {language.iso3, language.code[:2]}


def test_a_language_is_found_by_either_code(catalogs: Catalogs) -> None:
    assert catalogs.languages["hat"] == catalogs.languages["ht"]
    assert catalogs.languages["ht"].name("ht") == "kreyòl ayisyen"
    assert catalogs.languages["ht"].name("en") == "Haitian Creole"


def test_codes_of_languages_are_unique(catalogs: Catalogs) -> None:
    codes = [language.iso3 for language in catalogs.languages]
    assert len(set(codes)) == len(codes)


def test_mexicos_national_languages_are_marked(catalogs: Catalogs) -> None:
    mexican = {language.code for language in catalogs.languages if language.is_mexican}
    assert {"nah", "yua", "mfs", "mix"} <= mexican
    assert not {"es", "cab", "qu"} & mexican
    assert len(mexican) >= 65


def test_all_countries_of_the_standard_are_there(catalogs: Catalogs) -> None:
    assert len(catalogs.nationalities) == 249
    assert {"MX", "HT", "SS", "PS", "TW", "SX"} <= set(catalogs.nationalities.codes)
    assert not {"EU", "XK", "ZZ", "UN"} & set(catalogs.nationalities.codes)


def test_a_country_is_named_in_each_language(catalogs: Catalogs) -> None:
    haiti = catalogs.nationalities["HT"]
    assert [haiti.name(lang) for lang in LANGUAGES] == ["Haití", "Haiti", "Haïti", "Haiti", "Ayiti"]


def test_a_country_without_a_creole_name_is_named_in_french(catalogs: Catalogs) -> None:
    finland = catalogs.nationalities["FI"]
    assert finland.name("ht") == finland.name("fr") == "Finlande"


def test_schooling_is_the_ladder_that_ranking_reads(catalogs: Catalogs) -> None:
    assert list(catalogs.schooling.codes) == [level.name.lower() for level in Schooling]


def test_schedules_and_levels_are_those_that_ranking_reads(catalogs: Catalogs) -> None:
    assert list(catalogs.schedules.codes) == [schedule.value for schedule in Schedule]
    assert list(catalogs.language_levels.codes) == [level.name.lower() for level in Level]


def test_every_choice_is_named_in_the_five_languages(catalogs: Catalogs) -> None:
    for kind in (catalogs.schooling, catalogs.schedules, catalogs.contracts, catalogs.offers):
        assert len(kind) >= 6
        assert all(all(choice.names.by_language) for choice in kind)


def test_an_unknown_language_of_the_page_shows_spanish(catalogs: Catalogs) -> None:
    assert catalogs.schooling["primary"].name("de") == "Primaria"
