"""What rules that set lines apart from running text share: the printed lines, and the mark that holds one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from reportparse.provenance import Mark


class Line(NamedTuple):
    """A printed line without the blanks at its edges; `[start, end)` in the text."""

    start: int
    end: int
    text: str


def printed_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank.

    >>> printed_lines("  a b \\n\\n\\fc")
    [Line(start=2, end=5, text='a b'), Line(start=9, end=10, text='c')]
    """
    found: list[Line] = []
    new = tuple.__new__  # half the time of calling the class
    start = 0
    for line in text.replace("\f", "\n").split("\n"):
        ink = line.strip()
        if ink:
            left = start if line[0] == ink[0] else start + len(line) - len(line.lstrip())
            found.append(new(Line, (left, left + len(ink), ink)))
        start += len(line) + 1
    return found


def printed_texts(text: str) -> list[str]:
    """The same without their places.

    >>> printed_texts("  a b \\n\\n\\fc")
    ['a b', 'c']
    """
    return list(filter(None, map(str.strip, text.replace("\f", "\n").split("\n"))))


_START = attrgetter("start")


def holding(marks: Sequence[Mark], start: int, end: int) -> int:
    """The index of the mark that holds some of `[start, end)`; -1 if none does. The marks are sorted and disjoint.

    >>> marks = [Mark(2, 5, "table"), Mark(9, 12, "table")]
    >>> holding(marks, 4, 7), holding(marks, 5, 9), holding(marks, 11, 12)
    (0, -1, 1)
    """
    at = bisect_left(marks, end, key=_START) - 1
    return at if at >= 0 and marks[at].end > start else -1
