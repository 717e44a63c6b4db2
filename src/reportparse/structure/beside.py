"""Headings that stood beside their text: where their lines are in the clean text, and where they are read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reportparse.provenance import Trace
from reportparse.span import Span, widened


class Beside(NamedTuple):
    """A heading whose lines stand between those of its text."""

    cuts: tuple[tuple[Span, str], ...]  # each of its lines with the blank lines beside it, and what joins the text
    lines: tuple[Span, ...]
    at: int  # where in the clean text it is read


def besides(trace: Trace, taken: Sequence[Span] = ()) -> list[Beside]:
    """The headings beside their text, in printed order; none that a stretch of `taken` meets.

    The rule `side-heads` marks their lines (`margin`), and where they are read (`side`), both with the heading's words.
    """
    anchors = [mark for mark in trace.marks if mark.kind == "side"]
    if not anchors:
        return []
    text = trace.text
    resumes = {mark.start: mark.value for mark in trace.marks if mark.kind == "resumes"}
    lines: dict[int, list[Span]] = {}  # of each heading, by where it is read
    places: dict[str, list[int]] = {}
    for mark in anchors:
        places.setdefault(mark.value, []).append(mark.start)
    for mark in trace.marks:
        if mark.kind == "margin" and mark.value in places:
            at = min(places[mark.value], key=lambda place: abs(place - mark.start))
            lines.setdefault(at, []).append(Span(mark.start, mark.end))
    fixed = sorted(taken)
    made: list[Beside] = []
    for at in sorted(lines):
        cuts: list[tuple[Span, str]] = []
        for line in lines[at]:
            start, end = widened(text, line.start, line.end)
            if cuts and cuts[-1][0].end > start:  # the line right below another
                start = cuts.pop()[0].start
            glue = resumes.get(end, "\n\n") if start and end < len(text) else ""
            for note in _near(fixed, line.start):  # the blank lines beside a note go with it
                start = max(start, note.end) if note.end <= line.start else start
                end = min(end, note.start) if note.start >= line.end else end
            cuts.append((Span(start, end), glue))
        if not any(_meets(fixed, cut) for cut, _ in (*cuts, (Span(at, at + 1), ""))):
            made.append(Beside(tuple(cuts), tuple(lines[at]), at))
    return made


def _near(fixed: Sequence[Span], at: int) -> Sequence[Span]:
    """The stretches before and behind a place, in which a line begins."""
    behind = bisect_right(fixed, at, key=_start)
    return fixed[max(0, behind - 1) : behind + 1]


def _meets(fixed: Sequence[Span], cut: Span) -> bool:
    before = bisect_left(fixed, cut.end, key=_start)
    return before > 0 and fixed[before - 1].end > cut.start


def _start(span: Span) -> int:
    return span.start
