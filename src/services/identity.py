"""Identifiers at the door: tidied when they are right, refused with the place when they are not."""

from collections.abc import Callable
from typing import Any

from services.field_codes import unfit
from services.social_security.findings import Reading
from services.social_security.identifiers import (
    read_curp,
    read_employer_registration,
    read_nss,
    read_rfc,
)


def _readable(read: Callable[[str], Reading[Any]]) -> Callable[[str], str]:
    def readable(text: str) -> str:
        reading = read(text[:100])
        if reading.is_valid:
            return reading.text
        worst = reading.errors[0]
        raise unfit(
            f"identifier_{worst.code}",
            position=worst.position or 0,
            subject=worst.subject or "",
        )

    return readable


readable_curp = _readable(read_curp)
readable_nss = _readable(read_nss)
readable_rfc = _readable(read_rfc)
readable_employer_registration = _readable(read_employer_registration)
