"""Which papers the person has: "none" and "I do not know" are answers like the others."""

from collections.abc import Mapping
from dataclasses import replace

from api.web.desk import Desk
from api.web.forms import Choice, Form, one
from api.web.seeker.answers import Answers, Paper
from services.errors import N_
from services.wording.choices import DOCUMENTS

NOTHING = "nothing"
BOTH = N_(
    "You marked a paper, and also “I do not know, or I have none”. Leave only one of the two."
)


class Documents:
    name = "documents"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.documents is not None

    def show(self, answers: Answers, _desk: Desk) -> Form:
        if answers.documents is None:
            return Form()
        return Form.of(documents=[paper.kind for paper in answers.documents] or [NOTHING])

    def read(self, form: Form, answers: Answers, _desk: Desk) -> Answers:
        kinds = form.among("documents", DOCUMENTS)
        if not kinds and not form.has("documents", NOTHING):
            raise one("documents", N_("Mark what you have, or “I do not know, or I have none”."))
        if kinds and form.has("documents", NOTHING):
            raise one("documents", BOTH)
        known = {paper.kind: paper for paper in answers.documents or ()}
        return replace(answers, documents=tuple(known.get(kind, Paper(kind)) for kind in kinds))

    def offer(self, _form: Form, _answers: Answers, desk: Desk) -> Mapping[str, object]:
        kinds = [Choice(kind, desk.say(name)) for kind, name in DOCUMENTS.items()]
        nothing = Choice(NOTHING, desk.say(N_("I do not know, or I have none")))
        return {"kinds": [*kinds, nothing]}
