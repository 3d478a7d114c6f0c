"""A person's record as staff see it: everything in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from api.web.bound_papers import bound_paper
from api.web.facts import Facts, choice, told
from api.web.lists import Row
from api.web.match_views import place_name
from api.web.staff.courses import placement_row, referral_row
from api.web.staff.views import PersonView, person_facts, person_view
from matching.catalogs import load
from matching.eligibility import document_rule
from models.consent import Consent
from models.seeker import Seeker
from models.seeker_document import SeekerDocument
from services.calendar import legal_day
from services.errors import N_
from services.people.record import Record
from services.seekers.at_desk import UnderWay
from services.seekers.doubles import Double
from services.wording import words
from services.wording.people import say_person


@dataclass(frozen=True, slots=True)
class FoundView:
    id: UUID
    name: str
    born: str
    place: str
    center: str
    status: str
    papers: str


@dataclass(frozen=True, slots=True)
class FormRow:
    address: str
    person: str
    changed: str


@dataclass(frozen=True, slots=True)
class PaperView:
    id: UUID
    kind: str
    about: str
    seen: str
    asks_state: bool
    asks_date: bool


@dataclass(frozen=True, slots=True)
class ConsentView:
    purpose: str
    about: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class DoubleView:
    person: FoundView
    agrees: str


@dataclass(frozen=True, slots=True)
class RecordView:
    person: PersonView
    status: str
    facts: Facts
    papers: Sequence[PaperView]
    consents: Sequence[ConsentView]
    referrals: Sequence[Row]
    placements: Sequence[Row]
    doubles: Sequence[DoubleView]
    elsewhere: bool
    merged: int
    is_matchable: bool
    is_state_unknown: bool


def form_row(form: UnderWay, lang: str) -> FormRow:
    say, person = words(lang), form.answers.get("person") or {}
    town = form.answers.get("municipality")
    changed = say(N_("last changed on %(day)s"), day=say.day(legal_day(form.changed_at)))
    names = (person.get(name) for name in ("given_names", "first_surname", "second_surname"))
    return FormRow(
        f"/staff/people/form/{form.token}",
        " ".join(filter(None, names)) or say(N_("Somebody without a name yet")),
        " · ".join([*([place_name(town)] if town else []), changed]),
    )


def record_view(record: Record, lang: str, today: date) -> RecordView:
    seeker = record.seeker
    return RecordView(
        person=person_view(seeker),
        status=say_person("status", seeker.status, lang),
        facts=[*_identity(seeker, lang), *_without_papers(seeker, lang)],
        papers=[paper_view(paper, record.seen_by, lang) for paper in seeker.documents],
        consents=[_consent(line, lang) for line in reversed(seeker.consents)],
        referrals=[referral_row(row, lang) for row in record.referrals],
        placements=[placement_row(row, lang, today) for row in record.placements],
        doubles=[double_view(each, lang) for each in record.doubles],
        elsewhere=record.elsewhere,
        merged=record.merged,
        is_matchable=seeker.is_matchable,
        is_state_unknown=_is_state_unknown(seeker),
    )


def _is_state_unknown(seeker: Seeker) -> bool:
    paper = bound_paper(seeker.documents)
    return paper is not None and paper.state is None


def found_view(seeker: Seeker, lang: str) -> FoundView:
    say = words(lang)
    seen = sum(paper.verified_at is not None for paper in seeker.documents)
    return FoundView(
        id=seeker.public_id,
        name=person_view(seeker).name,
        born=say.day(seeker.born_on) if seeker.born_on else "–",
        place=place_name(seeker.municipality),
        center=seeker.center.name,
        status=say_person("status", seeker.status, lang),
        papers=say(N_("%(seen)s of %(all)s seen"), seen=seen, all=len(seeker.documents))
        if seeker.documents
        else say(N_("None")),
    )


def double_view(double: Double, lang: str) -> DoubleView:
    return DoubleView(found_view(double.seeker, lang), agreement(double.agrees, lang))


def agreement(agrees: frozenset[str], lang: str) -> str:
    return ", ".join(say_person("agrees", name, lang) for name in sorted(agrees))


def paper_view(paper: SeekerDocument, seen_by: Mapping[int, str], lang: str) -> PaperView:
    rule = document_rule(paper.kind or "")
    return PaperView(
        id=paper.public_id,
        kind=choice("document", paper.kind, lang),
        about=", ".join(_paper_facts(paper, lang)),
        seen=_seen(paper, seen_by, lang),
        asks_state=rule is not None and rule.bound,
        asks_date=rule is None or rule.expires,
    )


def _paper_facts(paper: SeekerDocument, lang: str) -> list[str]:
    say = words(lang)
    parts = []
    if paper.number:
        parts.append(say(N_("number %(number)s"), number=paper.number))
    if paper.state:
        parts.append(load().states[paper.state].short_name)
    if paper.transfer_states:
        states = ", ".join(load().states[state].short_name for state in paper.transfer_states)
        parts.append(say(N_("transfer to %(states)s"), states=states))
    if paper.valid_until:
        parts.append(say(N_("until %(day)s"), day=say.day(paper.valid_until)))
    return parts


def _seen(paper: SeekerDocument, seen_by: Mapping[int, str], lang: str) -> str:
    """Empty while nobody has."""
    if paper.verified_at is None:
        return ""
    say, day = words(lang), legal_day(paper.verified_at)
    name = seen_by.get(paper.verified_by_id or 0)
    if name is None:
        return say(N_("Seen on %(day)s"), day=say.day(day))
    return say(N_("Seen on %(day)s by %(name)s"), day=say.day(day), name=name)


def _consent(line: Consent, lang: str) -> ConsentView:
    say = words(lang)
    given = say(N_("given on %(day)s"), day=say.day(legal_day(line.given_at)))
    parts = [given, say_person("channel", line.channel, lang)]
    if line.withdrawn_at is not None:
        day = say.day(legal_day(line.withdrawn_at))
        parts.append(say(N_("withdrawn on %(day)s"), day=day))
    return ConsentView(
        purpose=choice("consent", line.purpose, lang),
        about=" · ".join(parts),
        is_in_force=line.withdrawn_at is None,
    )


def _without_papers(seeker: Seeker, lang: str) -> Facts:
    """They have a place of their own."""
    papers = words(lang)(N_("Papers"))
    return [fact for fact in person_facts(seeker, lang) if fact[0] != papers]


def _identity(seeker: Seeker, lang: str) -> Facts:
    say = words(lang)
    curp = seeker.curp or ""
    if curp and seeker.curp_kind == "temporary":
        until = say.day(seeker.curp_valid_until) if seeker.curp_valid_until else "–"
        curp = say(N_("%(curp)s (temporary, until %(day)s)"), curp=curp, day=until)
    return told(
        [
            (say(N_("Date of birth")), say.day(seeker.born_on) if seeker.born_on else ""),
            (say(N_("CURP")), curp or say(N_("missing"))),
            (
                say(N_("Social security number")),
                seeker.social_security_number or say(N_("missing")),
            ),
            (say(N_("RFC")), seeker.rfc or ""),
            (say(N_("Center")), seeker.center.name),
        ]
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of two registrations beside each other."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return bool(self.first and self.second) and self.first != self.second


def side_by_side(first: Seeker, second: Seeker, lang: str) -> list[Compared]:
    """Every fact that one of the two has. Needs the details loaded."""
    tables = [dict(_compared(seeker, lang)) for seeker in (first, second)]
    labels = list(dict.fromkeys(label for table in tables for label in table))
    return [Compared(label, *(table.get(label, "") for table in tables)) for label in labels]


def _compared(seeker: Seeker, lang: str) -> Facts:
    say = words(lang)
    papers = "; ".join(
        ", ".join([choice("document", paper.kind, lang), *_paper_facts(paper, lang)])
        for paper in seeker.documents
    )
    return [
        (say(N_("Name")), person_view(seeker).name),
        *_identity(seeker, lang),
        (say(N_("Sex in the CURP")), seeker.sex or ""),
        *_without_papers(seeker, lang),
        *told([(say(N_("Papers")), papers)]),
        (say(N_("With us since")), say.day(legal_day(seeker.created_at))),
        (say(N_("Where it stands")), say_person("status", seeker.status, lang)),
    ]
