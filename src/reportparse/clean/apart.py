"""What rules that set lines apart from running text share: a line without its blanks, and the mark that holds it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from reportparse.provenance import Mark

LINE = re.compile(r"\S(?:[^\n\f]*\S)?")

_START = attrgetter("start")


def holding(marks: Sequence[Mark], start: int, end: int) -> int:
    """The index of the mark that holds some of `[start, end)`; -1 if none does. The marks are sorted and disjoint.

    >>> marks = [Mark(2, 5, "table"), Mark(9, 12, "table")]
    >>> holding(marks, 4, 7), holding(marks, 5, 9), holding(marks, 11, 12)
    (0, -1, 1)
    """
    at = bisect_left(marks, end, key=_START) - 1
    return at if at >= 0 and marks[at].end > start else -1
