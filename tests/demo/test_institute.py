"""The simulated institute against the golden lines, and the service's files against it."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from demo.institute import REALISTIC, Institute
from services.social_security.movement_files import FileFormat, movement_file
from tests.services.social_security.movement_factories import (
    CARLOS,
    MIRLANDE,
    base_change,
    enrollment,
    withdrawal,
)

TODAY = date(2026, 9, 11)
SURE: dict[str, int] = {}


def institute(refusals: dict[str, int] | None = None) -> Institute:
    return Institute(Random(1), SURE if refusals is None else refusals)  # noqa: S311 - a simulation


def content(*movements: object) -> bytes:
    return movement_file(movements).content


def codes(office: Institute, *movements: object, today: date = TODAY) -> list[str | None]:
    return [reply.code for reply in office.receive(content(*movements), today)]


def test_it_takes_both_golden_enrollments() -> None:
    assert codes(institute(), enrollment(), enrollment(MIRLANDE)) == [None, None]


def test_who_was_never_enrolled_cannot_be_withdrawn() -> None:
    assert codes(institute(), withdrawal(), today=date(2026, 11, 30)) == ["026"]


def test_a_person_is_enrolled_once_and_then_048() -> None:
    office = institute()
    assert codes(office, enrollment()) == [None]
    assert codes(office, enrollment(worker_key="OTRA")) == ["048"]
    assert set(office.enrollments.values()) == {1}


def test_the_same_file_again_gets_the_same_answer() -> None:
    office = institute({"059": 500})
    file = content(enrollment(), enrollment(MIRLANDE))
    assert office.receive(file, TODAY) == office.receive(file, TODAY)


def test_a_whole_course_is_enrolled_changed_withdrawn_and_then_051() -> None:
    office = institute()
    assert codes(office, enrollment()) == [None]
    assert codes(office, base_change(), today=date(2026, 11, 2)) == [None]
    assert codes(office, withdrawal(), today=date(2026, 11, 30)) == [None]
    again = withdrawal(worker_key="OTRA")
    assert codes(office, again, today=date(2026, 11, 30)) == ["051"]


@pytest.mark.parametrize(
    ("movement", "code"),
    [
        (enrollment(base=Decimal("0.00")), "008"),
        (enrollment(base=Decimal("200.00")), "015"),
        (enrollment(on=date(2026, 7, 1)), "021"),
        (enrollment(on=date(2026, 9, 15)), "021"),
        (base_change(on=date(2026, 9, 14)), "050"),
        (withdrawal(on=date(2026, 9, 12)), "021"),
    ],
)
def test_a_line_that_breaks_a_rule_is_refused_with_its_code(movement: object, code: str) -> None:
    assert codes(institute(), movement) == [code]


def test_a_number_with_a_wrong_digit_is_004() -> None:
    file = content(enrollment()).replace(CARLOS.nss.encode(), b"79249400016")
    assert [reply.code for reply in institute().receive(file, TODAY)] == ["004"]


def test_a_line_too_short_is_007() -> None:
    assert [r.code for r in institute().receive(b"short\r\n", TODAY)] == ["007"]


def test_other_formats_of_the_file_are_read_too() -> None:
    form = FileFormat(line_end="\n", enie="#", closing_record=True)
    file = movement_file([enrollment()], form).content
    assert [reply.code for reply in institute().receive(file, TODAY)] == [None]


def test_whom_it_refused_by_chance_it_takes_the_next_time() -> None:
    office = institute({"059": 1000})
    assert codes(office, enrollment()) == ["059"]
    assert codes(office, enrollment(worker_key="OTRA")) == [None]


def test_most_lines_are_accepted() -> None:
    assert 0 < sum(REALISTIC.values()) < 100
