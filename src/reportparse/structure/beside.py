"""Headings that stood beside their text: where their lines are in the clean text, and where they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportparse.provenance import Trace
from reportparse.span import Span


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
    made: list[Beside] = []
    for at in sorted(lines):
        cuts: list[tuple[Span, str]] = []
        for line in lines[at]:
            start, end = line
            while start and text[start - 1].isspace():
                start -= 1
            while end < len(text) and text[end].isspace():
                end += 1
            if cuts and cuts[-1][0].end > start:  # the line right below another
                start = cuts.pop()[0].start
            cuts.append((Span(start, end), resumes.get(end, "\n\n") if start and end < len(text) else ""))
        if not any(one.start < cut.end and cut.start < one.end for one in taken for cut, _ in cuts) and not any(
            one.start <= at < one.end for one in taken
        ):
            made.append(Beside(tuple(cuts), tuple(lines[at]), at))
    return made
