"""Several pieces, one report: what stands at the seams, and the traces of pieces as one trace.

Each piece was cleaned by itself, since its column, its bold and its furniture are its own. Its steps are put
behind those of the piece before it, rule by rule, so that the log of the whole is that of one text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.provenance import Edit, Mark, Page, Trace, TraceBuilder
from reportparse.source import Source


class Jump(NamedTuple):
    """A line that sends the reader to another page, as a mark of kind `jump` where it was taken out.

    >>> Jump(20, "on", "4").mark()
    Mark(start=20, end=20, kind='jump', value='on 4')
    >>> Jump.of(Mark(0, 0, "jump", "from sentence A1"))
    Jump(at=0, way='from sentence', page='A1')
    """

    at: int
    way: str  # "on"; "from sentence": its first words go on with a sentence, as nothing parts them; "from paragraph"
    page: str = ""  # "4", "A2": where it leads, or where it comes from

    def mark(self) -> Mark:
        """The mark that says so."""
        return Mark(self.at, self.at, "jump", f"{self.way} {self.page}".rstrip())

    @property
    def comes(self) -> bool:
        """Does the text behind it come from another page?"""
        return self.way != "on"

    @classmethod
    def of(cls, mark: Mark) -> Jump | None:
        """The jump line that a mark stands for; None for any other mark."""
        if mark.kind != "jump":
            return None
        way, _, page = mark.value.partition(" ")
        if way == "from":
            rest, _, page = page.partition(" ")
            way = f"from {rest}".rstrip()
        return cls(mark.start, way, page)


class Seam(NamedTuple):
    """What stands between the clean texts of two pieces."""

    glue: str  # "\n\n"; between the parts of a sentence " ", or nothing
    hyphen: int = 0  # 1: the hyphen before it goes


_RULE = "lines"  # a seam is a line end like others


def concatenated(
    source: Source, traces: Sequence[Trace], seams: Sequence[Seam], rules: Sequence[str], labels: Sequence[str | None]
) -> Trace:
    """The traces of the pieces of `source` as one.

    `seams` stand between the pieces whose clean text is not empty; `rules` are in running order. Each piece begins a
    page, which bears its label (None: no number is known). A mark of kind `piece` says where a piece begins.

    >>> one, other = (TraceBuilder(Source(text=text)).trace() for text in ("学习\\n", "讨论"))
    >>> concatenated(Source(text="学习\\n讨论"), (one, other), (Seam(""),), ("lines",), (None, None)).text
    '学习\\n讨论'
    """
    builder = TraceBuilder(source)
    lengths = [len(trace.source.text) for trace in traces]
    steps = [{step.rule: step.edits for step in trace.steps} for trace in traces]
    for rule in rules:
        edits: list[Edit] = []
        spans: list[tuple[int, int]] = []  # of each piece
        at = 0
        for turn, found in enumerate(steps):
            own = found.get(rule, ())
            edits += [Edit(start + at, end + at, now) for start, end, now in own]
            spans.append((at, at + lengths[turn]))
            at += lengths[turn]
            lengths[turn] += sum([len(now) - (end - start) for start, end, now in own])
        if rule == _RULE:
            full = [turn for turn, trace in enumerate(traces) if trace.text]
            for (one, other), seam in zip(pairwise(full), seams, strict=True):
                edits = _closed(builder.text, edits, spans[one], spans[other], seam)
                lengths[one] += len(seam.glue) - seam.hyphen
        builder.apply(rule, edits)
    marks: list[Mark] = []
    count = notes = at = 0
    for trace, length, label in zip(traces, lengths, labels, strict=True):
        end = at + length
        moved, count, notes = _moved(trace.marks, at, end, count, notes, label)
        marks += moved
        at = end
    builder.apply("seams", marks)
    return builder.trace().with_pages()


def _closed(text: str, edits: list[Edit], one: tuple[int, int], other: tuple[int, int], seam: Seam) -> list[Edit]:
    """The edits of a step, in which one takes the place of all that stands between the words of two pieces."""
    start, end = one[1], other[0]
    trailing = next((edit for edit in edits if edit.end == one[1] and edit.start >= one[0]), None)
    if trailing is not None and not trailing.now:
        start = trailing.start
    leading = next((edit for edit in edits if edit.start == other[0] and edit.end <= other[1]), None)
    if leading is not None and not leading.now:
        end = leading.end
    start -= seam.hyphen
    kept = [edit for edit in edits if edit.end <= start or edit.start >= end]
    now = seam.glue
    if start == end:
        if not now:
            return kept
        # Nothing stands there that could be replaced: neither a line end nor, by now, a jump line.
        start -= 1
        now = text[start] + now
    return sorted((*kept, Edit(start, end, now)))


def _moved(
    marks: Sequence[Mark], at: int, end: int, pages: int, notes: int, label: str | None
) -> tuple[list[Mark], int, int]:
    """The marks of a piece where it stands in the whole; pages and notes count on from those before it."""
    found = [Mark(at, at, "piece")]
    begun = [page for mark in marks if (page := Page.of(mark)) is not None] or [Page(1, label)]
    if not any(mark.kind == "page" for mark in marks):
        found.append(Page(pages + 1, label).mark(at))
    counted = 0
    for mark in marks:
        page = Page.of(mark)
        start, stop = mark.start + at, min(mark.end + at, end)
        if page is not None:
            value = Page(pages + page.number, page.label or (label if len(begun) == 1 else None)).mark(start).value
        elif mark.kind == "ref":
            value = f"note_{notes + int(mark.value.removeprefix('note_'))}"
        elif mark.kind == "note":
            counted = max(counted, int(mark.value))
            value = str(notes + int(mark.value))
        else:
            value = mark.value
        found.append(Mark(min(start, stop), stop, mark.kind, value))
    return found, pages + max(page.number for page in begun), notes + counted
