"""The invented workers of the golden lines, and movements of them."""

from datetime import date
from decimal import Decimal

from services.social_security.movements import (
    BaseChange,
    Enrollment,
    Withdrawal,
    WithdrawalCause,
    Worker,
)

REGISTRATION = "B6112345101"
GUIDE = "02400"
CARLOS = Worker("79249400015", "Mendoza", "Bravo", "Carlos", "MEBC940517HNENRR02")
MIRLANDE = Worker("57260300025", "Pierre", "", "Mirlande", "PIXM030811MNERXRA5")


def enrollment(worker: Worker = CARLOS, **changes: object) -> Enrollment:
    values = {
        "registration": REGISTRATION,
        "worker": worker,
        "on": date(2026, 9, 10),
        "guide": GUIDE,
        "worker_key": "E000123",
        "base": Decimal("330.58"),
        "clinic": "34",
    }
    return Enrollment(**{**values, **changes})


def base_change(worker: Worker = CARLOS, **changes: object) -> BaseChange:
    values = {
        "registration": REGISTRATION,
        "worker": worker,
        "on": date(2026, 11, 1),
        "guide": GUIDE,
        "worker_key": "E000123",
        "base": Decimal("412.10"),
    }
    return BaseChange(**{**values, **changes})


def withdrawal(worker: Worker = CARLOS, **changes: object) -> Withdrawal:
    values = {
        "registration": REGISTRATION,
        "worker": worker,
        "on": date(2026, 11, 30),
        "guide": GUIDE,
        "worker_key": "E000123",
        "cause": WithdrawalCause.VOLUNTARY,
    }
    return Withdrawal(**{**values, **changes})
