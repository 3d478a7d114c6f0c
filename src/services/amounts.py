"""Amounts of money as people write them."""

import re

WRITTEN = re.compile(r"\$?\s*\d{1,3}([, ]\d{3})+(\.\d{1,2})?|\$\s*\d+(\.\d{1,2})?")


def plain_amount(text: str) -> str:
    """`$12,000.50` as `12000.50`; what is no amount written so stays as it is."""
    return re.sub(r"[$, ]", "", text) if WRITTEN.fullmatch(text) else text
