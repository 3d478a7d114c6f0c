"""The languages a person speaks, and how well."""

from collections.abc import Mapping
from dataclasses import replace

from api.web.desk import Desk
from api.web.forms import Choice, Findings, Form
from api.web.seeker.answers import Answers, Tongue
from services.errors import N_
from services.wording.choices import LEVELS

ASKED = ("es", "en", "ht", "fr", "pt")


class Languages:
    name = "languages"

    def is_needed(self, _answers: Answers) -> bool:
        return True

    def is_done(self, answers: Answers) -> bool:
        return answers.languages is not None

    def show(self, answers: Answers, desk: Desk) -> Form:
        spoken = answers.languages or ()
        values = {f"level-{each.language}": each.level for each in spoken}
        for tongue in _others(answers)[:1]:
            values["other"] = desk.language_label(tongue.language)
            values["other-level"] = tongue.level
        return Form.of(**values)

    def read(self, form: Form, answers: Answers, desk: Desk) -> Answers:
        findings = Findings()
        spoken = [
            Tongue(code, level) for code in ASKED for level in form.among(f"level-{code}", LEVELS)
        ]
        # More than one other language can only have been recorded at a desk: it stays.
        spoken += [*_other(form, desk, findings), *_others(answers)[1:]]
        if not spoken:
            findings.add("level-es", N_("Choose at least one language that you speak."))
        findings.stop_if_any()
        return replace(answers, languages=tuple({each.language: each for each in spoken}.values()))

    def offer(self, _form: Form, _answers: Answers, desk: Desk) -> Mapping[str, object]:
        return {
            "languages_asked": [Choice(code, desk.language_label(code)) for code in ASKED],
            "levels": [Choice(level, desk.say(label)) for level, label in LEVELS.items()],
        }


def _others(answers: Answers) -> list[Tongue]:
    return [each for each in answers.languages or () if each.language not in ASKED]


def _other(form: Form, desk: Desk, findings: Findings) -> list[Tongue]:
    name, levels = form.text("other"), form.among("other-level", LEVELS)
    if not name:
        return []
    code = desk.language_called(name)
    if code is None:
        findings.add("other", N_("We do not know that language. Write its name another way."))
    if not levels:
        findings.add("other-level", N_("Choose how well you speak it."))
    return [Tongue(code, levels[0])] if code and levels else []
