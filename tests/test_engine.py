"""The engine holds rules to the laws of the log: edits sorted, apart, of one character at least; nothing but edits and marks."""

from __future__ import annotations

from typing import Any

import pytest

from reportparse.errors import EngineError
from reportparse.provenance import Edit, Mark, TraceBuilder
from reportparse.source import Source

WRONG: dict[str, list[Any]] = {
    "overlapping": [Edit(0, 3), Edit(2, 4)],
    "unsorted": [Edit(3, 4), Edit(0, 1)],
    "twice": [Edit(1, 2), Edit(1, 2)],
    "an insertion": [Edit(2, 2, "x")],
    "backwards": [Edit(3, 1)],
    "before the text": [Edit(-1, 1)],
    "behind the text": [Edit(4, 9)],
}


@pytest.mark.parametrize("edits", WRONG.values(), ids=WRONG)
def test_edits_that_break_a_law_name_their_rule(edits: list[Any]) -> None:
    builder = TraceBuilder(Source(text="abcdef"))
    with pytest.raises(
        EngineError, match=r"rule 'mine' yielded Edit.*sorted, disjoint and cover at least one character"
    ):
        builder.apply("mine", edits)


def test_a_rule_yields_edits_and_marks_only() -> None:
    builder = TraceBuilder(Source(text="abcdef"))
    with pytest.raises(EngineError, match=r"rule 'mine' yielded \(0, 1, ''\); yield Edit or Mark"):
        builder.apply("mine", [Mark(0, 1, "bold"), (0, 1, "")])  # type: ignore[list-item]


def test_edits_that_meet_are_apart() -> None:
    builder = TraceBuilder(Source(text="abcdef"))
    builder.apply("mine", [Edit(0, 2), Edit(2, 4, "x"), Edit(5, 6)])
    assert builder.text == "xe"
