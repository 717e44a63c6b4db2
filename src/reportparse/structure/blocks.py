"""The clean text as blocks: one printed paragraph, heading or line each, with label and bold stretches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from reportparse.chars import BLANKS
from reportparse.evidence import Evidence
from reportparse.numbering import Label, Style, as_letter, bare_label, climbing, label_at, opens_division
from reportparse.provenance import Mark
from reportparse.span import Span
from reportparse.structure.kept import Kept
from reportparse.structure.reading import Reading

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_ENDS = re.compile(r"[。！？!?…；;：:，,、.．][”’）)》」』\"']*$")
_SENTENCE_ENDS = re.compile(r"[。！？!?…；;：:．.][”’）)》」』\"']*$")
_INSIDE = re.compile(r"[。！？；]|[.!?;][ ][A-Z]")

_RUNG = re.compile(r"\d+")


class Block(NamedTuple):
    """A stretch of the reading between blank lines."""

    start: int
    end: int
    text: str
    label: Label | None
    bold: tuple[Span, ...]  # in the reading, inside the block
    shaped: tuple[Span, ...] = ()  # sentences that look like run-in heads, where nothing is bold
    called: bool = False  # ends with the call of a note
    kept: Kept | None = None  # a table, or a table of contents: no paragraph, heading or line
    evidence: Evidence | None = None  # by what somebody told what the block is; the builder hands it to the node

    @property
    def body(self) -> int:
        """Where the text behind the label begins."""
        if self.label is None:
            return self.start
        after = self.start + len(self.label.text)
        while after < self.end and self.text[after - self.start] in BLANKS:
            after += 1
        return after

    @property
    def goes_on(self) -> bool:
        """Running text that ends in the middle of a sentence."""
        return _INSIDE.search(self.text) is not None and not _SENTENCE_ENDS.search(self.text)

    @property
    def is_line(self) -> bool:
        """A line rather than a paragraph: no mark at its end, no sentence inside."""
        if self.kept is not None:
            return False
        text = self.text.rstrip("0123456789[]①②③④⑤⑥⑦⑧⑨") if self.called else self.text
        return not _ENDS.search(text, max(0, len(text) - 6)) and not _INSIDE.search(text)


def blocks(reading: Reading, kept: Mapping[int, Kept], calls: Container[int] = ()) -> list[Block]:
    """Cut a reading at its blank lines.

    `kept` are the blocks that are none of running text, by where they begin in the clean text; `calls` are the
    places in it where calls of notes end.
    """
    text, bold = reading.text, reading.bold
    starts = [mark.start for mark in bold]
    found: list[Block] = []
    for match in _BLOCK.finditer(text):
        start, end, content = match.start(), match.end(), match.group()
        if kept and (one := kept.get(reading.spans(Span(start, end))[0].start)) is not None:
            found.append(Block(start, end, content, None, (), kept=one))
            continue
        label = label_at(content) if opens_division(content) else None
        called = calls != () and reading.spans(Span(end - 1, end))[0].end in calls
        found.append(Block(start, end, content, label, _within(bold, starts, start, end), called=called))
    _read_again(found)
    return found


def _read_again(found: list[Block]) -> None:
    """Labels that only the document decides: `C.` after `B.` is a letter, `1 Title` a label where 1.1 is one."""
    last: dict[str, int] = {}  # of each lettered form, the last ordinal: A. and (a) count by themselves
    decimals = 0
    for at, block in enumerate(found):
        label = block.label
        if label is None:
            continue
        other = as_letter(label) if label.style is Style.ROMAN else None
        if other is not None and last.get(_case(other)) == (other.ordinal or 0) - 1:
            found[at] = block._replace(label=other)
            label = other
        if label.style is Style.LETTER:
            last[_case(label)] = label.ordinal or 0
        decimals += label.style is Style.DECIMAL
    if decimals < 2:
        return
    # `9 February 2024` is no heading: its number has no place on the ladder 1, 1.1, 1.2, 2.
    rungs: list[tuple[int, Label, tuple[int, ...]]] = []
    for at, block in enumerate(found):
        if block.label is not None and block.label.style is Style.DECIMAL:
            rungs.append((at, block.label, tuple(map(int, _RUNG.findall(block.label.text)))))
        elif block.label is None and block.text[0].isdigit() and block.is_line:
            label = bare_label(block.text)
            if label is not None:
                rungs.append((at, label, (label.ordinal or 0,)))
    for (at, label, _), climbs in zip(rungs, climbing([path for *_, path in rungs]), strict=True):
        if climbs:
            found[at] = found[at]._replace(label=label)


def _case(label: Label) -> str:
    return label.form.upper() if label.text.upper() == label.text else label.form


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
