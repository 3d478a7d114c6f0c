"""What was shown, and how far it counts, in words."""

import pytest

from models.vocabulary import EvidenceGrade
from services.wording import STAFF_LANGUAGES
from services.wording.hiring import WEIGHT, say_evidence


@pytest.mark.parametrize(
    ("kind", "grade", "shown"),
    [
        (
            "rights_certificate",
            "A",
            "Constancia de vigencia de derechos (IMSS): cuenta como documento de la propia persona",
        ),
        ("payment_receipt", "B", "Comprobante de pago: cuenta como comprobante"),
        ("payment_receipt", "C", "Comprobante de pago: cuenta como la palabra de alguien"),
        ("statement", None, "Declaración"),
    ],
)
def test_evidence_is_said_with_how_far_it_counts(kind: str, grade: str | None, shown: str) -> None:
    assert say_evidence(kind, grade, "es") == shown


@pytest.mark.parametrize("lang", STAFF_LANGUAGES)
def test_every_grade_has_its_own_words(lang: str) -> None:
    assert set(WEIGHT) == set(EvidenceGrade)
    assert len({say_evidence("statement", grade, lang) for grade in WEIGHT}) == len(WEIGHT)
