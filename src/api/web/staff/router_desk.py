"""Staff fill in the person's own form for them at the desk: somebody new, or somebody known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.dependencies import Now, RuntimeDep
from api.web.csrf import ForeignForm, has_token, is_from_here
from api.web.dependencies import SentForm
from api.web.desk import Desk
from api.web.forms import Form, Mend
from api.web.languages import switched
from api.web.render import said
from api.web.seeker.answers import Answers, answers_of, kept
from api.web.seeker.application import intake
from api.web.seeker.form_pages import ONCE_MORE, FormPages
from api.web.seeker.journey import Journey, at_desk
from api.web.seeker.returned import answers_of_intake
from api.web.seeker.steps.step import Step
from api.web.staff.looking import Look, LookIfHere
from api.web.staff.sending import Sent
from api.web.staff.steps import NO_ERRORS, refusals
from models.lifecycles import SeekerStatus
from services.errors import Malformed, Unauthenticated
from services.seekers import at_desk as drafts
from services.seekers.at_desk import Correction, Typed
from services.seekers.intake import intake_of
from services.seekers.register import open_seeker, read_seeker
from services.seekers.schemas import SeekerIn

router = APIRouter(prefix="/staff/people")


@router.post("/new")
def begin_new(sent: Sent) -> Response:
    with sent.look.runtime.database.write() as session:
        token = drafts.start(session, sent.look.staff, {}, now=sent.moment.now)
    return RedirectResponse(f"/staff/people/form/{token}", 303)


@router.post("/{seeker_id}/form")
def begin_known(seeker_id: UUID, sent: Sent) -> Response:
    staff, now = sent.look.staff, sent.moment.now
    with sent.look.runtime.database.write() as session:
        seeker = open_seeker(session, staff, seeker_id)
        answers = kept(answers_of_intake(intake_of(seeker)))
        token = drafts.start(session, staff, answers, now=now, seeker=seeker)
    return RedirectResponse(f"/staff/people/form/{token}", 303)


@dataclass(frozen=True, slots=True)
class Filling:
    """One form under way, with who fills it in."""

    token: str
    look: Look

    @property
    def draft(self) -> drafts.DeskDraft:
        look = self.look
        return drafts.open_draft(look.session, look.staff, self.token, now=look.now)


def filling_of(token: str, look: Look) -> Filling:
    return Filling(token, look)


@dataclass(frozen=True, slots=True)
class Room:
    """What the pages of one form need. `shown`: the answers that the record gave. `lang`: the one
    just asked for, or the page's."""

    filling: Filling
    seeker: UUID | None
    answers: Answers
    shown: Answers
    typed: Typed | None
    lang: str

    @property
    def waiting(self) -> Step | None:
        """The page that waits to be sent again."""
        page = self.typed.page if self.typed else ""
        steps = (step for step in self.journey.steps if step.name == page)
        return next((step for step in steps if step.is_needed(self.answers)), None)

    @property
    def unfinished(self) -> Step | None:
        return self.waiting or self.journey.unfinished(self.answers)

    @property
    def next_address(self) -> str:
        step = self.unfinished
        return self.journey.address(step.name) if step else self.journey.check

    @property
    def journey(self) -> Journey:
        person = f"/staff/people/{self.seeker}" if self.seeker else "/staff/people"
        room = f"/staff/people/form/{self.filling.token}"
        return at_desk(room, person, is_known=self.seeker is not None)

    @property
    def desk(self) -> Desk:
        return Desk(self.lang, self.filling.look.today, is_attended=True)

    def pages(self, **facts: object) -> FormPages:
        look = self.filling.look
        known = {"staff": look.staff, "of_whom": self.journey.start, "is_back": False}
        return FormPages(
            look.request, self.journey, self.desk, "staff/desk_form.html", known | facts
        )

    def step(self, step: Step, form: Form, errors: Mapping[str, str] = NO_ERRORS) -> Response:
        own = self._in_their_words(step) if step.name == "consent" else {}
        return self.pages(**own).step(step, form, self.answers, errors)

    def _in_their_words(self, step: Step) -> dict[str, object]:
        """A consent is asked in the language in which it is kept."""
        spoken = self.answers.spoken
        if spoken is None or spoken == self.lang:
            return {}
        own = step.offer(Form(), self.answers, Desk(spoken, self.filling.look.today))
        return {"own": own, "own_lang": spoken}

    def check(self, errors: Mapping[str, str] = NO_ERRORS) -> Response:
        last = self.journey.address(self.journey.steps[-1].name)
        back = self.journey.start if self.seeker else last
        pages = self.pages(is_back=self._is_back())
        return pages.check(self.answers, errors, back=back, is_registered=self.seeker is not None)

    def _is_back(self) -> bool:
        """Whether saving registers somebody again who had withdrawn."""
        if self.seeker is None:
            return False
        look = self.filling.look
        person = read_seeker(look.session, look.staff, self.seeker)
        return person.status is SeekerStatus.ARCHIVED


def _room(filling: Filling, lang: str = "") -> Room:
    draft = filling.draft
    answers, shown = answers_of(draft.answers), answers_of(draft.shown)
    return Room(filling, draft.seeker, answers, shown, draft.typed, lang or filling.look.lang)


@router.get("/form/{token}")
def go_on(filling: Annotated[Filling, Depends(filling_of)]) -> Response:
    return RedirectResponse(_room(filling).next_address, 303)


@router.get("/form/{token}/check")
def check(filling: Annotated[Filling, Depends(filling_of)]) -> Response:
    room = _room(filling)
    if room.unfinished:
        return RedirectResponse(room.next_address, 303)
    return room.check()


@router.post("/form/{token}/check")
def store(token: str, sent: Sent) -> Response:
    look, now = sent.look, sent.moment.now
    room = _room(Filling(token, look))
    if room.unfinished:
        return RedirectResponse(room.next_address, 303)
    try:
        given = intake(room.answers, room.answers.spoken or look.lang)
        with look.runtime.database.write() as session:
            if room.seeker is None:
                person = drafts.register(session, look.staff, token, given, now=now)
            else:
                person = room.seeker
                known = intake_of(read_seeker(session, look.staff, person))
                correction = Correction(given, _shown(room.shown, known))
                drafts.correct(session, look.staff, token, correction, now=now)
    except Malformed as refused:
        return room.check(refusals(refused, look.lang, general="form"))
    return RedirectResponse(f"/staff/people/{person}", 303)


def _shown(answers: Answers, known: SeekerIn) -> SeekerIn:
    """As the pages showed it, who round what is finer than their answers."""
    try:
        return intake(answers, answers.spoken or known.preferred_language)
    except Malformed:
        return known


@router.get("/form/{token}/{name}")
def show_step(name: str, filling: Annotated[Filling, Depends(filling_of)]) -> Response:
    room = _room(filling)
    step = room.journey.named(name)
    if not step.is_needed(room.answers):
        return RedirectResponse(room.journey.next_address(room.answers), 303)
    if room.typed is not None and room.waiting is step:
        return room.step(step, Form(room.typed.fields), said([ONCE_MORE], room.lang))
    return room.step(step, step.show(room.answers, room.desk))


@dataclass(frozen=True, slots=True)
class SentPage:
    """By whomever. Raises ForeignForm for what another site sent."""

    request: Request
    runtime: RuntimeDep
    form: SentForm
    now: Now

    def __post_init__(self) -> None:
        if not is_from_here(self.request):
            raise ForeignForm

    def keep(self, token: str, name: str) -> None:
        """For the writer, who has to log in again. Raises NotFound where there is no such page."""
        page = at_desk("", "", is_known=False).named(name).name
        typed = {name: it for name, it in self.form.values.items() if name != "csrf"}
        with self.runtime.database.write() as session:
            drafts.keep_typed(session, token, Typed(page, typed), now=self.now)


@router.post("/form/{token}/{name}")
def answer_step(
    token: str, name: str, sent: Annotated[SentPage, Depends()], look: LookIfHere
) -> Response:
    if look is None:
        sent.keep(token, name)
        raise Unauthenticated
    form = sent.form
    room = _room(Filling(token, look), switched(form) or "")
    step = room.journey.named(name)
    if switched(form):
        return room.step(step, form)
    try:
        answers = _read(step, form, room)
    except Mend as mend:
        return room.step(step, form, said(mend.errors, look.lang))
    with look.runtime.database.write() as session:
        told = kept(answers)
        drafts.save(session, look.staff, token, told, page=step.name, now=look.now)
    return RedirectResponse(room.journey.next_address(answers), 303)


def _read(step: Step, form: Form, room: Room) -> Answers:
    # Logged in again meanwhile: what was typed stays, with a fresh token.
    if not has_token(room.filling.look.request, form):
        raise Mend([ONCE_MORE])
    return step.read(form, room.answers, room.desk)
