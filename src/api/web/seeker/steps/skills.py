"""What the person can do: ticks from what their work usually needs, and their own words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from api.web.desk import Desk
from api.web.forms import Choice, Form, one
from api.web.seeker.answers import Answers
from services.errors import N_

MOST_OWN = 30
LONGEST = 200
BETWEEN = re.compile(r"[\n,;]+")


class Skills:
    name = "skills"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.skills is not None

    def show(self, answers: Answers, desk: Desk) -> Form:
        known = [skill for skill in answers.skills or () if skill in desk.catalogs.skills]
        own = [skill for skill in answers.skills or () if skill not in desk.catalogs.skills]
        return Form.of(skills=known, others="\n".join(own))

    def read(self, form: Form, answers: Answers, desk: Desk) -> Answers:
        known = [skill for skill in form.all("skills") if skill in desk.catalogs.skills]
        own = [text.strip() for text in BETWEEN.split(form.text("others")) if text.strip()]
        if len(own) > MOST_OWN or any(len(text) > LONGEST for text in own):
            raise one("others", N_("Write at most thirty things, each in a few words."))
        return replace(answers, skills=tuple(dict.fromkeys([*known, *own])))

    def offer(self, form: Form, answers: Answers, desk: Desk) -> Mapping[str, object]:
        suggested = desk.suggested_skills(_occupations(answers))
        return {"suggestions": suggested + _ticked_before(form, suggested, desk)}


def _occupations(answers: Answers) -> Sequence[str]:
    return [work.occupation for work in answers.work or () if work.occupation]


def _ticked_before(form: Form, suggested: Sequence[Choice], desk: Desk) -> list[Choice]:
    offered = {choice.value for choice in suggested}
    kept = [skill for skill in form.all("skills") if skill not in offered]
    return [
        Choice(skill, desk.skill_label(skill)) for skill in kept if skill in desk.catalogs.skills
    ]
