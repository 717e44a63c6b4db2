"""What a text holds of each of its reports: stretches, each cleaned by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field

from reportparse.chars import spaceless
from reportparse.diagnostics import Diagnostic
from reportparse.pipeline import Family, cleaned
from reportparse.provenance import Page, Trace
from reportparse.seams import Jump
from reportparse.source import Piece, Source
from reportparse.span import Span

if TYPE_CHECKING:
    from reportparse.structure import Headed


@define(eq=False)
class Stretch:
    """What one text holds of one report."""

    file: int  # which of the texts it is from
    piece: Piece  # where it stands there
    whole: bool  # is it all of the text?
    trace: Trace
    remarks: tuple[Diagnostic, ...]
    goes: Jump | None  # the jump line at its end
    comes: Jump | None  # the jump line at its head
    title: str  # without spaces; empty if it begins with none
    heads: frozenset[str]  # the lines above its jump line, without spaces
    numbers: tuple[Headed, ...]
    begins_on: str | None  # the number printed on its first page, "1"
    ends_on: str | None  # and on its last one
    linked: bool = False  # does its jump line lead to the next stretch of the report?
    page: str | None = field(default=None)  # as jump lines name it


def names_of(found: Sequence[Stretch]) -> str:
    """The texts that stretches are from, as messages name them."""
    return ", ".join(one.piece.name or str(one.file + 1) for one in found)


def stretches_of(file: int, source: Source, profile: str, off: tuple[str, ...]) -> list[Stretch]:
    """What a text holds of each of its reports, in its order."""
    from reportparse.structure import article_starts

    trace, remarks, family = cleaned(source, profile, off)
    begins = article_starts(trace, family.options().matter)
    cuts = sorted({0, *(_cut(trace, remarks, at) for at in begins), len(source.text)})
    pages = [
        (trace.source_span(Span(mark.start, mark.start)).start, page.label)
        for mark in trace.marks
        if (page := Page.of(mark))
    ]
    made: list[Stretch] = []
    for start, end in pairwise(cuts) if len(cuts) > 1 else [(0, 0)]:
        whole = len(cuts) <= 2
        place = trace.source.place(start)
        piece = Piece(
            length=end - start,
            name=source.name,
            sha256=source.sha256,
            encoding=source.encoding,
            offset=start,
            page=place.page,
            line=place.line,
            column=place.column,
        )
        own, said = trace, remarks
        if not whole:
            own, said, _ = cleaned(Source(text=source.text[start:end]), profile, off)
        labels = [label for at, label in pages if at <= start][-1:] + [label for at, label in pages if start < at < end]
        made.append(_stretch(file, piece, whole, own, said, labels, profile))
    return made


def _stretch(
    file: int,
    piece: Piece,
    whole: bool,
    trace: Trace,
    remarks: tuple[Diagnostic, ...],
    labels: Sequence[str | None],
    profile: str,
) -> Stretch:
    from reportparse.clean.joints import beginning, ending
    from reportparse.structure import headings, title

    comes = beginning(trace)
    above = "" if comes is None else trace.text[: comes.at]
    named = title(trace, Family.of(trace.text, profile).options().matter) or ""
    if not named and piece.offset:
        named = trace.text.partition("\n")[0]  # a report was seen to begin here
    return Stretch(
        file=file,
        piece=piece,
        whole=whole,
        trace=trace,
        remarks=remarks,
        goes=ending(trace),
        comes=comes,
        title=spaceless(named) if comes is None else "",
        heads=frozenset(filter(None, map(spaceless, above.split("\n")))),
        numbers=tuple(headings(trace)),
        begins_on=labels[0] if labels else _of_masthead(trace),
        ends_on=labels[-1] if labels else _of_masthead(trace),
    )


_MASTHEAD_PAGE = re.compile(
    r"(?:^|[ \t\u3000\n])第?(?P<page>[A-Z]?\d{1,3})版?\s*$|^\s*第?(?P<first>[A-Z]?\d{1,3})版?[ \t\u3000\n]"
)


def _of_masthead(trace: Trace) -> str | None:
    """The number of a newspaper page, as its head names it: 要闻　1; None if there is no such head, or several."""
    heads = [change.was for change in trace.changes() if "mastheads" in change.rules]
    found = _MASTHEAD_PAGE.search(heads[0].strip()) if len(heads) == 1 else None
    return None if found is None else (found["page"] or found["first"]).upper().lstrip("0") or None


def _cut(trace: Trace, remarks: Sequence[Diagnostic], at: int) -> int:
    """Where to cut the source before a block of the clean text: at the line it begins on, or its jump line does."""
    text = trace.source.text
    before = trace.source_span(Span(0, len(trace.text[:at].rstrip()))).end
    start = trace.source_span(Span(at, at + 1)).start
    jumps = [one.span for one in remarks if one.code == "jump-line" and one.span is not None]
    marks = [jump for mark in trace.marks if (jump := Jump.of(mark)) is not None]
    for span, jump in zip(jumps, marks, strict=False):
        if before <= span.start < start:
            if jump.comes:
                start = span.start
                break
            before = max(before, span.end)
    line = max(text.rfind(end, 0, start) for end in "\n\r\f") + 1
    return line if line >= before else start
