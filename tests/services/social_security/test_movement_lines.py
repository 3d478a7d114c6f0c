from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.social_security.movement_lines import LENGTH, DoesNotFit, fields_of, line
from services.social_security.tables import rows
from tests.services.social_security.movement_factories import (
    CARLOS,
    MIRLANDE,
    base_change,
    enrollment,
    withdrawal,
)
from tests.services.social_security.vectors import VECTORS

GOLDEN = VECTORS["dispmag_lines"]
names = st.text(max_size=40)


@pytest.mark.parametrize(
    ("movement", "golden"),
    [
        (enrollment(), "08"),
        (base_change(), "07"),
        (withdrawal(), "02"),
        (enrollment(MIRLANDE, on=date(2026, 11, 12), worker_key="E000124"), "08_one_surname"),
    ],
)
def test_golden_lines_are_reproduced(movement, golden):
    assert line(movement) == GOLDEN[golden]


@pytest.mark.parametrize("kind", ["08", "07", "02"])
def test_the_layout_covers_every_position_once(kind):
    covered = [
        position
        for row in rows("movement_layout")
        if row["kind"] == kind
        for position in range(int(row["start"]), int(row["end"]) + 1)
    ]
    assert covered == list(range(1, LENGTH + 1))


@given(names, names, names)
def test_any_name_gives_a_line_of_the_right_length(first, second, given_names):
    worker = replace(CARLOS, first_surname=first, second_surname=second, given_names=given_names)
    assert len(line(enrollment(worker))) == LENGTH


def test_names_lose_accents_and_keep_enie():
    worker = replace(CARLOS, first_surname="Muñoz", given_names="Josué-Élie")
    assert line(enrollment(worker))[22:49].rstrip() == "MUÑOZ"


def test_long_names_are_cut_at_27():
    worker = replace(CARLOS, given_names="Maximiliano Hermenegildo Bartolomé")
    assert line(enrollment(worker))[76:103] == "MAXIMILIANO HERMENEGILDO BA"


def test_a_missing_curp_leaves_blanks():
    worker = replace(CARLOS, curp=None)
    assert line(enrollment(worker))[149:] == " " * 18 + "9"


@pytest.mark.parametrize(
    ("movement", "field"),
    [
        (enrollment(registration="B611234510"), "registration"),
        (enrollment(replace(CARLOS, nss="792494000155")), "nss"),
        (enrollment(guide="400"), "guide"),
        (enrollment(base=Decimal("10000.00")), "base_cents"),
        (enrollment(base=Decimal("330.585")), "base_cents"),
        (base_change(base=Decimal("-1")), "base_cents"),
        (enrollment(clinic="UMF"), "clinic"),
        (enrollment(worker_key="E0001230000"), "worker_key"),
        (enrollment(worker_key="EÜ"), "worker_key"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(movement, field):
    with pytest.raises(DoesNotFit) as refused:
        line(movement)
    assert refused.value.field == field


def test_a_line_is_read_back_by_field():
    read = fields_of(GOLDEN["08_one_surname"])
    assert (read["nss"], read["second_surname"], read["base_cents"], read["movement_on"]) == (
        "57260300025",
        "",
        "033058",
        "12112026",
    )


@pytest.mark.parametrize("text", [GOLDEN["08"][:-1], GOLDEN["08"].replace("0802400", "0902400")])
def test_another_length_or_movement_cannot_be_read(text):
    with pytest.raises(ValueError, match=r"168|09"):
        fields_of(text)
