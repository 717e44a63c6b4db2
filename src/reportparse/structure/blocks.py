"""The clean text as blocks: one printed paragraph, heading or line each, with label and bold stretches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from reportparse.chars import BLANKS, SENTENCE_INSIDE, em_width, lettered
from reportparse.evidence import Evidence
from reportparse.numbering import Label, Style, label_at
from reportparse.provenance import Mark
from reportparse.span import Span
from reportparse.structure.kept import Kept
from reportparse.structure.reading import Reading
from reportparse.structure.shape import shaped_as_heading

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_ENDS = re.compile(r"[。！？!?…；;：:，,、.．][”’）)》」』\"']*$")
_SENTENCE_ENDS = re.compile(r"[。！？!?…；;：:．.][”’）)》」』\"']*$")

_MOST_CLOSERS = 12  # behind the mark that ends a sentence
_WIDEST_BELOW = 90.0  # em of a heading on the line below its label


T = TypeVar("T")


class _Facts(NamedTuple):
    """What a block is made of."""

    start: int
    end: int
    text: str
    label: Label | None
    bold: tuple[Span, ...]  # in the reading, inside the block
    shaped: tuple[Span, ...] = ()  # sentences that look like run-in heads, where nothing is bold
    called: bool = False  # ends with the call of a note
    kept: Kept | None = None  # a table, or a table of contents: no paragraph, heading or line
    evidence: Evidence | None = None  # by what somebody told what the block is; the builder hands it to the node
    run: int = -1  # which run of labels it belongs to


class _Once(Generic[T]):
    """`functools.cached_property` without its lock, which costs more than what is looked for here."""

    def __init__(self, look: Callable[[Any], T]) -> None:
        self._look = look
        self._name = look.__name__

    def __get__(self, block: Block, owner: object = None) -> T:
        found = block.__dict__[self._name] = self._look(block)
        return found


class Block(_Facts):
    """A stretch of the reading between blank lines. What its text shows is looked for once."""

    @_Once
    def body(self) -> int:
        """Where the text behind the label begins."""
        if self.label is None:
            return self.start
        after = self.start + len(self.label.text)
        while after < self.end and (self.text[after - self.start] in BLANKS or self.text[after - self.start] == "\n"):
            after += 1
        return after

    @property
    def goes_on(self) -> bool:
        """Running text that ends in the middle of a sentence."""
        text = self.text
        return SENTENCE_INSIDE.search(text) is not None and not _SENTENCE_ENDS.search(
            text, max(0, len(text) - _MOST_CLOSERS)
        )

    def counted(self, label: Label, run: int) -> Block:
        """The block as one of a run of labels."""
        made = self._replace(label=label, run=run)
        if label == self.label:
            made.__dict__.update(self.__dict__)  # what was looked for
        return made

    @_Once
    def lettered(self) -> str:
        """The text as a table of contents may have it."""
        return lettered(self.text)

    @_Once
    def shaped_as_heading(self) -> bool:
        """Has a labelled block the shape of a heading?"""
        text = self.text[self.body - self.start :]
        if self.called:  # 1.2 The cost would double within ten years.1
            text = text.rstrip("0123456789[]①②③④⑤⑥⑦⑧⑨")
        return shaped_as_heading(text, self.label)

    @_Once
    def is_line(self) -> bool:
        """A line rather than a paragraph: no mark at its end, no sentence inside."""
        if self.kept is not None:
            return False
        text = self.text.rstrip("0123456789[]①②③④⑤⑥⑦⑧⑨") if self.called else self.text
        return not _ENDS.search(text, max(0, len(text) - 6)) and not SENTENCE_INSIDE.search(text)


def blocks(reading: Reading, kept: Mapping[int, Kept], calls: Container[int] = ()) -> list[Block]:
    """Cut a reading at its blank lines.

    `kept` are the blocks that are none of running text, by where they begin in the clean text; `calls` are the
    places in it where calls of notes end.
    """
    text, bold = reading.text, reading.bold
    starts = [mark.start for mark in bold]
    places = reading.places(kept)
    found: list[Block] = []
    for match in _BLOCK.finditer(text):
        start, end, content = match.start(), match.end(), match.group()
        if start in places:
            found.append(Block(start, end, content, None, (), kept=kept[places[start]]))
            continue
        label = label_at(content)
        called = calls != () and reading.spans(Span(end - 1, end))[0].end in calls
        found.append(Block(start, end, content, label, _within(bold, starts, start, end), called=called))
    return _with_lines_below(found)


def _with_lines_below(found: list[Block]) -> list[Block]:
    """A label alone on its line goes with what stands on the line below: Chapter 2 / The Economy."""
    if not any(block.label is not None and block.label.text == block.text for block in found):
        return found
    made: list[Block] = []
    for block in found:
        above = made[-1] if made else None
        if (
            above is not None
            and above.label is not None
            and above.label.text == above.text
            and _may_head(above.label, block)
        ):
            made[-1] = with_below(above, block)
        else:
            made.append(block)
    return made


def with_below(above: Block, block: Block) -> Block:
    """A label alone on its line and what stands below it, as one block; line ends fill the gap, so offsets hold."""
    gap = "\n" * (block.start - above.end)
    return above._replace(
        end=block.end, text=above.text + gap + block.text, bold=above.bold + block.bold, called=block.called
    )


def _may_head(label: Label, block: Block) -> bool:
    if block.label is not None or block.kept is not None:
        return False
    heads = bool(label.kind) or label.style in (Style.HAN, Style.ROMAN)
    return not heads or (block.is_line and em_width(block.text) <= _WIDEST_BELOW)


def _within(bold: Sequence[Mark], starts: list[int], start: int, end: int) -> tuple[Span, ...]:
    if not bold:
        return ()
    at = bisect_left(starts, start)
    if at and bold[at - 1].end > start:
        at -= 1
    spans: list[Span] = []
    while at < len(bold) and bold[at].start < end:
        spans.append(Span(max(start, bold[at].start), min(end, bold[at].end)))
        at += 1
    return tuple(spans)
