"""The clean text as it is read: lines that are printed out of place are taken out of the flow."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from reportparse.provenance import Mark
from reportparse.span import Span


class Reading:
    """A text to parse, and the way back from its offsets to the clean text's.

    With nothing cut out it is the clean text itself. A cut takes a stretch out, blank
    lines beside it included, and puts `glue` in its place: a blank line, or nothing where a paragraph
    goes on behind it.

    >>> reading = Reading("ab\\n\\nTITLE\\n\\ncd", (), [(Span(2, 11), "")])
    >>> reading.text, reading.spans(Span(1, 3))
    ('abcd', (Span(start=1, end=2), Span(start=11, end=12)))
    """

    def __init__(self, text: str, bold: Iterable[Mark] = (), cuts: Iterable[tuple[Span, str]] = ()) -> None:
        pieces: list[str] = []
        self._reading: list[int] = []  # where each kept piece begins in the reading
        self._kept: list[Span] = []  # and what it is in the clean text
        length = last = 0
        for cut, glue in (*cuts, (Span(len(text), len(text)), "")):
            self._reading.append(length)
            self._kept.append(Span(last, cut.start))
            pieces += (text[last : cut.start], glue)
            length += cut.start - last + len(glue)
            last = cut.end
        self.text = "".join(pieces) if len(self._kept) > 1 else text
        self.bold: list[Mark] = []
        for mark in bold:
            for start, end in self._there(mark):
                if self.bold and self.bold[-1].end == start:  # a bold run goes on behind the cut
                    start = self.bold.pop().start
                self.bold.append(Mark(start, end, mark.kind))

    def spans(self, span: Span) -> tuple[Span, ...]:
        """The stretches of clean text that a span of the reading stands for, in order."""
        if span.start >= span.end:
            return ()
        if len(self._kept) == 1:
            return (span,)
        found: list[Span] = []
        at = bisect_right(self._reading, span.start) - 1
        while at < len(self._kept) and self._reading[at] < span.end:
            kept, offset = self._kept[at], self._kept[at].start - self._reading[at]
            start, end = max(span.start + offset, kept.start), min(span.end + offset, kept.end)
            if start < end:
                found.append(Span(start, end))
            at += 1
        return tuple(found)

    def offset(self, position: int) -> int:
        """Where a position of the clean text stands in the reading; of one that was cut out, where the cut is.

        >>> Reading("ab TITLE cd", (), [(Span(2, 9), "")]).offset(9)
        2
        """
        at = max(0, bisect_right(self._kept, position, key=attrgetter("start")) - 1)
        return self._reading[at] + min(
            max(0, position - self._kept[at].start), self._kept[at].end - self._kept[at].start
        )

    def _there(self, mark: Mark) -> Iterable[Span]:
        """Where a stretch of the clean text stands in the reading."""
        for begin, kept in zip(self._reading, self._kept, strict=True):
            start, end = max(mark.start, kept.start), min(mark.end, kept.end)
            if start < end:
                yield Span(start - kept.start + begin, end - kept.start + begin)
