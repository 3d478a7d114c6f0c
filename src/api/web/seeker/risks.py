"""What a person should know before they send their answers."""

from api.web.bound_papers import bound_paper
from api.web.desk import Desk
from api.web.seeker.answers import Answers, Moving
from services.errors import N_


def leaving_risk(answers: Answers, desk: Desk) -> str:
    """Who asked for refugee status stays in the state of the procedure, or asks COMAR first.

    Empty where no paper binds the person, or none of their wishes leads elsewhere.
    """
    bound = bound_paper(answers.documents or ())
    if bound is None or not _leaves(answers.moving, bound.state):
        return ""
    if bound.state is None:
        return desk.say(UNKNOWN_STATE)
    return desk.say(KNOWN_STATE, state=desk.catalogs.states[bound.state].short_name)


KNOWN_STATE = N_(
    "your paper is of %(state)s. While your procedure with COMAR is open, leaving that state "
    "without its permission may end it. Ask COMAR or the center first: a transfer can be asked for."
)
UNKNOWN_STATE = N_(
    "while your procedure with COMAR is open, leaving its state without permission may end it. "
    "Ask COMAR or the center first: a transfer can be asked for."
)


def _leaves(moving: Moving | None, state: str | None) -> bool:
    if moving is None or not moving.is_willing:
        return False
    return not moving.states or state is None or bool(set(moving.states) - {state})
