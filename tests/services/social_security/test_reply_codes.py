import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.social_security.reply_codes import (
    Resend,
    Task,
    Turn,
    reply_code,
    reply_codes,
)
from services.social_security.tables import column
from services.wording import PERSON_LANGUAGES

CODES = {
    *("001", "023", "024", "031"),
    *("003", "004", "006", "058", "059", "061"),
    *("008", "009", "013", "015", "016", "017", "018", "019", "033"),
    *("007", "021", "026", "036", "048", "049", "050", "051", "056"),
}
SENTENCES = [
    text
    for reply in (*reply_codes(), reply_code("999"))
    for text in (reply.meaning("es"), reply.next_step("es"))
]


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_of_the_institute_is_known(code):
    assert reply_code(code).is_known


def test_the_catalogue_holds_these_codes_alone():
    assert {reply.code for reply in reply_codes()} == CODES


@pytest.mark.parametrize("reply", reply_codes(), ids=lambda reply: reply.code)
def test_both_languages_say_meaning_and_next_step(reply):
    texts = [say(lang) for say in (reply.meaning, reply.next_step) for lang in ("es", "en")]
    assert all(text.endswith(".") for text in texts)
    assert len(set(texts)) == 4


@pytest.mark.parametrize("reply", reply_codes(), ids=lambda reply: reply.code)
def test_a_code_points_at_a_field_of_the_record(reply):
    assert reply.field in column("movement_layout", "field")


def test_sentences_are_short():
    longest = max(
        len(part.split()) for text in SENTENCES for part in text.replace(";", ".").split(".")
    )
    assert longest <= 24


def test_already_enrolled_is_evidence_and_is_not_sent_again():
    reply = reply_code("048")
    assert (reply.is_evidence, reply.may_be_sent_again) == (True, False)


@pytest.mark.parametrize("code", ["059", "061"])
def test_identity_codes_go_back_to_staff_with_a_task(code):
    assert (reply_code(code).turn, reply_code(code).task) == (Turn.STAFF, Task.IDENTITY)


def test_a_wage_below_the_minimum_opens_a_wage_check():
    assert reply_code("015").task is Task.WAGE_CHECK


def test_too_early_is_sent_again_later():
    assert reply_code("036").resend is Resend.LATER


@given(st.text(max_size=8))
def test_an_unknown_code_opens_a_task_and_never_fails(code):
    reply = reply_code(code)
    assert reply.is_known or reply.task is Task.UNKNOWN_REPLY


def test_leading_zeros_may_be_missing():
    assert reply_code(" 48 ").code == "048"


def test_another_language_falls_back_to_spanish():
    assert reply_code("048").meaning("de") == reply_code("048").meaning("es")
    assert reply_code("048").next_step("fr") == reply_code("048").next_step("es")


@pytest.mark.parametrize("reply", reply_codes(), ids=lambda reply: reply.code)
def test_the_person_reads_the_meaning_in_any_of_five_languages(reply):
    said = {reply.meaning(lang) for lang in PERSON_LANGUAGES}
    assert len(said) == 5
