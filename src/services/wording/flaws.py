"""What is wrong with an identifier, in words that say how to mend it."""

from collections.abc import Mapping

from services.errors import N_
from services.social_security.findings import Flaw

FLAWS: Mapping[Flaw, str] = {
    Flaw.WRONG_LENGTH: N_("The number of characters is not right (given/needed): %(subject)s."),
    Flaw.LETTER_EXPECTED: N_("Position %(position)s has to be a letter."),
    Flaw.DIGIT_EXPECTED: N_("Position %(position)s has to be a digit."),
    Flaw.LETTER_OR_DIGIT_EXPECTED: N_("Position %(position)s has to be a letter or a digit."),
    Flaw.NON_ASCII_DIGIT: N_("Write the digits as 0 to 9."),
    Flaw.VOWEL_EXPECTED: N_("Position %(position)s has to be a vowel."),
    Flaw.CONSONANT_EXPECTED: N_("Position %(position)s has to be a consonant."),
    Flaw.IMPOSSIBLE_DATE: N_("The birth date inside it does not exist."),
    Flaw.DATE_IN_FUTURE: N_("The birth date inside it has not come yet."),
    Flaw.UNKNOWN_SEX: N_("Position %(position)s has to be H, M or X."),
    Flaw.UNKNOWN_STATE: N_("The two letters of the state are not known."),
    Flaw.REFUSED_WORD: N_("The first four letters are not ones that are issued."),
    Flaw.CHECK_DIGIT: N_("The last digit does not agree with the rest. Compare it with the paper."),
    Flaw.ALL_ZERO: N_("A number of zeros only is not issued."),
    Flaw.GENERIC_RFC: N_("This is a generic RFC; give the own one, or leave it out."),
    Flaw.UNKNOWN_MODALITY: N_("The two digits of the modality are not known."),
    Flaw.NAME_DIFFERS: N_("Position %(position)s does not agree with the name."),
    Flaw.BIRTH_DATE_DIFFERS: N_("The birth date inside it is another one."),
    Flaw.BIRTH_YEAR_DIFFERS: N_("The birth year inside it is another one."),
    Flaw.CENTURY_DIFFERS: N_("The century of birth inside it is another one."),
    Flaw.SEX_DIFFERS: N_("The sex inside it is another one."),
    Flaw.STATE_DIFFERS: N_("The state of birth inside it is another one."),
    Flaw.CURP_DIFFERS: N_("It does not agree with the CURP."),
    Flaw.TEMPORARY_EXPIRED: N_("The temporary CURP has expired; it can be extended once."),
    Flaw.TEMPORARY_UNDATED: N_("Give the day until which the temporary CURP is valid."),
    Flaw.TEMPORARY_TOO_LONG: N_("A temporary CURP is not valid for that long."),
    Flaw.TEMPORARY_NOT_FOREIGN_BORN: N_("A temporary CURP is for people born abroad."),
    Flaw.PERMANENT_WITH_END: N_("A permanent CURP has no end; is it a temporary one?"),
}
