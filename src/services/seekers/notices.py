"""The privacy notice that a consent was given under: its version and the hash of its words."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from models.vocabulary import ConsentPurpose
from services.errors import N_
from services.wording import say

VERSION = "2026-11"

CONSENT_TEXTS: Mapping[ConsentPurpose, str] = {
    ConsentPurpose.MATCHING: N_(
        "I agree that what I told about my work is compared with openings. No employer sees my "
        "name at this point. Staff of the employment service look at every result, and I may ask "
        "for a decision without the computer."
    ),
    ConsentPurpose.SHARING_ON_REFERRAL: N_(
        "I agree that, when the center sends me to an employer and I say yes to it, that employer "
        "sees my name and how to reach me. Never my papers, my story or where I sleep."
    ),
    ConsentPurpose.CONTACT: N_(
        "I agree that the center calls or writes to me about openings. The message says nothing "
        "about my situation."
    ),
}


@dataclass(frozen=True, slots=True)
class Notice:
    version: str
    language: str
    hash: str


def notice_for(purpose: ConsentPurpose, language: str) -> Notice:
    text = say(CONSENT_TEXTS[purpose], language)
    return Notice(VERSION, language, hashlib.sha256(text.encode()).hexdigest())
