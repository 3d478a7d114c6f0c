"""What a task is about, in words."""

from typing import Any

import pytest

from services.wording.enrollment import say_cause


@pytest.mark.parametrize(
    ("details", "code", "said"),
    [
        ({"number": 7, "line": 99, "file": "x"}, None, ["File 7, line 99"]),
        ({"number": 7, "line": None}, "059", ["File 7", "Answered: 059"]),
        (
            {"number": 7, "line": 1, "stands": "refused"},
            "accepted",
            ["File 7, line 1", "Answered now: accepted; before: refused"],
        ),
        ({"filed_on": "2026-11-10", "movement": "08"}, None, ["Filed on 10 November 2026"]),
        ({"papers": "curp"}, None, ["What has expired: the temporary CURP"]),
        (
            {"day": 30, "said": "ended", "stands": "still_working"},
            None,
            [
                "After 30 days of work",
                "Said now: The job ended",
                "said before: Still in the job",
            ],
        ),
        (
            {"registered_base": "300.5", "expected_base": "419.73", "is_lower_bound": True},
            None,
            ["Contribution base a day registered: $300.50", "at least expected: $419.73"],
        ),
        ({"finding": "100% of 2 lines"}, None, ["100% of 2 lines"]),
        ({}, None, []),
        (None, None, []),
    ],
)
def test_a_task_says_which_file_what_was_answered_and_when(
    details: dict[str, Any] | None, code: str | None, said: list[str]
) -> None:
    assert say_cause(details, code, "en") == said
