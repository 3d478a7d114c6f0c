"""Amounts of money as people write them."""

import re

WRITTEN = re.compile(r"\$?\s*\d{1,3}([, ]\d{3})+(\.\d{1,2})?|\$\s*\d+(\.\d{1,2})?")
# As the south of the continent writes them.
WITH_COMMA = re.compile(r"\$?\s*(\d{1,3}(\.\d{3})+|\d+),\d{1,2}")
THOUSANDS = re.compile(r"\$?\s*\d{1,3}(\.\d{3})+")


def plain_amount(text: str) -> str:
    """`$12,000.50` and `12.000,50` as `12000.50`; what is no amount written so stays as it is."""
    if WITH_COMMA.fullmatch(text):
        return re.sub(r"[$. ]", "", text).replace(",", ".")
    return re.sub(r"[$, ]", "", text) if WRITTEN.fullmatch(text) else text


def plain_wage(text: str) -> str:
    """As `plain_amount`, of a month: `12.000` are thousands, for no wage has thousandths."""
    return re.sub(r"[$. ]", "", text) if THOUSANDS.fullmatch(text) else plain_amount(text)
