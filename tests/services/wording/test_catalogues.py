"""The catalogues are complete, current and faithful to the placeholders of their messages."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from services.seekers.schemas import FormLanguage
from services.wording.translations import PERSON_LANGUAGES, STAFF_LANGUAGES, translations

ROOT = Path(__file__).parents[3]
LANGUAGES_OF_PERSONS_ALONE = sorted({*PERSON_LANGUAGES} - {*STAFF_LANGUAGES})


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


translate = load(ROOT / "tools" / "translate.py")


def catalog(lang: str) -> Catalog:
    with (ROOT / "src" / "services" / "locale" / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang)


@pytest.mark.parametrize("lang", PERSON_LANGUAGES)
def test_every_message_is_translated(lang: str) -> None:
    assert [message.id for message in translate.missing(catalog(lang))] == []


@pytest.mark.parametrize("lang", PERSON_LANGUAGES)
def test_placeholders_survive_translation(lang: str) -> None:
    assert [message.id for message in translate.unfaithful(catalog(lang))] == []


def test_a_lost_placeholder_is_noticed() -> None:
    assert translate.differs(Message("From %(day)s", "Desde el día"))


@pytest.mark.parametrize("lang", PERSON_LANGUAGES)
def test_no_message_is_fuzzy(lang: str) -> None:
    assert not [message.id for message in catalog(lang) if message.fuzzy]


@pytest.mark.parametrize("lang", LANGUAGES_OF_PERSONS_ALONE)
def test_what_only_staff_meet_is_not_translated_for_persons(lang: str) -> None:
    messages = {message.id for message in catalog(lang)}
    assert "Find work that fits what you know" in messages
    assert "The wage reaches what the person expects." not in messages


def test_every_source_of_words_for_persons_still_has_some() -> None:
    said = {(path, translate.named_at(path, line)) for path, line, *_ in translate.found()}
    listed = {(each, name) for each, names in translate.FOR_PERSONS.items() for name in names}
    whole = {each for each, names in translate.FOR_PERSONS.items() if not names}
    assert listed <= said
    assert [each for each in whole if not any(PurePath(path).match(each) for path, _ in said)] == []


def test_a_person_can_register_in_each_language_of_the_pages() -> None:
    assert {each.value for each in FormLanguage} == {*PERSON_LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES_OF_PERSONS_ALONE)
def test_no_message_for_persons_was_left_in_english(lang: str) -> None:
    same = {message.id for message in catalog(lang) if message.string == message.id}
    assert {said for said in same if len(said.split()) > 2} <= {"%(opening)s, %(employer)s"}


@pytest.mark.parametrize("lang", LANGUAGES_OF_PERSONS_ALONE)
def test_a_message_that_a_language_lacks_is_said_in_spanish(lang: str) -> None:
    assert translations(lang).gettext("Log in for staff") == "Inicio de sesión del personal"


@pytest.mark.parametrize("lang", ["es", *LANGUAGES_OF_PERSONS_ALONE])
def test_sentences_for_people_are_short(lang: str) -> None:
    """At most 25 words a sentence, the technical answers of the API and the consents aside."""
    assert [said for said in sentences(lang) if len(said.split()) > 25] == []


def sentences(lang: str) -> Iterator[str]:
    for message in catalog(lang):
        for text in translate.texts(message.string):
            yield from re.split(r"(?<=[.?!:;])\s", text)
