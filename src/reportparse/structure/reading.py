"""The clean text as it is read: lines that are printed out of place are taken out of the flow."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from reportparse.provenance import Mark
from reportparse.span import Span


class Reading:
    """A text to parse, and the way back from its offsets to the clean text's.

    With nothing cut out it is the clean text itself. A cut takes a stretch out, blank
    lines beside it included, and puts `glue` in its place: a blank line, or nothing where a paragraph
    goes on behind it. Of two stretches that are `crossed` the second is read first; what parts them stays between.
    What is `moved`, one or more stretches that are cut out, is read as a block of its own before a place.

    >>> reading = Reading("ab\\n\\nTITLE\\n\\ncd", (), [(Span(2, 11), "")])
    >>> reading.text, reading.spans(Span(1, 3))
    ('abcd', (Span(start=1, end=2), Span(start=11, end=12)))
    >>> Reading("the year. Roads. When", crossed=[(Span(0, 9), Span(10, 16))]).text
    'Roads. the year. When'
    >>> Reading("It is Roads wide", cuts=[(Span(5, 12), " ")], moved=[([Span(6, 11)], 0)]).text
    'Roads\\n\\nIt is wide'
    """

    def __init__(
        self,
        text: str,
        bold: Iterable[Mark] = (),
        cuts: Iterable[tuple[Span, str]] = (),
        crossed: Iterable[tuple[Span, Span]] = (),
        moved: Sequence[tuple[Sequence[Span], int]] = (),
    ) -> None:
        stretches: list[tuple[Span, str]] = []  # what is kept, and what stands behind it
        last = 0
        for cut, glue in (*cuts, (Span(len(text), len(text)), "")):
            stretches.append((Span(last, cut.start), glue))
            last = cut.end
        pairs = sorted(crossed)
        if pairs:
            stretches = list(_uncrossed(stretches, pairs))
        if moved:
            stretches = list(_with_moved(stretches, moved))
        self._reading: list[int] = []  # where each kept piece begins in the reading
        self._kept: list[Span] = []  # and what it is in the clean text
        length = 0
        pieces: list[str] = []
        for kept, glue in stretches:
            self._reading.append(length)
            self._kept.append(kept)
            pieces += (text[kept.start : kept.end], glue)
            length += kept.end - kept.start + len(glue)
        self.text = "".join(pieces) if len(self._kept) > 1 else text
        # The kept pieces as the clean text has them, and where each begins in the reading.
        self._printed = sorted(zip(self._kept, self._reading, strict=True))
        there: Iterable[Mark] = bold
        if len(self._kept) > 1:
            there = (Mark(start, end, mark.kind) for mark in bold for start, end in self._there(mark))
        self.bold: list[Mark] = []
        last = -1
        for mark in sorted(there) if pairs or moved else there:
            if mark.start == last:  # a bold run goes on behind the cut
                mark = mark._replace(start=self.bold.pop().start)
            self.bold.append(mark)
            last = mark.end

    def spans(self, span: Span) -> tuple[Span, ...]:
        """The stretches of clean text that a span of the reading stands for, in order."""
        if span.start >= span.end:
            return ()
        if len(self._kept) == 1:
            return (span,)
        at = bisect_right(self._reading, span.start) - 1
        offset = self._kept[at].start - self._reading[at]
        if span.end + offset <= self._kept[at].end:  # nearly all lie in one piece
            return (Span(span.start + offset, span.end + offset),)
        found: list[Span] = []
        while at < len(self._kept) and self._reading[at] < span.end:
            kept, offset = self._kept[at], self._kept[at].start - self._reading[at]
            start, end = max(span.start + offset, kept.start), min(span.end + offset, kept.end)
            if start < end:
                found.append(Span(start, end))
            at += 1
        return tuple(found)

    def between(self, start: int, end: int) -> tuple[Span, ...]:
        """What parts two blocks in the clean text; empty if something else, such as a note, was taken out there.

        >>> Reading("Roads\\n\\nand paths").between(5, 7)
        (Span(start=5, end=7),)
        """
        pieces = self.spans(Span(start, end))
        return pieces if len(pieces) == 1 else ()

    def offset(self, position: int) -> int:
        """Where a position of the clean text stands in the reading; of one that was cut out, where the cut is.

        >>> Reading("ab TITLE cd", (), [(Span(2, 9), "")]).offset(9)
        2
        """
        kept, begin = self._printed[max(0, bisect_right(self._printed, position, key=_start) - 1)]
        return begin + min(max(0, position - kept.start), kept.end - kept.start)

    def places(self, positions: Iterable[int]) -> dict[int, int]:
        """Those of some positions of the clean text that are read, by where they stand in the reading.

        >>> Reading("ab TITLE cd", (), [(Span(2, 9), "")]).places([1, 4, 9])
        {1: 1, 2: 9}
        """
        made: dict[int, int] = {}
        for position in positions:
            kept, begin = self._printed[max(0, bisect_right(self._printed, position, key=_start) - 1)]
            if kept.start <= position < kept.end:
                made[begin + position - kept.start] = position
        return made

    def _there(self, mark: Mark) -> Iterable[Span]:
        """Where a stretch of the clean text stands in the reading."""
        at = max(0, bisect_right(self._printed, mark.start, key=_start) - 1)
        while at < len(self._printed) and self._printed[at][0].start < mark.end:
            kept, begin = self._printed[at]
            start, end = max(mark.start, kept.start), min(mark.end, kept.end)
            if start < end:
                yield Span(start - kept.start + begin, end - kept.start + begin)
            at += 1


def _start(piece: tuple[Span, int]) -> int:
    return piece[0].start


def _uncrossed(
    stretches: Iterable[tuple[Span, str]], crossed: Sequence[tuple[Span, Span]]
) -> Iterator[tuple[Span, str]]:
    """The stretches, cut and put in the order of reading; of a pair that a cut touches nothing is moved."""
    at = 0
    for kept, glue in stretches:
        start = kept.start
        while at < len(crossed) and crossed[at][0].start < kept.end:
            one, other = crossed[at]
            at += 1
            if start <= one.start < one.end <= other.start < other.end <= kept.end:
                yield from ((piece, "") for piece in (Span(start, one.start), other, Span(one.end, other.start), one))
                start = other.end
        yield Span(start, kept.end), glue


def _with_moved(
    stretches: Iterable[tuple[Span, str]], moved: Sequence[tuple[Sequence[Span], int]]
) -> Iterator[tuple[Span, str]]:
    """The stretches, and before the places the pieces that are read there; the places rise."""
    waiting = 0
    for kept, glue in stretches:
        start = kept.start
        while waiting < len(moved) and moved[waiting][1] < kept.end:
            pieces, at = moved[waiting]
            waiting += 1
            if start < at:
                yield Span(start, at), ""
            yield from ((piece, " ") for piece in pieces[:-1])
            yield pieces[-1], "\n\n"
            start = max(start, at)
        yield Span(start, kept.end), glue
