from dataclasses import replace
from hashlib import sha256

import pytest

from services.social_security.movement_files import FileFormat, movement_file
from tests.services.social_security.movement_factories import (
    CARLOS,
    MIRLANDE,
    enrollment,
    withdrawal,
)
from tests.services.social_security.vectors import VECTORS

MUNOZ = replace(CARLOS, first_surname="Muñoz")


def test_lines_are_in_order_and_end_alike():
    made = movement_file([enrollment(), enrollment(MIRLANDE)])
    lines = made.content.split(b"\r\n")
    assert [len(line) for line in lines] == [168, 168, 0]


def test_the_golden_line_is_reproduced_byte_for_byte():
    made = movement_file([enrollment()])
    assert made.content == (VECTORS["dispmag_lines"]["08"] + "\r\n").encode("ascii")


def test_the_same_movements_give_the_same_bytes():
    assert movement_file([enrollment()]) == movement_file([enrollment()])


def test_the_digest_is_of_the_bytes():
    made = movement_file([enrollment()])
    assert made.digest == sha256(made.content).hexdigest()


@pytest.mark.parametrize(
    ("file_format", "written"),
    [
        (FileFormat(), b"MU\xd1OZ"),
        (FileFormat(enie="#"), b"MU#OZ"),
        (FileFormat(enie="\u00a5", encoding="latin-1"), b"MU\xa5OZ"),
        (FileFormat(encoding="cp850"), b"MU\xa5OZ"),
    ],
)
def test_enie_and_encoding_are_settings(file_format, written):
    assert written in movement_file([enrollment(MUNOZ)], file_format).content


def test_line_end_is_a_setting():
    assert movement_file([enrollment()], FileFormat(line_end="\n")).content.endswith(b"9\n")


@pytest.mark.parametrize(
    "settings", [{"encoding": "utf-8"}, {"encoding": "utf-16"}, {"enie": "NN"}, {"enie": ""}]
)
def test_a_format_with_other_than_one_byte_a_character_is_refused(settings):
    with pytest.raises(ValueError, match="one byte"):
        FileFormat(**settings)


def test_the_closing_record_counts_the_lines():
    made = movement_file([enrollment(), enrollment(MIRLANDE)], FileFormat(closing_record=True))
    closing = made.content.decode("cp1252").split("\r\n")[-2]
    assert (len(closing), closing[:13], closing[56:62], closing[133:138], closing[-1]) == (
        168,
        "*" * 13,
        "000002",
        "02400",
        "9",
    )


@pytest.mark.parametrize(
    "movements",
    [
        [],
        [enrollment(), withdrawal()],
        [enrollment(), enrollment(registration="B6112345102")],
        [enrollment(), enrollment(guide="05400")],
    ],
)
def test_a_file_holds_one_kind_registration_and_guide(movements):
    with pytest.raises(ValueError, match="one kind"):
        movement_file(movements)
