"""What stays as it was printed, as nodes: tables, tables of contents, and notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportparse.chars import CELL_GAP
from reportparse.evidence import Evidence
from reportparse.nodes import (
    Cell,
    Heading,
    Node,
    Note,
    Numbering,
    Paragraph,
    Row,
    Table,
    TableOfContents,
    TocEntry,
    Verbatim,
)
from reportparse.numbering import Style, label_at
from reportparse.provenance import Mark, Trace
from reportparse.span import Span, inked, widened

_BLANKS = re.compile(r"[ \t\u3000]+")
_LINE = re.compile(r"[^\n]+")
_VALUE = re.compile(r"[^\w]*[0-9０-９].*|[-–—/√×…]+|n/?a|N/?A|不适用")
_LEADERS, _COLUMNS, _NOTE = Evidence.of("leaders"), Evidence.of("columns"), Evidence.of("note")
_NOTE_LABEL = re.compile(r"\[?([0-9]{1,3})\]?|[①-⑳]")


class Kept(NamedTuple):
    """A block of the clean text whose lines are not those of a paragraph."""

    span: Span
    kind: str  # "toc", "table", "verbatim"
    how: str  # of a table: how its cells are parted; of what is verbatim: what it is
    entries: tuple[Span, ...] = ()


def kept_blocks(trace: Trace) -> dict[int, Kept]:
    """The tables and tables of contents of a clean text, by where they begin."""
    found: dict[int, Kept] = {}
    last: Kept | None = None
    for start, end, kind, value in trace.marks:
        if kind in ("table", "verbatim"):
            found[start] = Kept(Span(start, end), kind, value)
        elif kind == "toc":
            if last is not None and trace.text[last.span.end : start] == "\n":
                last = Kept(Span(last.span.start, end), kind, "", (*last.entries, Span(start, end)))
            else:
                last = Kept(Span(start, end), kind, "", (Span(start, end),))
            found[last.span.start] = last
    return found


def kept_node(kept: Kept, text: str, heading: Heading | None = None) -> Node:
    """The node of a kept block of the clean text `text`."""
    if kept.kind == "toc":
        return TableOfContents(
            heading=heading,
            evidence=_LEADERS,
            content=tuple(TocEntry(text=text[span.start : span.end], spans=(span,)) for span in kept.entries),
        )
    start, end = kept.span
    if kept.kind == "verbatim":
        return Verbatim(text=text[start:end], spans=(kept.span,), reason=kept.how)
    if kept.how == "lines":
        return Verbatim(text=text[start:end], spans=(kept.span,), reason="table")
    rows = [Span(*line.span()) for line in _LINE.finditer(text, start, end)]
    if kept.how.startswith("grid "):
        return _gridded(text, rows, kept.how[5:])
    cut = _CUTS[kept.how]
    # A label may be of several words: of rows with values, the first cell is what is left before them.
    columns = max(len(cut(text, row)) for row in rows) if kept.how == "gaps" else _columns(text, rows)
    return Table(content=tuple(_row(text, cut(text, row), columns) for row in rows), evidence=_COLUMNS)


def _gridded(text: str, lines: Sequence[Span], grid: str) -> Node:
    """A table of which each cell has lines of its own.

    `grid` says how many each has, row by row: "11/12/11"; "3x2" are three rows, printed column by column.
    """
    rows: list[Row] = []
    at = 0
    for counts in grid.split("/"):
        rows_of, _, columns = counts.partition("x")
        if columns:
            many, width = int(rows_of), int(columns)
            found = [[(at + row + many * column, 1) for column in range(width)] for row in range(many)]
        else:
            found = [[(at + sum(map(int, counts[:cell])), int(count)) for cell, count in enumerate(counts)]]
        at = found[-1][-1][0] + found[-1][-1][1]
        if at > len(lines):
            break
        rows += [Row(content=tuple(_cell(text, lines[first : first + count]) for first, count in row)) for row in found]
    if at == len(lines):
        return Table(content=tuple(rows), evidence=_COLUMNS)
    whole = Span(lines[0].start, lines[-1].end)
    return Verbatim(text=text[whole.start : whole.end], spans=(whole,), reason="table")


def _cell(text: str, lines: Sequence[Span]) -> Cell:
    span = Span(lines[0].start, lines[-1].end)
    return Cell(text=text[span.start : span.end], spans=(span,))


def _columns(text: str, rows: Sequence[Span]) -> int:
    """Values behind the label of a row, of the most rows, and the label."""
    counts = [values + 1 for row in rows if (values := _behind_label(text, _words(text, row)))]
    return max(set(counts), key=counts.count) if counts else max(len(_words(text, row)) for row in rows)


def _behind_label(text: str, cells: Sequence[Span]) -> int:
    """How many cells stand behind the label: the values, and a word behind two of them or more."""
    values = _trailing(text, cells)
    if not values and (inner := _trailing(text, cells[:-1])) > 1:
        return inner + 1
    return values


def _trailing(text: str, cells: Sequence[Span]) -> int:
    count = 0
    for span in reversed(cells):
        if not _VALUE.fullmatch(text, *span):
            break
        count += 1
    return min(count, len(cells) - 1)


def _split(text: str, row: Span, gaps: re.Pattern[str]) -> list[Span]:
    cells: list[Span] = []
    at = row.start
    for gap in gaps.finditer(text, row.start, row.end):
        cells.append(Span(at, gap.start()))
        at = gap.end()
    return [*cells, Span(at, row.end)]


def _wide(text: str, row: Span) -> list[Span]:
    return _split(text, row, CELL_GAP)


def _words(text: str, row: Span) -> list[Span]:
    return _split(text, row, _BLANKS)


_CUTS: dict[str, Callable[[str, Span], list[Span]]] = {"gaps": _wide, "values": _words, "words": _words}


def _row(text: str, cells: list[Span], columns: int) -> Row:
    surplus = len(cells) - columns
    if surplus > 0:
        cells = [Span(cells[0].start, cells[surplus].end), *cells[surplus + 1 :]]
    return Row(content=tuple(Cell(text=text[span.start : span.end], spans=(span,)) for span in cells))


class Notes(NamedTuple):
    """Notes that follow one another: the stretch they take in the clean text, and what stands there without them."""

    cut: Span  # with the blank lines beside them
    glue: str  # a blank line, or what joins the two parts of a paragraph
    notes: tuple[Note, ...]


def notes(trace: Trace) -> list[Notes]:
    """The footnotes of a clean text, in printed order."""
    text = trace.text
    resumes = {mark.start: mark.value for mark in trace.marks if mark.kind == "resumes"}
    groups: list[list[Mark]] = []
    for mark in trace.marks:
        if mark.kind != "note" or mark.start >= mark.end:
            continue
        if groups and text[groups[-1][-1].end : mark.start].isspace():
            groups[-1].append(mark)
        else:
            groups.append([mark])
    found: list[Notes] = []
    for group in groups:
        start, end = widened(text, group[0].start, group[-1].end)
        glue = resumes.get(end, "\n\n") if start and end < len(text) else ""
        found.append(Notes(Span(start, end), glue, tuple(_note(text, mark) for mark in group)))
    return found


def _note(text: str, mark: Mark) -> Note:
    label = _NOTE_LABEL.match(text, mark.start, mark.end)
    start = inked(text, label.end() if label else mark.start, mark.end)
    body = Paragraph(text=text[start : mark.end], spans=(Span(start, mark.end),), inline=label is not None)
    return Note(numbering=_numbering(label) if label else None, content=(body,), evidence=_NOTE)


def _numbering(label: re.Match[str]) -> Numbering:
    printed = label.group()
    spans = (Span(*label.span()),)
    known = label_at(printed) if label[1] is None else None
    if known is not None:
        return Numbering(text=printed, style=known.style, ordinal=known.ordinal, form=known.form, spans=spans)
    form = printed.replace(label[1] or "", "{arabic}") if label[1] else printed
    return Numbering(
        text=printed, style=Style.ARABIC, ordinal=int(label[1]) if label[1] else None, form=form, spans=spans
    )
