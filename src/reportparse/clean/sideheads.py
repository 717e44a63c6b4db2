"""Headings beside their text, on the same printed lines: rule `side-heads`.

                       council has met since.

Water Supply           The town takes its water from two springs, which the
and Sewers             council bought in the year before. One of them fell dry
                       in the summer.

`pdftotext -layout` keeps the page as it looks, so the lines of the heading and those of the text come in turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.clean.apart import holding
from reportparse.clean.glue import Glue
from reportparse.clean.rule import View
from reportparse.provenance import Edit, Mark

_LIKELY = re.compile(r"^[ ]{0,40}[^\W\d_][^\n]{0,39}?\S[ ]{2,60}[^\W\d_]", re.MULTILINE)
_GAP = re.compile(r"[ ]{2,}")
_WORD = re.compile(r"[^\W\d_]{2}")
_ENDS = re.compile(r"[。！？.!?…:：;；][”’）)»\"'\]\d]*$")
_WIDEST = 40  # characters of a line beside the column
_FEWEST = 3  # headings of a document
_MOST = 9  # lines of a heading
_SKIPPED = 2  # lines of the text beside which a heading, in larger type, has none
_SHARE = 0.3  # lines with something beside them, of those of the column on their pages
_FULL = 0.6  # of the column's width: running text


class _Line(NamedTuple):
    start: int  # of its characters
    end: int
    left: int  # where it begins, in characters from the edge of the page
    gap: tuple[int, int] | None  # the first wide gap in it
    blank: bool  # a blank line, or the edge of the page, before it
    free: bool  # in no table, note or table of contents


class _Piece(NamedTuple):
    """A printed line of which some stands beside the column."""

    at: int
    end: int  # of what stands there
    body: int  # where the line of the text begins; -1 if there is none


class _Head(NamedTuple):
    pieces: list[_Piece]
    anchor: int  # the line of the text that it stands above


def side_heads(view: View) -> Iterator[Edit | Mark]:
    """Headings beside the column, whose lines stand on the same lines as those of their text.

    Each of their lines becomes a line of its own; marks say where the heading is read, and where the sentences that it
    interrupts go on. A heading stands at the head of a paragraph, behind a blank line, and few of the lines of the column have anything beside
    them: in a table of two columns, and on a page of two, most lines do.

    >>> from reportparse.clean import run_rule
    >>> run_rule("side-heads", "Name    A person.\\nPlace   A town.\\nDate    A day.")
    'Name    A person.\\nPlace   A town.\\nDate    A day.'
    """
    text = view.text
    if "  " not in text or sum(1 for _ in _LIKELY.finditer(text)) < _FEWEST:
        return
    kept = sorted(mark for mark in view.marks if mark.kind in ("toc", "table", "note", "verbatim"))
    found: list[tuple[list[_Line], _Head]] = []
    beside = column = 0
    pages = list(_pages(text, kept))
    widths = sorted(line.end - line.start for page in pages for line in page if line.gap is None)
    full = _FULL * widths[int(0.8 * len(widths))] if widths else 0.0
    for page in pages:
        heads, lines = _on_page(text, page, full)
        if heads:
            found += [(page, head) for head in heads]
            beside += sum(len(head.pieces) for head in heads)
            column += lines
    if len(found) < _FEWEST or beside > _SHARE * column:
        return
    for page, head in found:
        yield from _apart(text, page, head)


def _pages(text: str, kept: Sequence[Mark]) -> Iterator[list[_Line]]:
    first = 0
    for page in text.split("\f"):
        lines: list[_Line] = []
        blank = True
        for printed in page.split("\n"):
            ink = printed.strip()
            if ink:
                left = len(printed) - len(printed.lstrip())
                start = first + left
                gap = _GAP.search(ink)
                span = (start + gap.start(), start + gap.end()) if gap else None
                free = not kept or holding(kept, start, start + len(ink)) < 0
                lines.append(_Line(start, start + len(ink), left, span, blank, free))
            blank = not ink
            first += len(printed) + 1
        yield lines


def _on_page(text: str, lines: Sequence[_Line], full: float) -> tuple[list[_Head], int]:
    """The headings beside the column of a page, and how many lines the column has."""
    torn = [line for line in lines if line.gap is not None and line.free and _is_beside(text, line.start, line.gap[0])]
    if not torn:
        return [], 0
    starts = Counter(line.left for line in lines if line.free)
    starts.update(_column(line) for line in torn)
    edge, count = max(starts.items(), key=lambda one: (one[1], one[0]))
    if count < _FEWEST:
        return [], 0
    pieces = [_piece(text, lines, at, edge) for at in range(len(lines))]
    heads: list[_Head] = []
    first = 0
    while first < len(lines):
        one = pieces[first]
        if one is None:
            first += 1
            continue
        group = [one]
        for at in range(first + 1, min(len(lines), first + _MOST + 2 * _SKIPPED)):
            other = pieces[at]
            if other is None:
                if lines[at].left != edge or at - group[-1].at > _SKIPPED:
                    break
            elif lines[at].left != lines[first].left or _is_new(lines, group[-1].at, at):
                break
            else:
                group.append(other)
        first = group[-1].at + 1
        anchor = _anchor(lines, group, edge)
        if anchor is not None and _is_head(text, lines, group, full):
            heads.append(_Head(group, anchor))
    return heads, count


def _is_beside(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    return len(words) <= _WIDEST and _WORD.search(words) is not None and not _ENDS.search(words)


def _column(line: _Line) -> int:
    return line.left if line.gap is None else line.left + line.gap[1] - line.start


def _piece(text: str, lines: Sequence[_Line], at: int, edge: int) -> _Piece | None:
    """What stands beside the column on a line; nothing if the line is one of the column, or goes across."""
    line = lines[at]
    if not line.free or line.left >= edge:
        return None
    if line.gap is not None and _column(line) == edge and _is_beside(text, line.start, line.gap[0]):
        return _Piece(at, line.gap[0], line.gap[1])
    if line.gap is None and line.left + line.end - line.start < edge and _is_beside(text, line.start, line.end):
        return _Piece(at, line.end, -1)
    return None


def _is_new(lines: Sequence[_Line], at: int, other: int) -> bool:
    """Does another heading begin? The text beside it begins a paragraph, and a line beside it was free."""
    return lines[other].blank and other - at >= 1 and lines[other].gap is not None


def _anchor(lines: Sequence[_Line], group: Sequence[_Piece], edge: int) -> int | None:
    """The line of the text that a heading stands above: that beside its first line, or the one before it."""
    first = group[0].at
    if not lines[first].blank:
        above = lines[first - 1]
        return first - 1 if above.blank and above.left == edge else None
    for at in range(first, min(len(lines), first + _SKIPPED + 1)):
        if lines[at].left == edge or any(piece.at == at and piece.body >= 0 for piece in group):
            return at
    return None


def _is_head(text: str, lines: Sequence[_Line], group: Sequence[_Piece], full: float) -> bool:
    torn = [piece for piece in group if piece.body >= 0]
    return (
        bool(torn)
        and len(group) <= _MOST
        and text[lines[group[0].at].start].isupper()
        and any(lines[piece.at].end - piece.body >= full for piece in torn)
    )


def _apart(text: str, lines: Sequence[_Line], head: _Head) -> Iterator[Edit | Mark]:
    """The lines of a heading on lines of their own, and where each is read."""
    title = " ".join(text[lines[piece.at].start : piece.end] for piece in head.pieces)
    torn = {piece.at: piece for piece in head.pieces}
    glue = Glue("")
    begins = torn[head.anchor].body if head.anchor in torn else lines[head.anchor].start
    yield Mark(begins, begins, "side", title)
    for piece in head.pieces:
        line = lines[piece.at]
        yield Mark(line.start, piece.end, "margin", title)
        if piece.body >= 0:
            yield Edit(piece.end, piece.body, "\n" + " " * (piece.body - piece.end))
    # Where the text goes on behind a line of the heading.
    body = [at for at in range(head.anchor, head.pieces[-1].at + 2) if at < len(lines) and _has_text(torn, at)]
    for one, other in pairwise(body):
        between = range(one + 1, other + 1)
        if any(at in torn for at in between) and not any(lines[at].blank for at in between):
            begin = torn[other].body if other in torn else lines[other].start
            above = text[torn[one].body if one in torn else lines[one].start : lines[one].end]
            yield Mark(begin, begin, "resumes", glue.between(above, text[begin : lines[other].end])[0])


def _has_text(torn: dict[int, _Piece], at: int) -> bool:
    return at not in torn or torn[at].body >= 0
