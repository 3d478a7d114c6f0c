"""The shape of one page of the form."""

from collections.abc import Mapping
from typing import Protocol

from api.web.desk import Desk
from api.web.forms import Form
from api.web.seeker.answers import Answers


class Step(Protocol):
    """`name` is the address under /form/ and the template's name.

    `show` and `read` are each other's inverse: what was saved is shown as it was typed. `read`
    raises Mend. `offer` gives what the template needs beyond the form: options, suggestions.
    """

    @property
    def name(self) -> str: ...
    def is_needed(self, answers: Answers, /) -> bool: ...
    def is_done(self, answers: Answers, /) -> bool: ...
    def show(self, answers: Answers, desk: Desk, /) -> Form: ...
    def read(self, form: Form, answers: Answers, desk: Desk, /) -> Answers: ...
    def offer(self, form: Form, answers: Answers, desk: Desk, /) -> Mapping[str, object]: ...
