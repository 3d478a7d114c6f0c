"""Lines, dates and amounts other than the published ones, worked out here by other means.

Nothing is taken from the tables of the service: positions, holidays and figures stand below as the
facts give them, and amounts are counted in fractions.
"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

import pytest

from models.vocabulary import MovementType
from services.social_security.contribution_base import (
    PayPeriod,
    contribution_base,
    daily_wage,
    year_of_service,
)
from services.social_security.deadlines import enrollment_due_on, enrollment_window
from services.social_security.movement_files import FileFormat, movement_file
from services.social_security.movement_lines import line, read_line
from services.social_security.movement_windows import movement_window
from services.social_security.movements import (
    BaseChange,
    Enrollment,
    ReducedWeek,
    WageType,
    Withdrawal,
    WithdrawalCause,
    Worker,
    WorkerType,
)
from services.social_security.names import official
from services.social_security.preflight import Circumstances, preflight
from services.social_security.reply_codes import Resend, Task, Turn, reply_code
from services.social_security.wages import wage_floor

TAPACHULA, TIJUANA, JUAREZ, MATAMOROS = "07089", "02004", "08037", "28022"
WIDELENE = Worker("81178900122", "Jean-Baptiste", "", "Widelène Ésther")
LONG = Worker(
    "01234567897", "De los Santos y Fernández de Córdova", "Ñíguez", "Ángel", "SAXA900101HNENXN05"
)


def typeset(*placed: tuple[int, str]) -> str:
    """168 blanks, and texts at their positions, which count from 1."""
    record = [" "] * 168
    for start, text in placed:
        record[start - 1 : start - 1 + len(text)] = text
    return "".join(record)


def test_one_surname_on_the_border_with_short_hours() -> None:
    movement = Enrollment(
        registration="Z3498765104",
        worker=WIDELENE,
        on=date(2026, 3, 13),
        guide="05400",
        base=Decimal("462.61"),
        clinic="7",
        worker_type=WorkerType.TEMPORARY_CITY,
        wage_type=WageType.VARIABLE,
        reduced_week=ReducedWeek.SHORT_HOURS,
    )
    assert line(movement) == typeset(
        (1, "Z3498765104"), (12, "81178900122"), (23, "JEAN BAPTISTE"), (77, "WIDELENE ESTHER"),
        (104, "046261"), (116, "2"), (117, "1"), (118, "6"), (119, "13032026"), (127, "007"),
        (132, "08"), (134, "05400"), (168, "9"),
    )  # fmt: skip


def test_a_change_to_the_cap_of_a_name_that_is_cut() -> None:
    movement = BaseChange(
        registration="A0176543210",
        worker=LONG,
        on=date(2026, 2, 1),
        guide="19405",
        worker_key="ABCDEFGHI9",
        base=Decimal("2932.75"),
        wage_type=WageType.MIXED,
        reduced_week=ReducedWeek.FIVE_DAYS,
    )
    assert line(movement) == typeset(
        (1, "A0176543210"), (12, "01234567897"), (23, "DE LOS SANTOS Y FERNANDEZ D"),
        (50, "ÑIGUEZ"), (77, "ANGEL"), (104, "293275"), (117, "2"), (118, "5"), (119, "01022026"),
        (132, "07"), (134, "19405"), (139, "ABCDEFGHI9"), (150, "SAXA900101HNENXN05"), (168, "9"),
    )  # fmt: skip


@pytest.mark.parametrize("cause", list(WithdrawalCause))
def test_a_withdrawal_has_zeros_and_its_cause(cause: WithdrawalCause) -> None:
    movement = Withdrawal(
        registration="B6112345101", worker=LONG, on=date(2024, 2, 29), guide="02406", cause=cause
    )
    written = typeset(
        (1, "B6112345101"), (12, "01234567897"), (23, "DE LOS SANTOS Y FERNANDEZ D"),
        (50, "ÑIGUEZ"), (77, "ANGEL"), (104, "0" * 15), (119, "29022024"), (132, "02"),
        (134, "02406"), (149, cause.value), (168, "9"),
    )  # fmt: skip
    assert line(movement) == written
    assert read_line(written).on == movement.on


@pytest.mark.parametrize(
    ("file_format", "enie", "end"),
    [
        (FileFormat(), b"\xd1", b"\r\n"),
        (FileFormat(enie="#", line_end="\n"), b"#", b"\n"),
        (FileFormat(encoding="latin-1", enie="¥"), b"\xa5", b"\r\n"),
        (FileFormat(encoding="cp850"), b"\xa5", b"\r\n"),
    ],
)
def test_the_bytes_of_a_file_follow_its_format(
    file_format: FileFormat, enie: bytes, end: bytes
) -> None:
    movement = BaseChange(
        registration="A0176543210", worker=LONG, on=date(2026, 2, 1), guide="19400",
        base=Decimal("330.58"),
    )  # fmt: skip
    made = movement_file([movement, movement], file_format)
    wanted = line(movement).encode("cp1252").replace(b"\xd1", enie) + end
    assert made.content == wanted * 2
    assert made.digest == sha256(wanted * 2).hexdigest()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Jean-Baptiste", "JEAN BAPTISTE"),
        ("Désir–Élysée", "DESIR ELYSEE"),
        ("N’Golo", "NGOLO"),
        ("D'Haïti", "DHAITI"),
        ("ÑAÑEZ  Ibáñez", "ÑAÑEZ IBAÑEZ"),
        ("Łukasz Đoković", "LUKASZ DOKOVIC"),
        ("Æsøp Œuvre", "AESOP OEUVRE"),
        ("María de la O.", "MARIA DE LA O"),
        ("Ẽsaú", "ESAU"),
    ],
)
def test_names_as_the_institute_has_them(written: str, expected: str) -> None:
    assert official(written) == expected


def nth_monday(year: int, month: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(-first.weekday()) % 7 + 7 * (n - 1))


def days_off(year: int) -> set[date]:
    """LFT 74."""
    fixed = {date(year, 1, 1), date(year, 5, 1), date(year, 9, 16), date(year, 12, 25)}
    mondays = {nth_monday(year, 2, 1), nth_monday(year, 3, 3), nth_monday(year, 11, 3)}
    return fixed | mondays | ({date(year, 10, 1)} if year in (2024, 2030) else set())


OFF = {day for year in range(2023, 2033) for day in days_off(year)}


def is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in OFF


def test_every_start_of_eight_years_is_due_on_the_fifth_open_day_after() -> None:
    start = date(2024, 1, 1)
    while start < date(2032, 1, 1):
        after = (start + timedelta(days=n) for n in range(1, 20))
        before = (start - timedelta(days=n) for n in range(1, 9))
        assert enrollment_due_on(start) == [day for day in after if is_open(day)][4], start
        assert enrollment_window(start).opens_on == next(day for day in before if is_open(day))
        start += timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "due_on"),
    [
        ("2026-01-30", "2026-02-09"),  # a Friday before the Monday of the Constitution
        ("2026-03-13", "2026-03-23"),  # before the Monday of Juárez
        ("2026-04-30", "2026-05-08"),  # the eve of 1 May
        ("2026-11-13", "2026-11-23"),  # before the Monday of the Revolution
        ("2026-12-24", "2027-01-04"),  # over Christmas and New Year
        ("2026-12-31", "2027-01-08"),
        ("2024-09-30", "2024-10-08"),  # the change of government
    ],
)
def test_a_start_on_the_eve_of_a_holiday(start: str, due_on: str) -> None:
    assert enrollment_due_on(date.fromisoformat(start)).isoformat() == due_on


@pytest.mark.parametrize(
    ("kind", "modality", "back", "ahead"),
    [
        (MovementType.ENROLLMENT, "10", 30, 1),
        (MovementType.ENROLLMENT, "34", 364, 1),
        (MovementType.WAGE_CHANGE, "10", 364, 2),
        (MovementType.WITHDRAWAL, "10", 364, 0),
    ],
)
def test_the_window_of_every_day_of_two_years(
    kind: MovementType, modality: str, back: int, ahead: int
) -> None:
    for n in range(731):
        today = date(2026, 1, 1) + timedelta(days=n)
        later = [day for k in range(1, 15) if is_open(day := today + timedelta(days=k))]
        window = movement_window(kind, modality, today)
        assert window.earliest == today - timedelta(days=back)
        assert window.latest == (later[ahead - 1] if ahead else today)


FLOORS = {
    # year: (general, border)
    2024: (Fraction(24893, 100), Fraction(37489, 100)),
    2025: (Fraction(27880, 100), Fraction(41988, 100)),
    2026: (Fraction(31504, 100), Fraction(44087, 100)),
}
UMA = [
    (date(2024, 2, 1), Fraction(10857, 100)),
    (date(2025, 2, 1), Fraction(11314, 100)),
    (date(2026, 2, 1), Fraction(11731, 100)),
]
VACATIONS = {1: 12, 2: 14, 3: 16, 4: 18, 5: 20, 6: 22, 10: 22, 11: 24, 15: 24}


def cents(amount: Fraction) -> Decimal:
    """Half up."""
    return Decimal(int(amount * 100 + Fraction(1, 2))) / 100


def factor(year: int) -> Fraction:
    return 1 + (15 + Fraction(VACATIONS[year], 4)) / Fraction(365)


@pytest.mark.parametrize("municipality", [TAPACHULA, TIJUANA, JUAREZ, MATAMOROS])
@pytest.mark.parametrize(
    "on",
    [
        date(2024, 2, 1), date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 31),
        date(2025, 2, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31),
        date(2026, 2, 1), date(2026, 12, 31),
    ],
)  # fmt: skip
def test_floor_and_cap_change_on_their_own_days(municipality: str, on: date) -> None:
    floor = FLOORS[on.year][municipality != TAPACHULA]
    unit = [amount for since, amount in UMA if since <= on][-1]
    found = contribution_base(Decimal(0), municipality=municipality, on=on)
    assert (found.amount, found.cap) == (cents(floor * factor(1)), cents(25 * unit))
    assert wage_floor(municipality, on).monthly == Decimal(int(floor * 3000)) / 100


@pytest.mark.parametrize("year", sorted(VACATIONS))
@pytest.mark.parametrize(
    ("pay", "period", "days"),
    [
        ("2450.00", PayPeriod.WEEK, 7),
        ("5250.55", PayPeriod.FORTNIGHT, 15),
        ("13500.00", PayPeriod.MONTH, 30),
        ("461.99", PayPeriod.DAY, 1),
    ],
)
def test_pay_of_every_period_is_integrated_by_year_of_service(
    pay: str, period: PayPeriod, days: int, year: int
) -> None:
    daily = daily_wage(Decimal(pay), period)
    on = date(2026, 6, 1)
    found = contribution_base(daily, municipality=TAPACHULA, on=on, year_of_service=year)
    assert found.amount == cents(Fraction(pay) / days * factor(year))


def test_the_second_year_of_service_begins_on_the_anniversary() -> None:
    start = date(2024, 2, 29)
    days = [date(2025, 2, 28), date(2025, 3, 1), date(2028, 2, 29)]
    assert [year_of_service(start, day) for day in days] == [1, 2, 5]


def hired(base: str, on: date, registration: str = "Z3498765104") -> Enrollment:
    return Enrollment(
        registration=registration,
        worker=Worker("81178900122", "Pierre", "", "Mirlande"),
        on=on,
        guide="05400",
        base=Decimal(base),
        clinic="34",
    )


@pytest.mark.parametrize(
    ("base", "municipality", "on", "codes"),
    [
        ("440.86", TIJUANA, date(2026, 6, 1), {"015"}),
        ("440.87", TIJUANA, date(2026, 6, 1), {"base_not_integrated"}),
        ("462.61", TIJUANA, date(2026, 6, 1), set()),
        ("315.03", TAPACHULA, date(2026, 1, 1), {"015"}),
        ("292.55", TAPACHULA, date(2025, 12, 31), set()),
        ("2932.75", TAPACHULA, date(2026, 2, 2), set()),
        ("2932.76", TAPACHULA, date(2026, 2, 2), {"base_over_cap"}),
        ("2932.75", TAPACHULA, date(2026, 1, 30), {"base_over_cap"}),
    ],
)
def test_the_preflight_knows_zone_and_year(
    base: str, municipality: str, on: date, codes: set[str]
) -> None:
    found = preflight(hired(base, on), Circumstances(on, municipality))
    assert {each.code for each in found} - {"curp_missing"} == codes


def test_a_year_without_figures_is_said_not_guessed() -> None:
    on = date(2027, 1, 4)
    found = preflight(hired("330.58", on), Circumstances(on, TAPACHULA))
    assert "figures_of_last_year" in {each.code for each in found}


# Of facts 3.4: whose turn, may it be sent again, what it opens.
HANDLING = {
    **dict.fromkeys(("001", "024", "031"), (Turn.EMPLOYER, Resend.AFTER_CORRECTION, None)),
    "023": (Turn.EMPLOYER, Resend.AFTER_OFFICE, None),
    **dict.fromkeys(
        ("003", "004", "006", "058"), (Turn.STAFF, Resend.AFTER_CORRECTION, Task.CHECK_IDENTITY)
    ),
    **dict.fromkeys(("059", "061"), (Turn.STAFF, Resend.AFTER_CORRECTION, Task.IDENTITY)),
    **dict.fromkeys(
        ("008", "009", "013", "016", "017", "018", "019", "033", "007"),
        (Turn.EMPLOYER, Resend.AFTER_CORRECTION, None),
    ),
    "015": (Turn.EMPLOYER, Resend.AFTER_CORRECTION, Task.WAGE_CHECK),
    "021": (Turn.EMPLOYER, Resend.AT_OFFICE, None),
    **dict.fromkeys(("026", "050", "056"), (Turn.EMPLOYER, Resend.AFTER_OFFICE, None)),
    "036": (Turn.EMPLOYER, Resend.LATER, None),
    "049": (Turn.EMPLOYER, Resend.AFTER_CORRECTION, None),
    "048": (Turn.STAFF, Resend.NO, None),
    "051": (Turn.EMPLOYER, Resend.NO, None),
}


@pytest.mark.parametrize("code", sorted(HANDLING))
def test_every_code_says_whose_turn_it_is_and_what_it_opens(code: str) -> None:
    reply = reply_code(code)
    assert (reply.turn, reply.resend, reply.task) == HANDLING[code]
    assert reply.is_evidence is (code in ("048", "051"))
