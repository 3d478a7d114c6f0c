"""The employer registration (registro patronal): municipality key, serial, modality, digit.

How the last digit is computed is not published, so only the shape can be checked.
"""

from dataclasses import dataclass

from services.social_security.findings import Finding, Flaw, Grade, Reading, misfits, read, tidy
from services.social_security.tables import column

MASK = "X9999999999"


@dataclass(frozen=True, slots=True)
class EmployerRegistration:
    """`modality` is the insurance scheme ("10": ordinary workers in a city)."""

    text: str
    modality: str


def read_employer_registration(text: str) -> Reading[EmployerRegistration]:
    tidied = tidy(text)
    findings = misfits(tidied, MASK)
    if findings:
        return Reading(tidied, None, findings)
    modality = tidied[8:10]
    return read(tidied, EmployerRegistration(tidied, modality), _flaws(tidied, modality))


def _flaws(text: str, modality: str) -> tuple[Finding, ...]:
    if set(text) == {"0"}:
        return (Finding(Flaw.ALL_ZERO),)
    if modality not in column("modalities", "code"):
        return (Finding(Flaw.UNKNOWN_MODALITY, 9, Grade.WARNING, modality),)
    return ()
