"""Amounts as people write them."""

import pytest

from services.amounts import plain_amount, plain_wage


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("12000", "12000"),
        ("12,000", "12000"),
        ("$12,000.50", "12000.50"),
        ("12 000", "12000"),
        ("12.000,50", "12000.50"),
        ("12000,50", "12000.50"),
        ("512.345", "512.345"),
        ("1,2000", "1,2000"),
        ("a diario", "a diario"),
    ],
)
def test_an_amount_is_read_with_either_sign_for_thousands(written: str, plain: str) -> None:
    assert plain_amount(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [("12.000", "12000"), ("$ 9.500", "9500"), ("9500.5", "9500.5"), ("12,000", "12000")],
)
def test_no_wage_has_thousandths(written: str, plain: str) -> None:
    assert plain_wage(written) == plain
