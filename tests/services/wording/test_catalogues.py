"""The catalogues are complete, current and faithful to the placeholders of their messages."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from services.wording.translations import LANGUAGES

ROOT = Path(__file__).parents[3]
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")


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


def texts(value: object) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [str(value)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_translated(lang: str) -> None:
    assert [message.id for message in translate.missing(catalog(lang))] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_placeholders_survive_translation(lang: str) -> None:
    broken = [message.id for message in catalog(lang) if message.id and differs(message)]
    assert broken == []


def differs(message: Message) -> bool:
    wanted = {mark for text in texts(message.id) for mark in PLACEHOLDER.findall(text)}
    return any(set(PLACEHOLDER.findall(text)) != wanted for text in texts(message.string))


def test_a_lost_placeholder_is_noticed() -> None:
    assert differs(Message("From %(day)s", "Desde el día"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_is_fuzzy(lang: str) -> None:
    assert not [message.id for message in catalog(lang) if message.fuzzy]


def test_spanish_sentences_for_people_are_short() -> None:
    """At most 25 words a sentence, the technical answers of the API and the consents aside."""
    found = [
        sentence
        for message in catalog("es")
        for text in texts(message.string)
        for sentence in re.split(r"(?<=[.?!:;])\s", text)
        if len(sentence.split()) > 25
    ]
    assert found == []
