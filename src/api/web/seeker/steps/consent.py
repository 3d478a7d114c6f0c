"""What the person agrees to, each thing apart."""

from collections.abc import Mapping
from dataclasses import replace

from api.web.desk import Desk
from api.web.forms import Choice, Form, one
from api.web.seeker.answers import Answers
from models.vocabulary import ConsentPurpose
from services.errors import N_
from services.seekers.notices import CONSENT_TEXTS

PURPOSES = tuple(ConsentPurpose)
HINTS: Mapping[ConsentPurpose, str] = {
    ConsentPurpose.MATCHING: N_("Without this we cannot show you openings."),
    ConsentPurpose.SHARING_ON_REFERRAL: N_("Optional. We ask you again each time."),
    ConsentPurpose.CONTACT: N_("Optional."),
}
PROMISES = (
    N_(
        "The National Employment Service keeps what you wrote to look for openings for you. Your "
        "name, how to reach you and your papers are kept encrypted. It is never given to the "
        "authorities of another country, and no employer sees your papers or your nationality "
        "before hiring you, nor your status ever."
    ),
    N_("You can withdraw at any time with your code, and it costs nothing."),
)


class ConsentGiven:
    name = "consent"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.consents is not None

    def show(self, answers: Answers, _desk: Desk) -> Form:
        return Form.of(**dict.fromkeys(answers.consents or (), "1"))

    def read(self, form: Form, answers: Answers, desk: Desk) -> Answers:
        given = tuple(purpose for purpose in PURPOSES if form.text(purpose))
        if ConsentPurpose.MATCHING not in given and not desk.is_attended:
            raise one(
                ConsentPurpose.MATCHING,
                N_("To show you openings we need this permission. You can also leave: press Exit."),
            )
        return replace(answers, consents=given)

    def offer(self, _form: Form, _answers: Answers, desk: Desk) -> Mapping[str, object]:
        """The very texts whose hash is kept with a consent."""
        return {
            "promises": [desk.say(promise) for promise in PROMISES],
            "consents": [
                Choice(purpose, desk.say(CONSENT_TEXTS[purpose]), desk.say(HINTS[purpose]))
                for purpose in PURPOSES
            ],
        }
