"""Answers are given again while they hold: to whom, and until when."""

from dataclasses import dataclass, field

import pytest

from models.feed import Changed, Position
from models.vocabulary import FeedKind
from services.matches.answers import MOST_LOOKED_AT, Answer, Answers, Moved, Touch

HERE, LATER = Position(0, 1), Position(0, 2)
OPENING, PERSON = Changed(FeedKind.OPENING, 1), Changed(FeedKind.SEEKER, 1)


@dataclass
class Says:
    """Is touched as it says; remembers what it was asked."""

    touch: Touch = Touch.NONE
    asked: list[Moved] = field(default_factory=list)

    def touched(self, moved: Moved) -> Touch:
        self.asked.append(moved)
        return self.touch


def lists(says: Says, question: str = "a") -> Answers:
    found = Answers(2, FeedKind.SEEKER)
    found.forget((), HERE, ())
    found.put(HERE, found.moment, question, Answer(b"list1", OPENING, says, 4, lambda: b"2"))
    return found


def moved(row: Changed = PERSON) -> Moved:
    return Moved(row, None, None)


@pytest.mark.parametrize(
    ("touch", "text"), [(Touch.NONE, b"list1"), (Touch.COUNTS, b"list2"), (Touch.LIST, None)]
)
def test_an_answer_is_given_again_where_its_list_holds(touch: Touch, text: bytes | None) -> None:
    says = Says(touch)
    found = lists(says)
    found.forget([PERSON], LATER, [moved()])

    assert found.get(LATER, "a") == text
    assert says.asked == [moved()]


def test_a_change_is_looked_at_once() -> None:
    says = Says(Touch.COUNTS)
    found = lists(says)
    found.forget([PERSON], LATER, [moved()])

    assert [found.get(LATER, "a") for _ in range(2)] == [b"list2"] * 2
    assert len(says.asked) == 1


def test_what_is_not_ranked_in_a_list_is_not_looked_at() -> None:
    says = Says(Touch.LIST)
    found = lists(says)
    found.forget([Changed(FeedKind.OPENING, 2)], LATER, [moved(Changed(FeedKind.OPENING, 2))])

    assert found.get(LATER, "a") == b"list1"


def test_what_an_answer_is_about_ends_it() -> None:
    found = lists(Says())
    found.forget([OPENING], LATER, [moved(OPENING)])

    assert found.get(LATER, "a") is None


@pytest.mark.parametrize(("count", "holds"), [(MOST_LOOKED_AT, True), (MOST_LOOKED_AT + 1, False)])
def test_after_many_changes_an_answer_is_worked_out_anew(count: int, holds: bool) -> None:
    found = lists(Says())
    found.forget([PERSON], LATER, [moved()] * count)

    assert (found.get(LATER, "a") is not None) is holds


def test_what_was_told_of_while_an_answer_was_worked_out_is_looked_at_too() -> None:
    says, found = Says(), Answers(2, FeedKind.SEEKER)
    found.forget((), HERE, ())
    began = found.moment
    found.forget([PERSON], HERE, [moved()])
    found.put(HERE, began, "a", Answer(b"text", OPENING, says))

    assert found.get(HERE, "a") == b"text"
    assert says.asked == [moved()]


@pytest.mark.parametrize("place", [Position(0, 0), LATER, None])
def test_a_session_that_stands_elsewhere_neither_keeps_nor_is_given(place: Position | None) -> None:
    found = lists(Says())
    found.put(place, found.moment, "b", Answer(b"text", OPENING, Says()))

    assert found.get(place, "a") is None
    assert found.get(HERE, "b") is None


def test_the_oldest_question_is_forgotten_first() -> None:
    found = lists(Says())
    found.put(HERE, found.moment, "b", Answer(b"text", OPENING, Says()))
    found.get(HERE, "a")
    found.put(HERE, found.moment, "c", Answer(b"text", OPENING, Says()))

    assert [found.get(HERE, question) for question in "abc"] == [b"list1", None, b"text"]
