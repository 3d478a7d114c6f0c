"""Who may call what, for the reference. The access matrix of the tests holds it to the truth."""

from collections.abc import Mapping

EMPLOYERS, PARTNERS, STAFF, ANYONE = "employer", "partner", "staff", "anyone"

_BY_TAG: Mapping[str, tuple[str, ...]] = {
    "openings": (EMPLOYERS, STAFF),
    "seekers": (PARTNERS, STAFF),
    "referrals": (EMPLOYERS, PARTNERS, STAFF),
    "follow-ups": (EMPLOYERS, PARTNERS, STAFF),
    "placements": (EMPLOYERS, PARTNERS, STAFF),
    "number-desk": (PARTNERS, STAFF),
    "movement-files": (EMPLOYERS, STAFF),
    "tasks": (EMPLOYERS, STAFF),
    "reports": (STAFF,),
    "assignments": (STAFF,),
    "sessions": (STAFF,),
    "employers": (STAFF,),
}

_BY_OPERATION: Mapping[str, tuple[str, ...]] = {
    "openings_put_one": (EMPLOYERS,),
    "openings_post_one": (EMPLOYERS,),
    "openings_post_bulk": (EMPLOYERS,),
    "openings_reject_one": (STAFF,),
    "seekers_merge_one": (STAFF,),
    "seekers_erase_one": (STAFF,),
    "referrals_refer_one": (PARTNERS, STAFF),
    "referrals_step_one": (EMPLOYERS, STAFF),
    "placements_hire_one": (EMPLOYERS, STAFF),
    "placements_step_one": (EMPLOYERS, STAFF),
    "placements_correct_one": (STAFF,),
    "follow-ups_answer_one": (EMPLOYERS, STAFF),
    "follow-ups_see_evidence": (EMPLOYERS, STAFF),
    "number-desk_export_list": (STAFF,),
    "number-desk_put_name": (STAFF,),
    "movement-files_list_codes": (ANYONE,),
    "sessions_open_session": (ANYONE,),
}


def callers_of(operation: str, tag: str) -> tuple[str, ...]:
    """The kinds of caller; a tag that is not listed is open to anyone."""
    return _BY_OPERATION.get(operation) or _BY_TAG.get(tag, (ANYONE,))
