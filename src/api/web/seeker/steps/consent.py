"""What the person agrees to, each thing apart."""

from collections.abc import Mapping
from dataclasses import replace

from api.web.forms import Form, one
from api.web.seeker.answers import Answers
from api.web.seeker.desk import Desk
from models.vocabulary import ConsentPurpose
from services.errors import N_

PURPOSES = tuple(purpose.value for purpose in ConsentPurpose)


class ConsentGiven:
    name = "consent"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.consents is not None

    def show(self, answers: Answers, _desk: Desk) -> Form:
        return Form.of(**dict.fromkeys(answers.consents or (), "1"))

    def read(self, form: Form, answers: Answers, _desk: Desk) -> Answers:
        given = tuple(purpose for purpose in PURPOSES if form.text(purpose))
        if ConsentPurpose.MATCHING not in given:
            raise one(
                ConsentPurpose.MATCHING,
                N_("To show you openings we need this permission. You can also leave: press Exit."),
            )
        return replace(answers, consents=given)

    def offer(self, _form: Form, _answers: Answers, _desk: Desk) -> Mapping[str, object]:
        return {}
