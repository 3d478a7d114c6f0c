import pytest

from demo.hours import read_week, schedule_of, sentence


@pytest.mark.parametrize(
    ("start", "end", "days", "hours"),
    [
        ("8", "18", "1111100", 50),
        ("22", "6", "1111110", 48),
        ("8", "8", "1010101", 96),
        ("24", "8", "1111100", 40),
        ("14", "24", "0000011", 20),
    ],
)
def test_a_week_is_its_shifts_times_its_days(start, end, days, hours):
    assert read_week(start, end, days).hours == hours


@pytest.mark.parametrize(
    ("start", "end", "days", "title", "contract", "schedule"),
    [
        ("8", "18", "1111110", "cajero", "indefinite", "full_time"),
        ("8", "8", "1010101", "guardia", "indefinite", "rotating"),
        ("8", "18", "1111110", "obrero tres turnos", "indefinite", "rotating"),
        ("22", "6", "1111110", "velador", "indefinite", "night"),
        ("16", "24", "1111110", "mesero", "indefinite", "night"),
        ("15", "23", "1111110", "mesero", "indefinite", "full_time"),
        ("9", "17", "0000011", "cajero", "indefinite", "weekends"),
        ("8", "18", "1111110", "jornalero", "seasonal", "temporary"),
        ("9", "14", "1111110", "docente", "indefinite", "part_time"),
        ("8", "18", "1111110", "cajero parcial", "indefinite", "part_time"),
    ],
)
def test_the_schedule_follows_from_hours_days_and_words(
    start, end, days, title, contract, schedule
):
    assert schedule_of(read_week(start, end, days), title, contract) == schedule


@pytest.mark.parametrize(
    ("start", "end", "days", "said"),
    [
        ("8", "18", "1111110", "Horario: de 8:00 a 18:00, de lunes a sábado."),
        ("24", "8", "1000010", "Horario: de 0:00 a 8:00, lunes y sábado."),
        ("14", "24", "0000001", "Horario: de 14:00 a 0:00, domingo."),
        ("8", "8", "1010101", "Turnos de 24 horas, lunes, miércoles, viernes y domingo."),
    ],
)
def test_hours_are_said_in_a_sentence(start, end, days, said):
    assert sentence(read_week(start, end, days)) == said
