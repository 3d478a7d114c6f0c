"""The lifecycles around a filing: the movement, its file, what staff have to do, follow-ups."""

from enum import StrEnum

from models.lifecycles import EMPLOYER, PARTNER, SEEKER, STAFF, SYSTEM, Lifecycle, move


class MovementStatus(StrEnum):
    """`PROVED`: not accepted as such, but what it asks for is known to be so."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    PROVED = "proved"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    WITHDRAWN = "withdrawn"


class MovementFileStatus(StrEnum):
    OPEN = "open"
    SENT = "sent"
    ANSWERED = "answered"
    DISCARDED = "discarded"


class TaskStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DISMISSED = "dismissed"


class FollowUpStatus(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CANCELLED = "cancelled"


class NumberRequestStatus(StrEnum):
    LISTED = "listed"
    APPOINTED = "appointed"
    ISSUED = "issued"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def _movement() -> Lifecycle[MovementStatus]:
    state = MovementStatus
    anyone = {EMPLOYER, STAFF, SEEKER, SYSTEM}
    return Lifecycle(
        name="movement",
        states=state,
        initial=frozenset({state.WAITING}),
        transitions=(
            # A refusal cleared up at the office comes back as an acceptance.
            move(
                "accept",
                {state.WAITING, state.UNCLEAR, state.REFUSED, state.PROVED},
                state.ACCEPTED,
                anyone,
            ),
            move("prove", {state.WAITING, state.UNCLEAR, state.REFUSED}, state.PROVED, anyone),
            move("refuse", {state.WAITING, state.UNCLEAR}, state.REFUSED, anyone),
            move("query", {state.WAITING}, state.UNCLEAR, anyone),
            move("withdraw", {state.WAITING}, state.WITHDRAWN, anyone),
        ),
    )


def _movement_file() -> Lifecycle[MovementFileStatus]:
    state = MovementFileStatus
    either_side = {EMPLOYER, STAFF}
    return Lifecycle(
        name="movement_file",
        states=state,
        initial=frozenset({state.OPEN}),
        transitions=(
            move("send", {state.OPEN}, state.SENT, either_side),
            move("answer", {state.OPEN, state.SENT}, state.ANSWERED, either_side | {SYSTEM}),
            move("discard", {state.OPEN}, state.DISCARDED, either_side),
        ),
    )


def _task() -> Lifecycle[TaskStatus]:
    state = TaskStatus
    return Lifecycle(
        name="task",
        states=state,
        initial=frozenset({state.OPEN}),
        transitions=(
            move("finish", {state.OPEN}, state.DONE, {STAFF, EMPLOYER, SYSTEM}),
            move("dismiss", {state.OPEN}, state.DISMISSED, {STAFF}),
            move("reopen", {state.DONE, state.DISMISSED}, state.OPEN, {STAFF, SYSTEM}),
        ),
    )


def _follow_up() -> Lifecycle[FollowUpStatus]:
    state = FollowUpStatus
    return Lifecycle(
        name="follow_up",
        states=state,
        initial=frozenset({state.OPEN}),
        transitions=(
            move("answer", {state.OPEN}, state.ANSWERED, {EMPLOYER, SEEKER, STAFF}),
            move("cancel", {state.OPEN}, state.CANCELLED, {STAFF, SYSTEM}),
        ),
    )


def _number_request() -> Lifecycle[NumberRequestStatus]:
    state = NumberRequestStatus
    waiting = {state.LISTED, state.APPOINTED}
    return Lifecycle(
        name="number_request",
        states=state,
        initial=frozenset({state.LISTED}),
        transitions=(
            move("appoint", {state.LISTED, state.REFUSED}, state.APPOINTED, {STAFF, PARTNER}),
            move("issue", waiting | {state.REFUSED}, state.ISSUED, {STAFF, PARTNER}),
            move("refuse", waiting, state.REFUSED, {STAFF, PARTNER}),
            move("withdraw", waiting | {state.REFUSED}, state.WITHDRAWN, {STAFF, PARTNER, SEEKER}),
        ),
    )


MOVEMENT = _movement()
MOVEMENT_FILE = _movement_file()
TASK = _task()
FOLLOW_UP = _follow_up()
NUMBER_REQUEST = _number_request()

ANSWERED_MOVEMENT = (
    MovementStatus.ACCEPTED,
    MovementStatus.PROVED,
    MovementStatus.REFUSED,
    MovementStatus.UNCLEAR,
)
HELD_BY_THE_INSTITUTE = (MovementStatus.ACCEPTED, MovementStatus.PROVED)
