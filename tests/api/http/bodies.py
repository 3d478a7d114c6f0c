"""What employers and desks send: complete, lawful, invented. Keyword arguments override."""

from itertools import count
from typing import Any

from tests.factories import TAPACHULA, TIJUANA, valid_curp, valid_social_security_number

_numbers = count(50_000)


def opening(**changes: Any) -> dict[str, Any]:
    """Without its external id. A kitchen help in Tapachula."""
    return {
        "title": "Ayudante de cocina",
        "description": "Apoyo en la preparación de alimentos.",
        "positions": 2,
        "municipality": TAPACHULA,
        "required_skills": ["higiene de alimentos"],
        "optional_skills": ["limpiar la cocina"],
        "languages": [{"language": "es", "level": "basic"}],
        "schooling": "primary",
        "experience_months": 6,
        "monthly_wage_mxn": "10500.00",
        "wage_is": "gross",
        "schedule": "full_time",
        "weekly_hours": 48,
        "contract": "indefinite",
        "offers": ["meals"],
        "contact": {
            "name": "Contacto Inventado",
            "phone": "962 000 0000",
            "email": "rh@cal.example",
        },
        **changes,
    }


def named_opening(external_id: str | None = None, **changes: Any) -> dict[str, Any]:
    return {"external_id": external_id or f"opening-{next(_numbers)}", **opening(**changes)}


def seeker(**changes: Any) -> dict[str, Any]:
    """A recognised refugee in Tapachula who cooked for two years and agreed to everything."""
    number = next(_numbers)
    return {
        "external_id": f"seeker-{number}",
        "given_names": "Persona",
        "first_surname": "Inventada",
        "second_surname": "Prueba",
        "born_on": "1992-03-04",
        "sex": "M",
        "nationality": "HN",
        "phone": "962 123 4567",
        "email": "persona@inventada.example",
        "preferred_language": "es",
        "population": "refugee",
        "documents": [{"kind": "refugiado", "number": f"R{number}"}],
        "curp": valid_curp(number),
        "curp_kind": "permanent",
        "social_security_number": valid_social_security_number(number),
        "municipality": TAPACHULA,
        "max_commute_km": 20,
        "relocation": {"willing": False, "states": [], "household_size": 1},
        "occupations": [{"title": "ayudante de cocina", "months": 24}],
        "skills": ["higiene de alimentos"],
        "languages": [{"language": "es", "level": "native"}],
        "schooling": "secondary",
        "schedules": ["full_time"],
        "expected_monthly_wage_mxn": "10000.00",
        "needs": ["health"],
        "consents": ["matching", "sharing_on_referral", "contact"],
        **changes,
    }


ELSEWHERE = TIJUANA
