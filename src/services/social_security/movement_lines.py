"""A movement as the institute's batch record: one line of exactly 168 characters.

The layout stands in `data/movement_layout.csv`; positions count from 1, both ends included.
"""

from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from models.vocabulary import MovementType
from services.social_security.contribution_base import CENT
from services.social_security.movements import (
    BaseChange,
    Enrollment,
    Movement,
    ReducedWeek,
    WageType,
    Withdrawal,
    WithdrawalCause,
    Worker,
    WorkerType,
)
from services.social_security.names import official
from services.social_security.tables import Row, rows

LENGTH = 168
NAME_LENGTH = 27
_FORMAT_MARK = "9"


class DoesNotFit(ValueError):
    """A value cannot stand in its field; `field` is its name in the layout."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} does not fit the record")
        self.field = field


def line(movement: Movement) -> str:
    """Names are written as the institute wants them and cut at 27; Ñ stays Ñ.

    Raises DoesNotFit where any other value is too long or of the wrong kind: `preflight` tells
    beforehand, with the code that the institute would answer.
    """
    values = _values(movement)
    return "".join(_placed(row, values.get(row["field"], "")) for row in _layout(movement.kind))


def fields_of(text: str) -> dict[str, str]:
    """The fields of a line by their name in the layout, without the padding.

    Raises ValueError for a line of another length or of an unknown movement.
    """
    if len(text) != LENGTH:
        raise ValueError(f"A line has {LENGTH} characters, this one {len(text)}")
    layout = _layout(MovementType(text[131:133]))
    cuts = ((row["field"], text[int(row["start"]) - 1 : int(row["end"])]) for row in layout)
    return {field: cut.rstrip() for field, cut in cuts if field not in ("blanks", "zeros")}


def read_line(text: str) -> Movement:
    """The movement a line was written from, with names as the line has them.

    Raises ValueError where a field cannot be read.
    """
    fields = fields_of(text)
    same: dict[str, Any] = {
        "registration": fields["registration"],
        "worker": _worker_of(fields),
        "on": datetime.strptime(fields["movement_on"], "%d%m%Y").replace(tzinfo=UTC).date(),
        "guide": fields["guide"],
        "worker_key": fields["worker_key"],
    }
    kind = MovementType(fields["kind"])
    if kind is MovementType.WITHDRAWAL:
        return Withdrawal(**same, cause=WithdrawalCause(fields["cause"]))
    if kind is MovementType.WAGE_CHANGE:
        return BaseChange(**same, **_pay_of(fields))
    worker_type = WorkerType(fields["worker_type"])
    return Enrollment(**same, **_pay_of(fields), clinic=fields["clinic"], worker_type=worker_type)


def _worker_of(fields: Row) -> Worker:
    return Worker(
        nss=fields["nss"],
        first_surname=fields["first_surname"],
        second_surname=fields["second_surname"],
        given_names=fields["given_names"],
        curp=fields.get("curp") or None,
    )


def _pay_of(fields: Row) -> dict[str, Any]:
    return {
        "base": Decimal(fields["base_cents"]).scaleb(-2),
        "wage_type": WageType(fields["wage_type"]),
        "reduced_week": ReducedWeek(fields["reduced_week"]),
    }


@cache
def places(kind: MovementType) -> list[tuple[int, int, str]]:
    """First and last position of each field of a line, in their order."""
    return [(int(row["start"]), int(row["end"]), row["field"]) for row in _layout(kind)]


def _layout(kind: MovementType) -> tuple[Row, ...]:
    return tuple(row for row in rows("movement_layout") if row["kind"] == kind)


def _placed(row: Row, value: str) -> str:
    width = int(row["end"]) - int(row["start"]) + 1
    if row["fill"] == "zeros":
        return "0" * width
    if len(value) > width or not value.replace("Ñ", "N").isascii():
        raise DoesNotFit(row["field"])
    if row["fill"] == "exact" and len(value) != width:
        raise DoesNotFit(row["field"])
    if row["fill"] == "number" and not value.isdigit():
        raise DoesNotFit(row["field"])
    return value.rjust(width, "0") if row["fill"] == "number" else value.ljust(width)


def _values(movement: Movement) -> dict[str, str]:
    worker = movement.worker
    return {
        "registration": movement.registration,
        "nss": worker.nss,
        "first_surname": _name(worker.first_surname),
        "second_surname": _name(worker.second_surname),
        "given_names": _name(worker.given_names),
        "movement_on": f"{movement.on:%d%m%Y}",
        "kind": movement.kind,
        "guide": movement.guide,
        "worker_key": movement.worker_key,
        "curp": worker.curp or "",
        "format_mark": _FORMAT_MARK,
        **_own_values(movement),
    }


def _own_values(movement: Movement) -> dict[str, str]:
    match movement:
        case Enrollment():
            return {
                "clinic": movement.clinic,
                "worker_type": movement.worker_type,
                **_pay(movement),
            }
        case BaseChange():
            return _pay(movement)
        case Withdrawal():
            return {"cause": movement.cause}
    raise TypeError(f"No record for {type(movement).__name__}")


def _pay(movement: Enrollment | BaseChange) -> dict[str, str]:
    if movement.base != movement.base.quantize(CENT):
        raise DoesNotFit("base_cents")
    return {
        "base_cents": str(int(movement.base * 100)),
        "wage_type": movement.wage_type,
        "reduced_week": movement.reduced_week,
    }


def _name(name: str) -> str:
    return official(name)[:NAME_LENGTH].rstrip()
