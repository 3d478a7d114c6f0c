"""What the institute would refuse, found before the employer sends the file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.social_security.business_days import NO_EXTRA
from services.social_security.contribution_base import CENT, contribution_base
from services.social_security.curp import read_curp
from services.social_security.employer_registration import read_employer_registration
from services.social_security.findings import Grade
from services.social_security.movement_lines import NAME_LENGTH
from services.social_security.movement_windows import movement_window
from services.social_security.movements import BaseChange, Enrollment, Movement, Worker
from services.social_security.names import official
from services.social_security.nss import read_nss
from services.social_security.wages import wage_floor

_WORKER_KEY = re.compile("[A-Za-z0-9]{0,10}")
CURP_MISSING = "curp_missing"
CURP_INVALID = "curp_invalid"
NAME_CUT = "name_cut"
GUIDE_FORMAT = "guide_format"
WORKER_KEY_FORMAT = "worker_key_format"
BASE_NOT_IN_CENTS = "base_not_in_cents"
BASE_OVER_CAP = "base_over_cap"
BASE_NOT_INTEGRATED = "base_not_integrated"
FIGURES_OF_LAST_YEAR = "figures_of_last_year"
NO_FIGURES = "no_figures"


@dataclass(frozen=True, slots=True)
class Objection:
    """`code` is the institute's own (three digits, see `reply_codes`) or one of this module;
    `field` is the field's name in the layout of the record. `is_missing`: nothing stands there."""

    code: str
    field: str
    grade: Grade = Grade.ERROR
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When the file is sent, where the person works, and days off beyond the labor law's."""

    today: date
    municipality: str
    extra: frozenset[date] = NO_EXTRA


def preflight(movement: Movement, circumstances: Circumstances) -> tuple[Objection, ...]:
    """In the order of the record; empty when nothing is known against the line."""
    found = [*_employer(movement), *_worker(movement.worker)]
    if isinstance(movement, Enrollment | BaseChange):
        found += _pay(movement.base, movement.on, circumstances.municipality)
        found += _curp(movement.worker.curp)
    if isinstance(movement, Enrollment) and not _is_number(movement.clinic, longest=3):
        found.append(Objection("018", "clinic", is_missing=not movement.clinic))
    return (*found, *_date(movement, circumstances))


def _employer(movement: Movement) -> Iterator[Objection]:
    reading = read_employer_registration(movement.registration)
    if not reading.is_valid or reading.text != movement.registration:
        yield Objection("031", "registration")
    if len(movement.guide) != 5 or not _is_number(movement.guide, longest=5):
        yield Objection(GUIDE_FORMAT, "guide")
    if not _WORKER_KEY.fullmatch(movement.worker_key):
        yield Objection(WORKER_KEY_FORMAT, "worker_key")


def _worker(worker: Worker) -> Iterator[Objection]:
    reading = read_nss(worker.nss)
    if not reading.is_valid or reading.text != worker.nss:
        yield Objection("004", "nss", is_missing=not worker.nss)
    for field in ("first_surname", "second_surname", "given_names"):
        name = official(getattr(worker, field))
        if not name and field != "second_surname":
            yield Objection("006", field)
        if len(name) > NAME_LENGTH:
            yield Objection(NAME_CUT, field, Grade.WARNING)


def _pay(base: Decimal, on: date, municipality: str) -> Iterator[Objection]:
    least = contribution_base(Decimal(0), municipality=municipality, on=on)
    if base <= 0:
        yield Objection("008", "base_cents")
    elif base < wage_floor(municipality, on).daily:
        yield Objection("015", "base_cents")
    elif base < least.floor:
        yield Objection(BASE_NOT_INTEGRATED, "base_cents", Grade.WARNING)
    if not least.is_current:
        yield Objection(FIGURES_OF_LAST_YEAR, "base_cents", Grade.WARNING)
    if base > least.cap:
        yield Objection(BASE_OVER_CAP, "base_cents")
    if base != base.quantize(CENT):
        yield Objection(BASE_NOT_IN_CENTS, "base_cents")


def _curp(curp: str | None) -> Iterator[Objection]:
    if curp is None:
        yield Objection(CURP_MISSING, "curp", Grade.WARNING)
    elif not (reading := read_curp(curp)).is_valid or reading.text != curp:
        yield Objection(CURP_INVALID, "curp")


def _date(movement: Movement, circumstances: Circumstances) -> Iterator[Objection]:
    modality = movement.registration[8:10]
    window = movement_window(movement.kind, modality, circumstances.today, circumstances.extra)
    if movement.on not in window:
        yield Objection("021", "movement_on")


def _is_number(text: str, *, longest: int) -> bool:
    return 0 < len(text) <= longest and text.isascii() and text.isdigit()
