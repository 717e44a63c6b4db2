"""Justified lines that the extractor broke at their wide gaps: rule `stretched-lines`.

    continue␣
    in␣
    2024,␣
    reflecting␣
    sufficient
    staffing in every office.

MuPDF begins a new line where words stand far apart, but keeps the space between them: each piece of the printed
line but the last ends with one. pdftotext drops the space: there the small letters in the middle of a sentence tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.provenance import Edit

_MOST_SPACES = 0.6  # of the lines end with one; where more do, it says nothing
_FIT = 0.8  # of the groups of pieces are as wide as a line, or else none is one
_NARROWEST, _WIDEST = 0.55, 1.08  # of the column: the words alone fill less of it than the line did
_FEWEST = 6  # lines from which the column can be told
_COLUMN = 10.0  # em at least
_FEWEST_BARE = 2  # groups without spaces
# Three words and more in small letters, each on a line of its own.
_WORDS = re.compile(r"\n([a-zà-ÿ][\w’'-]*,?(?:\n[a-zà-ÿ][\w’'-]*,?){2,12})(?=\n\S+ )")
_BROKEN = 4  # pieces of one line at least, somewhere in the text


class _Line(NamedTuple):
    end: int  # with the space behind it; the line feed stands here
    width: float  # em, without blanks at its edges
    word: bool  # one word
    goes_on: bool  # a space stands at its end, and no blank line behind it


def stretched_lines(view: View) -> Iterator[Edit]:
    """Words of a justified line, each on a line of its own: MuPDF, pdftotext.

    The pieces of a line end with a space, and the last one with none. In most texts that have such spaces, they
    stand at the end of every line, and say nothing: so nothing is joined unless each piece is one word, and nearly
    all groups of pieces are as wide as a line of the text, and not wider. Where no line ends with a space, three
    words and more are joined that stand inside a sentence: after a wide line that ends nothing, before one that goes on.

    >>> from reportparse.clean import run_rule
    >>> lines = "The office was open all year, and its\\nreport had been accepted in the end.\\n" * 3
    >>> run_rule("stretched-lines", lines + "They \\nworked \\nuntil \\nthe last\\nday of it.")[-37:]
    'They worked until the last\\nday of it.'
    """
    text = view.text
    yield from settled(text, _edits(text), _edits)


def _edits(text: str) -> list[Edit]:
    if "\n" not in text or text.count(" \n") > _MOST_SPACES * (text.count("\n") + 1):
        return []
    return _spaced(_lines(text)) if " \n" in text else _bare(text)


def _spaced(lines: Sequence[_Line]) -> list[Edit]:
    # Pieces of one line each: a line of which more pieces follow, up to the first one that ends without a space.
    groups: list[tuple[int, int]] = []
    whole: list[float] = []
    at = 0
    while at < len(lines):
        last = at
        while lines[last].goes_on:
            last += 1
        if last > at:
            groups.append((at, last))
        elif lines[at].width:
            whole.append(lines[at].width)
        at = last + 1
    if all(last - first + 1 < _BROKEN for first, last in groups):
        return []
    column = _column(whole)
    fitting = [
        (first, last)
        for first, last in groups
        if all(line.word for line in lines[first:last]) and _width(lines[first : last + 1]) <= _WIDEST * column
    ]
    filling = sum(_width(lines[first : last + 1]) >= _NARROWEST * column for first, last in fitting)
    if column < _COLUMN or len(fitting) < _FIT * len(groups) or filling < _FIT * len(fitting):
        return []
    return [Edit(line.end, line.end + 1) for first, last in fitting for line in lines[first:last]]


def _bare(text: str) -> list[Edit]:
    """The same where no space is left at the ends of the pieces."""
    groups = [match.span(1) for match in _WORDS.finditer(text)]
    if not groups:
        return []
    column = _column([em_width(line) for line in map(str.strip, text.split("\n")) if line])
    fitting: list[tuple[int, int]] = []
    for start, end in groups:
        before = text[text.rfind("\n", 0, start - 1) + 1 : start - 1].rstrip()
        behind = text[end + 1 : text.find("\n", end + 1) if "\n" in text[end + 1 :] else len(text)]
        wide = min(em_width(before), em_width(behind)) >= _NARROWEST * column
        inside = before[-1:].isalpha() or before[-1:] == ","
        if wide and inside and behind[:1].islower() and em_width(text[start:end]) <= _WIDEST * column:
            fitting.append((start, end))
    if column < _COLUMN or len(fitting) < _FEWEST_BARE:
        return []
    return [
        Edit(start + match.start(), start + match.end(), " ")
        for start, end in fitting
        for match in re.finditer("\n", text[start:end])
    ]


def _column(widths: Sequence[float]) -> float:
    """The width that nine lines in ten do not exceed; 0 if there are too few."""
    return sorted(widths)[int(len(widths) * 0.9)] if len(widths) >= _FEWEST else 0.0


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    end = -1
    for line, other in pairwise((*text.split("\n"), "")):
        end += len(line) + 1
        words = line.strip()
        goes_on = line.endswith(" ") and words != "" and other.strip() != "" and "\f" not in line
        found.append(_Line(end, em_width(words), " " not in words, goes_on))
    return found


def _width(pieces: Sequence[_Line]) -> float:
    """The width of the pieces with one space between them."""
    return sum(piece.width for piece in pieces) + 0.5 * (len(pieces) - 1)
