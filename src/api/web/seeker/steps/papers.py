"""The state that a paper binds its holder to, and its last day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from api.web.desk import Desk
from api.web.forms import Findings, Form, day_values, read_day
from api.web.seeker.answers import Answers, Paper
from matching.eligibility import DocumentRule, document_rules
from services.errors import N_
from services.wording.choices import DOCUMENTS


@dataclass(frozen=True, slots=True)
class Asked:
    kind: str
    label: str
    asks_state: bool
    asks_date: bool


class Papers:
    name = "papers"

    def is_needed(self, answers: Answers) -> bool:
        return bool(_asked(answers))

    def is_done(self, answers: Answers) -> bool:
        return all(paper.is_described for paper in _asked(answers))

    def show(self, answers: Answers, _desk: Desk) -> Form:
        values: dict[str, str] = {}
        for paper in _asked(answers):
            values[f"state-{paper.kind}"] = paper.state or ""
            values |= day_values(f"until-{paper.kind}", paper.valid_until)
            if paper.is_described and paper.valid_until is None:
                values[f"unknown-{paper.kind}"] = "1"
        return Form.of(**values)

    def read(self, form: Form, answers: Answers, desk: Desk) -> Answers:
        findings = Findings()
        described = {
            paper.kind: _described(paper, form, desk, findings) for paper in _asked(answers)
        }
        findings.stop_if_any()
        documents = answers.documents or ()
        return replace(
            answers, documents=tuple(described.get(paper.kind, paper) for paper in documents)
        )

    def offer(self, _form: Form, answers: Answers, desk: Desk) -> Mapping[str, object]:
        papers = [
            Asked(
                paper.kind,
                desk.say(DOCUMENTS[paper.kind]),
                asks_state=_rule(paper.kind).bound,
                asks_date=_rule(paper.kind).expires,
            )
            for paper in _asked(answers)
        ]
        return {"papers": papers, "states": desk.states(), "months": desk.say.month_names()}


def _rule(kind: str) -> DocumentRule:
    return document_rules().kinds[kind]


def _asked(answers: Answers) -> list[Paper]:
    return [
        paper
        for paper in answers.documents or ()
        if _rule(paper.kind).bound or _rule(paper.kind).expires
    ]


def _described(paper: Paper, form: Form, desk: Desk, findings: Findings) -> Paper:
    rule, until = _rule(paper.kind), f"until-{paper.kind}"
    day = read_day(form, until, findings) if rule.expires else None
    if rule.expires and day is None and not form.text(f"unknown-{paper.kind}"):
        findings.add(
            until,
            N_("%(paper)s: write until which day it is valid, or mark “I do not know”."),
            paper=desk.say(DOCUMENTS[paper.kind]),
        )
    states = form.among(f"state-{paper.kind}", list(desk.catalogs.states.codes))
    return replace(paper, state=next(iter(states), None), valid_until=day, is_described=True)
