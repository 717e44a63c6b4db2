"""Printed lines that the extractor cut behind their marks: rule `fragments`.

    全年强化应急救援能力8套，
    同比增
    长44.3%。
    对森林康养、
    露营经济、
    职业
    教育产教融合等事项，

A line whose marks were set narrower to make room comes out of pdftotext -raw in pieces, one for each mark.
The pieces of one line together are as wide as the column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from reportparse.chars import em_width
from reportparse.clean.apart import holding
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.climbing import climbing
from reportparse.numbering import opens_division
from reportparse.provenance import Edit

_LINE = re.compile(r"(\S(?:[^\n\f]*\S)?)([^\S\n\f]*\n?)")
_MARK = re.compile("[，。、；：！？“”‘’（）《》〈〉「」『』【】]")
_INSIDE = re.compile("(?<=.)[，。、；：！？](?=[^，。、；：！？“”‘’（）《》〈〉「」『』【】])")
_MARKS = frozenset("，。、；：！？“”‘’（）《》〈〉「」『』【】")
_FINAL = frozenset("。！？")
_KEPT = frozenset({"table", "toc", "verbatim"})
_CLOSERS = frozenset("”’）》」』】")
_NEVER_FIRST = frozenset("，。、；：！？”’）》」』】")
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}[ ]+[^\W\d_a-z][^。；]*$")  # 1 加强学习, 1.1 办好实事
_STRAY = re.compile(r"(?<=[^\x00-\x7f])[ ](?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])[ ](?=[^\x00-\x7f])")
_BEFORE_MARKS = ("\n，", "\n、")
_COLUMNS = range(20, 61)  # half em
_MOST_PIECES = 14
_MOSTLY = 0.4  # of the commas of a text that is cut all over stand at the head of a line
_FEWEST = 5  # full lines, and commas in the middle of the column
_NARROWEST = 7.0  # em
_SLACK = 0.8  # em by which a line may miss the column
_SQUEEZED, _STRETCHED = 1.6, 1.6  # em that the marks of a line give or take
_INDENT = 2.0  # em at the head of a paragraph, lost in such text
_APART = 12  # pieces between two cuts of one stretch
_LATE = 4.0  # of a line that begins with a mark that closes
_NEVER = 1e9


class _Piece(NamedTuple):
    start: int
    end: int
    width: float  # em, as if no mark were squeezed
    marks: int  # that could have been squeezed
    mark: bool  # ends with a mark, or before one
    inside: bool  # holds a mark before its end: this line was not cut
    final: bool  # ends a sentence
    tight: bool  # the next line follows without a blank one
    label: bool = False  # opens a division: 一 / 、加强学习
    beside: bool = False  # stands beside a cut of another kind
    late: bool = False  # no line is printed with this at its head


def fragments(view: View) -> Iterator[Edit]:
    """Pieces of a printed line that end with its marks, or begin with them: pdftotext -raw, pdfium.

    Fires only where many lines end with a comma in the middle of the column, or begin with one; then pieces in a row
    are joined if they fill the column together, and all pieces are weighed against each other: of the whole text, or
    of the pages on which lines begin with marks.

    >>> from reportparse.clean import run_rule
    >>> run_rule("fragments", "全面总结过去，\\n认真谋划未来。")
    '全面总结过去，\\n认真谋划未来。'
    """
    kept = sorted(mark for mark in view.marks if mark.kind in _KEPT)
    for edit in _found(view.text):
        if (
            not kept or holding(kept, edit.start - 1, edit.end + 1) < 0
        ):  # the lines of a table, and those beside it, stay
            yield edit


def _found(text: str) -> Iterator[Edit]:
    before = sum(map(text.count, _BEFORE_MARKS))
    behind = text.count("，\n") + text.count("、\n")
    if before >= _FEWEST and 3 * before >= behind and before <= _MOSTLY * (text.count("，") + text.count("、")):
        column = _column(_pieces(text))
        edits = _edits_of_pages(text, column)
        if edits:
            yield from settled(text, edits, lambda left: _edits_of_pages(left, column))
            return
    yield from settled(text, _edits(text), _edits)


def _edits_of_pages(text: str, column: float) -> list[Edit]:
    pieces = _pieces(text)
    return [edit for first, last in _torn(text, pieces, column) for edit in _rejoined(text, pieces[first:last], column)]


def _edits(text: str) -> list[Edit]:
    cut = sum(map(text.count, ("，\n", "、\n", *_BEFORE_MARKS)))
    count = text.count("，") + text.count("、")
    if cut < _FEWEST or cut * 8 < count:
        return []
    pieces = _pieces(text)
    if sum(map(text.count, _BEFORE_MARKS)) > _MOSTLY * count:
        return _rejoined(text, pieces, 0.0)
    column = _column(pieces)
    if column < _NARROWEST:
        return []
    commas = [
        piece for piece in pieces if piece.tight and (text[piece.end - 1] in "，、" or text[piece.start] in "，、")
    ]
    if sum(piece.width < column - 2 for piece in commas) < max(_FEWEST, 0.3 * len(commas)):
        return []
    return [
        Edit(pieces[at].end, pieces[at + 1].start)
        for first, last in _lines(pieces, column)[1]
        for at in range(first, last)
    ]


def _rejoined(text: str, pieces: Sequence[_Piece], column: float) -> list[Edit]:
    """Text that is cut before its marks, too, and around the words beside them: hardly a line was left whole."""
    if len(pieces) < 2:
        return []
    pieces = [
        piece._replace(
            beside=other.mark or piece.end - piece.start == 1 or other.end - other.start == 1,
            label=opens_division(text[piece.start : piece.end] + text[other.start : other.end]),
            late=text[piece.start] in _NEVER_FIRST,
            inside=piece.inside and piece.width > column - _INDENT - _SQUEEZED,
        )
        for piece, other in pairwise((*pieces, pieces[-1]))
    ]
    columns = [column] if column >= _NARROWEST else [step / 2 for step in _COLUMNS]
    lines = min((_lines(pieces, width) for width in columns), key=itemgetter(0))[1]
    return [Edit(pieces[at].end, pieces[at + 1].start) for first, last in lines for at in range(first, last)]


def _torn(text: str, pieces: Sequence[_Piece], column: float) -> Iterator[tuple[int, int]]:
    """Where the text is cut before its marks, and the rest is not: some pages of pdfium. First piece, last piece + 1.

    No line is printed with such a mark at its head, so each tells a cut; from there on, both ways, to the next whole lines.
    """
    cuts = [at for at, piece in enumerate(pieces) if text[piece.start] in _NEVER_FIRST or piece.end - piece.start == 1]
    at = done = 0
    while at < len(cuts):
        first = at
        while at + 1 < len(cuts) and cuts[at + 1] - cuts[at] <= _APART:
            at += 1
        start, end = cuts[first], cuts[at] + 1
        at += 1
        if sum(text[pieces[cut].start] in _NEVER_FIRST for cut in cuts[first:at]) < _FEWEST:
            continue
        while start > max(done, cuts[first] - _APART) and not _whole(pieces[start - 1], column):
            start -= 1
        while end < min(len(pieces), cuts[at - 1] + _APART) and not _whole(pieces[end], column):
            end += 1
        yield start, end
        done = end


def _whole(piece: _Piece, column: float) -> bool:
    return piece.inside or piece.width > column - _SQUEEZED


def _pieces(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    decimals: list[int] = []
    for match in _LINE.finditer(text):
        content = match.group(1)
        if _DECIMAL.match(content):
            decimals.append(len(found))
        start, end = match.span(1)
        last = content[-1]
        marks = len(_MARK.findall(content))
        spaces = len(_STRAY.findall(content))
        found.append(
            _Piece(
                start,
                end,
                em_width(content) - spaces * em_width(" "),
                marks,
                last in _MARKS or text[match.end() : match.end() + 1] in _NEVER_FIRST,
                _INSIDE.search(content) is not None,
                last in _FINAL or (last in _CLOSERS and content[-2:-1] in _FINAL),
                match.group(2).endswith("\n") and text[match.end() : match.end() + 1] not in ("", "\n", "\f"),
                opens_division(content),
            )
        )
    labels = [tuple(map(int, text[found[at].start : found[at].end].split()[0].split("."))) for at in decimals]
    for at, climbs in zip(decimals, climbing(labels), strict=True):
        if climbs:
            found[at] = found[at]._replace(label=True)
    return found


def _column(pieces: Sequence[_Piece]) -> float:
    """The width that most lines share that were not cut; 0 if too few do."""
    counts = Counter(round(piece.width * 2) / 2 for piece in pieces if piece.inside and piece.width >= _NARROWEST)
    if not counts:
        return 0.0
    column = max(counts.items(), key=lambda item: (item[1], item[0]))[0]
    # Of short paragraphs the first lines, which lack their indent, may be more than the full ones.
    if counts[column + _INDENT] * 2 >= counts[column]:
        column += _INDENT
    return column if sum(counts[column + near] for near in (-0.5, 0.0, 0.5)) >= _FEWEST else 0.0


def _lines(pieces: Sequence[_Piece], column: float) -> tuple[float, list[tuple[int, int]]]:
    """What reading the pieces as lines of this column costs, and the printed lines of several: (first, last). The cheapest way to read the whole text as full lines
    and last lines of paragraphs; only a last line stands alone and falls short.
    """
    count = len(pieces)
    # Cost of what follows, where a line begins; [1] where a paragraph begins, too.
    best = [[_NEVER, _NEVER] for _ in range(count)] + [[0.0, 0.0]]
    choice = [[(0, 0), (0, 0)] for _ in range(count)]
    for at in range(count - 1, -1, -1):
        for opens in (0, 1):
            width, marks = 0.0, 0
            late = _LATE if pieces[at].late else 0.0
            for last in range(at, min(at + _MOST_PIECES, count)):
                piece = pieces[last]
                if last > at and (piece.inside or piece.label):
                    break
                width += piece.width
                marks += piece.marks
                if width > column + min(0.5 * marks, _SQUEEZED) + _SLACK:
                    if last == at:  # wider than the column: a title, a running head
                        _take(best, choice, at, opens, last, 1, 1.0 + late)
                    break
                short = column - width
                if opens:
                    short = min(abs(short - _INDENT), abs(short) + 0.5)
                full = max(0.0, short, -0.5 * short)
                if full <= (_SLACK if last == at else _STRETCHED):
                    # Before a label a line that several pieces make has ended a sentence.
                    if last == at or piece.final or last + 1 == count or not pieces[last + 1].label:
                        _take(best, choice, at, opens, last, 0, 0.7 * full + late)
                    if piece.final:
                        _take(best, choice, at, opens, last, 1, 0.7 * full + 1.0 + late)
                if last == at or pieces[at].label:  # the last line of a paragraph, or a heading
                    _take(best, choice, at, opens, last, 1, late + (0.4 if piece.final else 3.0 if piece.mark else 1.5))
                if not ((piece.mark or piece.beside) and piece.tight):
                    break
    lines: list[tuple[int, int]] = []
    at, opens = 0, 1
    while at < count:
        last, opens = choice[at][opens]
        if last > at:
            lines.append((at, last))
        at = last + 1
    return (best[0][1] if count else 0.0), lines


def _take(
    best: list[list[float]],
    choice: list[list[tuple[int, int]]],
    at: int,
    opens: int,
    last: int,
    then: int,
    cost: float,
) -> None:
    cost += best[last + 1][then]
    if cost < best[at][opens]:
        best[at][opens] = cost
        choice[at][opens] = (last, then)
