"""The words of referrals and placements: where they stand, what can be done, what was seen."""

from collections.abc import Mapping

from services.errors import N_
from services.wording.words import words

REFERRAL_STATES: Mapping[str, str] = {
    "proposed": N_("Proposed, waiting for the person"),
    "consented": N_("The person agreed"),
    "sent": N_("Sent to the employer"),
    "interview": N_("Interview"),
    "offered": N_("Offered the position"),
    "accepted": N_("Accepted by the person"),
    "hired": N_("Hired"),
    "declined_by_person": N_("Declined by the person"),
    "not_selected": N_("Not selected"),
    "no_show": N_("Did not come"),
    "opening_cancelled": N_("Opening cancelled"),
    "hired_elsewhere": N_("Hired in another place"),
    "withdrawn": N_("Withdrawn"),
    "expired": N_("Expired"),
}
PLACEMENT_STATES: Mapping[str, str] = {
    "offered": N_("Offered the position"),
    "accepted": N_("Accepted by the person"),
    "started": N_("Started to work"),
    "enrollment_filed": N_("Enrollment filed with the institute"),
    "enrollment_refused": N_("Enrollment refused by the institute"),
    "enrollment_confirmed": N_("Enrollment confirmed"),
    "retained_30": N_("In the job at 30 days"),
    "retained_90": N_("In the job at 90 days"),
    "retained_180": N_("In the job at 180 days"),
    "ended": N_("Ended"),
    "no_show": N_("Did not come"),
    "not_accepted": N_("Not accepted by the employer"),
    "offer_declined": N_("Declined by the person"),
    "hired_elsewhere": N_("Hired in another place"),
    "self_employed": N_("Working independently (PTI)"),
    "opening_cancelled": N_("Opening cancelled"),
    "document_expired": N_("Papers expired"),
}
STEPS: Mapping[str, str] = {
    "create": N_("Recorded"),
    "consent": N_("The person agrees"),
    "send": N_("Send to the employer"),
    "interview": N_("There was an interview"),
    "offer": N_("The employer offers the position"),
    "accept": N_("The person accepts"),
    "hire": N_("Hired"),
    "decline": N_("The person declines"),
    "not_select": N_("The employer chose somebody else"),
    "no_show": N_("The person did not come"),
    "cancel_opening": N_("The opening was cancelled"),
    "hired_elsewhere": N_("The person was hired in another place"),
    "withdraw": N_("Withdraw the referral"),
    "expire": N_("It expired"),
    "start": N_("The person started to work"),
    "file_enrollment": N_("The enrollment was filed with the institute"),
    "refuse_enrollment": N_("The institute refused the enrollment"),
    "confirm_enrollment": N_("The institute confirmed the enrollment"),
    "retain_30": N_("Still in the job at 30 days"),
    "retain_90": N_("Still in the job at 90 days"),
    "retain_180": N_("Still in the job at 180 days"),
    "end": N_("The job ended"),
    "not_accept": N_("The employer did not take the person"),
    "self_employed": N_("The person registered as independent (PTI)"),
    "expire_document": N_("The papers expired"),
}
EVIDENCE: Mapping[str, str] = {
    "consent": N_("Consent of the person"),
    "statement": N_("Statement"),
    "written_terms": N_("Written terms"),
    "rights_certificate": N_("Certificate of rights (IMSS)"),
    "weeks_certificate": N_("Certificate of weeks paid (IMSS)"),
    "movement_receipt": N_("Receipt of the movement (IDSE)"),
    "payment_receipt": N_("Receipt of payment"),
}
# How far evidence counts, by its grade.
WEIGHT: Mapping[str, str] = {
    "A": N_("counts as the worker's own document"),
    "B": N_("counts as a receipt"),
    "C": N_("counts as somebody's word"),
}
ACTORS: Mapping[str, str] = {
    "employer": N_("the employer"),
    "staff": N_("staff"),
    "partner": N_("a partner"),
    "seeker": N_("the person"),
    "system": N_("the system"),
}
TABLES: Mapping[str, Mapping[str, str]] = {
    "referral": REFERRAL_STATES,
    "placement": PLACEMENT_STATES,
    "step": STEPS,
    "evidence": EVIDENCE,
    "actor": ACTORS,
}


def say_hiring(family: str, value: str, lang: str) -> str:
    """`family` is a key of TABLES; a value without words is given back as it is."""
    return words(lang)(TABLES[family].get(value, value))


def say_evidence(kind: str, grade: str | None, lang: str) -> str:
    """What was shown and how far it counts."""
    shown = say_hiring("evidence", kind, lang)
    return f"{shown}: {words(lang)(WEIGHT[grade])}" if grade else shown
