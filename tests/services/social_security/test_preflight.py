from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.social_security.findings import Grade
from services.social_security.movement_lines import LENGTH, line
from services.social_security.preflight import Circumstances, preflight
from tests.services.social_security.movement_factories import (
    CARLOS,
    MIRLANDE,
    base_change,
    enrollment,
    withdrawal,
)

IN_TAPACHULA = Circumstances(today=date(2026, 9, 14), municipality="07089")
IN_TIJUANA = Circumstances(today=date(2026, 9, 14), municipality="02004")


@pytest.mark.parametrize(
    "movement",
    [
        enrollment(),
        enrollment(MIRLANDE),
        base_change(on=date(2026, 9, 1)),
        withdrawal(on=date(2026, 9, 1)),
    ],
)
def test_good_lines_meet_no_objection(movement):
    assert preflight(movement, IN_TAPACHULA) == ()


@pytest.mark.parametrize(
    ("movement", "code", "field"),
    [
        (enrollment(registration="b6112345101"), "031", "registration"),
        (enrollment(replace(CARLOS, nss="79249400016")), "004", "nss"),
        (enrollment(replace(CARLOS, first_surname="—")), "006", "first_surname"),
        (enrollment(replace(CARLOS, given_names="محمد")), "006", "given_names"),
        (enrollment(base=Decimal(0)), "008", "base_cents"),
        (enrollment(base=Decimal("315.03")), "015", "base_cents"),
        (enrollment(base=Decimal("2932.76")), "base_over_cap", "base_cents"),
        (enrollment(base=Decimal("330.585")), "base_not_in_cents", "base_cents"),
        (enrollment(clinic="1234"), "018", "clinic"),
        (enrollment(on=date(2026, 9, 17)), "021", "movement_on"),
        (enrollment(on=date(2026, 8, 14)), "021", "movement_on"),
        (withdrawal(on=date(2026, 9, 15)), "021", "movement_on"),
        (enrollment(guide="2400"), "guide_format", "guide"),
        (enrollment(worker_key="E-1"), "worker_key_format", "worker_key"),
        (enrollment(replace(CARLOS, curp="MEBC940517HNENRR03")), "curp_invalid", "curp"),
    ],
)
def test_what_would_be_refused_is_told_with_code_and_field(movement, code, field):
    found = preflight(movement, IN_TAPACHULA)
    assert [(each.code, each.field, each.grade) for each in found] == [(code, field, Grade.ERROR)]


def test_the_border_zone_has_its_own_minimum():
    assert [each.code for each in preflight(enrollment(), IN_TIJUANA)] == ["015"]


@pytest.mark.parametrize(
    ("movement", "code"),
    [
        (enrollment(replace(CARLOS, curp=None)), "curp_missing"),
        (enrollment(base=Decimal("320.00")), "base_not_integrated"),
        (enrollment(replace(CARLOS, given_names="A" * 28)), "name_cut"),
    ],
)
def test_what_would_pass_but_deserves_a_look_only_warns(movement, code):
    found = preflight(movement, IN_TAPACHULA)
    assert [(each.code, each.grade) for each in found] == [(code, Grade.WARNING)]


def test_a_withdrawal_needs_no_curp():
    movement = withdrawal(replace(CARLOS, curp=None), on=date(2026, 9, 1))
    assert preflight(movement, IN_TAPACHULA) == ()


def test_several_objections_come_in_the_order_of_the_record():
    movement = enrollment(registration="X", base=Decimal(0), clinic="", on=date(2025, 1, 1))
    assert [each.code for each in preflight(movement, IN_TAPACHULA)] == [
        "031",
        "008",
        "018",
        "021",
    ]


@given(
    nss=st.sampled_from(["79249400015", "57260300025", "1", "٣٣٣٣٣٣٣٣٣٣٣"]),
    base=st.decimals(Decimal("-10"), Decimal("20000"), places=3),
    clinic=st.text(max_size=4),
    key=st.text(max_size=12),
    guide=st.text("0123456789", max_size=6),
)
def test_a_line_without_errors_can_always_be_written(nss, base, clinic, key, guide):
    movement = enrollment(
        replace(CARLOS, nss=nss), base=base, clinic=clinic, worker_key=key, guide=guide
    )
    if all(each.grade is Grade.WARNING for each in preflight(movement, IN_TAPACHULA)):
        assert len(line(movement)) == LENGTH
