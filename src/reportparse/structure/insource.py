"""What the source shows of the blocks of a reading: where they stood, how wide, what it says of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from reportparse.chars import em_width
from reportparse.provenance import Trace
from reportparse.span import Span
from reportparse.structure.blocks import Block
from reportparse.structure.reading import Reading

_LONG = 150  # characters of a block that stood on several lines, if the source has lines
_MOST_MEASURED = 24  # blocks
_FEWEST_PAGES = 3


@frozen
class InSource:
    """Asks the source about blocks of one reading."""

    _trace: Trace
    _reading: Reading

    def behind(self, found: Sequence[Block], at: int) -> str:
        """What stands in the source between a block and the next one."""
        if at + 1 == len(found):
            return ""
        return self._trace.source.text[self.span(found[at]).end : self.span(found[at + 1]).start]

    def is_joined(self, block: Block) -> bool:
        """Did the block stand on several lines?"""
        span = self.span(block)
        return "\n" in self._trace.source.text[span.start : span.end]

    def margin(self, found: Sequence[Block]) -> frozenset[int]:
        """The blocks that stood in the margin, by their index."""
        return self._begun(found, "margin")

    def articles(self, found: Sequence[Block]) -> frozenset[int]:
        """The blocks, by their index, that other reports of the same pages begin with."""
        return self._begun(found, "article")

    def _begun(self, found: Sequence[Block], kind: str) -> frozenset[int]:
        begin = self._reading.places(mark.start for mark in self._trace.marks if mark.kind == kind)
        return frozenset(at for at, block in enumerate(found) if block.start in begin) if begin else frozenset()

    def title(self, found: Sequence[Block]) -> range:
        """The blocks of the cover that say what the running heads say."""
        mark = next((mark for mark in self._trace.marks if mark.kind == "title"), None)
        if mark is None:
            return range(0)
        start, end = self._reading.offset(mark.start), self._reading.offset(mark.end - 1)
        held = [at for at, block in enumerate(found[:_MOST_MEASURED]) if start <= block.start <= end]
        return range(held[0], held[-1] + 1) if held and found[held[0]].start == start else range(0)

    def at_foot(self, found: Sequence[Block]) -> frozenset[int]:
        """The blocks that stand last on their page, below others, by their index; where the text shows its pages."""
        tops = self._reading.places(mark.start for mark in self._trace.marks if mark.kind == "page")
        if len(tops) < _FEWEST_PAGES:
            return frozenset()
        first = [block.start in tops for block in found]
        return frozenset(at for at, (one, other) in enumerate(pairwise(first)) if other and not one)

    def marked(self, found: Sequence[Block]) -> dict[int, int]:
        """The levels of blocks that the text itself marks as headings, such as Markdown does, by their index."""
        levels = {mark.start: int(mark.value) for mark in self._trace.marks if mark.kind == "heading"}
        begin = self._reading.places(levels)
        return {at: levels[begin[block.start]] for at, block in enumerate(found) if block.start in begin}

    def column(self, found: Sequence[Block]) -> float:
        """The width in em of a full line of the source: that of long blocks, by the lines they stood on."""
        long = [block for block in found if block.kept is None and len(block.text) > _LONG]
        widths: list[float] = []
        for block in long[:: max(1, len(long) // _MOST_MEASURED)]:
            span = self.span(block)
            rows = sum(map(bool, map(str.strip, self._trace.source.text[span.start : span.end].splitlines())))
            widths.append(em_width(block.text) / (rows - 0.5) if rows > 1 else float("inf"))
        return sorted(widths)[len(widths) // 2] if widths else float("inf")

    def on_first_page(self, found: Sequence[Block]) -> int | None:
        """How many blocks stand on the first page, where the text shows its pages."""
        turn = next((mark.start for mark in self._trace.marks if mark.kind == "page" and mark.start > 0), None)
        if turn is None:
            return None
        at = self._reading.offset(turn)
        return next((number for number, block in enumerate(found) if block.start >= at), None)

    def span(self, block: Block) -> Span:
        """Where a block stands in the source."""
        spans = self._reading.spans(Span(block.start, block.end))
        return self._trace.source_span(Span(spans[0].start, spans[-1].end))
